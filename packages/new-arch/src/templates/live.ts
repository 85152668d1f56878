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

export const MMU = `import { FLUSH_MM, type CreateMmu, type Invalidation } from '@faultline/contracts';
import { Subject } from 'rxjs';

/** How TLBs are flushed: here at once, on every CPU that may hold translations of the mm, its own included (tlb-and-races §3). */
export const createMmu: CreateMmu = (context) => {
  const invalidations = new Subject<Invalidation>();
  context.flushes$.subscribe((request) => {
    const cpus = (context.cpuMask(request.mm) | (1 << request.cpu)) & context.cpus;
    for (let cpu = 0; cpu < 32; cpu++) {
      if (!((cpus >>> cpu) & 1)) continue;
      const invalidation = Object.freeze<Invalidation>({
        request: request.seq, cpu, mm: request.mm, kind: request.scope === FLUSH_MM ? 'mm' : 'page', start: request.start, end: request.end,
        by: cpu === request.cpu ? 'self' : 'broadcast',
      });
      context.enqueue(cpu, request.seq, () => invalidations.next(invalidation));
    }
  });
  return { invalidations$: invalidations.asObservable() };
};
`;
