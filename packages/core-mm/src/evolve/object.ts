import {
  ACCESS_WRITE, BACKING_SHMEM, PG_SWAP_BACKED, PG_UPTODATE, vpnHi, vpnLo, type Access, type Byte, type Delta, type ObjectId, type Pages, type Pfn, type Pgoff,
  type Place, type SwapSlot,
} from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import { F_FLAGS, F_INDEX, F_INDEX_HI, F_MAPPING, F_VALUE } from '../state/frames';
import { N_NEXT_OBJECT } from '../state/memory';
import { LOST, O_ALIVE, O_BACKING, O_OPEN, O_PAGES, O_RA_ASYNC, O_RA_SIZE, O_RA_START, O_READ_TO } from '../state/objects';
import { countCached } from './folio';

export function evolvePageCacheAdded(s: CoreState, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  s.pageCache.set(object, index, pfn);
  countCached(s, pfn, 1);
  s.frames.set(pfn, F_MAPPING, object);
  s.frames.set(pfn, F_INDEX, vpnLo(index));
  s.frames.set(pfn, F_INDEX_HI, vpnHi(index));
  if (s.object(object).backing === BACKING_SHMEM) s.frames.or(pfn, F_FLAGS, 1 << PG_SWAP_BACKED);
}

export function evolvePageCacheRemoved(s: CoreState, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  s.pageCache.set(object, index, 0);
  countCached(s, pfn, -1);
  s.frames.set(pfn, F_MAPPING, 0);
}

export function evolveObjectCreated(s: CoreState, backing: Place<'backing'>, object: ObjectId, pages: Pages): void {
  s.objectRows.reach(object);
  s.objectRows.set(object, O_ALIVE, 1);
  s.objectRows.set(object, O_BACKING, backing);
  evolveObjectResized(s, object, pages);
  s.stores.next.set(N_NEXT_OBJECT, 0, object + 1);
}

export function evolveObjectResized(s: CoreState, object: ObjectId, pages: Pages): void {
  s.objectRows.set(object, O_PAGES, vpnLo(pages));
  s.objectRows.set(object, O_PAGES + 1, vpnHi(pages));
}

export const evolveDescriptorsChanged = (s: CoreState, object: ObjectId, delta: Delta): void => s.objectRows.add(object, O_OPEN, delta);

export function evolveObjectFreed(s: CoreState, object: ObjectId): void {
  s.objectRows.clear(object);
  s.pageCache.clear(object);
  s.storage.clear(object);
  s.iMmap.clear(object);
  s.shmemSwap.clear(object);
}

export const evolveShmemSwapped = (s: CoreState, slot: SwapSlot, object: ObjectId, index: Pgoff): void => s.shmemSwap.set(object, index, slot);

export const evolveShmemFailed = (s: CoreState, object: ObjectId, index: Pgoff): void => s.shmemSwap.set(object, index, LOST);

export const evolveStorageSet = (s: CoreState, value: Byte, object: ObjectId, index: Pgoff): void => s.storage.set(object, index, value);

export function evolveStorageDiscarded(s: CoreState, object: ObjectId, start: Pgoff, end: Pgoff): void {
  s.storage.forEach(object, (index) => void (index >= start && index < end && s.storage.set(object, index, 0)));
}

export function evolvePageRead(s: CoreState, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  s.frames.set(pfn, F_VALUE, s.storage.get(object, index));
  s.frames.or(pfn, F_FLAGS, 1 << PG_UPTODATE);
}

export const evolvePageStored = (s: CoreState, object: ObjectId, index: Pgoff, pfn: Pfn): void => s.storage.set(object, index, s.frames.get(pfn, F_VALUE));

export function evolveReadAheadPlanned(s: CoreState, object: ObjectId, start: Pgoff, size: Pages, async: Pages): void {
  s.objectRows.set(object, O_RA_START, start);
  s.objectRows.set(object, O_RA_SIZE, size);
  s.objectRows.set(object, O_RA_ASYNC, async);
}

export function evolveFileAccessed(s: CoreState, access: Access, value: Byte, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  if (access === ACCESS_WRITE) s.frames.set(pfn, F_VALUE, value);
  else s.objectRows.set(object, O_READ_TO, index + 1);
}
