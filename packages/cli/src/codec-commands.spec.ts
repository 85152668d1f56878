import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wordsFrom } from './raw-values';
import { faultline } from './testing/captured';

const REPOSITORY = join(import.meta.dirname, '../../..');

describe('apply', () => {
  it('tells in words what a modifier does', () => {
    expect(faultline('apply', '--arch', 'x86-64', '--op', 'pte_wrprotect', '0x8000000000105867', '0x8000000000105865').out).toBe([
      '0x8000000000105867  pte_wrprotect ->  0x8000000000105865', '  pte: still page; 1 bit differs (1)', '      1  RW cleared  (writable)', '  kernel reads: no longer write', '',
      '0x8000000000105865  pte_wrprotect ->  0x8000000000105865', '  no bit differs', '',
    ].join('\n'));
  });

  it.each(['mkuffdwp', 'mkuffd_wp', 'pte_mkuffd_wp'])('takes %s for the same', (op) => {
    expect(JSON.parse(faultline('apply', '--arch', 'x86-64', '--op', op, '--json', '0x25').out)).toEqual([{ op, in: '0x0000000000000025', out: '0x0000000000000425' }]);
  });

  it('takes a protection by its letters', () => {
    const out = (prot: string): string => faultline('apply', '--arch', 'x86-64', '--op', 'modify', '--prot', prot, '--json', '0x8000000012345067').out;
    expect(out('rw')).toBe(out('0x8000000000000025'));
    expect(out('rws')).toBe(out('0x8000000000000027'));
    expect(out('-')).toBe(out('0x120'));
  });
});

describe('bits', () => {
  it('tells two entries apart, by field and by what the kernel reads', () => {
    expect(faultline('bits', '--arch', 's390', '0x10213f', '0x10333d').out).toBe([
      '0x000000000010213f  ->  0x000000000010333d', '  pte: still page; 3 bits differ (1, 9, 12)', '  63:12  frame 0x102 becomes 0x103  (page frame)', '      9  P set  (stores refused)',
      '      1  soft-dirty cleared', '  kernel reads: no longer softDirty, now hwProtect', '',
    ].join('\n'));
  });

  it('as JSON', () => {
    expect(JSON.parse(faultline('bits', '--arch', 'x86-64', '--json', '0x8000000012345025', '0').out)).toMatchObject({
      from: '0x8000000012345025', to: '0x0000000000000000', level: 'pte', kind: ['page', 'none'],
      bits: [{ name: 'NX', from: '0x1', to: '0x0' }, { name: 'frame', high: 51, low: 12, from: '0x12345', to: '0x0' }, { name: 'A' }, { name: 'US' }, { name: 'P' }],
      flags: { none: [false, true], present: [true, false], pkey: [0, null] },
    });
  });
});

describe('levels and values by the names that people have for them', () => {
  const LINE = 'PGD 2a01067 P4D 2a01067 PUD 2a02067 PMD 3c7a063 PTE 80000001234d9161';
  const decoded = (...args: string[]): { raw: string; level: string }[] => JSON.parse(faultline('decode', '--json', ...args).out) as { raw: string; level: string }[];

  it.each([['amd64', 'pte'], ['x86_64', 'PTE'], ['x64', 'l1'], ['x86-64', 'PT']])('--arch %s, --level %s', (arch, level) =>
    expect(decoded('--arch', arch, '--level', level, '8000000012345067')).toEqual(decoded('--arch', 'x86-64', '8000000012345067')));
  it.each([['aarch64', 'l3', 'pte'], ['arm64', 'L2', 'pmd'], ['s390x', 'S', 'pmd'], ['s390', 'P', 'pte'], ['riscv64', 'l0', 'pte'], ['riscv', 'pgd', 'p4d'], ['x86-64', 'PML4', 'p4d']])('%s: %s is %s', (arch, name, level) =>
    expect(decoded('--arch', arch, '--level', name, '0')[0]).toMatchObject({ level }));
  it.each(['pte:8000000012345067', '*pte=8000000012345067', 'PTE=0x8000000012345067', 'L1[3] @ 0x1000 = 0x8000000012345067'])('%s', (text) =>
    expect(decoded('--arch', 'x86-64', '--level', 'pmd', text)).toEqual(decoded('--arch', 'x86-64', '8000000012345067')));

  it('a line agrees with each of its values at its level', () => {
    const whole = decoded('--arch', 'x86-64', LINE);
    const single = [['pgd', '2a01067'], ['pud', '2a02067'], ['pmd', '3c7a063'], ['pte', '80000001234d9161']].flatMap(([level, value]) => decoded('--arch', 'x86-64', '--level', level!, value!));
    expect(whole).toEqual(single);
    expect(decoded('--arch', 'x86-64', ...LINE.split(' '))).toEqual(single);
  });

  it('a line of another architecture', () => {
    expect(decoded('--arch', 's390:4level', 'AS:0000000002a2000b R2:00000001bff8c00b R3:00000001bff88007 S:00000001bff91000 P:000000000000003d').map(({ level }) => level)).toEqual(['p4d', 'pud', 'pmd', 'pte']);
    expect(decoded('--arch', 'arm64:4k-39', '[ffffff8001234568] *pgd=000000007fffe003, *pud=000000007fffe003, *pmd=000000007123d003, *pte=00c0000045678793').map(({ level }) => level)).toEqual(['pud', 'pmd', 'pte']);
  });

  it('what is neither is told', () => expect(faultline('decode', '--arch', 's390', 'pte:12', 'xyz').err).toContain("'xyz' is no 64-bit value in hexadecimal"));
});

describe('what hardware and a release make of an entry', () => {
  const text = (...args: string[]): string => faultline('decode', ...args).out;

  it.each([
    [['--arch', 'x86-64', '8000000012345067'], 'hardware reads: user rw-, supervisor rw-, memory type WB'], [['--arch', 'arm64', '00e800000b9baf43'], 'hardware reads: EL0 rw-, EL1 rw-, memory type NORMAL'],
    [['--arch', 's390', '3d'], 'hardware reads: rwx for whoever has these tables'], [['--arch', 'riscv', '20682653'], 'hardware reads: U r--, S r--, memory type PMA'],
    [['--arch', 'x86-64', '0'], 'hardware reads: not present'], [['--arch', 'x86-64', '--maxphyaddr', '39', '800000fffffee163'], 'RESERVED bits 39'],
  ])('%j', (args, line) => expect(text(...args)).toContain(line));

  it('a word that no kernel writes, and what is near', () => {
    const out = text('--arch', 'x86-64', '0020000012345067');
    expect(out).toContain('no kernel of this release writes it: bits set that no entry of this form has: bit 53');
    expect(out).toContain('nearest legal entries: 0x0000000012345067 (1 bit: 53)');
  });

  it('an address: its index, where it leads, and whose half it is', () => {
    expect(text('--arch', 'x86-64', '--level', 'pmd', '--va', 'ffff9e6ad18b6000', '80000003518001e3')).toContain('0xffff9e6ad18b6000 has index 140 in its table, and leads to physical 0x3518b6000');
    expect(text('--arch', 'x86-64', '800ffffedcb26062')).toMatch(/pte: swap/);
    expect(text('--arch', 'x86-64', '--va', 'ffff888012345678', '800ffffedcb26062')).toMatch(/pte: present-invalid, frame 0x1234d9/);
  });

  it('any release; a word of its own layout', () => {
    expect(text('--arch', 'arm64', '--kernel', '4.14.50', '00c0000045678793')).toContain('EL1 r-x, memory type NORMAL');
    expect(text('--arch', 'x86-64', '--kernel', '4.1.0', 'fd20b000')).toContain('swap under: layout before 4.8');
    expect(faultline('decode', '--arch', 'x86-64', '--kernel', 'nonsense', '0')).toMatchObject({ status: 2 });
  });

  it('another system: hardware alone', () => {
    const out = text('--arch', 'arm64', '--os', 'none', '00600000800b3f53');
    expect(out).toContain('hardware reads: EL0 rw-, EL1 rw-');
    expect(out).not.toMatch(/kernel reads|DEVICE_nGnRE, |no kernel of this release/);
  });

  it('a huge leaf has one frame number, and is no bad table', () => {
    const out = text('--arch', 'x86-64', '--level', 'pmd', '80000003518001e3');
    expect(out.match(/frame\b.*?0x[0-9a-f]+/g)).toEqual(['frame 0x351800', 'frame = 0x351800']);
    expect(out).not.toMatch(/\bbad\b/);
  });

  it('a swap value is told from an entry', () => {
    expect(text('--arch', 'x86-64', '--swp', '0400000000123456')).toContain('swp_entry_t: type 1 (swap in 6.2), offset 0x123456');
    expect(JSON.parse(faultline('decode', '--arch', 'x86-64', '--swp', '--json', '7c00000000000001').out)).toEqual([{ raw: '0x7c00000000000001', type: 31, name: 'marker', offset: '0x1' }]);
  });

  it('what migration and marker entries carry stands in the text', () => {
    const migration = faultline('encode', 'migration-read', '--arch', 'x86-64', '--pfn', '0x105', '--json').out;
    expect(text('--arch', 'x86-64', (JSON.parse(migration) as [{ raw: string }])[0].raw)).toContain('frame 0x105');
  });
});

describe('the same entry on other architectures', () => {
  interface Beside { readonly arch: string; readonly kind?: string; readonly pfn?: string; readonly lost?: string[]; readonly refused?: string }
  const beside = (...args: string[]): Beside[] => (JSON.parse(faultline(...args, '--json').out) as [{ beside: Beside[] }])[0].beside;

  it('each with its own bits, and what it has no mark for', () => {
    expect(beside('decode', '--arch', 'x86-64', '--beside', 'arm64,s390,riscv', '0x8000000000105867')).toMatchObject([
      { arch: 'arm64', kind: 'page', pfn: '0x105', lost: ['softDirty'] }, { arch: 's390', kind: 'page', pfn: '0x105' }, { arch: 'riscv', kind: 'page', lost: ['softDirty'] },
    ]);
  });

  it('where there is none, why', () => {
    expect(beside('encode', 'hwpoison', '--arch', 'x86-64', '--pfn', '5', '--beside', 's390')).toEqual([{ arch: 's390', refused: "s390 has no 'hwpoison' at pte" }]);
    expect(beside('decode', '--arch', 's390', '--beside', 'x86-64', '0')).toEqual([{ arch: 'x86-64', refused: 'only bits, nothing that other architectures have' }]);
  });

  it.each([['decode', '0x8000000000105867'], ['decode', '0x0fffffffffdb9600'], ['encode', 'page', '--pfn', '0x105', '--prot', 'rx']])('fits 100 columns, values whole: %s %s', (...args) => {
    const { out, err } = faultline(...args, '--arch', 'x86-64', '--beside', 'all');
    expect(err).toBe('');
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(out.match(/0x[0-9a-f]{16}\b/g)!.length).toBeGreaterThanOrEqual(4);
    expect(out).not.toContain('…');
  });
});

describe('values', () => {
  it.each([
    [['0x1', 'FF'], '', [1n, 255n]], [['-'], '0x1\n2 3\r\n\n', [1n, 2n, 3n]], [['5', '-', '6'], '0xffffffffffffffff', [5n, 2n ** 64n - 1n, 6n]], [['-'], '', []],
  ])('%j with %j on stdin', (args, stdin, words) => expect(wordsFrom(args, () => stdin)).toEqual(words));

  it.each([
    [['-', '-'], '', "'-' stands twice"], [['-'], '1\n0xg', "'0xg' is no 64-bit value in hexadecimal"], [['-'], '-1', "'-1' is no 64-bit value in hexadecimal"],
    [['0x10000000000000000'], '', "'0x10000000000000000' is no 64-bit value in hexadecimal"], [['1.5'], '', "'1.5' is no 64-bit value in hexadecimal"], [[''], '', "'' is no 64-bit value in hexadecimal"],
  ])('%j with %j on stdin is refused', (args, stdin, message) => expect(() => wordsFrom(args, () => stdin)).toThrow(expect.objectContaining({ code: 'misuse', message })));

  it('names the line of a wrong one', () => expect(() => wordsFrom(['-'], () => '1\n2\nx')).toThrow(expect.objectContaining({ file: 'stdin', line: 3 })));

  it('come by the thousand through a pipe, in order', () => {
    const input = Array.from({ length: 20_000 }, (_, at) => `0x${(at * 4096 + 0x25).toString(16)}`);
    const run = spawnSync(process.execPath, ['tools/run-ts.mjs', 'packages/cli/src/bin.ts', 'decode', '--arch', 'x86-64', '--json', '-'],
      { cwd: REPOSITORY, input: input.join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 });
    expect([run.status, run.stderr]).toEqual([0, '']);
    const entries = JSON.parse(run.stdout) as { raw: string }[];
    expect(entries.map(({ raw }) => BigInt(raw))).toEqual(input.map(BigInt));
  });

  it('none at all are an empty array', () => {
    const run = spawnSync(process.execPath, ['tools/run-ts.mjs', 'packages/cli/src/bin.ts', 'decode', '--arch', 's390', '--json', '-'], { cwd: REPOSITORY, input: '', encoding: 'utf8' });
    expect([run.status, run.stdout]).toEqual([0, '[]\n']);
  });
});

describe('misuse: one line, status 2', () => {
  const CALLS: readonly (readonly [args: string, message: string])[] = [
    ['decode --arch riscv:sv39 --level p4d 0', "there is no level 'p4d' here"],
    ['decode --arch arm64 --beside mips 0', "there is no architecture 'mips'"],
    ['apply --arch s390 --op mkcont 0', "s390 has no operation 'mkcont'"],
    ['apply --arch s390 --op __proto__ 0', "s390 has no operation '__proto__'"],
    ['apply --arch s390 --op constructor 0', "s390 has no operation 'constructor'"],
    ['apply --arch x86-64 --op modify 0', "'modify' needs a protection"],
    ['apply --arch x86-64 --op mkdirty --prot rw 0', "'mkdirty' takes no protection"],
    ['apply --arch x86-64 --op modify --prot rwz 0', "--prot is 'rwz', which is no protection"],
    ['apply --arch x86-64 --op mkdirty --arg 4 0', "'mkdirty' takes no argument"],
    ['apply --arch riscv --config sv48-6.12 --op mknapot --arg 5 0', "'mknapot' is not possible with 5"],
    ['apply --arch riscv --config sv48-6.12 --op mknapot --arg x 0', "--arg is 'x', which is no number"],
    ['apply --arch x86-64 --op pfn_pte --prot rw 0x10000000000', 'x86-64 has no frame 0x0000010000000000 at pte'],
    ['apply --arch x86-64 --op pfn_pmd --prot rw 1', 'x86-64 has no frame 0x0000000000000001 at pmd'],
    ['apply --arch x86-64 --op pfn_pte --prot rw ffffffffffffffff', 'x86-64 has no frame 0xffffffffffffffff at pte'],
    ['bits --arch x86-64 1', 'two values are told apart, not 1; give two'],
    ['encode leaf --arch x86-64', "'leaf' cannot be described"],
    ['encode __proto__ --arch x86-64', "'__proto__' cannot be described"],
    ['encode page --arch x86-64', "'page' needs --pfn"],
    ['encode page --arch x86-64 --pfn 1 --type 3', "'page' has no type"],
    ['encode page --arch x86-64 --pfn 1 --flags shiny', "'page' has no flag 'shiny'"],
    ['encode page --arch x86-64 --pfn -1', "--pfn is '-1', which is no number"],
    ['encode page --arch x86-64 --pfn 0x10000000000', 'x86-64 has no frame 0x10000000000 at pte'],
    ['encode page --arch x86-64 --pfn 0xffffffffffffffff', 'x86-64 has no frame 0xffffffffffffffff at pte'],
    ['encode page --arch x86-64 --pfn 1 --level pmd', "x86-64 has no 'page' at pmd"],
    ['encode huge --arch x86-64 --pfn 1 --level pmd', 'x86-64 has no frame 0x1 at pmd'],
    ['encode huge --arch riscv --pfn 0 --level p4d', "riscv has no 'huge' at p4d"],
    ['encode page --arch riscv --pfn 1 --flags softDirty', 'riscv has no softDirty at pte'],
    ['encode page --arch s390 --pfn 1 --flags uffdWp', 's390 has no uffdWp at pte'],
    ['encode swap --arch s390 --type 28 --offset 1', 's390 has no swap file 28 (of 28) at pte'],
    ['encode swap --arch x86-64 --type 0 --offset 0x4000000000000', 'x86-64 has no swap offset 0x4000000000000 at pte'],
    ['encode swap --arch s390 --level pmd --type 1 --offset 1', "s390 has no 'swap' at pmd"],
    ['encode device-private-read --arch x86-64 --pfn 1', "x86-64 has no 'device-private-read' at pte"],
    ['encode migration-read --arch riscv --pfn 0x100000000000', 'riscv has no frame 0x100000000000 at pte'],
    ['encode table --arch x86-64 --level pmd --table 0x1234', 'x86-64 has no table at 0x1234 at pmd'],
    ['encode table --arch x86-64 --table 0x1000', "x86-64 has no 'table' at pte"],
    ['encode marker --arch arm64 --kernel 6.1', "arm64 has no 'marker' at pte"],
  ];
  it.each(CALLS)('%s', (args, message) => {
    const { status, out, err } = faultline(...args.split(' '));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err.startsWith(`faultline: ${message}`) ? message : err).toBe(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
