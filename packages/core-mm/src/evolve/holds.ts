import type { HoldId, MmId, Pfn, Pgoff, Place } from '@faultline/contracts';
import { ZERO_PFN, type CoreState } from '../state/core-state';
import { F_BY_HOLD, F_BY_PATH } from '../state/frames';
import { H_ALIVE, H_KIND, H_MM, referencesOf } from '../state/holds';
import { N_NEXT_HOLD } from '../state/memory';

export function evolveHoldCreated(s: CoreState, kind: Place<'holdKind'>, hold: HoldId, mm: MmId): void {
  s.holdRows.reach(hold);
  s.holdRows.set(hold, H_ALIVE, 1);
  s.holdRows.set(hold, H_KIND, kind);
  s.holdRows.set(hold, H_MM, mm);
  s.stores.next.set(N_NEXT_HOLD, 0, hold + 1);
}

/** The references go from one holder to the other; the zero page has no count. */
function handOver(s: CoreState, hold: HoldId, pfn: Pfn, sign: 1 | -1): void {
  if (pfn === ZERO_PFN) return;
  const references = sign * referencesOf(s.hold(hold).kind);
  s.frames.add(pfn, F_BY_PATH, -references);
  s.frames.add(pfn, F_BY_HOLD, references);
}

export function evolvePageRetained(s: CoreState, hold: HoldId, index: Pgoff, pfn: Pfn): void {
  s.heldPages.set(hold, index, pfn);
  handOver(s, hold, pfn, 1);
}

export function evolvePageReleased(s: CoreState, hold: HoldId, index: Pgoff, pfn: Pfn): void {
  s.heldPages.set(hold, index, 0);
  handOver(s, hold, pfn, -1);
}

export function evolveHoldFreed(s: CoreState, hold: HoldId): void {
  s.holdRows.clear(hold);
  s.heldPages.clear(hold);
}
