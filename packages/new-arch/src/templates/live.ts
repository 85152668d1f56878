/** Operations on entries in use, and TLB flushes. */

export const LIVE = `import type { LiveOps } from '@faultline/contracts';
import { notFilled } from './not-filled';

/** Operations on an entry that hardware may be reading (arch-interface §5): steps.store what is stored, steps.effect what is flushed. */
export const LIVE: LiveOps = Object.freeze<LiveOps>({
  // Store the empty entry; clearFlush also flushes what was accessible.
  getAndClear: notFilled('live.getAndClear'),
  getAndClearFull: notFilled('live.getAndClearFull'),
  clearFlush: notFilled('live.clearFlush'),
  // Store what wrProtect makes.
  setWrProtect: notFilled('live.setWrProtect'),
  // Store the entry if it differs; true: it did.
  setAccessFlags: notFilled('live.setAccessFlags'),
  // Store what mkOld makes; true: it was young.
  testAndClearYoung: notFilled('live.testAndClearYoung'),
  clearFlushYoung: notFilled('live.clearFlushYoung'),
  // Take the entry from hardware; then store the changed one.
  modifyProtStart: notFilled('live.modifyProtStart'),
  modifyProtCommit: notFilled('live.modifyProtCommit'),
  // What the flush calls do: EFFECT_PAGE, EFFECT_RANGE, EFFECT_MM.
  flushPage: notFilled('live.flushPage'),
  flushRange: notFilled('live.flushRange'),
  flushMm: notFilled('live.flushMm'),
  // Nothing, unless there are huge leaves (the first), or the architecture needs it.
  invalidateHuge() {},
  fixSpurious() {},
  afterInstall() {},
  /** After mprotect: always is safe. */
  needsFlush: () => true,
});
`;

export const MMU = `import {
  INVALIDATION_MM, INVALIDATION_PAGE, mmuOf, REACH_BROADCAST, STATELESS, withCpu, type CreateMmuOf, type FlushRequested, type FlushSent, type MmuHalf,
} from '@faultline/contracts';
import type { Observable } from 'rxjs';

const half: MmuHalf<undefined> = {
  ...STATELESS,
  decide(_, flush, machine, shares) {
    const kind = flush.scope === 'mm' ? INVALIDATION_MM : INVALIDATION_PAGE;
    shares.each(withCpu(machine.cpuMask(flush.mm), flush.cpu), REACH_BROADCAST, kind, 0);
  },
};

/** How TLBs are flushed: here on every CPU that may hold translations of the mm, and the one that asks (tlb-and-races §3). */
export const createMmu: CreateMmuOf<Observable<FlushRequested>, Observable<FlushSent>> = mmuOf(half);
`;
