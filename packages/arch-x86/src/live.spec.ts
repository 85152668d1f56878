import { KERNELS, type EntrySlot, type LiveSteps } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { x86_64 } from './index';
import { hex, mmOf, slotOf, stepsOf } from '../../../tools/arch-lab/lab';

const P = 0x1n, RW = 0x2n, US = 0x4n, A = 0x20n, D = 0x40n, PS = 0x80n, PROTNONE = 0x100n, SOFT_DIRTY = 0x800n, SAVED = 1n << 58n, NX = 1n << 63n;
const FRAME = 0x12345000n;
const DIRTY_PAGE = FRAME | P | RW | US | A | D;
const NONE_PAGE = 0x000f_ffff_edcb_a000n | PROTNONE | A;
const HUGE = 0x40000000n | P | RW | US | A | D | PS;
const SWAP = 0x07fffffffffffe00n;
/** Every state a live operation may meet at pte level. */
const STATES = [
  { state: 'none', old: 0n }, { state: 'swap', old: SWAP }, { state: 'PROT_NONE', old: NONE_PAGE }, { state: 'read-only, old', old: FRAME | P | US },
  { state: 'read-only, young', old: FRAME | P | US | A }, { state: 'writable, clean', old: FRAME | P | RW | US | A },
  { state: 'writable, dirty', old: DIRTY_PAGE },
];
const mm = mmOf();
const { live } = x86_64();
type Op = (old: EntrySlot, steps: LiveSteps) => unknown;
const run = (old: bigint, op: Op): string[] => stepsOf((steps) => op(slotOf(old), steps));

describe('entry updates of arch-x86 §8, no flush of their own', () => {
  it.each(STATES)('get_and_clear, in both forms, and modify_prot_start empty the entry: $state', ({ old }) => {
    expect(run(old, (e, steps) => live.getAndClear(0, e, mm, 0, steps))).toEqual(['store 0x0']);
    for (const full of [false, true]) expect(run(old, (e, steps) => live.getAndClearFull(0, e, mm, 0, full, steps))).toEqual(['store 0x0']);
    expect(run(old, (e, steps) => live.modifyProtStart(0, e, mm, 0, steps))).toEqual(['store 0x0']);
  });

  it('modify_prot_commit stores', () => {
    expect(run(DIRTY_PAGE, (e, steps) => live.modifyProtCommit(0, e, slotOf(NONE_PAGE), mm, 0, steps))).toEqual([`store ${hex(NONE_PAGE)}`]);
  });

  it.each(KERNELS)('set_wrprotect under %s clears RW; 6.12 saves D from becoming a shadow stack', (kernel) => {
    const ops = x86_64({ kernel }).live;
    const after = kernel === '6.12' ? FRAME | P | US | A | SAVED : FRAME | P | US | A | D;
    expect(run(DIRTY_PAGE, (e, steps) => ops.setWrProtect(0, e, mm, 0, steps))).toEqual([`store ${hex(after)}`]);
    expect(run(FRAME | P | RW | US | A, (e, steps) => ops.setWrProtect(0, e, mm, 0, steps))).toEqual([`store ${hex(FRAME | P | US | A)}`]);
  });

  it('leave the caller\'s entry as it is', () => {
    const old = slotOf(DIRTY_PAGE);
    stepsOf((steps) => live.setWrProtect(0, old, mm, 0, steps));
    expect(old).toEqual(slotOf(DIRTY_PAGE));
  });
});

describe('set_access_flags stores only if changed and dirty, and flushes never', () => {
  const young = FRAME | P | US | A;
  const WANTED = [
    { what: 'same, read', old: DIRTY_PAGE, entry: DIRTY_PAGE, dirty: false, steps: [], changed: false },
    { what: 'same, write', old: DIRTY_PAGE, entry: DIRTY_PAGE, dirty: true, steps: [], changed: false },
    { what: 'young, read: the CPU sets A itself (fault-path §11)', old: FRAME | P | US, entry: young, dirty: false, steps: [], changed: true },
    { what: 'writable, write', old: young, entry: DIRTY_PAGE, dirty: true, steps: [`store ${hex(DIRTY_PAGE)}`], changed: true },
    { what: 'less than before is stored as it is', old: DIRTY_PAGE, entry: young, dirty: true, steps: [`store ${hex(young)}`], changed: true },
  ];
  it.each(WANTED)('$what', ({ old, entry, dirty, steps, changed }) => {
    let answer: boolean | undefined;
    expect(run(old, (e, list) => { answer = live.setAccessFlags(0, e, slotOf(entry), dirty, mm, 0, list); })).toEqual(steps);
    expect(answer).toBe(changed);
  });
});

describe('ageing clears A; only of a huge page is it flushed', () => {
  it.each([[0, DIRTY_PAGE, []], [1, HUGE, ['range']]] as const)('level %i', (level, old, effect) => {
    const store = `store ${hex(old & ~A)}`;
    let young: boolean | undefined;
    expect(run(old, (e, steps) => { young = live.testAndClearYoung(level, e, mm, 0, steps); })).toEqual([store]);
    expect({ young }).toEqual({ young: true });
    expect(run(old, (e, steps) => { young = live.clearFlushYoung(level, e, mm, 0, steps); })).toEqual([store, ...effect]);
    expect({ young }).toEqual({ young: true });
    expect(run(old & ~A, (e, steps) => { young = live.testAndClearYoung(level, e, mm, 0, steps) || live.clearFlushYoung(level, e, mm, 0, steps); }))
      .toEqual([]);
    expect({ young }).toEqual({ young: false });
  });
});

describe('clear_flush flushes the page if it was accessible', () => {
  const ACCESSIBLE = [
    { state: 'none', old: 0n, idle: false, pending: false }, { state: 'swap', old: SWAP, idle: false, pending: false },
    { state: 'PROT_NONE', old: NONE_PAGE, idle: false, pending: true }, { state: 'present', old: DIRTY_PAGE, idle: true, pending: true },
  ];
  it.each(ACCESSIBLE)('$state: $idle, with a flush pending: $pending', ({ old, idle, pending }) => {
    const steps = (flushPending: number) => run(old, (e, list) => live.clearFlush(0, e, mmOf({ flushPending }), 0, list));
    expect(steps(0)).toEqual(['store 0x0', ...(idle ? ['page'] : [])]);
    expect(steps(2)).toEqual(['store 0x0', ...(pending ? ['page'] : [])]);
  });

  it('a huge entry: its range, in any case', () =>
    expect(run(HUGE, (e, steps) => live.clearFlush(1, e, mm, 0, steps))).toEqual(['store 0x0', 'range']));
});

it('pmdp_invalidate clears P and complements the frame, then flushes the range', () => {
  const invalid = (HUGE & ~P & ~0xffe00000n) | ((~HUGE) & 0x000f_ffff_ffe0_0000n);
  expect(run(HUGE, (e, steps) => live.invalidateHuge(1, e, mm, 0, steps))).toEqual([`store ${hex(invalid)}`, 'range']);
});

describe('flush calls', () => {
  it('do as they say', () => {
    expect(stepsOf((steps) => live.flushPage(mm, steps))).toEqual(['page']);
    expect(stepsOf((steps) => live.flushRange(mm, steps))).toEqual(['range']);
    expect(stepsOf((steps) => live.flushMm(mm, steps))).toEqual(['mm']);
  });
  it('a spurious fault and an installed entry need nothing', () => {
    expect(stepsOf((steps) => live.fixSpurious(mm, 0, steps))).toEqual([]);
    expect(stepsOf((steps) => live.afterInstall(mm, 0, steps))).toEqual([]);
    expect(x86_64().caps).toMatchObject({ installEffect: false });
  });
});

describe('needs_flush of mprotect', () => {
  const needs = (old: bigint, entry: bigint): boolean => {
    const [a, b] = [slotOf(old), slotOf(entry)];
    return live.needsFlush(a.lo, a.hi, b.lo, b.hi);
  };
  const one = (bit: number): bigint => 1n << BigInt(bit);
  /** §8: these flush when they go, … */
  const LOSS = [5, 6];
  /** … these when they change, … */
  const CHANGE = [1, 2, 3, 4, 7, 8, 59, 60, 61, 62, 63];
  /** … and soft bits never. */
  const SOFT = [9, 10, 11, 58];

  it.each(LOSS)('bit %i: when cleared', (bit) =>
    expect([needs(DIRTY_PAGE | one(bit), DIRTY_PAGE & ~one(bit)), needs(DIRTY_PAGE & ~one(bit), DIRTY_PAGE | one(bit))]).toEqual([true, false]));
  it.each(CHANGE)('bit %i: either way', (bit) =>
    expect([needs(DIRTY_PAGE | one(bit), DIRTY_PAGE & ~one(bit)), needs(DIRTY_PAGE & ~one(bit), DIRTY_PAGE | one(bit))]).toEqual([true, true]));
  it.each(SOFT)('bit %i: never', (bit) =>
    expect([needs(DIRTY_PAGE | one(bit), DIRTY_PAGE & ~one(bit)), needs(DIRTY_PAGE & ~one(bit), DIRTY_PAGE | one(bit))]).toEqual([false, false]));
  it('P: when cleared, as for PROT_NONE; never for what was not present', () => {
    expect([needs(DIRTY_PAGE, NONE_PAGE), needs(NONE_PAGE, DIRTY_PAGE), needs(0n, DIRTY_PAGE), needs(SWAP, NONE_PAGE)])
      .toEqual([true, false, false, false]);
  });
  it('another frame: yes', () => expect([needs(DIRTY_PAGE, DIRTY_PAGE ^ 0x1000n), needs(DIRTY_PAGE, DIRTY_PAGE | one(51))]).toEqual([true, true]));
  it('nothing changed: no', () =>
    expect([needs(DIRTY_PAGE, DIRTY_PAGE), needs(FRAME | P | US | A, FRAME | P | US | A | D | SOFT_DIRTY), needs(DIRTY_PAGE | NX, DIRTY_PAGE | NX)])
      .toEqual([false, false, false]));
});

describe('the gather\'s tlb_flush (§8; mmu-gather §11)', () => {
  const state = { fullmm: false, needFlushAll: false, freedTables: false, start: 0x100, end: 0x200, clearedLevels: 1 };
  const flush = (part: Partial<typeof state>) => stepsOf((steps) => x86_64().gather.flush({ ...state, ...part }, mm, steps));
  const FLUSHES = [[{}, 'range'], [{ freedTables: true }, 'range'], [{ fullmm: true }, 'mm'], [{ needFlushAll: true }, 'mm']] as const;
  it.each(FLUSHES)('%j: %s', (part, effect) => {
    expect(flush(part)).toEqual([effect]);
  });
  it('batched, without flushes between VMAs, tables in RCU batches', () => {
    expect(x86_64().gather).toMatchObject({ mode: 'batched', mergeVmas: true, tableFree: 'rcuBatch', tableFreeOwesFlush: false });
  });
});
