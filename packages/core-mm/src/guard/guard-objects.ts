import { ACCESS_READ, BACKING_FILE, BACKING_SHMEM, ENUMS, type ObjectId, type Pfn, type Pgoff, type Place } from '@faultline/contracts';
import { ZERO_PFN, type CoreState } from '../state/core-state';
import { F_MAPCOUNT, F_MAPPING } from '../state/frames';
import { heldFrame, hex, nextId, type Guards, type Verdict } from './verdict';

const objectKnown = (s: CoreState, id: ObjectId): Verdict => (!s.hasObject(id) ? `there is no object ${id}` : undefined);

/** The object is there, and of this kind. */
export function objectIs(s: CoreState, id: ObjectId, backing: Place<'backing'>): Verdict {
  const wrong = objectKnown(s, id);
  if (wrong !== undefined || s.object(id).backing === backing) return wrong;
  return `object ${id} is ${ENUMS.backing[s.object(id).backing]!}, not ${ENUMS.backing[backing]!}`;
}

const indexFits = (s: CoreState, id: ObjectId, index: Pgoff): Verdict => (index < s.object(id).pages ? undefined : `object ${id} has no page ${index}`);

/** The object's cache has `expected` there (0: none). */
const cached = (s: CoreState, id: ObjectId, index: Pgoff, expected: Pfn): Verdict =>
  objectKnown(s, id) ?? (s.object(id).get(index) === expected ? undefined : `object ${id} has another page ${index}`);

/** write(2) adds pages beyond the end before it makes the file longer; but no page is of two things. */
const pageCacheAdded: Guards['PageCacheAdded'] = (s, object, index, pfn) =>
  heldFrame(s, pfn) ?? cached(s, object, index, 0) ?? (s.frames.get(pfn, F_MAPPING) === 0 ? undefined : `frame ${hex(pfn)} is another's page`);
/** A file that was cut has pages beyond its end for a while: only what nobody maps may go. */
const pageCacheRemoved: Guards['PageCacheRemoved'] = (s, object, index, pfn) =>
  heldFrame(s, pfn) ?? cached(s, object, index, pfn) ?? (s.frames.get(pfn, F_MAPCOUNT) === 0 ? undefined : `frame ${hex(pfn)} is mapped`);

const cachedOfFile = (s: CoreState, object: ObjectId, index: Pgoff, pfn: Pfn): Verdict =>
  objectIs(s, object, BACKING_FILE) ?? heldFrame(s, pfn) ?? cached(s, object, index, pfn);

const objectFreed: Guards['ObjectFreed'] = (s, id) => {
  const wrong = objectKnown(s, id);
  if (wrong !== undefined) return wrong;
  const { mapped, open } = s.object(id);
  if (mapped > 0 || open > 0) return `object ${id} is mapped by ${mapped} VMAs and open in ${open} descriptors`;
  let pages = 0;
  s.object(id).forEach(() => void pages++);
  if (pages > 0) return `object ${id} still has ${pages} pages`;
  s.object(id).forEachSwapped(() => void pages++);
  return pages === 0 ? undefined : `object ${id} still has ${pages} pages on swap`;
};

const fileAccessed: Guards['FileAccessed'] = (s, access, _value, object, index, pfn) =>
  objectKnown(s, object) ?? (access === ACCESS_READ && pfn === ZERO_PFN ? cached(s, object, index, 0) : cached(s, object, index, pfn) ?? heldFrame(s, pfn));

/** A page is in one place: cached, or on swap in a slot that counts this. */
const shmemSwapped: Guards['ShmemSwapped'] = (s, slot, object, index) => {
  const wrong = objectIs(s, object, BACKING_SHMEM);
  if (wrong !== undefined) return wrong;
  const { swap } = s;
  if ((slot === 0) !== (s.object(object).slotAt(index) !== 0)) return `page ${index} of object ${object} is ${slot === 0 ? 'not on swap' : 'on swap already'}`;
  if (slot === 0) return undefined;
  if (slot >= swap.next || swap.countOf(slot) === 0) return `nothing counts slot ${slot}`;
  return s.object(object).get(index) === 0 ? undefined : `page ${index} of object ${object} is cached`;
};

/** Guards of what happens to files and shared memory. */
export const OBJECT_GUARDS: Partial<Guards> = {
  ObjectCreated: (s, _backing, object) => nextId('object', object, s.nextObject),
  DescriptorsChanged: (s, object, delta) => objectKnown(s, object) ?? (s.object(object).open + delta < 0 ? 'fewer than no descriptors would be open' : undefined),
  ObjectResized: objectKnown,
  ObjectFreed: objectFreed,
  PageCacheAdded: pageCacheAdded,
  PageCacheRemoved: pageCacheRemoved,
  ShmemSwapped: shmemSwapped,
  ShmemFailed: (s, object, index) => objectIs(s, object, BACKING_SHMEM) ?? (s.object(object).slotAt(index) > 0 ? undefined : `page ${index} of object ${object} is not on swap`),
  StorageSet: (s, _value, object, index) => objectIs(s, object, BACKING_FILE) ?? indexFits(s, object, index),
  StorageDiscarded: (s, object) => objectIs(s, object, BACKING_FILE),
  PageRead: cachedOfFile,
  PageStored: cachedOfFile,
  ReadAheadPlanned: (s, object) => objectIs(s, object, BACKING_FILE),
  FileAccessed: fileAccessed,
};
