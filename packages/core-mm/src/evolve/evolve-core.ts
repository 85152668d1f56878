import {
  K_ACCESS_COMPLETED, K_ANON_VMA_CREATED, K_COUNTER_CHANGED, K_CPU_SWITCHED, K_ENTRY_SET, K_FAULT_ENDED,
  K_FLUSH_DEFERRED, K_FLUSH_PENDING_CHANGED, K_FLUSH_REQUESTED, K_FOLIO_ALLOCATED, K_FOLIO_COPIED, K_FOLIO_FLAGGED,
  K_FOLIO_FREED, K_LRU_ADDED, K_MM_CREATED, K_MM_DESTROYED, K_OBJECT_CREATED, K_OBJECT_FREED, K_PAGE_CACHE_ADDED,
  K_PAGE_CACHE_REMOVED, K_REF_CHANGED, K_RMAP_ADDED, K_RMAP_DUPLICATED, K_RMAP_MOVED, K_RMAP_REMOVED, K_TABLE_ALLOCATED,
  K_TABLE_FREED, K_VMA_ANON_VMA_SET, K_VMA_INSERTED, K_VMA_REMOVED, K_VMSTAT_COUNTED,
} from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import { F_MAPCOUNT, F_REF } from '../state/frames';
import {
  evolveAccessCompleted, evolveFolioAllocated, evolveFolioCopied, evolveFolioFlagged, evolveFolioFreed, evolveLruAdded,
  evolveRmapAdded, evolveRmapDuplicated, evolveRmapMoved,
} from './folio';
import {
  evolveCpuSwitched, evolveFlushRequested, evolveMmCreated, evolveMmDestroyed, evolveObjectCreated, evolvePageCacheAdded,
  evolvePageCacheRemoved, evolveVmaAnonVmaSet, evolveVmaInserted, evolveVmaRemoved,
} from './mm';
import { evolveEntrySet, evolveTableAllocated, evolveTableFreed } from './table';

const VMSTAT_PGFAULT = 0;
/** Place in `ENUMS.accounted`. */
const ACCOUNTED_MAJOR = 2;

function evolveFaultEnded(s: CoreState, w: Int32Array, at: number): void {
  const accounted = (w[at]! >>> 16) & 3;
  s.vmstat[VMSTAT_PGFAULT]!++;
  if (accounted === 0) return;
  const task = s.mm(w[at + 3]!);
  if (accounted === ACCOUNTED_MAJOR) task.majorFaults++;
  else task.minorFaults++;
}

/** Folds one record of a kind; `at` is the record's first word in `w`. */
export type CoreFold = (s: CoreState, w: Int32Array, at: number) => void;

/** What each kind of record that the core owns does to its state. */
const FOLDS: Readonly<Record<number, CoreFold>> = {
  [K_ENTRY_SET]: evolveEntrySet,
  [K_FOLIO_ALLOCATED]: evolveFolioAllocated,
  [K_RMAP_ADDED]: evolveRmapAdded,
  [K_COUNTER_CHANGED]: (s, w, at) => void (s.mm(w[at + 2]!).counters[(w[at]! >>> 16) & 3]! += w[at + 3]!),
  [K_LRU_ADDED]: evolveLruAdded,
  [K_FAULT_ENDED]: evolveFaultEnded,
  [K_ACCESS_COMPLETED]: evolveAccessCompleted,
  [K_REF_CHANGED]: (s, w, at) => void (s.frames.add(w[at + 2]!, F_REF, w[at + 3]!)),
  [K_RMAP_REMOVED]: (s, w, at) => void (s.frames.add(w[at + 2]!, F_MAPCOUNT, -1)),
  [K_FOLIO_FREED]: evolveFolioFreed,
  [K_FOLIO_COPIED]: evolveFolioCopied,
  [K_FOLIO_FLAGGED]: evolveFolioFlagged,
  [K_RMAP_DUPLICATED]: evolveRmapDuplicated,
  [K_RMAP_MOVED]: evolveRmapMoved,
  [K_TABLE_ALLOCATED]: evolveTableAllocated,
  [K_TABLE_FREED]: evolveTableFreed,
  [K_VMSTAT_COUNTED]: (s, w, at) => void (s.vmstat[(w[at]! >>> 16) & 7]!++),
  [K_CPU_SWITCHED]: evolveCpuSwitched,
  [K_FLUSH_REQUESTED]: evolveFlushRequested,
  [K_FLUSH_DEFERRED]: (s, w, at) => void (s.mm(w[at + 2]!).flushOwed = true),
  [K_FLUSH_PENDING_CHANGED]: (s, w, at) => void (s.mm(w[at + 2]!).flushPending += w[at + 3]!),
  [K_MM_CREATED]: evolveMmCreated,
  [K_MM_DESTROYED]: evolveMmDestroyed,
  [K_VMA_INSERTED]: evolveVmaInserted,
  [K_VMA_REMOVED]: evolveVmaRemoved,
  [K_VMA_ANON_VMA_SET]: evolveVmaAnonVmaSet,
  [K_ANON_VMA_CREATED]: (s, w, at) => void (s.anonVmas[w[at + 2]!] = w[at + 3]!),
  [K_OBJECT_CREATED]: evolveObjectCreated,
  [K_OBJECT_FREED]: (s, w, at) => void (s.objects[w[at + 2]!] = undefined),
  [K_PAGE_CACHE_ADDED]: evolvePageCacheAdded,
  [K_PAGE_CACHE_REMOVED]: evolvePageCacheRemoved,
};

/** The same by kind: a fold is found by one load. (A switch over imported numbers is a chain of comparisons.) */
export const CORE_FOLDS: readonly (CoreFold | undefined)[] = Array.from({ length: 256 }, (_, kind) => FOLDS[kind]);

/** The only writer of the core's state, live and in replay. `at` is the record's first word in `w`. */
export const evolveCore: CoreFold = (s, w, at) => CORE_FOLDS[w[at]! & 255]?.(s, w, at);
