import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDump, type Dump } from '@faultline/pagetables';
import { describe, expect, it, onTestFinished } from 'vitest';
import { command, makeDump } from './dump.mjs';
import { fakeQemu, type FakeGuest, type FakeQemu } from './fake-qemu';

async function guestAt(guest: FakeGuest): Promise<FakeQemu> {
  const qemu = await fakeQemu(guest);
  onTestFinished(() => qemu.close());
  return qemu;
}
/** Memory that holds tables of these entries; what an index lacks is the fill. */
function memoryOf(tables: Iterable<{ phys: bigint; size: number; fill: bigint; entries: ReadonlyMap<number, bigint> }>): Map<bigint, bigint> {
  const memory = new Map<bigint, bigint>();
  for (const { phys, size, fill, entries } of tables)
    for (let index = 0; index < size; index++) memory.set(phys + BigInt(index) * 8n, entries.get(index) ?? fill);
  return memory;
}
const table = (phys: bigint, entries: Readonly<Record<number, bigint>>) =>
  ({ phys, size: 512, fill: 0n, entries: new Map(Object.entries(entries).map(([index, raw]) => [Number(index), raw])) });

/** x86-64, four levels: one page, one huge page, one table that is not there, and a kernel half that is not followed. */
const X86: FakeGuest = {
  registers: [['rip', 1n], ['cs', 0x33n], ['cr0', 0x80050033n], ['cr2', 0n], ['cr3', 0x1000n], ['cr4', 0x20n], ['efer', 0xd01n]],
  memory: memoryOf([
    table(0x1000n, { 0: 0x2067n, 256: 0x9067n }), table(0x2000n, { 3: 0x3067n }), table(0x3000n, { 0: 0x4067n, 1: 0xc00000e7n, 2: 0x5067n }),
    table(0x4000n, { 7: 0x8000000000123067n }),
  ]),
  big: false, physical: true,
};
const ask = (qemu: FakeQemu, more: object = {}) => ({ gdb: qemu.gdb, monitor: qemu.monitor, arch: 'x86_64', kernel: '6.2.12', timeout: 2000, ...more });
const TABLES = {
  '0x1000': { level: 4, size: 512, fill: '0x0', e: { 0: '0x2067', 256: '0x9067' } }, '0x2000': { level: 3, size: 512, fill: '0x0', e: { 3: '0x3067' } },
  '0x3000': { level: 2, size: 512, fill: '0x0', e: { 0: '0x4067', 1: '0xc00000e7', 2: '0x5067' } },
  '0x4000': { level: 1, size: 512, fill: '0x0', e: { 7: '0x8000000000123067' } },
};

describe('a dump of a guest', () => {
  it('follows the tables of the user half, and warns of one that is no memory', async () => {
    const warnings: string[] = [];
    const dump = await makeDump(ask(await guestAt(X86)), (line: string) => void warnings.push(line));
    expect(dump).toMatchObject({
      format: 1, arch: 'x86_64', kernel: '6.2.12', emulator: 'QEMU 7.2.0 (fake)', root: { table: '0x1000', size: 512, level: 4, firstIndex: 0, endIndex: 256 },
      config: { levels: 4, vaBits: 48, pku: false },
    });
    expect(dump.tables).toEqual(TABLES);
    expect(warnings).toEqual(['there is no memory at 0x5000, where a table of level 1 should be']);
  });

  it('reads memory through the monitor where the stub cannot', async () =>
    expect((await makeDump(ask(await guestAt({ ...X86, physical: false })))).tables).toEqual(TABLES));

  it('waits for user code, and lets the guest run between looks', async () => {
    const qemu = await guestAt({ ...X86, busy: { register: 'cs', value: 0x10n, looks: 3 } });
    await makeDump(ask(qemu));
    expect(qemu.packets.filter((packet) => packet === 'D')).toHaveLength(4);
  });

  it('puts a table that points to itself down once', async () => {
    const memory = memoryOf([table(0x1000n, { 0: 0x1067n })]);
    expect((await makeDump(ask(await guestAt({ ...X86, memory })))).tables).toEqual({ '0x1000': { level: 4, size: 512, fill: '0x0', e: { 0: '0x1067' } } });
  });

  it('is written whole by the command', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'faultline-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const qemu = await guestAt(X86);
    const out = join(folder, 'guest.json');
    let err = '';
    const args = ['--gdb', qemu.gdb, '--monitor', qemu.monitor, '--arch', 'x86_64', '--kernel', '6.2.12', '--out', out, '--cpu', '1'];
    expect(await command(args, { err: (line: string) => void (err += line) })).toBe(0);
    expect(err).toMatch(/4 tables in/);
    expect(qemu.packets).toContain('Hg2');
    expect(readDump(readFileSync(out, 'utf8')).tables.size).toBe(4);
  });
});

describe('what cannot be dumped ends with a message', () => {
  const failing = async (guest: FakeGuest, more: object): Promise<string> =>
    makeDump(ask(await guestAt(guest), more)).then(() => 'a dump', (error: Error) => error.message);

  it.each([
    ['an unknown machine', X86, { arch: 'constructor' }, /^there is no machine 'constructor'/],
    ['a stub of another machine', X86, { arch: 's390x' }, /does not tell the register pswm/],
    ['a guest that stays in the kernel', { ...X86, busy: { register: 'cs', value: 0x10n, looks: 99 } }, { tries: 3 }, /ran no user code at 3 looks/],
    ['no memory at the root', { ...X86, memory: new Map() }, {}, /no memory at the root table 0x1000/],
    ['no such CPU', X86, { cpu: 7 }, /there is no CPU 7/],
    ['no address', X86, { gdb: 'nowhere' }, /'nowhere' is no address/],
  ] as const)('%s', async (_what, guest, more, message) => expect(await failing(guest, more)).toMatch(message));

  it('a server that never answers', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void silent.close());
    const monitor = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await expect(makeDump(ask(await guestAt(X86), { monitor, timeout: 100 }))).rejects.toThrow('did not answer: a prompt');
  });

  it.each([[[], '--gdb is missing'], [['--frobnicate'], 'frobnicate'], [['--gdb', '1', '--monitor', '1', '--arch', 'x86_64', '--kernel', '6', '--out', 'x', '--cpu', 'one'], "--cpu 'one' is no number"]] as const)(
    'the command with %j', async (args, message) => {
      let err = '';
      expect(await command([...args], { err: (line: string) => void (err += line) })).toBe(2);
      expect(err).toContain(message);
    });
});

const folder = join(import.meta.dirname, '../../../shared/pagetables');
const there = existsSync(folder);
/** Registers that recorded dumps name otherwise, or do not hold: those that say "user mode". */
const USER_MODE = { x86_64: ['cs', 0x33n], arm64: ['cpsr', 0n], s390x: ['pswm', 1n << 48n], riscv64: ['priv', 0n] } as const;
const DUMPS = ['x86_64-6.2', 'x86_64-6.12-la57', 'arm64-6.1-a57', 'arm64-6.12-max-lpa2', 's390x-6.1-edat', 's390x-6.12-5level', 'riscv64-6.12-sv39'];

describe.skipIf(!there)(`a guest with the memory of a recorded dump${there ? '' : ' (skipped: no recordings)'}`, () => {
  /** Every entry of every table, whatever fill was chosen. */
  const entries = ({ tables }: Dump) => [...tables.values()].map(({ phys, level, size, fill, entries: listed }) =>
    ({ phys, level, all: Array.from({ length: size }, (_, index) => listed.get(index) ?? fill) })).sort((a, b) => (a.phys < b.phys ? -1 : 1));

  it.each(DUMPS)('%s gives that dump again', async (name) => {
    const text = readFileSync(join(folder, `${name}.json`), 'utf8');
    const recorded = readDump(text);
    const { registers } = (JSON.parse(text) as { config: { registers: Record<string, string> } }).config;
    const machine = recorded.machine as keyof typeof USER_MODE;
    const qemu = await guestAt({
      registers: [USER_MODE[machine], ...Object.entries(registers).map(([register, value]) => [register.toLowerCase(), BigInt(value)] as const)],
      memory: memoryOf(recorded.tables.values()), big: machine === 's390x', physical: true,
    });
    const { svnapot = false, svpbmt = false } = recorded.config;
    const made = readDump(JSON.stringify(await makeDump(ask(qemu, { arch: machine, kernel: recorded.kernel, svnapot, svpbmt }))));
    expect(entries(made)).toEqual(entries(recorded));
    expect({ root: made.root.phys, start: made.firstIndex, end: made.endIndex }).toEqual({ root: recorded.root.phys, start: recorded.firstIndex, end: recorded.endIndex });
    const { swapTypes: _swapTypes, softDirtyBit: _softDirty, uffdWpBit: _uffdWp, ...config } = recorded.config;
    expect(made.config).toEqual(config);
  });
});
