import { EFFECT_MM, EFFECT_PAGE, EFFECT_PAGE_NOWAIT, EFFECT_RANGE, type Codec, type EntrySlot, type LiveOps } from '@faultline/contracts';
import { AF, DIRTY, RDONLY, WRITE } from './bits';

/**
 * Live operations: atomic in memory, invalidation broadcast where the kernel asks for it (arch-arm64 §8). A change of a live entry is a
 * loop of compare and exchange, for hardware may set AF and clear read-only in between. A new frame is never stored over an old one:
 * clear, flush, set, as the architecture demands (break before make).
 */
export function liveOf(codec: Codec): LiveOps {
  const scratch: EntrySlot = { lo: 0, hi: 0 };
  const copy = (from: EntrySlot): EntrySlot => {
    scratch.lo = from.lo;
    scratch.hi = from.hi;
    return scratch;
  };
  return Object.freeze<LiveOps>({
    getAndClear: (_level, _old, _mm, _cpu, steps) => steps.store(0, 0),
    getAndClearFull: (_level, _old, _mm, _cpu, _full, steps) => steps.store(0, 0),
    /** A huge entry is flushed in any case. @kernel v6.2-rc3 mm/pgtable-generic.c:pmdp_huge_clear_flush */
    clearFlush(level, old, mm, _cpu, steps) {
      steps.store(0, 0);
      if (level > 0) steps.effect(EFFECT_RANGE);
      // An entry that is not valid is in no TLB, unless the flush of the change that made it so is still to come.
      else if (codec.accessible(level, old.lo, old.hi, mm.flushPending > 0)) steps.effect(EFFECT_PAGE);
    },
    setWrProtect(level, old, _mm, _cpu, steps) {
      const entry = copy(old);
      codec.wrProtect(level, entry);
      steps.store(entry.lo, entry.hi);
    },
    /**
     * Only access flag, write, dirty and read-only are merged, to the most permissive. Hardware may have raised the entry since it was
     * read; merged, nothing is taken back.
     */
    setAccessFlags(_level, old, entry, dirty, _mm, _cpu, steps) {
      if (old.lo === entry.lo && old.hi === entry.hi) return false;
      const readOnly = old.lo & entry.lo & RDONLY;
      steps.store(((old.lo | (entry.lo & AF)) & ~RDONLY) | readOnly, old.hi | (entry.hi & (WRITE | DIRTY)));
      // The page was read-only for the CPUs that hold it. After a read only the access flag is new, and an entry without it is in no TLB.
      if (dirty) steps.effect(EFFECT_PAGE);
      return true;
    },
    testAndClearYoung(level, old, _mm, _cpu, steps) {
      const young = codec.young(level, old.lo, old.hi);
      if (young) steps.store(old.lo & ~AF, old.hi);
      return young;
    },
    /**
     * Only of a page is the end not awaited. An age that is stale for a moment costs accuracy, never data.
     * @kernel v6.2-rc3 mm/pgtable-generic.c:pmdp_clear_flush_young
     */
    clearFlushYoung(level, old, _mm, _cpu, steps) {
      const young = codec.young(level, old.lo, old.hi);
      if (!young) return false;
      steps.store(old.lo & ~AF, old.hi);
      steps.effect(level > 0 ? EFFECT_RANGE : EFFECT_PAGE_NOWAIT);
      return true;
    },
    modifyProtStart: (_level, _old, _mm, _cpu, steps) => steps.store(0, 0),
    modifyProtCommit: (_level, _old, entry, _mm, _cpu, steps) => steps.store(entry.lo, entry.hi),
    invalidateHuge(level, old, _mm, _cpu, steps) {
      const entry = copy(old);
      codec.mkInvalid(level, entry);
      steps.store(entry.lo, entry.hi);
      steps.effect(EFFECT_RANGE);
    },
    /** Raising an entry's rights invalidates it on every CPU, so none keeps one that is too strict. */
    fixSpurious() {},
    afterInstall() {},
    flushPage: (_mm, steps) => steps.effect(EFFECT_PAGE),
    flushRange: (_mm, steps) => steps.effect(EFFECT_RANGE),
    flushMm: (_mm, steps) => steps.effect(EFFECT_MM),
    needsFlush: () => true,
  });
}
