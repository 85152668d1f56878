import {
  EFFECT_DEFER_MM, EFFECT_MM, EFFECT_PAGE, EFFECT_RANGE, isOnlyCpu, type Codec, type EntrySlot, type LiveOps, type LiveSteps, type MmHw,
} from '@faultline/contracts';
import { EMPTY, PTE, SEGMENT } from './bits';

const invalidBit = (level: number): number => (level === 0 ? PTE.invalid : SEGMENT.invalid);

/**
 * Invalidate at once, unless the entry is invalid already. IPTE sets the invalid bit and purges the page from every TLB in one
 * instruction: here a store and an effect, in this order, for a CPU that reads the entry in between must not cache it again. An entry
 * that is invalid is in no TLB.
 * @kernel v6.2-rc3 arch/s390/mm/pgtable.c:ptep_flush_direct
 */
function flushDirect(level: number, old: EntrySlot, steps: LiveSteps): void {
  if (old.lo & invalidBit(level)) return;
  steps.store(old.lo | invalidBit(level), old.hi);
  steps.effect(level === 0 ? EFFECT_PAGE : EFFECT_RANGE);
}

/**
 * With the mm attached to this CPU only, the invalid bit is set and the flush is owed. That CPU is in the kernel and uses no user
 * translation. The mm is flushed at the end of the operation, and before a CPU that attaches it runs user code (tlb-and-races §5.5).
 * @kernel v6.2-rc3 arch/s390/mm/pgtable.c:ptep_flush_lazy
 */
function flushLazy(level: number, old: EntrySlot, mm: MmHw, cpu: number, steps: LiveSteps): void {
  if (old.lo & invalidBit(level)) return;
  steps.store(old.lo | invalidBit(level), old.hi);
  if (isOnlyCpu(mm.attachedCpus, cpu)) steps.effect(EFFECT_DEFER_MM);
  else steps.effect(level === 0 ? EFFECT_PAGE : EFFECT_RANGE);
}

/**
 * Live operations: a valid entry is only changed together with its TLB entries (arch-s390 §8). The architecture forbids plain stores over
 * an entry that a CPU may be using. So each change invalidates first, and stores what is new when no TLB holds the old; what is called a
 * flush later finds nothing left to do.
 */
export function liveOf(codec: Codec): LiveOps {
  const scratch: EntrySlot = { lo: 0, hi: 0 };
  const copy = (from: EntrySlot): EntrySlot => {
    scratch.lo = from.lo;
    scratch.hi = from.hi;
    return scratch;
  };
  /** Old means invalid: s390 has no accessed bit that it sets itself, so the next access has to fault. */
  const age = (level: number, old: EntrySlot, steps: LiveSteps): boolean => {
    const young = codec.young(level, old.lo, old.hi);
    if (!young) return false;
    flushDirect(level, old, steps);
    const entry = copy(old);
    codec.mkOld(level, entry);
    steps.store(entry.lo, entry.hi);
    return true;
  };
  /** Of a huge entry the marks are forced. @kernel v6.2-rc3 arch/s390/include/asm/pgtable.h:pmdp_set_access_flags */
  const raised = (level: number, from: EntrySlot, dirty: boolean): EntrySlot => {
    const entry = copy(from);
    codec.mkYoung(level, entry);
    if (dirty) codec.mkDirty(level, entry);
    return entry;
  };
  /** Entries were purged when they were changed; left is what `flushLazy` put off. */
  const owed = (mm: MmHw, steps: LiveSteps): void => {
    if (mm.flushOwed) steps.effect(EFFECT_MM);
  };
  return Object.freeze<LiveOps>({
    getAndClear(level, old, mm, cpu, steps) {
      if (level === 0) flushLazy(level, old, mm, cpu, steps);
      else flushDirect(level, old, steps);
      steps.store(EMPTY[level]!, 0);
    },
    getAndClearFull(level, old, mm, cpu, full, steps) {
      // At the end of an address space no CPU runs in it, and one flush at the end serves all.
      if (!full) flushLazy(level, old, mm, cpu, steps);
      steps.store(EMPTY[level]!, 0);
    },
    clearFlush(level, old, _mm, _cpu, steps) {
      flushDirect(level, old, steps);
      steps.store(EMPTY[level]!, 0);
    },
    setWrProtect(level, old, mm, cpu, steps) {
      // Each purge costs all CPUs; an entry that is protected already needs none.
      if (!codec.write(level, old.lo, old.hi)) return;
      flushLazy(level, old, mm, cpu, steps);
      const entry = copy(old);
      codec.wrProtect(level, entry);
      steps.store(entry.lo, entry.hi);
    },
    /** The whole entry is stored: what hardware checks, I and P, follows from the marks that changed. */
    setAccessFlags(level, old, entry, dirty, _mm, _cpu, steps) {
      const wanted = level === 0 ? entry : raised(level, entry, dirty);
      if (old.lo === wanted.lo && old.hi === wanted.hi) return false;
      flushDirect(level, old, steps);
      steps.store(wanted.lo, wanted.hi);
      return true;
    },
    testAndClearYoung: (level, old, _mm, _cpu, steps) => age(level, old, steps),
    clearFlushYoung: (level, old, _mm, _cpu, steps) => age(level, old, steps),
    /** The entry stays as it is, but invalid: hardware sets no marks that could be lost, and need not see it empty. */
    modifyProtStart: (level, old, mm, cpu, steps) => flushLazy(level, old, mm, cpu, steps),
    modifyProtCommit: (_level, _old, entry, _mm, _cpu, steps) => steps.store(entry.lo, entry.hi),
    invalidateHuge: (level, old, _mm, _cpu, steps) => flushDirect(level, old, steps),
    fixSpurious() {},
    afterInstall() {},
    /** The change that asked for it has purged the page. */
    flushPage() {},
    flushRange: owed,
    flushMm: owed,
    needsFlush: () => true,
  });
}
