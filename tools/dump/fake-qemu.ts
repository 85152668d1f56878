// A gdb stub and a monitor as QEMU has them, over a memory of tables: for tests, on loopback.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface FakeGuest {
  /** Values by name, in the order of their numbers. */
  readonly registers: readonly (readonly [name: string, value: bigint])[];
  /** 64-bit values of memory by physical address. */
  readonly memory: ReadonlyMap<bigint, bigint>;
  readonly big: boolean;
  /** The stub can read physical memory. */
  readonly physical: boolean;
  /** What the mode register has at the first looks, before it has its value. */
  readonly busy?: { readonly register: string; readonly value: bigint; readonly looks: number };
}
export interface FakeQemu {
  readonly gdb: string;
  readonly monitor: string;
  /** Packets the stub was sent, but for those that read memory. */
  readonly packets: readonly string[];
  close(): void;
}

const checksum = (body: string): string => ([...body].reduce((sum, char) => sum + char.charCodeAt(0), 0) & 255).toString(16).padStart(2, '0');
const hexOf = (value: bigint, big: boolean): string => {
  const text = value.toString(16).padStart(16, '0');
  return big ? text : text.match(/../g)!.reverse().join('');
};

/** Half of the registers in each of two included descriptions, the second numbered from 64 on, as the real ones are split. */
function descriptions(names: readonly string[]): Readonly<Record<string, string>> {
  const half = Math.ceil(names.length / 2);
  const feature = (part: readonly string[], first?: number): string => `<?xml version="1.0"?><feature name="f">${part.map((name, at) =>
    `<reg name="${name}" bitsize="64"${first !== undefined && at === 0 ? ` regnum="${first}"` : ''} type="int"/>`).join('')}</feature>`;
  return {
    'target.xml': '<?xml version="1.0"?><target><xi:include href="core.xml"/><xi:include href="system.xml"/></target>',
    'core.xml': feature(names.slice(0, half)), 'system.xml': feature(names.slice(half), 64),
  };
}

function stub(guest: FakeGuest): { reply: (body: string) => string } {
  const names = guest.registers.map(([name]) => name);
  const half = Math.ceil(names.length / 2);
  const files = descriptions(names);
  let looks = 0;
  const register = (number: number): string => {
    const [name, value] = guest.registers[number >= 64 ? number - 64 + half : number] ?? [];
    if (name === undefined) return 'E14';
    const busy = guest.busy !== undefined && name === guest.busy.register && looks++ < guest.busy.looks;
    return hexOf(busy ? guest.busy!.value : value!, guest.big);
  };
  const memory = (phys: bigint, length: number): string => {
    const values = Array.from({ length: length / 8 }, (_, at) => guest.memory.get(phys + BigInt(at) * 8n));
    return values.some((value) => value === undefined) ? 'E14' : values.map((value) => hexOf(value!, guest.big)).join('');
  };
  return {
    reply(body) {
      const read = /^m([0-9a-f]+),([0-9a-f]+)$/.exec(body);
      if (read !== null) return guest.physical ? memory(BigInt(`0x${read[1]}`), Number.parseInt(read[2]!, 16)) : 'E14';
      const xml = /^qXfer:features:read:([a-z.]+):([0-9a-f]+),([0-9a-f]+)$/.exec(body);
      if (xml !== null) {
        const [at, length] = [Number.parseInt(xml[2]!, 16), Number.parseInt(xml[3]!, 16)];
        const text = files[xml[1]!]!;
        return `${at + length >= text.length ? 'l' : 'm'}${text.slice(at, at + length)}`;
      }
      if (/^p[0-9a-f]+$/.test(body)) return register(Number.parseInt(body.slice(1), 16));
      if (body.startsWith('Qqemu.PhyMemMode')) return guest.physical ? 'OK' : '';
      if (body === '?') return 'T05thread:01;';
      return body === 'D' || /^Hg[12]$/.test(body) ? 'OK' : '';
    },
  };
}

/** A line of the monitor is echoed as a terminal would show it, then answered. */
function monitorAnswer(guest: FakeGuest, line: string): string {
  if (line === 'info version') return '7.2.0 (fake)\r\n';
  const xp = /^xp \/(\d+)gx 0x([0-9a-f]+)$/.exec(line);
  if (xp === null) return `unknown command: '${line}'\r\n`;
  const [count, phys] = [Number(xp[1]), BigInt(`0x${xp[2]}`)];
  const values = Array.from({ length: count }, (_, at) => guest.memory.get(phys + BigInt(at) * 8n));
  if (values.some((value) => value === undefined)) return `Cannot access memory\r\n`;
  return values.map((value, at) => `${at % 2 === 0 ? `${(phys + BigInt(at) * 8n).toString(16).padStart(16, '0')}:` : ''} 0x${value!.toString(16).padStart(16, '0')}${at % 2 === 1 ? '\r\n' : ''}`).join('');
}

const listening = (server: Server): Promise<string> => new Promise((resolve) => {
  server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`));
});

/** Starts both servers. */
export async function fakeQemu(guest: FakeGuest): Promise<FakeQemu> {
  const packets: string[] = [];
  const sockets: Socket[] = [];
  const { reply } = stub(guest);
  const gdb = createServer((socket) => {
    sockets.push(socket.setNoDelay(true));
    let text = '';
    socket.setEncoding('latin1').on('data', (part) => {
      text += String(part);
      for (let match = /^[^$]*\$([^#]*)#../.exec(text); match !== null; match = /^[^$]*\$([^#]*)#../.exec(text)) {
        text = text.slice(match[0].length);
        if (!match[1]!.startsWith('m')) packets.push(match[1]!);
        const body = reply(match[1]!).replace(/[#$}]/g, (char) => `}${String.fromCharCode(char.charCodeAt(0) ^ 0x20)}`);
        socket.write(`+$${body}#${checksum(body)}`, 'latin1');
      }
    }).on('error', () => undefined);
  });
  const monitor = createServer((socket) => {
    sockets.push(socket.setNoDelay(true));
    socket.write('QEMU 7.2.0 monitor - type \'help\' for more information\r\n(qemu) ');
    socket.setEncoding('latin1').on('data', (part) => {
      for (const line of String(part).split('\n').filter((each) => each !== ''))
        socket.write(`${[...line].map((char) => `${char}\u001b[K`).join('')}\r\n${monitorAnswer(guest, line)}(qemu) `);
    }).on('error', () => undefined);
  });
  const addresses = { gdb: await listening(gdb), monitor: await listening(monitor) };
  return {
    ...addresses, packets,
    close() {
      for (const socket of sockets) socket.destroy();
      gdb.close();
      monitor.close();
    },
  };
}
