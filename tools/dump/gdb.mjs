// QEMU's gdb stub: registers by name, and physical memory. Connecting stops the guest, detaching lets it go on.
import { talkTo } from './talk.mjs';

const CHUNK = 1024;
const XML_CHUNK = 0x400;
const MOST_XML = 1024 * 1024;

const checksum = (body) => [...body].reduce((sum, char) => (sum + char.charCodeAt(0)) & 255, 0).toString(16).padStart(2, '0');
/** A reply as it was meant: `}` escapes the character after it. */
const unescaped = (body) => body.replace(/\}([^])/g, (_, char) => String.fromCharCode(char.charCodeAt(0) ^ 0x20));

/** The first whole packet of a text, and how much of the text it and what stands before it take. */
function packetIn(text) {
  const start = text.indexOf('$');
  const end = text.indexOf('#', start);
  return start < 0 || end < 0 || text.length < end + 3 ? undefined : [unescaped(text.slice(start + 1, end)), end + 3];
}

/** Registers in the order of a target description: name to number and bytes. */
function registersIn(xml, from, into) {
  let next = from;
  for (const [, attributes] of xml.matchAll(/<reg\s([^>]*?)\/?>/g)) {
    const own = (name) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
    next = Number(own('regnum') ?? next);
    into.set(own('name')?.toLowerCase(), { number: next++, bytes: Number(own('bitsize')) / 8 });
  }
  return next;
}

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const numberOf = (bytes, big) => (big ? [...bytes] : [...bytes].reverse()).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);

/** Attaches to a stub. */
export async function attach(address, options = {}) {
  const talk = await talkTo(address, options);
  const ask = async (body) => {
    talk.send(`$${body}#${checksum(body)}`);
    const answer = await talk.until(packetIn, body);
    talk.send('+');
    return answer;
  };

  const transfer = async (name) => {
    let xml = '';
    while (xml.length < MOST_XML) {
      const part = await ask(`qXfer:features:read:${name}:${xml.length.toString(16)},${XML_CHUNK.toString(16)}`);
      if (!/^[lm]/.test(part)) throw new Error(`the gdb stub has no target description ${name}`);
      xml += part.slice(1);
      if (part.startsWith('l')) return xml;
    }
    throw new Error(`the target description ${name} has no end`);
  };

  const known = new Map();
  const describe = async () => {
    let next = 0;
    const target = await transfer('target.xml');
    for (const [, name] of target.matchAll(/<xi:include\s+href="([^"]+)"/g)) next = registersIn(await transfer(name), next, known);
    registersIn(target, next, known);
  };

  await ask('qSupported:xmlRegisters=i386,arm,riscv,s390');
  await ask('?');
  await describe();
  const physical = (await ask('Qqemu.PhyMemMode:1')) === 'OK';

  return {
    physical,
    async chooseCpu(cpu) {
      if ((await ask(`Hg${(cpu + 1).toString(16)}`)) !== 'OK') throw new Error(`there is no CPU ${cpu}`);
    },
    /** Values by name; one that the stub does not know is left out. */
    async registers(names, big) {
      const values = {};
      for (const name of names) {
        const register = known.get(name.toLowerCase());
        if (register === undefined) continue;
        const hex = await ask(`p${register.number.toString(16)}`);
        if (/^([0-9a-f]{2})+$/.test(hex)) values[name] = numberOf(bytesOf(hex), big);
      }
      return values;
    },
    /** Bytes of physical memory; undefined if there is no memory. */
    async memory(phys, length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += CHUNK) {
        const part = Math.min(CHUNK, length - at);
        const hex = await ask(`m${(phys + BigInt(at)).toString(16)},${part.toString(16)}`);
        if (hex.length !== part * 2 || !/^[0-9a-f]*$/.test(hex)) return undefined;
        bytes.set(bytesOf(hex), at);
      }
      return bytes;
    },
    async detach() {
      if (physical) await ask('Qqemu.PhyMemMode:0');
      await ask('D');
      talk.close();
    },
    close: talk.close,
  };
}
