import {
  BY_CLEAR_FLUSH, FOLIO_MKCLEAN_ENTRY_CLEANED, HOW_CLEAR, HOW_SET, lockStep, PG_DIRTY, PTE, recBranchTaken, recFolioFlagged, recPageStored, unlockStep, VM_SHARED, type Path, type Pfn,
  type Pgoff,
} from '@faultline/contracts';
import type { Core } from '../core';
import { entryFor, LEAF } from '../cursor';
import { setPageDirty } from '../dirty';
import { setEntry } from '../entry';
import { performSteps } from '../flush';
import { ptl } from '../fault/vmf';
import { F_MAPCOUNT, hasFlag } from '../state/frames';
import type { ObjectState } from '../state/objects';
import { folioLock } from './folio-lock';
import { iMmapLock, mappedRanges, type MappedRange } from './i-mmap';
import { vmOperations } from './vm-operations';

/** Makes one mapping of the page read-only and clean; 1 if it was neither. */
function* cleanOne(k: Core, { mm, start: vpn }: MappedRange, pfn: Pfn): Path<number> {
  const { codec } = k.arch;
  const at = entryFor(k, mm, vpn, PTE);
  const { level, table, index } = at;
  if (at.kind !== LEAF || level !== PTE) return 0;
  yield lockStep(ptl(table));
  const { lo, hi } = entryFor(k, mm, vpn, PTE).entry;
  const entry = k.slot(lo, hi);
  const cleans = codec.present(PTE, lo, hi) && codec.pfn(PTE, lo, hi) === pfn && (codec.dirty(PTE, lo, hi) || codec.write(PTE, lo, hi));
  if (cleans) {
    const place = { mm, table, level, index, vpn };
    const { cause } = k.rec;
    k.rec.cause = recBranchTaken(k.rec, FOLIO_MKCLEAN_ENTRY_CLEANED, pfn);
    const steps = k.steps();
    k.arch.live.clearFlush(PTE, entry, mm, k.rec.cpu, steps);
    yield* performSteps(k, place, steps, HOW_CLEAR, BY_CLEAR_FLUSH);
    codec.wrProtect(PTE, entry);
    codec.mkClean(PTE, entry);
    setEntry(k, place, HOW_SET, entry);
    k.rec.cause = cause;
  }
  yield unlockStep(ptl(table));
  return cleans ? 1 : 0;
}

/**
 * Makes every shared mapping of the page read-only and clean; returns how many were not. The page is locked. From then on a write faults,
 * and the fault waits for the page. Of a page that nobody maps no table is looked at: an unmapping under way has marked it already.
 * @kernel v6.2-rc3 mm/rmap.c:folio_mkclean
 */
export function* folioMkclean(k: Core, object: ObjectState, index: Pgoff, pfn: Pfn): Path<number> {
  if (k.state.frames.get(pfn, F_MAPCOUNT) === 0) return 0;
  let cleaned = 0;
  yield lockStep(iMmapLock(object.id), 'read');
  const ranges: readonly MappedRange[] = mappedRanges(k, object.id, index, index + 1);
  for (const range of ranges) if (range.vma.vmFlags & VM_SHARED) cleaned += yield* cleanOne(k, range, pfn);
  yield unlockStep(iMmapLock(object.id));
  return cleaned;
}

/** Marks of entries go to the page, then the page's mark is taken; true: there is something to write. @kernel v6.2-rc3 mm/page-writeback.c:folio_clear_dirty_for_io */
function* clearDirtyForIo(k: Core, object: ObjectState, index: Pgoff, pfn: Pfn): Path<boolean> {
  if ((yield* folioMkclean(k, object, index, pfn)) > 0) setPageDirty(k, pfn);
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
    if (object.get(index) === pfn && (yield* clearDirtyForIo(k, object, index, pfn))) recPageStored(k.rec, object.id, index, pfn);
    yield unlockStep(folioLock(pfn));
  }
}
