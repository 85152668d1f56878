import {
  BY_CLEAR_FLUSH, FOLIO_MKCLEAN_ENTRY_CLEANED, HOW_CLEAR, HOW_SET, lockStep, PG_DIRTY, recBranchTaken, recFolioFlagged, recPageStored, unlockStep, VM_SHARED, type Path, type Pfn,
  type Pgoff,
} from '@faultline/contracts';
import type { Core } from '../core';
import type { Cursor } from '../cursor';
import { setPageDirty } from '../dirty';
import { setEntry } from '../entry';
import { performSteps } from '../flush';
import { ptl } from '../fault/vmf';
import { rmapWalk, type RmapPlace, type RmapVisitor } from '../rmap-walk';
import { F_MAPCOUNT, hasFlag } from '../state/frames';
import type { ObjectState } from '../state/objects';
import { mappedAt } from '../swap/mapped-at';
import { folioLock } from './folio-lock';
import { vmOperations } from './vm-operations';

/** Makes shared mappings read-only and clean, and counts those that were not. */
class Cleaning implements RmapVisitor {
  cleaned = 0;

  /** A private mapping has no write to tell of. @kernel v6.2-rc3 mm/rmap.c:page_mkclean_one,invalid_mkclean_vma */
  *one(k: Core, pfn: Pfn, place: RmapPlace): Path<boolean> {
    const found = place.vma.vmFlags & VM_SHARED ? mappedAt(k, pfn, place) : undefined;
    if (found === undefined) return true;
    yield lockStep(ptl(found.table));
    const at = mappedAt(k, pfn, place);
    if (at !== undefined && needsCleaning(k, at)) {
      yield* cleanEntry(k, at, pfn);
      this.cleaned++;
    }
    yield unlockStep(ptl(found.table));
    return true;
  }
}

const needsCleaning = ({ arch: { codec } }: Core, { level, entry: { lo, hi } }: Cursor): boolean => codec.dirty(level, lo, hi) || codec.write(level, lo, hi);

function* cleanEntry(k: Core, { mm, table, level, index, vpn, entry: { lo, hi } }: Cursor, pfn: Pfn): Path<void> {
  const { codec, live } = k.arch;
  const place = { mm, table, level, index, vpn };
  const entry = k.slot(lo, hi);
  const { cause } = k.rec;
  k.rec.cause = recBranchTaken(k.rec, FOLIO_MKCLEAN_ENTRY_CLEANED, pfn);
  const steps = k.steps();
  live.clearFlush(level, entry, mm, k.rec.cpu, steps);
  yield* performSteps(k, place, steps, HOW_CLEAR, BY_CLEAR_FLUSH);
  codec.wrProtect(level, entry);
  codec.mkClean(level, entry);
  setEntry(k, place, HOW_SET, entry);
  k.rec.cause = cause;
}

/**
 * Makes every shared mapping of the page read-only and clean; returns how many were not. The page is locked. From then on a write faults,
 * and the fault waits for the page. Of a page that nobody maps no table is looked at: an unmapping under way has marked it already.
 * @kernel v6.2-rc3 mm/rmap.c:folio_mkclean
 */
function* folioMkclean(k: Core, pfn: Pfn): Path<number> {
  const cleaning = new Cleaning();
  if (k.state.frames.get(pfn, F_MAPCOUNT) > 0) yield* rmapWalk(k, pfn, cleaning);
  return cleaning.cleaned;
}

/** Marks of entries go to the page, then the page's mark is taken; true: there is something to write. @kernel v6.2-rc3 mm/page-writeback.c:folio_clear_dirty_for_io */
function* clearDirtyForIo(k: Core, pfn: Pfn): Path<boolean> {
  if ((yield* folioMkclean(k, pfn)) > 0) setPageDirty(k, pfn);
  if (!hasFlag(k.state.frames, pfn, PG_DIRTY)) return false;
  recFolioFlagged(k.rec, PG_DIRTY, 0, pfn);
  return true;
}

/** Writes dirty pages start … end to storage. Shared memory has none. @kernel v6.2-rc3 mm/page-writeback.c:write_cache_pages */
export function* writeBack(k: Core, object: ObjectState, start: Pgoff, end: Pgoff): Path<void> {
  if (!vmOperations(object)!.writesBack) return;
  const pages: { index: Pgoff; pfn: Pfn }[] = [];
  object.forEach((index, pfn) => void (index >= start && index < end && hasFlag(k.state.frames, pfn, PG_DIRTY) && pages.push({ index, pfn })));
  for (const { index, pfn } of pages) {
    yield lockStep(folioLock(pfn));
    if (object.get(index) === pfn && (yield* clearDirtyForIo(k, pfn))) recPageStored(k.rec, object.id, index, pfn);
    yield unlockStep(folioLock(pfn));
  }
}
