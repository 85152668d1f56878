import {
  EFFECT_MM, EFFECT_PAGE, EFFECT_PAGE_LOCAL, EFFECT_RANGE, type Codec, type EntrySlot, type LiveOps, type LiveSteps,
} from '@faultline/contracts';
import { A } from './bits';
import type { RiscvConfig } from './config';

const same = (a: EntrySlot, b: EntrySlot): boolean => a.lo === b.lo && a.hi === b.hi;

/** A huge entry is flushed as a range. @kernel v6.2-rc3 mm/pgtable-generic.c */
const flushEntry = (level: number, steps: LiveSteps): void => steps.effect(level === 0 ? EFFECT_PAGE : EFFECT_RANGE);

/** Live operations: atomic in memory. What was installed is fenced on this hart, which may have cached it as invalid (arch-riscv §8). */
export function liveOf(codec: Codec, { svvptc }: RiscvConfig): LiveOps {
  const scratch: EntrySlot = { lo: 0, hi: 0 };
  const changed = (old: EntrySlot, change: (e: EntrySlot) => void): EntrySlot => {
    scratch.lo = old.lo;
    scratch.hi = old.hi;
    change(scratch);
    return scratch;
  };
  const clearYoung = (level: number, old: EntrySlot, steps: LiveSteps): boolean => {
    const young = codec.young(level, old.lo, old.hi);
    if (young) steps.store(old.lo & ~A, old.hi);
    return young;
  };
  return Object.freeze<LiveOps>({
    getAndClear: (_level, _old, _mm, _cpu, steps) => steps.store(0, 0),
    getAndClearFull: (_level, _old, _mm, _cpu, _full, steps) => steps.store(0, 0),
    clearFlush(level, old, mm, _cpu, steps) {
      steps.store(0, 0);
      if (level > 0 || codec.accessible(level, old.lo, old.hi, mm.flushPending > 0)) flushEntry(level, steps);
    },
    setWrProtect(level, old, _mm, _cpu, steps) {
      const entry = changed(old, (e) => codec.wrProtect(level, e));
      steps.store(entry.lo, entry.hi);
    },
    /**
     * "Changed" even where nothing did, so that `afterInstall` fences. With Svvptc it does not, and a change flushes.
     * @kernel v6.2-rc3 arch/riscv/include/asm/pgtable.h:ptep_set_access_flags
     */
    setAccessFlags(_level, old, entry, _dirty, _mm, _cpu, steps) {
      const differs = !same(old, entry);
      if (differs) steps.store(entry.lo, entry.hi);
      if (differs && svvptc) steps.effect(EFFECT_PAGE);
      return differs || !svvptc;
    },
    testAndClearYoung: (level, old, _mm, _cpu, steps) => clearYoung(level, old, steps),
    /** A page is not flushed for its age; a huge page is. */
    clearFlushYoung(level, old, _mm, _cpu, steps) {
      const young = clearYoung(level, old, steps);
      if (young && level > 0) steps.effect(EFFECT_RANGE);
      return young;
    },
    modifyProtStart: (_level, _old, _mm, _cpu, steps) => steps.store(0, 0),
    modifyProtCommit: (_level, _old, entry, _mm, _cpu, steps) => steps.store(entry.lo, entry.hi),
    invalidateHuge(level, old, _mm, _cpu, steps) {
      const entry = changed(old, (e) => codec.mkInvalid(level, e));
      steps.store(entry.lo, entry.hi);
      steps.effect(EFFECT_RANGE);
    },
    /** The architecture does not say that a fault evicts the translation it came from. */
    fixSpurious: (_mm, _cpu, steps) => steps.effect(EFFECT_PAGE),
    afterInstall(_mm, _cpu, steps) {
      // An implementation may cache that an entry is invalid; other harts fence when they fault on it.
      if (!svvptc) steps.effect(EFFECT_PAGE_LOCAL);
    },
    flushPage: (_mm, steps) => steps.effect(EFFECT_PAGE),
    flushRange: (_mm, steps) => steps.effect(EFFECT_RANGE),
    flushMm: (_mm, steps) => steps.effect(EFFECT_MM),
    needsFlush: () => true,
  });
}
