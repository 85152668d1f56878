import { PG_TABLE, PG_UNEVICTABLE, wordHex, type Level, type TableRef, type Vpn } from '@faultline/contracts';
import { ZERO_PFN, type CoreState } from '../state/core-state';
import { F_BY_PATH, F_MAPCOUNT, F_MAPPING, F_MLOCK_COUNT, F_PRIVATE, F_REF, hasFlag, isFree, orderOf } from '../state/frames';
import { referencesOf } from '../state/holds';
import type { Shape } from '../state/shape';
import { vmaIndex, vmaLookup } from '../state/vma';
import { OBJECT_GUARDS, objectIs } from './guard-objects';
import { SWAP_GUARDS } from './guard-swap';
import { heldFrame, hex, missingFrame, nextId, validFrame, type Guards, type Verdict } from './verdict';

const knownMm = (s: CoreState, id: number): Verdict => (!s.hasMm(id) ? `there is no address space ${id}` : undefined);

function tableThere(s: CoreState, table: TableRef): Verdict {
  const pfn = table >> s.shape.refShift;
  if (table < 0 || !validFrame(s, pfn)) return `table ${hex(table)} is outside memory`;
  return hasFlag(s.frames, pfn, PG_TABLE) && s.tables.has(table) ? undefined : `no page table stands at ${hex(table)}`;
}

/** A table of this level stands there. */
function tableOfLevel(s: CoreState, table: TableRef, level: Level): Verdict {
  const wrong = tableThere(s, table);
  if (wrong !== undefined) return wrong;
  const stands = s.frames.get(table >> s.shape.refShift, F_PRIVATE) - 1;
  return stands === level ? undefined : `the table at ${hex(table)} is of level ${stands}`;
}

const folioAllocated: Guards['FolioAllocated'] = (s, order, _why, pfn) => {
  const head = s.freeHead[order]!;
  const fresh = order === 0 ? s.nextFrame : (s.topFrame - (1 << order)) & -(1 << order);
  if (pfn === (head !== 0 ? head : fresh)) return missingFrame(s, pfn);
  return `frame ${hex(pfn)} is not the one the allocator would give (${hex(head !== 0 ? head : fresh)})`;
};

const folioFreed: Guards['FolioFreed'] = (s, order, pfn) => {
  const wrong = missingFrame(s, pfn);
  if (wrong !== undefined) return wrong;
  if (s.frames.get(pfn, F_REF) !== 0) return `frame ${hex(pfn)} still has references`;
  if (s.frames.get(pfn, F_MAPCOUNT) !== 0) return `frame ${hex(pfn)} is still mapped`;
  if (isFree(s.frames, pfn)) return `frame ${hex(pfn)} is free already`;
  return orderOf(s.frames, pfn) === order ? undefined : `the block at frame ${hex(pfn)} has another order`;
};

/** What a page is used for shows in its tables, not in a flag that anybody sets. */
const folioFlagged: Guards['FolioFlagged'] = (s, flag, _on, pfn) =>
  heldFrame(s, pfn) ?? (flag === PG_TABLE ? 'a page becomes a table by TableAllocated only' : undefined);

/** Only of a page that is not evicted is it known how many locked VMAs map it. */
const mlockCounted: Guards['MlockCounted'] = (s, pfn, delta) => {
  const wrong = heldFrame(s, pfn);
  if (wrong !== undefined) return wrong;
  if (!hasFlag(s.frames, pfn, PG_UNEVICTABLE)) return `frame ${hex(pfn)} is not unevictable`;
  return s.frames.get(pfn, F_MLOCK_COUNT) + delta < 0 ? `frame ${hex(pfn)} would be mapped by fewer than no locked VMAs` : undefined;
};

const refChanged: Guards['RefChanged'] = (s, _why, pfn, delta) =>
  heldFrame(s, pfn) ?? (s.frames.get(pfn, F_REF) + delta < 0 ? `frame ${hex(pfn)} would have fewer than no references` : undefined);

const rmapRemoved: Guards['RmapRemoved'] = (s, _delayed, pfn) =>
  missingFrame(s, pfn) ?? (s.frames.get(pfn, F_MAPCOUNT) > 0 ? undefined : `frame ${hex(pfn)} is not mapped`);

/** A page's entry of this level is the one of this index. */
function indexOfPage({ entries, pageBits }: Shape, level: Level, vpn: Vpn, index: number): Verdict {
  const its = Math.floor(vpn / 2 ** pageBits[level]!) % entries[level]!;
  return its === index ? undefined : `page 0x${vpn.toString(16)} has entry ${its} there, not ${index}`;
}

const entrySet: Guards['EntrySet'] = (s, level, _how, at, mm, table, vpn, _newLo, _newHi, oldLo, oldHi) => {
  const index = at >>> 0;
  const wrong = knownMm(s, mm) ?? tableOfLevel(s, table, level) ??
    (index < s.shape.entries[level]! ? indexOfPage(s.shape, level, vpn, index) : `entry ${index} is beyond the table`);
  if (wrong !== undefined) return wrong;
  const words = s.tables.read(table);
  const lo = words[index << 1]!;
  const hi = words[(index << 1) | 1]!;
  if (lo === oldLo && hi === oldHi) return undefined;
  return `entry ${index} of table ${hex(table)} holds ${wordHex(lo, hi)}, not the old value ${wordHex(oldLo, oldHi)}`;
};

/** A table begins where its first entry does. */
const startsTable = ({ entries, pageBits }: Shape, level: Level, base: Vpn): Verdict =>
  base % (entries[level]! * 2 ** pageBits[level]!) === 0 ? undefined : `no table of level ${level} starts at page 0x${base.toString(16)}`;

const tableAllocated: Guards['TableAllocated'] = (s, level, mm, table, base) => {
  if (!(s.shape.entries[level]! > 0)) return `there is no level ${level}`;
  const pfn = table >> s.shape.refShift;
  const wrong = knownMm(s, mm) ?? heldFrame(s, pfn) ?? startsTable(s.shape, level, base);
  if (wrong !== undefined) return wrong;
  return s.tables.has(table) || s.frames.get(pfn, F_MAPPING) !== 0 ? `something stands at ${hex(table)}` : undefined;
};

const tableFreed: Guards['TableFreed'] = (s, level, mm, table) => knownMm(s, mm) ?? tableOfLevel(s, table, level);

/** 0 is none. */
const anonVmaKnown = (s: CoreState, id: number): Verdict =>
  id >= 0 && id < s.nextAnonVma ? undefined : `there is no anon_vma ${id}`;

const vmaInserted: Guards['VmaInserted'] = (s, _pkey, backing, mm, _vmFlags, start, end, _pgoff, object, anonVma) => {
  const wrong = knownMm(s, mm);
  if (wrong !== undefined) return wrong;
  if (start >= end) return 'the VMA is empty';
  const missing = (object === 0 ? undefined : objectIs(s, object, backing)) ?? anonVmaKnown(s, anonVma);
  if (missing !== undefined) return missing;
  const { vmas } = s.mm(mm);
  const next = vmas[vmaIndex(vmas, start)];
  return next !== undefined && next.start < end ? `the VMA overlaps the one at page 0x${next.start.toString(16)}` : undefined;
};

const vmaThere: Guards['VmaRemoved'] = (s, mm, start) => {
  const wrong = knownMm(s, mm);
  if (wrong !== undefined) return wrong;
  return vmaLookup(s.mm(mm).vmas, start)?.start === start ? undefined : `no VMA starts at page 0x${start.toString(16)}`;
};

const cpuSwitched: Guards['CpuSwitched'] = (s, mm, cpu) => {
  if (cpu >= s.loaded.length) return `there is no CPU ${cpu}`;
  return mm === 0 ? undefined : knownMm(s, mm);
};

const mmCreated: Guards['MmCreated'] = (s, topLevel, mm) =>
  nextId('address space', mm, s.nextMm) ??
  (topLevel >= s.shape.topLevel && s.shape.entries[topLevel]! > 0 ? undefined : `no root has level ${topLevel} here`);
const counterChanged: Guards['CounterChanged'] = (s, counter, mm, delta) =>
  knownMm(s, mm) ?? (s.mm(mm).counter(counter) + delta < 0 ? 'the counter would be below zero' : undefined);
const flushPendingChanged: Guards['FlushPendingChanged'] = (s, mm, delta) =>
  knownMm(s, mm) ?? (s.mm(mm).flushPending + delta < 0 ? 'fewer than no gathers would be pending' : undefined);

const knownHold = (s: CoreState, id: number): Verdict => (!s.hasHold(id) ? `there is no hold ${id}` : undefined);
const holdCreated: Guards['HoldCreated'] = (s, _kind, hold, mm) => nextId('hold', hold, s.nextHold) ?? knownMm(s, mm);
/** The call has as many references as the hold will keep. */
const pageRetained: Guards['PageRetained'] = (s, hold, index, pfn) => {
  const wrong = knownHold(s, hold) ?? missingFrame(s, pfn);
  if (wrong !== undefined) return wrong;
  if (s.hold(hold).get(index) !== 0) return `hold ${hold} has a page ${index}`;
  const wanted = pfn === ZERO_PFN ? 0 : referencesOf(s.hold(hold).kind);
  return s.frames.get(pfn, F_BY_PATH) >= wanted ? undefined : `nobody has ${wanted} references to frame ${hex(pfn)} to hand over`;
};
const pageReleased: Guards['PageReleased'] = (s, hold, index, pfn) =>
  knownHold(s, hold) ?? (s.hold(hold).get(index) === pfn ? undefined : `hold ${hold} has another page ${index}`);
const holdFreed: Guards['HoldFreed'] = (s, hold) => knownHold(s, hold) ?? (s.hold(hold).pages.length === 0 ? undefined : `hold ${hold} still has pages`);

/** Why a record cannot follow on the core's state; undefined: it can. For logs that come from outside (DESIGN §4.8). */
export const CORE_GUARDS: Partial<Guards> = {
  ...SWAP_GUARDS,
  CpuSwitched: cpuSwitched,
  AccessCompleted: (s, _access, _value, pfn) => missingFrame(s, pfn),
  FaultEnded: (s, _accounted, _result, mm) => knownMm(s, mm),
  FolioAllocated: folioAllocated,
  FolioFreed: folioFreed,
  RefChanged: refChanged,
  FolioCopied: (s, from, to) => missingFrame(s, from) ?? heldFrame(s, to),
  FolioFlagged: folioFlagged,
  LruAdded: (s, _list, pfn) => heldFrame(s, pfn),
  MlockCounted: mlockCounted,
  TableAllocated: tableAllocated,
  TableFreed: tableFreed,
  EntrySet: entrySet,
  RmapAdded: (s, _kind, _exclusive, pfn) => heldFrame(s, pfn),
  RmapDuplicated: heldFrame,
  RmapRemoved: rmapRemoved,
  RmapMoved: heldFrame,
  CounterChanged: counterChanged,
  MmCreated: mmCreated,
  MmDestroyed: knownMm,
  VmaInserted: vmaInserted,
  VmaRemoved: vmaThere,
  VmaAnonVmaSet: (s, mm, start, anonVma, cpu, seq) => vmaThere(s, mm, start, cpu, seq) ?? anonVmaKnown(s, anonVma),
  AnonVmaCreated: (s, id, parent) => nextId('anon_vma', id, s.nextAnonVma) ?? anonVmaKnown(s, parent),
  ...OBJECT_GUARDS,
  MmPinned: knownMm,
  HoldCreated: holdCreated,
  PageRetained: pageRetained,
  PageReleased: pageReleased,
  HoldFreed: holdFreed,
  FlushRequested: (s, _scope, _reason, _freedTables, _stride, mm) => knownMm(s, mm),
  FlushDeferred: knownMm,
  FlushPendingChanged: flushPendingChanged,
};
