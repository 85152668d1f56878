import { cpuSet, isOnlyCpu, type EntrySlot, type LiveSteps, type MmHw } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { s390 } from './index';
import { hex, mmOf, slotOf, stepsOf } from '../../../tools/arch-lab/lab';

const FRAME = 0x12345000n;
const I = 0x400n;
/** The states of §2.1: name, low bits. An entry with I set is in no TLB. */
const STATES = [
  ['none', 0x400n], ['swap', 0x600n], ['prot-none, young, dirty', 0x60dn], ['read-only, clean, old', 0x611n], ['read-only, clean, young', 0x215n],
  ['read-only, dirty, young', 0x21dn], ['read-write, clean, old', 0x631n], ['read-write, clean, young', 0x235n], ['read-write, dirty, old', 0x439n],
  ['read-write, dirty, young', 0x03dn],
] as const;
const entryOf = (low: bigint): bigint => (low === 0x400n ? low : FRAME | low);
const valid = (low: bigint): boolean => (low & I) === 0n;

/** A dirty, young, writable 1 MiB page, and the same invalid. */
const HUGE = 0x7_ff00_0000n | 0x3403n;
const HUGE_I = HUGE | 0x20n;

/** The mm is loaded on CPU 0 alone; on CPU 0 and 1; on CPU 1 alone; nowhere. */
const ALONE = mmOf({ attachedCpus: cpuSet(0), cpuMask: cpuSet(0) });
const SHARED = mmOf({ attachedCpus: cpuSet(0, 1), cpuMask: cpuSet(0, 1) });
const MMS: readonly (readonly [what: string, mm: MmHw, lazy: boolean])[] = [
  ['attached here only', ALONE, true], ['attached here only, though others may hold translations', mmOf({ attachedCpus: cpuSet(0), cpuMask: cpuSet(0, 1) }), true],
  ['attached to another CPU as well', SHARED, false], ['attached elsewhere', mmOf({ attachedCpus: cpuSet(1), cpuMask: cpuSet(1) }), false],
  ['attached nowhere', mmOf({ attachedCpus: cpuSet(), cpuMask: cpuSet(0) }), false],
];
const { live } = s390();
type Op = (old: EntrySlot, steps: LiveSteps) => unknown;
const run = (old: bigint, op: Op): string[] => stepsOf((steps) => op(slotOf(old), steps));
/** The flush step of the two primitives, before the new value is stored: nothing for what is invalid already. */
const direct = (old: bigint): string[] => (valid(old) ? [`store ${hex(old | I)}`, 'page'] : []);
const lazy = (old: bigint, mm: MmHw): string[] => (!valid(old) ? [] : [`store ${hex(old | I)}`, isOnlyCpu(mm.attachedCpus, 0) ? 'deferMm' : 'page']);

describe.each(MMS)('ptep_xchg_lazy, %s (arch-s390 §8)', (_what, mm, defers) => {
  it('an mm that only this CPU has loaded defers', () => expect(lazy(0x03dn, mm).at(-1)).toBe(defers ? 'deferMm' : 'page'));

  it.each(STATES)('%s', (_state, low) => {
    const old = entryOf(low);
    expect(run(old, (e, steps) => live.getAndClear(0, e, mm, 0, steps))).toEqual([...lazy(old, mm), 'store 0x400']);
    expect(run(old, (e, steps) => live.getAndClearFull(0, e, mm, 0, false, steps))).toEqual([...lazy(old, mm), 'store 0x400']);
    expect(run(old, (e, steps) => live.modifyProtStart(0, e, mm, 0, steps))).toEqual(lazy(old, mm));
    const writable = (low & 0x21n) === 0x21n;
    expect(run(old, (e, steps) => live.setWrProtect(0, e, mm, 0, steps)))
      .toEqual(writable ? [...lazy(old, mm), `store ${hex((old & ~0x20n) | 0x200n)}`] : []);
  });
});

it.each([0, 31, 40, 63])('an mm that is loaded on CPU %i alone defers there and nowhere else', (cpu) => {
  const mm = mmOf({ attachedCpus: cpuSet(cpu), cpuMask: cpuSet(cpu) });
  const last = (on: number): string | undefined => run(FRAME | 0x03dn, (e, steps) => live.modifyProtStart(0, e, mm, on, steps)).at(-1);
  expect([last(cpu), last((cpu + 32) % 64), last((cpu + 1) % 64)]).toEqual(['deferMm', 'page', 'page']);
});

describe('plain stores', () => {
  it.each(STATES)('get_and_clear_full of an mm that goes away: %s', (_state, low) => {
    for (const [, mm] of MMS) expect(run(entryOf(low), (e, steps) => live.getAndClearFull(0, e, mm, 0, true, steps))).toEqual(['store 0x400']);
  });
  it('modify_prot_commit', () => {
    expect(run(FRAME | 0x43dn, (e, steps) => live.modifyProtCommit(0, e, slotOf(FRAME | 0x21dn), SHARED, 0, steps)))
      .toEqual([`store ${hex(FRAME | 0x21dn)}`]);
  });
});

describe.each([['alone', ALONE], ['shared', SHARED]] as const)('ptep_xchg_direct, %s: at once, whoever has the mm', (_what, mm) => {
  it.each(STATES)('clear_flush: %s', (_state, low) => {
    const old = entryOf(low);
    expect(run(old, (e, steps) => live.clearFlush(0, e, mm, 0, steps))).toEqual([...direct(old), 'store 0x400']);
  });

  it.each(STATES)('set_access_flags stores the whole entry if it differs, dirty or not: %s', (_state, low) => {
    const old = entryOf(low);
    const entry = FRAME | 0x13dn;
    for (const dirty of [false, true]) {
      let changed: boolean | undefined;
      expect(run(old, (e, steps) => { changed = live.setAccessFlags(0, e, slotOf(entry), dirty, mm, 0, steps); }))
        .toEqual([...direct(old), `store ${hex(entry)}`]);
      expect({ changed }).toEqual({ changed: true });
      expect(run(old, (e, steps) => { changed = live.setAccessFlags(0, e, slotOf(old), dirty, mm, 0, steps); })).toEqual([]);
      expect({ changed }).toEqual({ changed: false });
    }
  });

  it.each(STATES.filter(([, low]) => (low & 1n) !== 0n))('ageing makes the entry invalid: %s', (_state, low) => {
    const old = entryOf(low);
    const young = (low & 4n) !== 0n;
    for (const age of [live.testAndClearYoung, live.clearFlushYoung]) {
      let was: boolean | undefined;
      expect(run(old, (e, steps) => { was = age(0, e, mm, 0, steps); })).toEqual(young ? [...direct(old), `store ${hex((old & ~4n) | I)}`] : []);
      expect(was).toBe(young);
    }
  });
});

describe('segment entries (§8)', () => {
  const GONE = ['store 0x20'];
  const purge = [`store ${hex(HUGE_I)}`, 'range'];
  it('get_and_clear and clear_flush: direct', () => {
    for (const mm of [ALONE, SHARED]) for (const clear of [live.getAndClear, live.clearFlush]) {
      expect(run(HUGE, (e, steps) => clear(1, e, mm, 0, steps))).toEqual([...purge, ...GONE]);
      expect(run(HUGE_I, (e, steps) => clear(1, e, mm, 0, steps))).toEqual(GONE);
    }
  });
  it('get_and_clear_full: plain, or lazy', () => {
    expect(run(HUGE, (e, steps) => live.getAndClearFull(1, e, ALONE, 0, true, steps))).toEqual(GONE);
    expect(run(HUGE, (e, steps) => live.getAndClearFull(1, e, ALONE, 0, false, steps))).toEqual([`store ${hex(HUGE_I)}`, 'deferMm', ...GONE]);
    expect(run(HUGE, (e, steps) => live.getAndClearFull(1, e, SHARED, 0, false, steps))).toEqual([...purge, ...GONE]);
  });
  it('set_wrprotect: lazy, only if writable', () => {
    const after = `store ${hex((HUGE & ~2n) | 0x200n)}`;
    expect(run(HUGE, (e, steps) => live.setWrProtect(1, e, ALONE, 0, steps))).toEqual([`store ${hex(HUGE_I)}`, 'deferMm', after]);
    expect(run(HUGE, (e, steps) => live.setWrProtect(1, e, SHARED, 0, steps))).toEqual([...purge, after]);
    expect(run((HUGE & ~2n) | 0x200n, (e, steps) => live.setWrProtect(1, e, SHARED, 0, steps))).toEqual([]);
  });
  it('pmdp_invalidate: direct, the old entry with I set', () => {
    expect(run(HUGE, (e, steps) => live.invalidateHuge(1, e, ALONE, 0, steps))).toEqual(purge);
    expect(run(HUGE_I, (e, steps) => live.invalidateHuge(1, e, ALONE, 0, steps))).toEqual([]);
  });
  it('set_access_flags: direct; forces young, and dirty if asked', () => {
    const clean = 0x7_ff00_0000n | 0x623n;
    const young = `store ${hex((clean | 0x1000n) & ~0x20n)}`;
    const dirty = `store ${hex((clean | 0x7000n) & ~0x220n)}`;
    expect(run(clean, (e, steps) => live.setAccessFlags(1, e, slotOf(clean), false, SHARED, 0, steps))).toEqual([young]);
    expect(run(clean, (e, steps) => live.setAccessFlags(1, e, slotOf(clean), true, SHARED, 0, steps))).toEqual([dirty]);
    expect(run(HUGE, (e, steps) => live.setAccessFlags(1, e, slotOf(HUGE), false, SHARED, 0, steps))).toEqual([]);
  });
  it('ageing: direct', () => {
    expect(run(HUGE, (e, steps) => live.testAndClearYoung(1, e, ALONE, 0, steps))).toEqual([...purge, `store ${hex((HUGE & ~0x1000n) | 0x20n)}`]);
  });
});

describe('flush calls', () => {
  it('range and mm perform what is owed, and nothing else; a page was flushed with its entry', () => {
    for (const [flushOwed, effects] of [[false, []], [true, ['mm']]] as const) {
      const mm = mmOf({ flushOwed });
      expect(stepsOf((steps) => live.flushRange(mm, steps))).toEqual(effects);
      expect(stepsOf((steps) => live.flushMm(mm, steps))).toEqual(effects);
      expect(stepsOf((steps) => live.flushPage(mm, steps))).toEqual([]);
    }
  });
  it('a spurious fault and an installed entry need nothing', () => {
    expect(stepsOf((steps) => live.fixSpurious(ALONE, 0, steps))).toEqual([]);
    expect(stepsOf((steps) => live.afterInstall(ALONE, 0, steps))).toEqual([]);
  });
  it('mprotect always counts as flushing', () => expect({ needsFlush: live.needsFlush(0x611, 0, 0x611, 0) }).toEqual({ needsFlush: true }));
});

describe('the gather\'s tlb_flush is the owed flush of the mm, whatever was gathered (mmu-gather §11)', () => {
  const state = { fullmm: false, needFlushAll: false, freedTables: false, start: 0x100, end: 0x200, clearedLevels: 1 };
  it.each([{}, { fullmm: true }, { needFlushAll: true }, { freedTables: true }])('%j', (part) => {
    const flush = (flushOwed: boolean) => stepsOf((steps) => s390().gather.flush({ ...state, ...part }, mmOf({ flushOwed }), steps));
    expect([flush(false), flush(true)]).toEqual([[], ['mm']]);
  });
});
