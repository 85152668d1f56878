import {
  checkArchitecture, checkObject, LEVEL_NAMES, pagesOf, VM_EXEC, VM_READ, VM_SHARED, VM_WRITE, wordHex, wordHi, wordLo,
  type Architecture, type EntryKind, type EntrySet, type LevelName, type VmaInserted,
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

const SPACES: Handlers<AddressSpaces> = {
  MmCreated(spaces, { mm, parent }) {
    spaces[mm] = { parent, vmas: [], tables: {}, faults: { minor: 0, major: 0 } };
  },
  MmDestroyed(spaces, { mm }) {
    delete spaces[mm];
  },
  VmaInserted(spaces, { mm, start, end, vmFlags, backing }) {
    const { vmas } = spaces[mm]!;
    vmas.push({ start, end, rights: rightsOf(vmFlags), backing });
    vmas.sort((a, b) => a.start - b.start);
  },
  VmaRemoved(spaces, { mm, start }) {
    spaces[mm]!.vmas = spaces[mm]!.vmas.filter((vma) => vma.start !== start);
  },
  FaultEnded(spaces, { mm, accounted }) {
    if (accounted !== 'none') spaces[mm]!.faults[accounted]++;
  },
  TableAllocated(spaces, { mm, table, level, base }) {
    spaces[mm]!.tables[table] = { level: LEVEL_NAMES[level]!, base, entries: {} };
  },
  TableFreed(spaces, { mm, table }) {
    delete spaces[mm]!.tables[table];
  },
};

/** A table is linked somewhere else, as mremap does: what lies below it goes along. */
function rebase(tables: Draft<AddressSpace>['tables'], moved: number, base: number, pages: number): void {
  const from = tables[moved]!.base;
  if (from === base) return;
  const top = LEVEL_NAMES.indexOf(tables[moved]!.level);
  for (const table of Object.values(tables))
    if (LEVEL_NAMES.indexOf(table.level) <= top && table.base >= from && table.base < from + pages) table.base += base - from;
}

/** Entries, which the architecture reads. */
const entryHandlers = (architecture: Architecture): Handlers<AddressSpaces> => ({
  EntrySet(spaces, event) {
    const { mm, table, index, level, vpn, new: raw } = event;
    const [lo, hi] = [wordLo(raw), wordHi(raw)];
    const { geometry: { shift, pageShift }, codec } = architecture;
    const { tables } = spaces[mm]!;
    if (codec.isNone(level, lo, hi)) delete tables[table]!.entries[index];
    else tables[table]!.entries[index] = castDraft(wordsOf(architecture, event));
    if (level === 0 || !codec.isTable(level, lo, hi)) return;
    const pages = pagesOf(shift[level]! - pageShift);
    rebase(tables, codec.tableRef(level, lo, hi), vpn - (vpn % pages), pages);
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
