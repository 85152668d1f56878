import {
  EFFECT_DEFER_MM, EFFECT_MM, EFFECT_PAGE, EFFECT_PAGE_LOCAL, EFFECT_PAGE_NOWAIT, EFFECT_RANGE, FLUSH_MM, FLUSH_PAGE,
  FLUSH_PAGE_LOCAL, FLUSH_PAGE_NOWAIT, FLUSH_RANGE, recEntrySet, recFlushCompleted, recFlushDeferred, recFlushRequested,
  STEP_STORE, stepPoint, type LiveSteps, type Path,
} from '@faultline/contracts';
import type { Core } from './core';
import type { MmState } from './state/mm';
import { pagesAt } from './walk';

/** Places in `ENUMS.flushReason`. */
export const BY_CLEAR_FLUSH = 0;
export const BY_ACCESS_FLAGS = 1;
export const BY_GATHER = 2;
export const BY_FORK = 3;
export const BY_MOVE = 4;
export const BY_SPURIOUS = 5;
export const BY_INSTALL = 6;
export const BY_PROTECT = 7;
export const BY_WRPROTECT = 10;
export const BY_ATTACH = 11;

const SCOPE_OF_EFFECT = new Int32Array(16).fill(-1);
SCOPE_OF_EFFECT[EFFECT_PAGE] = FLUSH_PAGE;
SCOPE_OF_EFFECT[EFFECT_PAGE_LOCAL] = FLUSH_PAGE_LOCAL;
SCOPE_OF_EFFECT[EFFECT_PAGE_NOWAIT] = FLUSH_PAGE_NOWAIT;
SCOPE_OF_EFFECT[EFFECT_RANGE] = FLUSH_RANGE;
SCOPE_OF_EFFECT[EFFECT_MM] = FLUSH_MM;

/** Records a flush, puts it on the wire and waits for its completion. Page numbers, half open. */
export function* requestFlush(
  k: Core, mm: number, scope: number, reason: number, start: number, end: number, strideShift: number, freedTables: boolean,
): Path<void> {
  const cause = k.rec.cause;
  const seq = recFlushRequested(k.rec, scope, reason, freedTables ? 1 : 0, strideShift, mm, start, end);
  k.rec.cause = seq;
  yield* k.host.flush(Object.freeze({ seq, cpu: k.rec.cpu, mm, scope, start, end, strideShift, freedTables }));
  recFlushCompleted(k.rec, seq);
  k.rec.cause = cause;
}

/** Performs one effect of a live operation for pages start … end. */
export function* performEffect(
  k: Core, mm: MmState, effect: number, reason: number, start: number, end: number, strideShift: number,
): Path<void> {
  if (effect === EFFECT_DEFER_MM) {
    if (!mm.flushOwed) recFlushDeferred(k.rec, mm.id);
    return;
  }
  const scope = SCOPE_OF_EFFECT[effect]!;
  if (scope >= 0) yield* requestFlush(k, mm.id, scope, reason, start, end, strideShift, false);
}

/** One entry a live operation acts on. */
export interface EntryPlace {
  readonly mm: MmState;
  readonly table: number;
  readonly level: number;
  readonly index: number;
  /** First page the entry covers. */
  readonly vpn: number;
}

/** Carries out effects on the TLB alone, for pages start … end; the list is done with. */
export function* performEffects(k: Core, mm: MmState, steps: LiveSteps, reason: number, start: number, end: number): Path<void> {
  for (let at = 0; at < steps.count; at++)
    yield* performEffect(k, mm, steps.kind[at]!, reason, start, end, k.arch.geometry.pageShift);
  k.stepsDone(steps);
}

/** Carries out the ordered steps of a live operation (arch-interface §8.3): stores and TLB effects, as they come; the list is done with. */
export function* performSteps(
  k: Core, place: EntryPlace, steps: LiveSteps, how: number, reason: number, oldLo: number, oldHi: number,
): Path<void> {
  let lo = oldLo;
  let hi = oldHi;
  for (let at = 0; at < steps.count; at++) {
    if (at > 0) yield stepPoint('live operation', place.vpn, lo, hi);
    const kind = steps.kind[at]!;
    if (kind === STEP_STORE) {
      recEntrySet(k.rec, place.level, how, place.index, place.mm.id, place.table, place.vpn, steps.lo[at]!, steps.hi[at]!, lo, hi);
      lo = steps.lo[at]!;
      hi = steps.hi[at]!;
    } else {
      const pages = pagesAt(k, place.level);
      yield* performEffect(k, place.mm, kind, reason, place.vpn, place.vpn + pages, k.arch.geometry.shift[place.level]!);
    }
  }
  k.stepsDone(steps);
}

/** `flush_tlb_range` as the architecture does it. */
export function* flushTlbRange(k: Core, mm: MmState, reason: number, start: number, end: number): Path<void> {
  const steps = k.steps();
  k.arch.live.flushRange(mm, steps);
  yield* performEffects(k, mm, steps, reason, start, end);
}

/** `flush_tlb_mm` as the architecture does it. */
export function* flushTlbMm(k: Core, mm: MmState, reason: number): Path<void> {
  const steps = k.steps();
  k.arch.live.flushMm(mm, steps);
  yield* performEffects(k, mm, steps, reason, 0, k.arch.geometry.userLimit(mm));
}
