import { ZERO_PFN } from '@faultline/core-mm';
import type { Handlers } from '../projection';
import { frame, handOver, held, referencesOf, setFlag, type Frame, type State } from './frame';
import type { PlainState } from './plain-state';

/** A reference of a path becomes one of a mapping. */
function mapped(page: Frame): void {
  page.mapcount++;
  held(page, 'path', -1);
}

/** A block comes from those that were freed, the last first, or from memory that was never used: single frames from below, blocks from above. */
function take(state: State, order: number, pfn: number): void {
  const free = state.free[order] ?? [];
  if (free[0] !== pfn) state.given[order === 0 ? 'frame' : 'block'] = pfn;
  else if (free.length > 1) state.free[order] = free.slice(1);
  else delete state.free[order];
}

/** Frames: who has them, what they are, what they hold. */
export const FRAMES: Handlers<PlainState> = {
  AccessCompleted(state, { access, value, pfn }) {
    if (access === 'write') frame(state, pfn).value = value;
  },
  FolioAllocated(state, { order, pfn, why }) {
    take(state, order, pfn);
    state.lives[pfn] = (state.lives[pfn] ?? 0) + 1;
    state.frames[pfn] = {
      refs: 1, mapcount: 0, heldBy: { [why === 'table' ? 'table' : 'path']: 1 }, value: 0, order, flags: ['table', 'file', 'swapIn'].includes(why) ? [] : ['uptodate'], mlocks: 0, mapping: 0, index: 0, slot: 0,
    };
  },
  FolioFreed(state, { order, pfn }) {
    delete state.frames[pfn];
    state.free[order] = [pfn, ...(state.free[order] ?? [])];
  },
  RefChanged(state, { pfn, delta, why }) {
    const page = frame(state, pfn);
    page.refs += delta;
    const putByUnmap = delta < 0 && (why === 'map' || why === 'gather');
    held(page, 'table' in page.heldBy ? 'table' : putByUnmap ? 'unmap' : 'path', delta);
  },
  FolioCopied(state, { from, to }) {
    frame(state, to).value = state.frames[from]?.value ?? 0;
  },
  FolioFlagged(state, { pfn, flag, on }) {
    setFlag(frame(state, pfn), flag, on);
  },
  LruAdded(state, { pfn, list }) {
    setFlag(frame(state, pfn), 'lru', true);
    if (list === 'activeAnon' || list === 'activeFile') setFlag(frame(state, pfn), 'active', true);
    if (list === 'unevictable') setFlag(frame(state, pfn), 'unevictable', true);
  },
  MlockCounted(state, { pfn, delta }) {
    frame(state, pfn).mlocks += delta;
  },
  RmapAdded(state, { pfn, kind, exclusive, object, index }) {
    const page = frame(state, pfn);
    mapped(page);
    if (kind === 'file') return;
    setFlag(page, 'anon', true);
    setFlag(page, 'swapBacked', true);
    if (exclusive) setFlag(page, 'exclusive', true);
    page.mapping = object;
    page.index = index;
  },
  RmapDuplicated(state, { pfn }) {
    mapped(frame(state, pfn));
    setFlag(frame(state, pfn), 'exclusive', false);
  },
  RmapRemoved(state, { pfn }) {
    frame(state, pfn).mapcount--;
    held(frame(state, pfn), 'unmap', 1);
  },
  RmapMoved(state, { pfn, object }) {
    setFlag(frame(state, pfn), 'exclusive', true);
    frame(state, pfn).mapping = object;
  },
  PageRetained(state, { hold, index, pfn }) {
    state.holds[hold]!.pages[index] = pfn;
    if (pfn !== ZERO_PFN) handOver(frame(state, pfn), 'path', 'hold', referencesOf(state.holds[hold]!.kind));
  },
  PageReleased(state, { hold, index, pfn }) {
    delete state.holds[hold]!.pages[index];
    if (pfn !== ZERO_PFN) handOver(frame(state, pfn), 'hold', 'path', referencesOf(state.holds[hold]!.kind));
  },
};
