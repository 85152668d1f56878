import { EFFECT_MM, EFFECT_PAGE, EFFECT_RANGE, type Codec, type EntrySlot, type LiveOps } from '@faultline/contracts';
import { A, D, FRAME_HI, FRAME_LO, G, NX, P, PCD, PKEY_SHIFT, PS, PWT, RW, US } from './bits';

const KEYS = 15 << PKEY_SHIFT;
/** Any change of these flushes. @kernel v6.2-rc3 arch/x86/include/asm/tlbflush.h:pte_flags_need_flush */
const CHANGE_LO = RW | US | PWT | PCD | PS | G;
const CHANGE_HI = KEYS | NX;
/** Clearing these flushes. */
const LOSS_LO = A | D | P;

/**
 * Live operations: entries change without flushing by themselves, but for `clearFlush` and invalidation (arch-x86 §8). A store over a
 * live entry is one atomic instruction: hardware sets A and D at any time, and what it has set by then is in the old entry. Only at the
 * end of an address space a plain store does, for nobody runs there.
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
      // A PROT_NONE entry is in no TLB, unless the flush of the change that made it so is still to come.
      else if (codec.accessible(level, old.lo, old.hi, mm.flushPending > 0)) steps.effect(EFFECT_PAGE);
    },
    setWrProtect(level, old, _mm, _cpu, steps) {
      const entry = copy(old);
      codec.wrProtect(level, entry);
      steps.store(entry.lo, entry.hi);
    },
    setAccessFlags(_level, old, entry, dirty, _mm, _cpu, steps) {
      const changed = old.lo !== entry.lo || old.hi !== entry.hi;
      // Of a read nothing is stored, for hardware sets A by itself. No flush: a stale, stricter translation costs one spurious fault,
      // which evicts it.
      if (changed && dirty) steps.store(entry.lo, entry.hi);
      return changed;
    },
    testAndClearYoung(level, old, _mm, _cpu, steps) {
      const young = codec.young(level, old.lo, old.hi);
      if (young) steps.store(old.lo & ~A, old.hi);
      return young;
    },
    clearFlushYoung(level, old, _mm, _cpu, steps) {
      const young = codec.young(level, old.lo, old.hi);
      if (young) steps.store(old.lo & ~A, old.hi);
      // A page is not flushed for its age: a translation that still says young costs accuracy, never data.
      if (young && level > 0) steps.effect(EFFECT_RANGE);
      return young;
    },
    modifyProtStart: (_level, _old, _mm, _cpu, steps) => steps.store(0, 0),
    modifyProtCommit: (_level, _old, entry, _mm, _cpu, steps) => steps.store(entry.lo, entry.hi),
    invalidateHuge(level, old, _mm, _cpu, steps) {
      const entry = copy(old);
      codec.mkInvalid(level, entry);
      steps.store(entry.lo, entry.hi);
      steps.effect(EFFECT_RANGE);
    },
    /** The fault itself evicted the translation. */
    fixSpurious() {},
    afterInstall() {},
    flushPage: (_mm, steps) => steps.effect(EFFECT_PAGE),
    flushRange: (_mm, steps) => steps.effect(EFFECT_RANGE),
    flushMm: (_mm, steps) => steps.effect(EFFECT_MM),
    needsFlush(oldLo, oldHi, newLo, newHi) {
      // An entry without P is in no TLB.
      if (!(oldLo & P)) return false;
      if (newLo & P && ((oldLo ^ newLo) & FRAME_LO || (oldHi ^ newHi) & FRAME_HI)) return true;
      // Software's bits are in no TLB, and A or D set by the kernel only say what hardware would say.
      const changed = ((oldLo ^ newLo) & CHANGE_LO) | ((oldHi ^ newHi) & CHANGE_HI);
      return changed !== 0 || (oldLo & ~newLo & LOSS_LO) !== 0;
    },
  });
}
