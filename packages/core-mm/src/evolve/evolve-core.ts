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

/** The only writer of the core's state, live and in replay. `at` is the record's first word in `w`. */
export function evolveCore(s: CoreState, w: Int32Array, at: number): void {
  switch (w[at]! & 255) {
    case K_ENTRY_SET: return evolveEntrySet(s, w, at);
    case K_FOLIO_ALLOCATED: return evolveFolioAllocated(s, w, at);
    case K_RMAP_ADDED: return evolveRmapAdded(s, w, at);
    case K_COUNTER_CHANGED: s.mm(w[at + 2]!).counters[(w[at]! >>> 16) & 3]! += w[at + 3]!; return;
    case K_LRU_ADDED: return evolveLruAdded(s, w, at);
    case K_FAULT_ENDED: return evolveFaultEnded(s, w, at);
    case K_ACCESS_COMPLETED: return evolveAccessCompleted(s, w, at);
    case K_REF_CHANGED: s.frames.add(w[at + 2]!, F_REF, w[at + 3]!); return;
    case K_RMAP_REMOVED: s.frames.add(w[at + 2]!, F_MAPCOUNT, -1); return;
    case K_FOLIO_FREED: return evolveFolioFreed(s, w, at);
    case K_FOLIO_COPIED: return evolveFolioCopied(s, w, at);
    case K_FOLIO_FLAGGED: return evolveFolioFlagged(s, w, at);
    case K_RMAP_DUPLICATED: return evolveRmapDuplicated(s, w, at);
    case K_RMAP_MOVED: return evolveRmapMoved(s, w, at);
    case K_TABLE_ALLOCATED: return evolveTableAllocated(s, w, at);
    case K_TABLE_FREED: return evolveTableFreed(s, w, at);
    case K_VMSTAT_COUNTED: s.vmstat[(w[at]! >>> 16) & 7]!++; return;
    case K_CPU_SWITCHED: return evolveCpuSwitched(s, w, at);
    case K_FLUSH_REQUESTED: return evolveFlushRequested(s, w, at);
    case K_FLUSH_DEFERRED: s.mm(w[at + 2]!).flushOwed = true; return;
    case K_FLUSH_PENDING_CHANGED: s.mm(w[at + 2]!).flushPending += w[at + 3]!; return;
    case K_MM_CREATED: return evolveMmCreated(s, w, at);
    case K_MM_DESTROYED: return evolveMmDestroyed(s, w, at);
    case K_VMA_INSERTED: return evolveVmaInserted(s, w, at);
    case K_VMA_REMOVED: return evolveVmaRemoved(s, w, at);
    case K_VMA_ANON_VMA_SET: return evolveVmaAnonVmaSet(s, w, at);
    case K_ANON_VMA_CREATED: s.anonVmas[w[at + 2]!] = w[at + 3]!; return;
    case K_OBJECT_CREATED: return evolveObjectCreated(s, w, at);
    case K_OBJECT_FREED: s.objects[w[at + 2]!] = undefined; return;
    case K_PAGE_CACHE_ADDED: return evolvePageCacheAdded(s, w, at);
    case K_PAGE_CACHE_REMOVED: return evolvePageCacheRemoved(s, w, at);
    default: return;
  }
}
