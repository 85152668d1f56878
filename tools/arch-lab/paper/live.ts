import { EFFECT_MM, EFFECT_PAGE, EFFECT_RANGE, type EntrySlot, type LiveOps, type LiveSteps } from '@faultline/contracts';
import { A, V, W } from './bits';

const clear = (steps: LiveSteps): void => steps.store(0, 0);

/** Stores the entry without its accessed mark; was it there? */
function age({ lo, hi }: EntrySlot, steps: LiveSteps): boolean {
  if (lo & A) steps.store(lo & ~A, hi);
  return (lo & A) !== 0;
}

/** Live operations: plain stores; only what asks for a flush flushes. */
export const LIVE: LiveOps = {
  getAndClear: (_level, _old, _mm, _cpu, steps) => clear(steps),
  getAndClearFull: (_level, _old, _mm, _cpu, _full, steps) => clear(steps),
  clearFlush(_level, old, _mm, _cpu, steps) {
    clear(steps);
    if (old.lo & V) steps.effect(EFFECT_PAGE);
  },
  setWrProtect: (_level, { lo, hi }, _mm, _cpu, steps) => steps.store(lo & ~W, hi),
  setAccessFlags(_level, old, entry, _dirty, _mm, _cpu, steps) {
    if (old.lo !== entry.lo) steps.store(entry.lo, entry.hi);
    return old.lo !== entry.lo;
  },
  testAndClearYoung: (_level, old, _mm, _cpu, steps) => age(old, steps),
  clearFlushYoung: (_level, old, _mm, _cpu, steps) => age(old, steps),
  modifyProtStart: (_level, _old, _mm, _cpu, steps) => clear(steps),
  modifyProtCommit: (_level, _old, { lo, hi }, _mm, _cpu, steps) => steps.store(lo, hi),
  flushPage: (_mm, steps) => steps.effect(EFFECT_PAGE),
  flushRange: (_mm, steps) => steps.effect(EFFECT_RANGE),
  flushMm: (_mm, steps) => steps.effect(EFFECT_MM),
  needsFlush: () => true,
  invalidateHuge() {}, fixSpurious() {}, afterInstall() {},
};
