import type { Handlers } from '../projection';
import { frame, held, setFlag, type State } from './frame';
import type { PlainObject, PlainState } from './plain-state';
import type { Draft } from 'immer';

const object = (state: State, id: number): Draft<PlainObject> => state.objects[id]!;

/** Zeros are what is stored where nothing is. */
function store(of: Draft<PlainObject>, index: number, value: number): void {
  if (value === 0) delete of.stored[index];
  else of.stored[index] = value;
}

/** Files and shared memory: their cached pages, what is on storage, who holds them. */
export const OBJECTS: Handlers<PlainState> = {
  ObjectCreated(state, { object: id, backing, pages }) {
    state.given['object'] = id;
    state.objects[id] = { backing, pages, open: 0, mapped: 0, mappedBy: {}, stored: {}, swapped: {}, readahead: [0, 0, 0], lastRead: -1 };
  },
  DescriptorsChanged(state, { object: id, delta }) {
    object(state, id).open += delta;
  },
  ObjectResized(state, { object: id, pages }) {
    object(state, id).pages = pages;
  },
  ObjectFreed(state, { object: id }) {
    delete state.objects[id];
  },
  PageCacheAdded(state, { object: id, index, pfn }) {
    state.pageCache[`${id}:${index}`] = pfn;
    const page = frame(state, pfn);
    page.refs++;
    held(page, 'cache', 1);
    page.mapping = id;
    page.index = index;
    if (object(state, id).backing === 'shmem') setFlag(page, 'swapBacked', true);
  },
  PageCacheRemoved(state, { object: id, index, pfn }) {
    delete state.pageCache[`${id}:${index}`];
    const page = frame(state, pfn);
    page.refs--;
    held(page, 'cache', -1);
    page.mapping = 0;
  },
  ShmemSwapped(state, { swapSlot: slot, object: id, index }) {
    const { swapped } = object(state, id);
    if (slot === 0) delete swapped[index];
    else swapped[index] = slot;
  },
  ShmemFailed(state, { object: id, index }) {
    object(state, id).swapped[index] = 'lost';
  },
  StorageSet(state, { object: id, index, value }) {
    store(object(state, id), index, value);
  },
  StorageDiscarded(state, { object: id, start, end }) {
    const { stored } = object(state, id);
    for (const index of Object.keys(stored)) if (Number(index) >= start && Number(index) < end) delete stored[index];
  },
  PageRead(state, { object: id, index, pfn }) {
    frame(state, pfn).value = object(state, id).stored[index] ?? 0;
    setFlag(frame(state, pfn), 'uptodate', true);
  },
  PageStored(state, { object: id, index, pfn }) {
    store(object(state, id), index, frame(state, pfn).value);
  },
  ReadAheadPlanned(state, { object: id, start, size, async }) {
    object(state, id).readahead = [start, size, async];
  },
  FileAccessed(state, { object: id, access, value, index, pfn }) {
    if (access === 'write') frame(state, pfn).value = value;
    else object(state, id).lastRead = index;
  },
};
