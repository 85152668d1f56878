import {
  EFFECT_DEFER_MM, EFFECT_MM, EFFECT_PAGE, EFFECT_PAGE_LOCAL, EFFECT_PAGE_NOWAIT, EFFECT_RANGE, FLUSH_MM, FLUSH_PAGE, FLUSH_PAGE_LOCAL,
  FLUSH_PAGE_NO_WAIT, FLUSH_RANGE, makeFlushRequested, recFlushCompleted, recFlushDeferred, recFlushRequested, STEP_STORE, stepPoint, type LiveSteps,
  type Path, type Place, type MmId, type Shift, type Vpn,
} from '@faultline/contracts';
import type { Core } from './core';
import { setEntry, type EntryPlace } from './entry';
import type { MmState } from './state/mm';
import { pagesAt } from './cursor';

const SCOPE_OF_EFFECT = new Array<Place<'flushScope'> | undefined>(16).fill(undefined);
SCOPE_OF_EFFECT[EFFECT_PAGE] = FLUSH_PAGE;
SCOPE_OF_EFFECT[EFFECT_PAGE_LOCAL] = FLUSH_PAGE_LOCAL;
SCOPE_OF_EFFECT[EFFECT_PAGE_NOWAIT] = FLUSH_PAGE_NO_WAIT;
SCOPE_OF_EFFECT[EFFECT_RANGE] = FLUSH_RANGE;
SCOPE_OF_EFFECT[EFFECT_MM] = FLUSH_MM;

/** Records a flush, puts it on the wire and waits for its completion, the cause of what waited for it. Page numbers, half open. */
export function* requestFlush(
  k: Core, mm: MmId, scope: Place<'flushScope'>, reason: Place<'flushReason'>, start: Vpn, end: Vpn, strideShift: Shift, freedTables: boolean,
): Path<void> {
  const { cause } = k.rec;
  const seq = recFlushRequested(k.rec, scope, reason, freedTables ? 1 : 0, strideShift, mm, start, end);
  k.rec.cause = seq;
  yield* k.host.flush(makeFlushRequested(seq, cause, k.rec.cpu, scope, reason, freedTables ? 1 : 0, strideShift, mm, start, end));
  k.rec.cause = recFlushCompleted(k.rec, seq);
}

/** Performs one effect of a live operation for pages start … end. */
export function* performEffect(
  k: Core, mm: MmState, effect: number, reason: Place<'flushReason'>, start: Vpn, end: Vpn, strideShift: Shift,
): Path<void> {
  if (effect === EFFECT_DEFER_MM) {
    if (!mm.flushOwed) recFlushDeferred(k.rec, mm.id);
    return;
  }
  const scope = SCOPE_OF_EFFECT[effect];
  if (scope === undefined) return;
  const { cause } = k.rec;
  yield* requestFlush(k, mm.id, scope, reason, start, end, strideShift, false);
  k.rec.cause = cause;
}

/** Carries out effects on the TLB alone, for pages start … end; the list is done with. */
export function* performEffects(k: Core, mm: MmState, steps: LiveSteps, reason: Place<'flushReason'>, start: Vpn, end: Vpn): Path<void> {
  for (let at = 0; at < steps.count; at++)
    yield* performEffect(k, mm, steps.kind[at]!, reason, start, end, k.arch.geometry.pageShift);
  k.stepsDone(steps);
}

/**
 * Carries out the ordered steps of a live operation (arch-interface §8.3): stores and TLB effects, as they come, each because of
 * the store before it, which is the cause of what follows; the list is done with.
 */
export function* performSteps(k: Core, place: EntryPlace, steps: LiveSteps, how: Place<'how'>, reason: Place<'flushReason'>): Path<void> {
  for (let at = 0; at < steps.count; at++) {
    if (at > 0) yield stepPoint('live operation', { vpn: place.vpn });
    const kind = steps.kind[at]!;
    if (kind === STEP_STORE) {
      k.store.lo = steps.lo[at]!;
      k.store.hi = steps.hi[at]!;
      k.rec.cause = setEntry(k, place, how, k.store);
    } else {
      const pages = pagesAt(k, place.level);
      yield* performEffect(k, place.mm, kind, reason, place.vpn, place.vpn + pages, k.arch.geometry.shift[place.level]!);
    }
  }
  k.stepsDone(steps);
}

/** `flush_tlb_range` as the architecture does it. */
export function* flushTlbRange(k: Core, mm: MmState, reason: Place<'flushReason'>, start: Vpn, end: Vpn): Path<void> {
  const steps = k.steps();
  k.arch.live.flushRange(mm, steps);
  yield* performEffects(k, mm, steps, reason, start, end);
}

/** `flush_tlb_mm` as the architecture does it. */
export function* flushTlbMm(k: Core, mm: MmState, reason: Place<'flushReason'>): Path<void> {
  const steps = k.steps();
  k.arch.live.flushMm(mm, steps);
  yield* performEffects(k, mm, steps, reason, 0, k.arch.geometry.userLimit(mm));
}
