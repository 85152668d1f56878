import { ACCOUNTED_MAJOR, ACCOUNTED_NONE, VMSTAT_PGFAULT, type CoreHandlers, type MmId } from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import { F_MAPCOUNT, F_REF } from '../state/frames';
import {
  evolveAccessCompleted, evolveFolioAllocated, evolveFolioCopied, evolveFolioFlagged, evolveFolioFreed, evolveLruAdded,
  evolveRmapAdded, evolveRmapDuplicated, evolveRmapMoved,
} from './folio';
import {
  evolveCpuSwitched, evolveFlushRequested, evolveMmCreated, evolveObjectCreated, evolvePageCacheAdded, evolvePageCacheRemoved,
  evolveVmaAnonVmaSet, evolveVmaInserted, evolveVmaRemoved,
} from './mm';
import { evolveEntrySet, evolveTableAllocated, evolveTableFreed } from './table';


function evolveFaultEnded(s: CoreState, accounted: number, _result: number, mm: MmId): void {
  s.vmstat[VMSTAT_PGFAULT]!++;
  if (accounted === ACCOUNTED_NONE) return;
  const task = s.mm(mm);
  if (accounted === ACCOUNTED_MAJOR) task.majorFaults++;
  else task.minorFaults++;
}

/** What each record does to the core's state: its only writer, live and in replay. */
export const CORE_FOLDS: CoreHandlers<CoreState> = {
  CpuSwitched: evolveCpuSwitched,
  AccessCompleted: evolveAccessCompleted,
  FaultEnded: evolveFaultEnded,
  VmstatCounted: (s, item) => void s.vmstat[item]!++,
  FolioAllocated: evolveFolioAllocated,
  FolioFreed: evolveFolioFreed,
  RefChanged: (s, _why, pfn, delta) => s.frames.add(pfn, F_REF, delta),
  FolioCopied: evolveFolioCopied,
  FolioFlagged: evolveFolioFlagged,
  LruAdded: evolveLruAdded,
  TableAllocated: evolveTableAllocated,
  TableFreed: evolveTableFreed,
  EntrySet: evolveEntrySet,
  RmapAdded: evolveRmapAdded,
  RmapDuplicated: evolveRmapDuplicated,
  RmapRemoved: (s, _delayed, pfn) => s.frames.add(pfn, F_MAPCOUNT, -1),
  RmapMoved: evolveRmapMoved,
  CounterChanged: (s, counter, mm, delta) => void (s.mm(mm).counters[counter]! += delta),
  MmCreated: evolveMmCreated,
  MmDestroyed: (s, mm) => void (s.mms[mm] = undefined),
  VmaInserted: evolveVmaInserted,
  VmaRemoved: evolveVmaRemoved,
  AnonVmaCreated: (s, id, parent) => void (s.anonVmas[id] = parent),
  VmaAnonVmaSet: evolveVmaAnonVmaSet,
  ObjectCreated: evolveObjectCreated,
  ObjectFreed: (s, object) => void (s.objects[object] = undefined),
  PageCacheAdded: evolvePageCacheAdded,
  PageCacheRemoved: evolvePageCacheRemoved,
  FlushRequested: evolveFlushRequested,
  FlushDeferred: (s, mm) => void (s.mm(mm).flushOwed = true),
  FlushPendingChanged: (s, mm, delta) => void (s.mm(mm).flushPending += delta),
};
