import { BY_RECLAIM, HOW_UPDATE, lockStep, PG_REFERENCED, recFolioFlagged, unlockStep, VM_SEQ_READ, type Path, type Pfn } from '@faultline/contracts';
import type { Core } from '../core';
import { ptl } from '../fault/vmf';
import { performSteps } from '../flush';
import { rmapWalk, type RmapPlace, type RmapVisitor } from '../rmap-walk';
import { hasFlag } from '../state/frames';
import { mappedAt } from './mapped-at';

/** Counts the mappings that accessed the page since they were last asked, and takes their marks away. */
class Referenced implements RmapVisitor {
  count = 0;

  /** @kernel v6.2-rc3 mm/rmap.c:folio_referenced_one */
  *one(k: Core, pfn: Pfn, place: RmapPlace): Path<boolean> {
    const found = mappedAt(k, pfn, place);
    if (found === undefined) return true;
    yield lockStep(ptl(found.table));
    const at = mappedAt(k, pfn, place);
    if (at !== undefined) {
      const steps = k.steps();
      const young = k.arch.live.clearFlushYoung(at.level, at.entry, at.mm, k.rec.cpu, steps);
      yield* performSteps(k, at, steps, HOW_UPDATE, BY_RECLAIM);
      if (young && !(place.vma.vmFlags & VM_SEQ_READ)) this.count++;
    }
    yield unlockStep(ptl(found.table));
    return true;
  }
}

/** What reclaim makes of a page that was used. */
export const RECLAIM = 0;
export const KEEP = 1;
export const ACTIVATE = 2;

/**
 * Was the page used since it was chosen? One use earns it another round, two the active list.
 * @kernel v6.2-rc3 mm/vmscan.c:folio_check_references
 */
export function* folioCheckReferences(k: Core, pfn: Pfn): Path<number> {
  const referenced = new Referenced();
  const { cause } = k.rec;
  yield* rmapWalk(k, pfn, referenced);
  k.rec.cause = cause;
  const before = hasFlag(k.state.frames, pfn, PG_REFERENCED);
  if (before) recFolioFlagged(k.rec, PG_REFERENCED, 0, pfn);
  if (referenced.count === 0) return RECLAIM;
  const again = before || referenced.count > 1;
  recFolioFlagged(k.rec, PG_REFERENCED, 1, pfn);
  return again ? ACTIVATE : KEEP;
}
