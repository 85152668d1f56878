import { ZERO_PFN } from '@faultline/core-mm';
import type { Draft } from 'immer';
import type { Handlers } from '../projection';
import type { PlainFrame, PlainState } from './plain-state';

type State = Draft<PlainState>;
type Frame = Draft<PlainFrame>;

const frame = (state: State, pfn: number): Frame => state.frames[pfn]!;

export function setFlag(page: Frame, flag: string, on: boolean): void {
  page.flags = page.flags.filter((name) => name !== flag);
  if (on) page.flags = [...page.flags, flag].sort();
}

type Holder = 'path' | 'unmap' | 'cache' | 'table' | 'hold';

/** References come to a holder, or go from it. */
export function held(page: Frame, holder: Holder, delta: number): void {
  const count = (page.heldBy[holder] ?? 0) + delta;
  if (count === 0) delete page.heldBy[holder];
  else page.heldBy[holder] = count;
}

function handOver(page: Frame, from: Holder, to: Holder, references: number): void {
  held(page, from, -references);
  held(page, to, references);
}

/** A pin is many references, so that nobody takes it for a few that come and go. */
const referencesOf = (kind: string): number => (kind === 'pin' ? 1024 : 1);

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
    state.frames[pfn] = { refs: 1, mapcount: 0, heldBy: { [why === 'table' ? 'table' : 'path']: 1 }, value: 0, order, flags: why === 'table' || why === 'swapIn' ? [] : ['uptodate'], mapping: 0, index: 0, slot: 0 };
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
  PageCacheAdded(state, { object, index, pfn }) {
    state.pageCache[`${object}:${index}`] = pfn;
    const page = frame(state, pfn);
    page.refs++;
    held(page, 'cache', 1);
    page.mapping = object;
    page.index = index;
    setFlag(page, 'swapBacked', true);
  },
  PageCacheRemoved(state, { object, index, pfn }) {
    delete state.pageCache[`${object}:${index}`];
    frame(state, pfn).refs--;
    held(frame(state, pfn), 'cache', -1);
  },
};
