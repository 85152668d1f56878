import {
  cannotFollow, checkArchitecture, checkObject, LEVEL_NAMES, pagesOf, VM_EXEC, VM_READ, VM_SHARED, VM_WRITE, wordHex, wordHi, wordLo,
  type Architecture, type EntryKind, type EntrySet, type LevelName, type MmEvent, type VmaInserted,
} from '@faultline/contracts';
import { castDraft, type Draft } from 'immer';
import { projection, type Handlers, type Projection } from './projection';

/** An entry as the kernel reads it. */
export interface EntryInWords {
  /** The entry, `0x` and 16 digits. */
  readonly raw: string;
  /** What the entry is. */
  readonly kind: EntryKind;
  /** Frame of a page; absent: the entry carries none. */
  readonly pfn?: number;
  /** Names of what holds of the page: `young`, `write`, … */
  readonly flags: readonly string[];
}

/** A page table and its entries that are not empty, by index. */
export interface TableInWords {
  /** Level of the table. */
  readonly level: LevelName;
  /** First page it covers, once it is linked. */
  readonly base: number;
  /** Entries that are not empty, by their place. */
  readonly entries: Readonly<Record<number, EntryInWords>>;
}

/** A VMA as `/proc/PID/maps` has it; page numbers, half open. */
export interface VmaInWords {
  /** First page. */
  readonly start: number;
  /** Page after the last. */
  readonly end: number;
  /** `rw-p`. */
  readonly rights: string;
  /** What is mapped. */
  readonly backing: VmaInserted['backing'];
}

/** One process's memory. */
export interface AddressSpace {
  /** Of which it is a fork; 0: none. */
  readonly parent: number;
  /** By address. */
  readonly vmas: readonly VmaInWords[];
  /** By place, in units of 2 KiB. */
  readonly tables: Readonly<Record<number, TableInWords>>;
  /** Faults that its task was charged with. */
  readonly faults: { readonly minor: number; readonly major: number };
}

/** Live address spaces, by number. */
export type AddressSpaces = Readonly<Record<number, AddressSpace>>;

const RIGHTS = [[VM_READ, 'r', '-'], [VM_WRITE, 'w', '-'], [VM_EXEC, 'x', '-'], [VM_SHARED, 's', 'p']] as const;
const rightsOf = (vmFlags: number): string => RIGHTS.map(([bit, yes, no]) => (vmFlags & bit ? yes : no)).join('');

function wordsOf({ codec }: Architecture, event: EntrySet): EntryInWords {
  const { kind, pfn, flags } = codec.decode(event.level, event.new);
  const holds = Object.entries(flags).flatMap(([name, value]) => (value === true ? [name] : value === false ? [] : [`${name}=${value}`]));
  return { raw: wordHex(wordLo(event.new), wordHi(event.new)), kind, flags: holds, ...(pfn !== undefined && { pfn }) };
}

/** @throws RecordError `cannot-follow` */
const spaceOf = (spaces: Draft<AddressSpaces>, event: MmEvent & { readonly mm: number }): Draft<AddressSpace> =>
  spaces[event.mm] ?? cannotFollow(event, `there is no address space ${event.mm}`);
/** @throws RecordError `cannot-follow` */
const tableAt = ({ tables }: Draft<AddressSpace>, event: MmEvent, table: number): Draft<TableInWords> =>
  tables[table] ?? cannotFollow(event, `no page table stands at 0x${table.toString(16)}`);

const SPACES: Handlers<AddressSpaces> = {
  MmCreated(spaces, { mm, parent }) {
    spaces[mm] = { parent, vmas: [], tables: {}, faults: { minor: 0, major: 0 } };
  },
  MmDestroyed(spaces, event) {
    spaceOf(spaces, event);
    delete spaces[event.mm];
  },
  VmaInserted(spaces, event) {
    const { start, end, vmFlags, backing } = event;
    const { vmas } = spaceOf(spaces, event);
    vmas.push({ start, end, rights: rightsOf(vmFlags), backing });
    vmas.sort((a, b) => a.start - b.start);
  },
  VmaRemoved(spaces, event) {
    const space = spaceOf(spaces, event);
    const kept = space.vmas.filter((vma) => vma.start !== event.start);
    if (kept.length === space.vmas.length) cannotFollow(event, `no VMA starts at page 0x${event.start.toString(16)}`);
    space.vmas = kept;
  },
  FaultEnded(spaces, event) {
    if (event.accounted !== 'none') spaceOf(spaces, event).faults[event.accounted]++;
  },
  TableAllocated(spaces, event) {
    const { table, level, base } = event;
    spaceOf(spaces, event).tables[table] = { level: LEVEL_NAMES[level]!, base, entries: {} };
  },
  TableFreed(spaces, event) {
    const space = spaceOf(spaces, event);
    tableAt(space, event, event.table);
    delete space.tables[event.table];
  },
};

/** A table is linked somewhere else, as mremap does: what lies below it goes along. */
function rebase(tables: Draft<AddressSpace>['tables'], moved: Draft<TableInWords>, base: number, pages: number): void {
  const from = moved.base;
  if (from === base) return;
  const top = LEVEL_NAMES.indexOf(moved.level);
  for (const table of Object.values(tables))
    if (LEVEL_NAMES.indexOf(table.level) <= top && table.base >= from && table.base < from + pages) table.base += base - from;
}

/** Entries, which the architecture reads. */
const entryHandlers = (architecture: Architecture): Handlers<AddressSpaces> => ({
  EntrySet(spaces, event) {
    const { table, index, level, vpn, new: raw } = event;
    const [lo, hi] = [wordLo(raw), wordHi(raw)];
    const { geometry: { shift, pageShift }, codec } = architecture;
    const space = spaceOf(spaces, event);
    const { entries } = tableAt(space, event, table);
    if (codec.isNone(level, lo, hi)) delete entries[index];
    else entries[index] = castDraft(wordsOf(architecture, event));
    if (level === 0 || !codec.isTable(level, lo, hi)) return;
    const pages = pagesOf(shift[level]! - pageShift);
    rebase(space.tables, tableAt(space, event, codec.tableRef(level, lo, hi)), vpn - (vpn % pages), pages);
  },
});

/** Address spaces as people see them: VMAs, and page tables with their entries in words. */
export function addressSpaces(architecture: Architecture): Projection<AddressSpaces> {
  checkArchitecture('architecture', architecture);
  return projection<AddressSpaces>({}, { ...SPACES, ...entryHandlers(architecture) });
}

/** The leaf entries of an address space, by page number, in order. */
export function leavesOf(space: AddressSpace, architecture: Architecture): (readonly [vpn: number, entry: EntryInWords])[] {
  checkObject('space', space, 'one of the address spaces');
  checkObject('space.tables', space.tables, 'the tables of an address space');
  checkArchitecture('architecture', architecture);
  const { tables } = space;
  const { shift, pageShift } = architecture.geometry;
  const leaves = Object.values(tables).flatMap(({ level, base, entries }) =>
    Object.entries(entries).flatMap(([index, entry]) =>
      entry.kind === 'table' ? [] : [[base + Number(index) * pagesOf(shift[LEVEL_NAMES.indexOf(level)]! - pageShift), entry] as const]));
  return leaves.sort(([a], [b]) => a - b);
}
