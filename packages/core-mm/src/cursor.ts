import {
  alignDown, entrySlot, pagesOf, PTE, vpnHi, type Architecture, type Codec, type EntrySlot, type Level, type TableIndex, type TableRef, type Vpn,
} from '@faultline/contracts';
import { NotModelled, type CursorKindName } from './errors';
import type { CoreState } from './state/core-state';
import type { MmState } from './state/mm';

/** Tables to walk: a core, or any state with its architecture. */
export interface Walkable {
  /** How entries are read. */
  readonly arch: Architecture;
  /** Where they stand. */
  readonly state: CoreState;
}

export const HOLE = 0;
export const TABLE = 1;
export const LEAF = 2;
/** Neither empty nor present: swap, migration, markers and their kin. */
export const SWAP_STYLE = 3;
/** Names of the kinds above. */
export const CURSOR_KINDS: readonly CursorKindName[] = ['hole', 'table', 'leaf', 'swapStyle'];

/**
 * A place in page tables: one entry, what it is, and the pages of a range that it stands for. Serves as the place of `setEntry`. A
 * PROT_NONE entry counts as a leaf: it maps its page, and only its rights are gone. So unmapping, fork and mprotect treat it as any
 * other.
 */
export class Cursor {
  level: Level = PTE;
  table: TableRef = 0;
  /** -1 until the cursor was moved. */
  index: TableIndex = -1;
  kind = HOLE;
  /** First page the entry covers, be it in the range or not. */
  vpn: Vpn = 0;
  /** Pages of the range that the entry covers; both before the range until the cursor was moved. */
  start: Vpn;
  end: Vpn;
  /** The entry as it was read. */
  readonly entry: EntrySlot = entrySlot();

  constructor(
    public mm: MmState,
    start: Vpn,
    public limit: Vpn,
  ) {
    this.start = start;
    this.end = start;
  }
}

/** Pages that one entry of a level covers. */
export const pagesAt = ({ state }: Walkable, level: Level): number => pagesOf(state.shape.pageBits[level]!);

function kindOf(codec: Codec, level: Level, lo: number, hi: number): number {
  if (level === PTE && codec.present(level, lo, hi)) return LEAF;
  if (codec.isNone(level, lo, hi)) return HOLE;
  if (level > PTE && codec.isTable(level, lo, hi)) return TABLE;
  return level > PTE && codec.present(level, lo, hi) ? LEAF : SWAP_STYLE;
}

function read({ arch, state }: Walkable, at: Cursor): void {
  const { entry } = at;
  const words = state.tables.read(at.table);
  const lo = words[at.index << 1]!;
  const hi = words[(at.index << 1) | 1]!;
  entry.lo = lo;
  entry.hi = hi;
  at.kind = kindOf(arch.codec, at.level, lo, hi);
}

/** From its first page on the cursor stands for what its entry covers, as far as the range goes. */
function cover(w: Walkable, at: Cursor): void {
  if (at.level === PTE) {
    at.vpn = at.start;
    at.end = at.start + 1;
    return;
  }
  const pages = pagesAt(w, at.level);
  at.vpn = alignDown(at.start, pages);
  at.end = Math.min(at.limit, at.vpn + pages);
}

/** The table that the entry points to. */
export const childOf = ({ arch }: Walkable, { level, entry }: Cursor): TableRef => arch.codec.tableRef(level, entry.lo, entry.hi);

/** A cursor before pages start … end. */
export const cursorOver = (mm: MmState, start: Vpn, end: Vpn): Cursor => new Cursor(mm, start, end);

/** A cursor before pages start … end in the root table. */
export function rootOf(mm: MmState, start: Vpn, end: Vpn): Cursor {
  const at = new Cursor(mm, start, end);
  at.level = mm.topLevel;
  at.table = mm.root;
  return at;
}

/** A cursor before the same pages in the table that the entry points to. */
export function below(w: Walkable, at: Cursor): Cursor {
  const inside = new Cursor(at.mm, at.start, at.end);
  inside.level = at.level - 1;
  inside.table = childOf(w, at);
  return inside;
}

/** Goes to the entry of level `floor` for the page the cursor starts at, or to the one above it below which there is no table. */
export function descend(w: Walkable, at: Cursor, floor: Level): void {
  const { geometry } = w.arch;
  const lo = at.start | 0;
  const hi = vpnHi(at.start);
  at.level = at.mm.topLevel;
  at.table = at.mm.root;
  for (;;) {
    at.index = geometry.index(at.level, lo, hi);
    read(w, at);
    if (at.level <= floor || at.kind !== TABLE) break;
    at.table = childOf(w, at);
    at.level--;
  }
  cover(w, at);
}

/** Goes on through the tables from their root, down to entries of level `floor`; false: the range is done. */
export function nextEntry(w: Walkable, at: Cursor, floor: Level): boolean {
  if (at.end >= at.limit) return false;
  at.start = at.end;
  descend(w, at, floor);
  return true;
}

/** Goes on in the one table that the cursor is in; false: the range is done. */
export function nextInTable(w: Walkable, at: Cursor): boolean {
  if (at.end >= at.limit) return false;
  at.start = at.end;
  at.index = at.index < 0 ? w.arch.geometry.index(at.level, at.start | 0, vpnHi(at.start)) : at.index + 1;
  read(w, at);
  cover(w, at);
  return true;
}

/** The entry for a page, at level `floor` or where the tables end above it. */
export function entryFor(w: Walkable, mm: MmState, vpn: Vpn, floor: Level): Cursor {
  const at = new Cursor(mm, vpn, vpn + 1);
  descend(w, at, floor);
  return at;
}

const notModelled = (at: Cursor, path: string): NotModelled => new NotModelled(path, CURSOR_KINDS[at.kind]!, at.level, at.start);

/** Does a table stand here to go on in? False: nothing. @param path the kernel's name of who asks @throws NotModelled for anything else */
export function leadsOn(at: Cursor, path: string): boolean {
  if (at.kind === TABLE) return true;
  if (at.kind === HOLE) return false;
  throw notModelled(at, path);
}

/** Does a page's entry stand here? False: nothing, or a table to go on in. @param path the kernel's name of who asks @throws NotModelled for anything else */
export function mapsPage(at: Cursor, path: string): boolean {
  if (at.kind === HOLE || at.kind === TABLE) return false;
  if (at.kind === LEAF && at.level === PTE) return true;
  throw notModelled(at, path);
}
