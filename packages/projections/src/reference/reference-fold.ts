import { wordHex, type Architecture } from '@faultline/contracts';
import type { Draft } from 'immer';
import { projection, type Handlers, type Projection } from '../projection';
import { EMPTY_STATE, workOf, type PlainFrame, type PlainState, type PlainVma } from './plain-state';

type State = Draft<PlainState>;
type Frame = Draft<PlainFrame>;

const frame = (state: State, pfn: number): Frame => state.frames[pfn]!;

function setFlag(page: Frame, flag: string, on: boolean): void {
  page.flags = page.flags.filter((name) => name !== flag);
  if (on) page.flags = [...page.flags, flag].sort();
}

type Holder = 'path' | 'unmap' | 'cache' | 'table';

/** References come to a holder, or go from it. */
function held(page: Frame, holder: Holder, delta: number): void {
  const count = (page.heldBy[holder] ?? 0) + delta;
  if (count === 0) delete page.heldBy[holder];
  else page.heldBy[holder] = count;
}

/** A reference of a path becomes one of a mapping. */
function mapped(page: Frame): void {
  page.mapcount++;
  held(page, 'path', -1);
}

const byStart = (a: PlainVma, b: PlainVma): number => a.start - b.start;
const overlaps = (start: number, end: number, vpn: number): boolean => vpn >= start && vpn < end;

/** What each kind of event means, one line of plain state change each. Kinds that change nothing are not here. */
const HANDLERS: Handlers<PlainState> = {
  CpuSwitched(state, { cpu, mm }) {
    if (mm === 0) delete state.loaded[cpu];
    else {
      state.loaded[cpu] = mm;
      const { cpuMask } = state.mms[mm]!;
      if (!cpuMask.includes(cpu)) state.mms[mm]!.cpuMask = [...cpuMask, cpu].sort((a, b) => a - b);
    }
  },
  TlbFilled(state, { cpu, slot, mm, vpn, pfn, flags }) {
    state.tlb[`${cpu}:${slot}`] = `${mm}/${vpn.toString(16)}/${pfn}/${flags}`;
  },
  TlbEvicted(state, { cpu, slot }) {
    delete state.tlb[`${cpu}:${slot}`];
  },
  WalkCacheFilled(state, { cpu, slot, mm, vpn, table }) {
    state.walkCache[`${cpu}:${slot}`] = `${mm}/${vpn.toString(16)}/${table}`;
  },
  WalkCacheEvicted(state, { cpu, slot }) {
    delete state.walkCache[`${cpu}:${slot}`];
  },
  FlushSent(state, { seq, to, kind, by, leafOnly, request, mm, start, end }) {
    (state.pending[to] ??= []).push({ sent: seq, request, work: workOf(kind, by, leafOnly, mm, start, end) });
  },
  TlbInvalidated(state, { cpu, mm, kind, leafOnly, request, start, end }) {
    const left = state.pending[cpu]!.filter((share) => share.request !== request);
    if (left.length > 0) state.pending[cpu] = left;
    else delete state.pending[cpu];
    for (const [place, text] of Object.entries(state.walkCache))
      if (!leafOnly && place.startsWith(`${cpu}:`) && text.startsWith(`${mm}/`)) delete state.walkCache[place];
    for (const [place, text] of Object.entries(state.tlb)) {
      const [owner, vpn] = text.split('/') as [string, string];
      const hit = kind === 'mm' || overlaps(start, end, Number.parseInt(vpn, 16));
      if (place.startsWith(`${cpu}:`) && owner === String(mm) && hit) delete state.tlb[place];
    }
  },
  AccessCompleted(state, { access, value, pfn }) {
    if (access === 'write') frame(state, pfn).value = value;
  },
  FaultEnded(state, { accounted, mm }) {
    const task = state.mms[mm]!;
    if (accounted === 'major') task.major++;
    else if (accounted === 'minor') task.minor++;
  },
  FolioAllocated(state, { pfn, why }) {
    state.frames[pfn] = { refs: 1, mapcount: 0, heldBy: { [why === 'table' ? 'table' : 'path']: 1 }, value: 0, flags: why === 'table' ? [] : ['uptodate'], mapping: 0, index: 0 };
  },
  FolioFreed(state, { pfn }) {
    delete state.frames[pfn];
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
  CounterChanged(state, { mm, counter, delta }) {
    const { counters } = state.mms[mm]!;
    const count = (counters[counter] ?? 0) + delta;
    if (count === 0) delete counters[counter];
    else counters[counter] = count;
  },
  MmCreated(state, { mm, parent }) {
    state.mms[mm] = {
      parent, root: 0, vmas: [], counters: {}, minor: 0, major: 0, tableBytes: 0, flushPending: 0, flushOwed: false, cpuMask: [],
    };
  },
  MmDestroyed(state, { mm }) {
    delete state.mms[mm];
  },
  VmaInserted(state, { mm, start, end, vmFlags, pkey, pgoff, object, anonVma, protLo, protHi }) {
    const { vmas } = state.mms[mm]!;
    vmas.push({ start, end, vmFlags, pkey, pgoff, object, anonVma, prot: wordHex(protLo, protHi) });
    vmas.sort(byStart);
  },
  VmaRemoved(state, { mm, start }) {
    state.mms[mm]!.vmas = state.mms[mm]!.vmas.filter((vma) => vma.start !== start);
  },
  AnonVmaCreated(state, { id, parent }) {
    state.anonVmas[id] = parent;
  },
  VmaAnonVmaSet(state, { mm, start, anonVma }) {
    state.mms[mm]!.vmas.find((vma) => vma.start === start)!.anonVma = anonVma;
  },
  ObjectCreated(state, { object, pages }) {
    state.objects[object] = pages;
  },
  ObjectFreed(state, { object }) {
    delete state.objects[object];
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
  FlushRequested(state, { scope, mm }) {
    if (scope === 'mm') state.mms[mm]!.flushOwed = false;
  },
  FlushDeferred(state, { mm }) {
    state.mms[mm]!.flushOwed = true;
  },
  FlushPendingChanged(state, { mm, delta }) {
    state.mms[mm]!.flushPending += delta;
  },
};

/** The same of tables and entries, whose size and emptiness are the architecture's. */
const tableHandlers = ({ geometry, codec }: Architecture): Handlers<PlainState> => ({
  TableAllocated(state, { table, level, mm }) {
    state.tables[table] = level;
    const owner = state.mms[mm]!;
    owner.tableBytes += geometry.tableBytes[level]!;
    if (owner.root === 0) owner.root = table;
  },
  TableFreed(state, { table, level, mm }) {
    delete state.tables[table];
    for (const key of Object.keys(state.entries)) if (key.startsWith(`${table}:`)) delete state.entries[key];
    const owner = state.mms[mm]!;
    owner.tableBytes -= geometry.tableBytes[level]!;
    if (owner.root === table) owner.root = 0;
  },
  EntrySet(state, { table, index, level, newLo, newHi }) {
    const key = `${table}:${index}`;
    const empty = { lo: 0, hi: 0 };
    codec.none(level, empty);
    if (newLo === empty.lo && newHi === empty.hi) delete state.entries[key];
    else state.entries[key] = wordHex(newLo, newHi);
  },
});

/** The reference fold: events into a plain state, with Immer. Slow and plain on purpose; the fast fold must equal it. */
export const referenceFold = (architecture: Architecture): Projection<PlainState> =>
  projection(EMPTY_STATE, { ...HANDLERS, ...tableHandlers(architecture) });
