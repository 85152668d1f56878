import { recObjectCreated, recObjectFreed, recDescriptorsChanged, type ObjectId, type Pages, type Place } from '@faultline/contracts';
import type { Core } from '../core';
import type { ObjectState } from '../state/objects';
import { dropFromPageCache } from './page-cache';
import { dropSwapped } from './shmem-swap';

/** A new object without pages. It lives as long as a VMA maps it or a descriptor is open. */
export function createObject(k: Core, backing: Place<'backing'>, pages: Pages): ObjectState {
  const id = k.state.nextObject;
  recObjectCreated(k.rec, backing, id, pages);
  return k.state.object(id);
}

/** One more descriptor. */
export const openObject = (k: Core, object: ObjectId): void => void recDescriptorsChanged(k.rec, object, 1);

/**
 * Frees the object if nobody holds it any more. A file goes with it as one that has no name: what is in its cache is not written.
 * @kernel v6.2-rc3 fs/inode.c:evict mm/shmem.c:shmem_evict_inode
 */
export function releaseObject(k: Core, id: ObjectId): void {
  if (!k.state.hasObject(id)) return;
  const object = k.state.object(id);
  if (object.mapped > 0 || object.open > 0) return;
  object.forEach((index, pfn) => dropFromPageCache(k, object, index, pfn));
  dropSwapped(k, object, 0, Number.MAX_SAFE_INTEGER);
  recObjectFreed(k.rec, id);
}

/** One descriptor less: the object goes with the last that holds it. */
export function closeObject(k: Core, object: ObjectId): void {
  recDescriptorsChanged(k.rec, object, -1);
  releaseObject(k, object);
}
