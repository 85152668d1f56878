import { ACCESS_NAMES, TLB_DIRTY, TLB_EXEC, TLB_GLOBAL, TLB_READ, TLB_USER, TLB_WRITE } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { arm64 } from './index';
import { cached, physOf, walk, type AccessName, type WalkCase } from '../../../tools/arch-lab/lab';

const VALID = 1n, TABLE = 2n, USER = 1n << 6n, RDONLY = 1n << 7n, SH = 3n << 8n, AF = 1n << 10n, NG = 1n << 11n;
const DBM = 1n << 51n, PXN = 1n << 53n, UXN = 1n << 54n;
const PXN_TABLE = 1n << 59n, UXN_TABLE = 1n << 60n, NO_EL0 = 1n << 61n, READ_ONLY = 1n << 62n;
const PAGE = VALID | TABLE | USER | SH | AF | NG | PXN;
const BLOCK = PAGE & ~TABLE;
const FRAME = 0x12345000n;

const managed = arm64();
const afOnly = arm64({ config: '4k-48+swdirty' });
const software = arm64({ config: '4k-48+swaf' });
const of = (config: string) => arm64({ config, kernel: '6.12' });

/** Table entries from the root down to level `to`, then these. */
const tables = (top: number, to: number, rest: Readonly<Record<number, bigint>>, extra = 0n): Record<number, bigint> =>
  ({ ...Object.fromEntries(Array.from({ length: top - to + 1 }, (_, at) => [top - at, physOf(top - at - 1) | VALID | TABLE | extra])), ...rest });
const page = (pte: bigint, rest: Omit<WalkCase, 'entries'> = {}, arch = managed) => walk(arch, { entries: tables(3, 1, { 0: pte }), ...rest });
const esr = (word: number): string => `0x${word.toString(16).padStart(16, '0')}`;
/** Exception class of an access, with the length bit and WnR. */
const classOf = (access: AccessName, user: boolean): number =>
  (access === 'exec' ? (user ? 0x82000000 : 0x86000000) : user ? 0x92000000 : 0x96000000) + (access === 'write' ? 0x40 : 0);

describe('step 1: beyond the VA width of TTBR0 there is a translation fault of level 0, and nothing is read', () => {
  it.each([['4k-48', 36], ['4k-39', 27], ['4k-52-lpa2', 40], ['16k-47', 33], ['64k-48', 32], ['64k-52', 36]] as const)('%s: from page 2^%i', (config, bits) => {
    const arch = of(config);
    const { topLevel } = arch.geometry;
    for (const vpn of [2 ** bits, 2 ** bits + 5, 2 ** 48 - 1]) for (const access of ACCESS_NAMES) for (const start of [topLevel, 0]) {
      const walked = walk(arch, { entries: tables(topLevel, 1, { 0: FRAME | PAGE }), vpn, access, start });
      expect(walked).toMatchObject({ fault: 'notPresent', level: 3, syndrome: esr(classOf(access, true) + 4), reads: [], updates: [] });
    }
    expect(walk(arch, { entries: tables(topLevel, 1, {}), vpn: 2 ** bits - 1 })).toMatchObject({ fault: 'notPresent', level: 0 });
  });
});

describe('step 2: levels', () => {
  const LEVELS = [
    ['4k-48', 4, 12], ['4k-39', 3, 12], ['4k-52-lpa2', 5, 12], ['16k-36', 2, 14], ['16k-47', 3, 14], ['16k-48', 4, 14], ['16k-52-lpa2', 4, 14],
    ['64k-42', 2, 16], ['64k-48', 3, 16], ['64k-52', 3, 16],
  ] as const;
  it.each(LEVELS)('%s: %i tables', (config, levels, shift) => {
    const entry = (0x123n << BigInt(shift)) | (config.includes('lpa2') ? PAGE & ~SH : PAGE);
    const walked = walk(of(config), { entries: tables(levels - 1, 1, { 0: entry }) });
    expect(walked).toMatchObject({ fault: 'ok', level: 0, pfn: 0x123 });
    expect(walked.reads).toEqual([...Array.from({ length: levels - 1 }, (_, at) => `${levels - 1 - at}:table`), '0:leaf']);
  });

  it.each(LEVELS)('%s: bit 0 clear is a translation fault of that level', (config, levels) => {
    for (let level = 0; level < levels; level++) {
      const status = level === 4 ? 0x2b : 4 + 3 - level;
      for (const access of ACCESS_NAMES)
        expect(walk(of(config), { entries: tables(levels - 1, level + 1, { [level]: (FRAME | PAGE) & ~VALID }), access }))
          .toMatchObject({ fault: 'notPresent', level, syndrome: esr(classOf(access, true) + status), updates: [] });
    }
  });

  const BLOCKS = [
    ['4k-48', 1, 'ok', 512], ['4k-48', 2, 'ok', 512 * 512], ['4k-48', 3, 'notPresent', 0], ['4k-39', 2, 'ok', 512 * 512],
    ['4k-52-lpa2', 4, 'notPresent', 0],
    ['16k-47', 1, 'ok', 2048], ['16k-47', 2, 'notPresent', 0], ['64k-48', 1, 'ok', 8192], ['64k-48', 2, 'notPresent', 0],
  ] as const;
  it.each(BLOCKS)('%s: a block at level %i: %s', (config, level, fault, pages) => {
    const arch = of(config);
    const { pageShift, topLevel } = arch.geometry;
    const vpn = pages - 3;
    const pfn = pages * 5;
    const block = (BigInt(pfn) << BigInt(pageShift)) | (BLOCK & ~SH);
    const walked = walk(arch, { entries: tables(topLevel, level + 1, { [level]: block }), ...(fault === 'ok' ? { vpn } : {}) });
    expect(walked).toMatchObject({ fault, level, ...(fault === 'ok' ? { pfn: pfn + vpn } : {}) });
  });

  it('a last-level entry without its second bit is a translation fault', () => {
    expect(page(FRAME | BLOCK))
      .toMatchObject({ fault: 'notPresent', syndrome: esr(0x92000007), reads: ['3:table', '2:table', '1:table', '0:notPresent'] });
  });

  const ADDRESSES = [
    ['4k-48', 0x0000_ffff_ffff_f000n, 2 ** 36 - 1], ['64k-48', 0x0000_ffff_ffff_0000n, 2 ** 32 - 1], ['64k-52', 0x0000_ffff_ffff_f000n, 2 ** 36 - 1],
    ['4k-52-lpa2', 0x0003_ffff_ffff_f300n, 2 ** 40 - 1], ['16k-52-lpa2', 0x0003_ffff_ffff_c300n, 2 ** 38 - 1],
  ] as const;
  it.each(ADDRESSES)('%s: output address 0x%x is frame %i', (config, bits, pfn) => {
    const arch = of(config);
    expect(walk(arch, { entries: tables(arch.geometry.topLevel, 1, { 0: bits | (PAGE & ~SH) }) })).toMatchObject({ fault: 'ok', pfn });
  });

  it('can start at the leaf table, as from a structure cache', () => {
    expect(walk(managed, { entries: { 0: FRAME | PAGE }, start: 0 })).toMatchObject({ fault: 'ok', reads: ['0:leaf'] });
  });
});

describe('step 4: the access flag', () => {
  const old = FRAME | (PAGE & ~AF);
  it.each([['HA and HD', managed], ['HA', afOnly]] as const)('%s: hardware sets it', (_what, arch) => {
    expect(page(old, {}, arch)).toMatchObject({ fault: 'ok', updates: [`0:0x${(FRAME | PAGE).toString(16)}`] });
    expect(arch.hw.ad).toMatchObject({ a: true });
  });
  it.each(ACCESS_NAMES)('neither: an access-flag fault, %s', (access) => {
    expect(page(old, { access }, software)).toMatchObject({ fault: 'accessFlag', level: 0, syndrome: esr(classOf(access, true) + 0xb), updates: [] });
    expect(software.hw.ad).toEqual({ a: false, d: false, nonLeafA: false });
  });
  it('names the level of a block', () => {
    expect(walk(software, { entries: tables(3, 2, { 1: 0x40000000n | (BLOCK & ~AF) }) }))
      .toMatchObject({ fault: 'accessFlag', level: 1, syndrome: esr(0x9200000a) });
    expect(walk(software, { entries: tables(3, 3, { 2: 0x40000000n | (BLOCK & ~AF) }) }))
      .toMatchObject({ fault: 'accessFlag', level: 2, syndrome: esr(0x92000009) });
  });
  it('order of faults: translation, access flag, permission', () => {
    expect(page(old & ~VALID & ~USER, {}, software).fault).toBe('notPresent');
    expect(page(old & ~USER, {}, software).fault).toBe('accessFlag');
    expect(page(old & ~USER, {}, managed)).toMatchObject({ fault: 'protection', updates: [] });
  });
});

describe('step 5: stores, and who keeps the dirty state', () => {
  const clean = FRAME | PAGE | RDONLY | DBM;
  const plain = FRAME | PAGE | RDONLY;
  it('HD and DBM: hardware clears RDONLY, and the entry is dirty', () => {
    expect(page(clean, { access: 'write' })).toMatchObject({ fault: 'ok', updates: [`0:0x${(clean & ~RDONLY).toString(16)}`] });
    expect(page(clean, { access: 'write' }).flags & TLB_DIRTY).toBe(TLB_DIRTY);
  });
  it('a load of it leaves it clean, and the store looks again', () => {
    expect(page(clean)).toMatchObject({ updates: [] });
    expect(page(clean).flags & (TLB_WRITE | TLB_DIRTY)).toBe(TLB_WRITE);
  });
  it('AF and dirty state in one update', () =>
    expect(page(clean & ~AF, { access: 'write' }).updates).toEqual([`0:0x${(clean & ~RDONLY).toString(16)}`]));
  it('HD without DBM: refused', () =>
    expect(page(plain, { access: 'write' })).toMatchObject({ fault: 'protection', syndrome: esr(0x9200004f), updates: [] }));
  it.each([['HA alone', afOnly], ['neither', software]] as const)('%s: DBM means nothing to hardware', (_what, arch) => {
    expect(page(clean, { access: 'write' }, arch)).toMatchObject({ fault: 'protection', syndrome: esr(0x9200004f), updates: [] });
    expect(page(clean, {}, arch).flags & TLB_WRITE).toBe(0);
    expect(arch.hw.ad).toMatchObject({ d: false });
  });
  it('RDONLY clear: accepted by any hardware, even without WRITE (§4)', () => {
    for (const arch of [managed, afOnly, software]) expect(page(FRAME | PAGE, { access: 'write' }, arch)).toMatchObject({ fault: 'ok', updates: [] });
  });
  it('the update is atomic: an entry that changed meanwhile is walked again', () => {
    expect(page(clean, { access: 'write', meanwhile: plain })).toMatchObject({ fault: 'protection', updates: [] });
    expect(page(clean, { access: 'write', meanwhile: 0n })).toMatchObject({ fault: 'notPresent', updates: [] });
  });
});

const BOOLS = [false, true];
/** The permission rules of step 5. The kernel's data accesses to user memory have the rights of EL0 (PAN). */
function allowed(access: AccessName, user: boolean, e: { user: boolean; rdonly: boolean; uxn: boolean; pxn: boolean }): boolean {
  if (access === 'exec') return user ? !e.uxn : !e.pxn && !(e.user && !e.rdonly);
  return e.user && (access === 'read' || !e.rdonly);
}

describe('step 5: the permission table', () => {
  const RIGHTS = ACCESS_NAMES.flatMap((access) => BOOLS.map((user) => ({ access, user })));
  it.each(RIGHTS)('$access, EL0 $user: every combination of USER, RDONLY, UXN and PXN', ({ access, user }) => {
    for (let bits = 0; bits < 16; bits++) {
      const e = { user: (bits & 1) !== 0, rdonly: (bits & 2) !== 0, uxn: (bits & 4) !== 0, pxn: (bits & 8) !== 0 };
      const pte = FRAME | VALID | TABLE | AF | NG | (e.user ? USER : 0n) | (e.rdonly ? RDONLY : 0n) | (e.uxn ? UXN : 0n) | (e.pxn ? PXN : 0n);
      const walked = page(pte, { access, user });
      const ok = allowed(access, user, e);
      expect([walked.fault, ok ? '' : walked.syndrome], `${bits}`).toEqual(ok ? ['ok', ''] : ['protection', esr(classOf(access, user) + 0xf)]);
      const { flags } = page(pte | USER, { user: true });
      if (e.user) expect(cached(managed, flags, access, user, 0)).toEqual({ fault: walked.fault, syndrome: ok ? '' : walked.syndrome });
    }
  });

  it('an execute-only page of EPAN: fetched, and nothing else', () => {
    const pte = FRAME | (PAGE & ~USER);
    expect(ACCESS_NAMES.map((access) => page(pte, { access }).fault)).toEqual(['protection', 'protection', 'ok']);
    expect(page(pte, { user: false }).fault).toBe('protection');
  });

  it('a refusal names the level of a block', () => {
    expect(walk(managed, { entries: tables(3, 2, { 1: 0x40000000n | BLOCK | RDONLY }), access: 'write' }))
      .toMatchObject({ fault: 'protection', syndrome: esr(0x9200004e) });
    expect(walk(managed, { entries: tables(3, 3, { 2: 0x40000000n | BLOCK | RDONLY }), access: 'write' }))
      .toMatchObject({ fault: 'protection', syndrome: esr(0x9200004d) });
  });
});

describe('what tables take away from all below them (§2.2)', () => {
  const open = FRAME | (PAGE & ~PXN);
  const walkBelow = (level: number, limit: bigint, access: AccessName, user: boolean, pte = open) => {
    const entries = tables(3, 1, { 0: pte });
    return walk(managed, { entries: { ...entries, [level]: entries[level]! | limit }, access, user });
  };
  const OPEN = { user: true, rdonly: false, uxn: false, pxn: false };
  const LIMITS = [
    { what: 'UXNTable', limit: UXN_TABLE, left: { uxn: true } }, { what: 'PXNTable', limit: PXN_TABLE, left: { pxn: true } },
    { what: 'APTable[1], no stores', limit: READ_ONLY, left: { rdonly: true } },
    { what: 'APTable[0], nothing for EL0', limit: NO_EL0, left: { user: false } },
  ];
  it.each(LIMITS)('$what, at any level: as if the leaf said so', ({ limit, left }) => {
    for (const level of [1, 2, 3]) for (const access of ACCESS_NAMES) for (const user of BOOLS)
      expect(walkBelow(level, limit, access, user).fault, `level ${level}, ${access}, EL0 ${user}`)
        .toBe(allowed(access, user, { ...OPEN, ...left }) ? 'ok' : 'protection');
  });
  it('PXNTable of user tables: EL1 fetches nothing there, read-only or not', () => {
    expect(walkBelow(1, 0n, 'exec', false, open | RDONLY).fault).toBe('ok');
    expect(walkBelow(1, PXN_TABLE, 'exec', false, open | RDONLY).fault).toBe('protection');
  });
  it('a store that a table forbids leaves a clean page clean', () => {
    expect(walkBelow(2, READ_ONLY, 'write', true, FRAME | PAGE | RDONLY | DBM)).toMatchObject({ fault: 'protection', updates: [] });
  });
});

it('a translation keeps its rights; without nG it is global', () => {
  expect(page(FRAME | PAGE).flags).toBe(TLB_READ | TLB_WRITE | TLB_DIRTY | TLB_USER | TLB_EXEC);
  expect(page(FRAME | (PAGE & ~NG)).flags & TLB_GLOBAL).toBe(TLB_GLOBAL);
});

it('no entry above the leaf is updated, and a fault leaves the TLB alone', () => {
  expect(managed.hw.ad).toMatchObject({ nonLeafA: false });
  expect(managed.hw).toMatchObject({ faultDropsEntry: false });
  expect(page(FRAME | (PAGE & ~AF)).updates).toHaveLength(1);
});
