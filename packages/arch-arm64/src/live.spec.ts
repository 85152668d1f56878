import { KERNELS, type EntrySlot, type LiveSteps } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { arm64 } from './index';
import { hex, mmOf, slotOf, stepsOf } from '../../../tools/arch-lab/lab';

const VALID = 1n, TABLE = 2n, USER = 1n << 6n, RDONLY = 1n << 7n, SH = 3n << 8n, AF = 1n << 10n, NG = 1n << 11n;
const WRITE = 1n << 51n, PXN = 1n << 53n, UXN = 1n << 54n, DIRTY = 1n << 55n, SPECIAL = 1n << 56n, PROT_NONE = 1n << 58n, PRESENT_INVALID = 1n << 59n;
const FRAME = 0x12345000n;
const BASE = FRAME | VALID | TABLE | USER | SH | AF | NG | PXN | UXN;
const CLEAN = BASE | WRITE | RDONLY;
const HW_DIRTY = BASE | WRITE;
const SW_DIRTY = BASE | RDONLY | DIRTY;
const READ_ONLY = BASE | RDONLY;
const NONE_PAGE = (READ_ONLY & ~(VALID | USER)) | PROT_NONE;
const HUGE = (HW_DIRTY & ~TABLE & ~FRAME) | 0x40000000n;
const SWAP = 0x700n;
const STATES = [
  { state: 'none', old: 0n }, { state: 'swap', old: SWAP }, { state: 'PROT_NONE', old: NONE_PAGE }, { state: 'read-only', old: READ_ONLY },
  { state: 'read-only, old', old: READ_ONLY & ~AF }, { state: 'writable, clean', old: CLEAN }, { state: 'hardware-dirty', old: HW_DIRTY },
  { state: 'read-only, dirty', old: SW_DIRTY },
];
const mm = mmOf();
const { live } = arm64();
type Op = (old: EntrySlot, steps: LiveSteps) => unknown;
const run = (old: bigint, op: Op): string[] => stepsOf((steps) => op(slotOf(old), steps));

describe('entry updates of arch-arm64 §8, no flush of their own', () => {
  it.each(STATES)('get_and_clear, in both forms, and modify_prot_start exchange with 0: $state', ({ old }) => {
    expect(run(old, (e, steps) => live.getAndClear(0, e, mm, 0, steps))).toEqual(['store 0x0']);
    for (const full of [false, true]) expect(run(old, (e, steps) => live.getAndClearFull(0, e, mm, 0, full, steps))).toEqual(['store 0x0']);
    expect(run(old, (e, steps) => live.modifyProtStart(0, e, mm, 0, steps))).toEqual(['store 0x0']);
  });

  it('modify_prot_commit stores', () => {
    expect(run(HW_DIRTY, (e, steps) => live.modifyProtCommit(0, e, slotOf(NONE_PAGE), mm, 0, steps))).toEqual([`store ${hex(NONE_PAGE)}`]);
  });

  const PROTECTED = [[CLEAN, READ_ONLY], [HW_DIRTY, SW_DIRTY], [READ_ONLY, READ_ONLY], [SW_DIRTY, SW_DIRTY], [HW_DIRTY | DIRTY, SW_DIRTY]] as const;
  it.each(PROTECTED)('set_wrprotect moves a hardware dirty mark to bit 55: 0x%x', (old, after) => {
    expect(run(old, (e, steps) => live.setWrProtect(0, e, mm, 0, steps))).toEqual([`store ${hex(after)}`]);
  });

  it('leave the caller\'s entry as it is', () => {
    const old = slotOf(HW_DIRTY);
    stepsOf((steps) => live.setWrProtect(0, old, mm, 0, steps));
    expect(old).toEqual(slotOf(HW_DIRTY));
  });
});

describe('set_access_flags merges AF, WRITE, DIRTY and the most permissive RDONLY, and flushes only if dirty', () => {
  const set = (old: bigint, entry: bigint, dirty: boolean, level = 0) => {
    let changed: boolean | undefined;
    const steps = run(old, (e, list) => { changed = live.setAccessFlags(level, e, slotOf(entry), dirty, mm, 0, list); });
    return { changed, steps };
  };
  const MERGED = [
    { what: 'AF is ORed in', old: READ_ONLY & ~AF, entry: READ_ONLY, after: READ_ONLY },
    { what: 'AF is never lost', old: READ_ONLY, entry: READ_ONLY & ~AF, after: READ_ONLY },
    { what: 'WRITE and DIRTY are ORed in, RDONLY goes', old: READ_ONLY, entry: HW_DIRTY | DIRTY, after: HW_DIRTY | DIRTY },
    { what: 'what hardware made dirty meanwhile stays so', old: HW_DIRTY, entry: CLEAN, after: HW_DIRTY },
    { what: 'RDONLY stays if both have it', old: READ_ONLY, entry: SW_DIRTY, after: SW_DIRTY },
    { what: 'all other bits of the entry are ignored', old: READ_ONLY, entry: (HW_DIRTY & ~(UXN | PXN | USER)) | SPECIAL | 0x8000n, after: HW_DIRTY },
  ];
  it.each(MERGED)('$what', ({ old, entry, after }) => {
    expect(set(old, entry, false)).toEqual({ changed: true, steps: [`store ${hex(after)}`] });
    expect(set(old, entry, true)).toEqual({ changed: true, steps: [`store ${hex(after)}`, 'page'] });
  });
  it('an equal entry: nothing', () => {
    for (const { old } of STATES) for (const dirty of [false, true]) expect(set(old, old, dirty)).toEqual({ changed: false, steps: [] });
  });
});

describe('ageing clears AF; the flush of a page is not awaited', () => {
  it.each([[0, HW_DIRTY, 'pageNoWait'], [1, HUGE, 'range']] as const)('level %i', (level, old, effect) => {
    const store = `store ${hex(old & ~AF)}`;
    let young: boolean | undefined;
    expect(run(old, (e, steps) => { young = live.testAndClearYoung(level, e, mm, 0, steps); })).toEqual([store]);
    expect({ young }).toEqual({ young: true });
    expect(run(old, (e, steps) => { young = live.clearFlushYoung(level, e, mm, 0, steps); })).toEqual([store, effect]);
    expect({ young }).toEqual({ young: true });
    expect(run(old & ~AF, (e, steps) => { young = live.testAndClearYoung(level, e, mm, 0, steps) || live.clearFlushYoung(level, e, mm, 0, steps); }))
      .toEqual([]);
    expect({ young }).toEqual({ young: false });
  });
});

describe('clear_flush flushes the page if it was accessible', () => {
  const ACCESSIBLE = [
    { state: 'none', old: 0n, idle: false, pending: false }, { state: 'swap', old: SWAP, idle: false, pending: false },
    { state: 'PROT_NONE', old: NONE_PAGE, idle: false, pending: true }, { state: 'valid', old: CLEAN, idle: true, pending: true },
  ];
  it.each(ACCESSIBLE)('$state: $idle, with a flush pending: $pending', ({ old, idle, pending }) => {
    const steps = (flushPending: number) => run(old, (e, list) => live.clearFlush(0, e, mmOf({ flushPending }), 0, list));
    expect(steps(0)).toEqual(['store 0x0', ...(idle ? ['page'] : [])]);
    expect(steps(1)).toEqual(['store 0x0', ...(pending ? ['page'] : [])]);
  });
  it('a huge entry: its range, in any case', () =>
    expect(run(HUGE, (e, steps) => live.clearFlush(1, e, mm, 0, steps))).toEqual(['store 0x0', 'range']));
});

it.each(KERNELS)('pmdp_invalidate under %s exchanges with the invalid form, then flushes the range', (kernel) => {
  const invalid = kernel === '6.12' ? (HUGE & ~VALID) | NG : (HUGE & ~VALID) | PRESENT_INVALID;
  expect(run(HUGE, (e, steps) => arm64({ kernel }).live.invalidateHuge(1, e, mm, 0, steps))).toEqual([`store ${hex(invalid)}`, 'range']);
});

describe('flush calls', () => {
  it('do as they say', () => {
    expect(stepsOf((steps) => live.flushPage(mm, steps))).toEqual(['page']);
    expect(stepsOf((steps) => live.flushRange(mm, steps))).toEqual(['range']);
    expect(stepsOf((steps) => live.flushMm(mm, steps))).toEqual(['mm']);
  });
  it('a spurious fault and an installed entry need nothing: invalidation is broadcast', () => {
    expect(stepsOf((steps) => live.fixSpurious(mm, 0, steps))).toEqual([]);
    expect(stepsOf((steps) => live.afterInstall(mm, 0, steps))).toEqual([]);
  });
  it('mprotect always flushes', () => {
    for (const { old } of STATES) for (const { old: entry } of STATES) {
      const [a, b] = [slotOf(old), slotOf(entry)];
      expect({ needsFlush: live.needsFlush(a.lo, a.hi, b.lo, b.hi) }).toEqual({ needsFlush: true });
    }
  });
});

describe('the gather\'s tlb_flush (§8; mmu-gather §11)', () => {
  const state = { fullmm: false, needFlushAll: false, freedTables: false, start: 0x100, end: 0x200, clearedLevels: 1 };
  const FLUSHES = [[{}, ['range']], [{ freedTables: true }, ['range']], [{ fullmm: true }, []], [{ fullmm: true,
  freedTables: true }, ['mm']]] as const;
  it.each(FLUSHES)('%j: %j', (part, effects) => {
    expect(stepsOf((steps) => arm64().gather.flush({ ...state, ...part }, mm, steps))).toEqual(effects);
  });
  it('batched, a flush at the end of each VMA, tables in RCU batches', () => {
    expect(arm64().gather).toMatchObject({ mode: 'batched', mergeVmas: false, tableFree: 'rcuBatch', tableFreeOwesFlush: false });
  });
});
