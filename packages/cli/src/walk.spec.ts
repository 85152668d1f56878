import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDump, type Dump, type DumpConfig } from '@faultline/pagetables';
import { describe, expect, it } from 'vitest';
import { chooseForDump } from '@faultline/workbench';
import { WIDTH } from './render/screen';
import { faultline, folder } from './testing/captured';

const table = (level: number, e: Readonly<Record<number, string>>) => ({ level, size: 512, fill: '0x0', e });
/** x86-64, four levels: text, data copy-on-write and writable, a huge page, a page on swap. */
const DUMP = {
  format: 1, name: 'guest', arch: 'x86_64', kernel: '6.2.12', config: { pageSize: 4096, levels: 4, vaBits: 48 },
  root: { table: '0x1000', size: 512, level: 4, firstIndex: 0, endIndex: 256 },
  tables: {
    '0x1000': table(4, { 0: '0x2067' }), '0x2000': table(3, { 0: '0x3067' }), '0x3000': table(2, { 0: '0x4067', 1: '0x80000000006000e7' }),
    '0x4000': table(1, { 16: '0x123025', 17: '0x124025', 18: '0x8000000000200065', 19: '0x8000000000201067', 20: '0x07fffffffffffe00' }),
  },
};
function dumpFile(more: object = {}): string {
  const file = join(folder(), 'guest.json');
  writeFileSync(file, JSON.stringify({ ...DUMP, ...more }));
  return file;
}
const walked = (...args: string[]) => faultline('walk', dumpFile(), ...args);
interface Row { va: string; size: string; kind: string; pfn: string | null; swapType: number | null; swapOffset: string | null; flags: Record<string, unknown> }
const rowsOf = (out: string): Row[] => (JSON.parse(out) as { mappings: Row[] }).mappings;

describe('walk', () => {
  it('lists every entry that is not empty', () => {
    expect(walked()).toEqual({ status: 0, err: '', out: [
      'guest: Linux 6.2.12, read as x86-64:l4, kernel 6.2',
      'address               size lvl kind            leads to               flags',
      '0x0000000000010000      4K pte page            frame 0x123            x young',
      '0x0000000000011000      4K pte page            frame 0x124            x young',
      '0x0000000000012000      4K pte page            frame 0x200            young dirty',
      '0x0000000000013000      4K pte page            frame 0x201            w young dirty',
      '0x0000000000014000      4K pte swap            type 0 offset 0x0',
      '0x0000000000200000      2M pmd huge            frame 0x600            w young dirty',
      '6 rows: 4 page, 1 swap, 1 huge', '',
    ].join('\n') });
  });

  it('as JSON: one object a row, absent members null', () => {
    const rows = rowsOf(walked('--json').out);
    expect(rows.map(({ flags, ...row }) => [row, flags['write'] ?? null, flags['present']])).toEqual([
      [{ va: '0x10000', size: '0x1000', kind: 'page', pfn: '0x123', swapType: null, swapOffset: null }, false, true],
      [{ va: '0x11000', size: '0x1000', kind: 'page', pfn: '0x124', swapType: null, swapOffset: null }, false, true],
      [{ va: '0x12000', size: '0x1000', kind: 'page', pfn: '0x200', swapType: null, swapOffset: null }, false, true],
      [{ va: '0x13000', size: '0x1000', kind: 'page', pfn: '0x201', swapType: null, swapOffset: null }, true, true],
      [{ va: '0x14000', size: '0x1000', kind: 'swap', pfn: null, swapType: 0, swapOffset: '0x0' }, null, false],
      [{ va: '0x200000', size: '0x200000', kind: 'huge', pfn: '0x600', swapType: null, swapOffset: null }, true, true],
    ]);
  });

  it.each([
    ['--merge', ['0x10000 0x2000', '0x12000 0x1000', '0x13000 0x1000', '0x14000 0x1000', '0x200000 0x200000']],
    ['--only write', ['0x13000 0x1000', '0x200000 0x200000']],
    ['--only page,no-exec', ['0x12000 0x1000', '0x13000 0x1000']],
    ['--only page no-exec', ['0x12000 0x1000', '0x13000 0x1000']],
    ['--only exec --merge', ['0x10000 0x2000']],
    ['--phys 0x200fff', ['0x12000 0x1000']],
    ['--phys 6ffabc', ['0x200000 0x200000']],
    ['--phys 0x999000', []],
  ])('%s chooses and joins', (args, rows) => expect(rowsOf(walked('--json', ...args.split(' ')).out).map(({ va, size }) => `${va} ${size}`)).toEqual(rows));

  it('answers one address', () => {
    expect(walked('0x12345').out).toBe([
      'guest: Linux 6.2.12, read as x86-64:l4, kernel 6.2',
      '0x0000000000012345, entries that hardware reads:',
      '  pgd [0]    at 0x0000000000001000  0x0000000000002067  table',
      '  pud [0]    at 0x0000000000002000  0x0000000000003067  table',
      '  pmd [0]    at 0x0000000000003000  0x0000000000004067  table',
      '  pte [18]   at 0x0000000000004090  0x8000000000200065  leaf',
      '  user code: read ok, write protection, exec protection',
      '  physical address 0x200345',
      '0x0000000000012000      4K pte page            frame 0x200            young dirty', '',
    ].join('\n'));
    expect(JSON.parse(walked('0x12345', '--json').out)).toMatchObject({
      va: '0x12345', access: { read: 'ok', write: 'protection', exec: 'protection' }, mappings: [{ va: '0x12000', pfn: '0x200' }],
      physical: '0x200345', reads: [{ level: 'pgd', index: 0 }, { level: 'pud' }, { level: 'pmd' }, { level: 'pte', index: 18, address: '0x4090', entry: '0x8000000000200065', verdict: 'leaf' }],
    });
    expect(walked('0x15000').out).toContain('nothing is mapped there');
  });

  it('a table that is missing is a row, and a finding', () => {
    const { status, out } = faultline('walk', dumpFile({ tables: { ...DUMP.tables, '0x2000': table(3, { 0: '0x9067' }) } }));
    expect(status).toBe(1);
    expect(out).toContain('0x0000000000000000      1G pud missing-table   table 0x9000');
  });

  it.each([
    ['0x7', 'the walk refuses this access, too (protection): the entries explain it'], ['0x4', 'the walk permits this access: a stale translation'], ['0x15', 'the walk refuses this access'],
  ])('holds the fault %s against the walk', (code, words) => {
    expect(walked('0x12345', '--fault', code).out.replace(/\s+/g, ' ')).toContain(words);
    expect(JSON.parse(walked('0x12345', '--fault', code, '--json').out)).toMatchObject({ fault: { code, mode: 'user', explained: code !== '0x4' } });
  });

  it('bits beyond the width of physical addresses are reserved', () => {
    const file = dumpFile({ tables: { ...DUMP.tables, '0x4000': table(1, { 16: '0x8000000000123067', 17: '0x8000008000124067' }) } });
    expect(faultline('walk', file, '0x11000').out).toContain('read ok, write ok');
    expect(faultline('walk', file, '0x11000', '--maxphyaddr', '39').out).toContain('read reserved, write reserved');
    expect(faultline('walk', file, '0x10000', '--maxphyaddr', '39').out).toContain('read ok, write ok');
  });

  it('the kernel\'s half, where it was dumped: addresses extend the sign, and nothing there is swap', () => {
    const kernel = { ...DUMP.tables, '0x1000': table(4, { 0: '0x2067', 402: '0x2063' }), '0x4000': table(1, { 16: '0x8000000000123163', 17: '0x800ffffffedcb062' }), '0x3000': table(2, { 0: '0x4063' }), '0x2000': table(3, { 0: '0x3063' }) };
    const file = dumpFile({ root: { ...DUMP.root, firstIndex: 256, endIndex: 512 }, tables: kernel });
    expect(rowsOf(faultline('walk', file, '--json').out).map(({ va, kind }) => [va, kind])).toEqual([['0xffffc90000010000', 'page'], ['0xffffc90000011000', 'present-invalid']]);
    const answered = faultline('walk', file, '0xffffc90000010123').out;
    expect(answered).toContain('the kernel: read ok, write ok, exec protection');
    expect(answered).toContain('physical address 0x123123');
    expect(faultline('walk', dumpFile({ tables: kernel }), '0xffffc90000010123').out).toContain('physical address 0x123123');
  });

  it('nothing but words that are no entries is a finding', () => {
    const { status, out } = faultline('walk', dumpFile({ tables: { '0x1000': table(4, { 0: '0x676b700029736c6f', 3: '0x20206c6c61206e69' }) } }));
    expect([status, /bad/.exec(out)?.[0]]).toEqual([1, 'bad']);
  });

  it('reads a dump of another kernel as the profile that is named', () => {
    const file = dumpFile({ kernel: '6.5.0-14-generic' });
    expect(faultline('walk', file)).toEqual({ status: 2, out: '', err: `faultline: ${file}: kernel 6.5 is not modelled; choose the profile that it resembles with --kernel\n` });
    expect(faultline('walk', file, '--kernel', '6.2-rc3').status).toBe(0);
  });

  it('a name that would steer a terminal is shown, not obeyed', () => expect(faultline('walk', dumpFile({ name: '\u001b[2Jx' })).out).toMatch(/^\?\[2Jx: Linux/));
});

describe('a dump, or a question, that is wrong', () => {
  const file = (text: string): string => {
    const path = join(folder(), 'bad.json');
    writeFileSync(path, text);
    return path;
  };
  const cut = JSON.stringify(DUMP).slice(0, 200);
  it.each([
    ['an empty file', '', ':1:1: the text ends too early; was the file copied whole?'],
    ['a file that was cut', cut, ':1:201: the text ends too early; was the file copied whole?'],
    ['another kind of file', '{"stages": []}', ': format: is not 1, the format that is known; check how the dump was made'],
    ['an unknown machine', JSON.stringify({ ...DUMP, arch: 'mips' }), ": arch: machine 'mips' is not modelled; dumps of x86_64, arm64, s390x, riscv64 can be read"],
    ['another machine\'s tables', JSON.stringify({ ...DUMP, arch: 's390x' }), ': tables["0x1000"].size: a p4d table of s390:4level has 2048 entries, not 512; check architecture and levels'],
    ['levels that contradict', JSON.stringify({ ...DUMP, config: { ...DUMP.config, levels: 5 } }), ': root.level: 4, but x86-64:l5 has 5 levels; choose the configuration of the dump'],
    ['levels that no machine has', JSON.stringify({ ...DUMP, config: { ...DUMP.config, levels: 2 } }), ": x86-64 has no geometry 'l2'; use one of l4, 4level, l5, 5level"],
  ])('%s: one line with the place, status 2', (_what, text, message) => {
    const path = file(text);
    expect(faultline('walk', path)).toEqual({ status: 2, out: '', err: `faultline: ${path}${message}\n` });
  });

  it.each([
    ['0xffff800000000000', /0xffff800000000000 is outside the user half; it reaches from 0x0 to 0x800000000000/],
    ['0xzz', /VA '0xzz' is no address in hexadecimal/],
    ['0x11112222333344445', /is no address in hexadecimal/],
    ['--phys here', /--phys 'here' is no address/],
    ['0x1000 --merge', /an address is one row/],
    ['--only hguge', /there is no attribute 'hguge' here; use one of none, table/],
    ['--kernel 9.9', /there is no kernel profile '9.9'/],
    ['--frobnicate', /unknown option '--frobnicate'/],
  ])('%s', (args, message) => {
    const { status, out, err } = walked(...args.split(' '));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\bat .*\.[jt]s:\d+/);
  });

  it('a file that is not there', () => expect(faultline('walk', 'nowhere.json')).toEqual({ status: 2, out: '', err: 'faultline: nowhere.json: there is no file nowhere.json; check the path\n' }));
});

describe('what a dump is read with', () => {
  const dump = (machine: string, config: Partial<DumpConfig>, kernel = '6.12.1'): Dump => ({ machine, kernel, config }) as Dump;
  const chosen = (each: Dump): string => {
    const { name, config, kernel } = chooseForDump(each).architecture;
    return `${name}:${config} ${kernel}`;
  };
  it.each([
    ['x86_64', { levels: 4, pku: true }, 'x86-64:l4'], ['x86_64', { levels: 5 }, 'x86-64:l5'], ['x86_64', { levels: 4, pku: false }, 'x86-64:l4+nopku'],
    ['arm64', { pageSize: 4096, vaBits: 48, hardwareAccessFlag: true, hardwareDirty: true }, 'arm64:4k-48'],
    ['arm64', { pageSize: 4096, vaBits: 48, hardwareAccessFlag: false, hardwareDirty: false }, 'arm64:4k-48+swaf'],
    ['arm64', { pageSize: 16384, vaBits: 47, hardwareAccessFlag: true, hardwareDirty: false }, 'arm64:16k-47+swdirty'],
    ['arm64', { pageSize: 4096, vaBits: 52, lpa2: true }, 'arm64:4k-52-lpa2'], ['arm64', { pageSize: 65536, vaBits: 52, lpa2: false }, 'arm64:64k-52'],
    ['s390x', { levels: 3, edat: true }, 's390:3level+edat'], ['s390x', { levels: 5, edat: false }, 's390:5level'],
    ['riscv64', { vaBits: 39, mode: 'Sv39', svnapot: true, svpbmt: true }, 'riscv:sv39+svnapot+svpbmt'], ['riscv64', { vaBits: 57 }, 'riscv:sv57'],
  ] as const)('%s %j is %s', (machine, config, text) => expect(chosen(dump(machine, config))).toBe(`${text} 6.12`));
  it.each([['6.1.0-56-amd64', '6.1'], ['6.2.12', '6.2'], ['6.2.0-rc3', '6.2'], ['6.12.107+deb13-amd64', '6.12']])('release %s runs as %s', (release, kernel) =>
    expect(chosen(dump('s390x', { levels: 3 }, release))).toBe(`s390:3level ${kernel}`));
  it.each(['6.10.3', '6.18', '5.15.0', 'constructor', ''])("release '%s' is refused by name", (release) => expect(() => chosen(dump('s390x', { levels: 3 }, release))).toThrow('is not modelled'));
});

const recordings = join(import.meta.dirname, '../../../../shared/pagetables');
const there = existsSync(recordings);
const NAMES = there ? readdirSync(recordings).filter((name) => name.endsWith('.json') && name !== 'fault-codes.json') : [];

describe.skipIf(!there)(`dumps of real kernels${there ? '' : ' (skipped: no recordings)'}`, () => {
  /** The dump's own name says its kernel and, in most, its machine. Three of RISC-V are called by a mode that the kernel did not take: satp says Sv57. */
  const NAMED: readonly (readonly [pattern: RegExp, config: RegExp])[] = [
    [/^x86_64-.*la57/, /^l5$/], [/^x86_64/, /^l4$/], [/^arm64-.*lpa2/, /^4k-52-lpa2$/], [/^arm64-.*a57/, /^4k-48\+swaf$/], [/^arm64/, /^4k-48$/],
    [/^s390x-.*5level/, /^5level$/], [/^s390x-.*4level/, /^4level$/], [/^s390x-.*edat/, /^3level\+edat$/], [/^s390x/, /^3level$/],
    [/^riscv64-6\.2/, /^sv57\+svnapot\+svpbmt$/], [/basic/, /^sv48$/], [/^riscv64-.*sv39/, /^sv39\+/], [/^riscv64-.*sv48/, /^sv48\+/], [/^riscv64/, /^sv57\+/],
  ];
  it.each(NAMES)('%s', (name) => {
    const { architecture } = chooseForDump(readDump(readFileSync(join(recordings, name), 'utf8')));
    expect(architecture.kernel).toBe(/-(6\.\d+)/.exec(name)![1]);
    expect(architecture.config).toMatch(NAMED.find(([pattern]) => pattern.test(name))![1]);
  });

  it.each(['x86_64-6.12.json', 'arm64-6.12-max-lpa2.json', 's390x-6.1-edat.json', 'riscv64-6.12-sv48.json'])('%s as text fits the width, a line a row', (name) => {
    const { status, out } = faultline('walk', join(recordings, name));
    expect(status).toBe(0);
    expect(out.split('\n').filter((line) => line.length > WIDTH)).toEqual([]);
    expect(out.split('\n').filter((line) => line.startsWith('0x')).length).toBe(rowsOf(faultline('walk', join(recordings, name), '--json').out).length);
  });
});
