import { ACCOUNTED_MAJOR, ACCOUNTED_NONE, VMSTAT_PGFAULT, type CoreHandlers, type MmId } from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import { M_COUNTERS, M_FLUSH_OWED, M_FLUSH_PENDING, M_HAS_PINNED, M_MAJOR, M_MINOR } from '../state/mm';
import {
  evolveAccessCompleted, evolveFolioAllocated, evolveFolioCopied, evolveFolioFlagged, evolveFolioFreed, evolveLruAdded,
  evolveMlockCounted, evolveRefChanged, evolveRmapAdded, evolveRmapDuplicated, evolveRmapMoved, evolveRmapRemoved,
} from './folio';
import {
  evolveAnonVmaCreated, evolveCpuSwitched, evolveFlushRequested, evolveMmCreated, evolveMmDestroyed, evolveVmaAnonVmaSet, evolveVmaInserted, evolveVmaRemoved,
} from './address-space';
import {
  evolveFileAccessed, evolveObjectCreated, evolveObjectFreed, evolveDescriptorsChanged, evolveObjectResized, evolvePageCacheAdded, evolvePageCacheRemoved, evolvePageRead,
  evolvePageStored, evolveReadAheadPlanned, evolveShmemFailed, evolveShmemSwapped, evolveStorageDiscarded, evolveStorageSet,
} from './object';
import { evolveHoldCreated, evolveHoldFreed, evolvePageRetained, evolvePageReleased } from './holds';
import {
  evolveSwapCacheAdded, evolveSwapCacheRemoved, evolveSwapCountChanged, evolveSwapDeviceAdded, evolveSwapDeviceFailed, evolveSwapDeviceSwitched,
  evolveSwapDeviceRemoved, evolveSwapLoaded, evolveSwapSlotAllocated, evolveSwapSlotFreed, evolveSwapStored,
} from './swap';
import { evolveEntrySet, evolveTableAllocated, evolveTableFreed } from './table';

function evolveFaultEnded(s: CoreState, accounted: number, _result: number, mm: MmId): void {
  s.stores.vmstat.add(0, VMSTAT_PGFAULT, 1);
  if (accounted !== ACCOUNTED_NONE) s.mmCounts.add(mm, accounted === ACCOUNTED_MAJOR ? M_MAJOR : M_MINOR, 1);
}

/** What each record does to the core's state: its only writer, live and in replay. */
export const CORE_FOLDS: CoreHandlers<CoreState> = {
  CpuSwitched: evolveCpuSwitched,
  AccessCompleted: evolveAccessCompleted,
  FaultEnded: evolveFaultEnded,
  VmstatCounted: (s, item) => s.stores.vmstat.add(0, item, 1),
  FolioAllocated: evolveFolioAllocated,
  FolioFreed: evolveFolioFreed,
  RefChanged: evolveRefChanged,
  FolioCopied: evolveFolioCopied,
  FolioFlagged: evolveFolioFlagged,
  LruAdded: evolveLruAdded,
  MlockCounted: evolveMlockCounted,
  TableAllocated: evolveTableAllocated,
  TableFreed: evolveTableFreed,
  EntrySet: evolveEntrySet,
  RmapAdded: evolveRmapAdded,
  RmapDuplicated: evolveRmapDuplicated,
  RmapRemoved: evolveRmapRemoved,
  RmapMoved: evolveRmapMoved,
  CounterChanged: (s, counter, mm, delta) => s.mmCounts.add(mm, M_COUNTERS + counter, delta),
  MmCreated: evolveMmCreated,
  MmDestroyed: evolveMmDestroyed,
  VmaInserted: evolveVmaInserted,
  VmaRemoved: evolveVmaRemoved,
  AnonVmaCreated: evolveAnonVmaCreated,
  VmaAnonVmaSet: evolveVmaAnonVmaSet,
  ObjectCreated: evolveObjectCreated,
  DescriptorsChanged: evolveDescriptorsChanged,
  ObjectResized: evolveObjectResized,
  ObjectFreed: evolveObjectFreed,
  PageCacheAdded: evolvePageCacheAdded,
  PageCacheRemoved: evolvePageCacheRemoved,
  ShmemSwapped: evolveShmemSwapped,
  ShmemFailed: evolveShmemFailed,
  StorageSet: evolveStorageSet,
  StorageDiscarded: evolveStorageDiscarded,
  PageRead: evolvePageRead,
  PageStored: evolvePageStored,
  ReadAheadPlanned: evolveReadAheadPlanned,
  FileAccessed: evolveFileAccessed,
  MmPinned: (s, mm) => s.mmRows.set(mm, M_HAS_PINNED, 1),
  HoldCreated: evolveHoldCreated,
  PageRetained: evolvePageRetained,
  PageReleased: evolvePageReleased,
  HoldFreed: evolveHoldFreed,
  SwapDeviceAdded: evolveSwapDeviceAdded,
  SwapDeviceSwitched: evolveSwapDeviceSwitched,
  SwapDeviceRemoved: evolveSwapDeviceRemoved,
  SwapDeviceFailed: evolveSwapDeviceFailed,
  SwapSlotAllocated: evolveSwapSlotAllocated,
  SwapSlotFreed: evolveSwapSlotFreed,
  SwapCountChanged: evolveSwapCountChanged,
  SwapCacheAdded: evolveSwapCacheAdded,
  SwapCacheRemoved: evolveSwapCacheRemoved,
  SwapStored: evolveSwapStored,
  SwapLoaded: evolveSwapLoaded,
  FlushRequested: evolveFlushRequested,
  FlushDeferred: (s, mm) => s.mmRows.set(mm, M_FLUSH_OWED, 1),
  FlushPendingChanged: (s, mm, delta) => s.mmRows.add(mm, M_FLUSH_PENDING, delta),
};
