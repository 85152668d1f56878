import { wordHi, wordLo, type Architecture, type DecodedEntry, type EntryKind, type SwapCodec } from '@faultline/contracts';
import { decodeIn, isKernels, type PageTables } from './page-tables';

/** What a row is: the kind of its entry, or what is wrong with the table the entry leads to. */
export const DEFECT_KINDS = ['missing-table', 'wrong-level', 'loop'] as const;
export type DefectKind = (typeof DEFECT_KINDS)[number];
export type MappingKind = EntryKind | DefectKind;
export const isDefect = (kind: MappingKind): boolean => DEFECT_KINDS.includes(kind as DefectKind);

/** One leaf entry that is not empty, or a run of them. */
export interface Mapping {
  /** First virtual address, in bytes. */
  readonly va: bigint;
  /** Bytes. */
  readonly size: bigint;
  /** Bytes that each of its entries covers. */
  readonly pageSize: bigint;
  /** Level of the table that the entry stands in. */
  readonly level: number;
  /** The (first) entry. */
  readonly raw: bigint;
  /** What the entry is. */
  readonly kind: MappingKind;
  /** Frame of the first page, in base pages: of entries that hold a page. */
  readonly pfn?: number;
  /** Number of the swap type, of a swap-style entry. */
  readonly swapType?: number;
  /** Its offset field. */
  readonly swapOffset?: bigint;
  /** Frame that a swap-style entry carries: hwpoison, migration, device. */
  readonly carriedPfn?: number;
  /** Table that the entry leads to; of defects and bad entries. */
  readonly tablePhys?: bigint;
  /** As `decode` names them; beside them `exec`, `write`, `softDirty` and `uffdWp` under the same names on every architecture. */
  readonly flags: Readonly<Record<string, boolean | number | string>>;
}

type Flags = Mapping['flags'];

/** Predicates of generic code that some architecture's flags lack, or have under a name of their own. */
function genericFlags({ codec }: Architecture, swap: SwapCodec, level: number, entry: DecodedEntry): Flags {
  const lo = wordLo(entry.raw);
  const hi = wordHi(entry.raw);
  if (entry.swap !== undefined) return { softDirty: swap.softDirty(lo, hi), uffdWp: swap.uffdWp(lo, hi) || entry.swap.markerUffdWp === true };
  if (entry.pfn === undefined) return {};
  return { exec: codec.exec(level, lo, hi), write: codec.write(level, lo, hi), softDirty: codec.softDirty(level, lo, hi), uffdWp: codec.uffdWp(level, lo, hi) };
}

/** Log2 of the base pages under one Svnapot leaf (arch-riscv §2); its entries all carry the frame of the first. */
const NAPOT_ORDER = 4;

/** Frame of the page at `va`, not of the group that its entry belongs to. */
function frameAt(pageShift: number, va: bigint, { pfn, flags }: DecodedEntry): number | undefined {
  if (pfn === undefined || flags['napot'] !== true) return pfn;
  return pfn + Number((va >> BigInt(pageShift)) % 2n ** BigInt(NAPOT_ORDER));
}

/** Drops members that are undefined: they are absent. */
const present = <T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

/** The row of one entry. `defect`: what is wrong with the table below it. */
export function mappingOf(tables: PageTables, level: number, va: bigint, raw: bigint, defect?: DefectKind): Mapping {
  const { architecture } = tables;
  const entry = decodeIn(tables, level, raw, isKernels(tables, va));
  const size = 1n << BigInt(architecture.geometry.shift[level]!);
  return {
    va, size, pageSize: size, level, raw: entry.raw, kind: defect ?? entry.kind,
    ...present({
      pfn: frameAt(architecture.geometry.pageShift, va, entry), swapType: entry.swap?.type, swapOffset: entry.swap?.offset,
      carriedPfn: entry.swap?.pfn, tablePhys: entry.tablePhys,
    }),
    flags: { ...genericFlags(architecture, tables.swap, level, entry), ...entry.flags },
  };
}
