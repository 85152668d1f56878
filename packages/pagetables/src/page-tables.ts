import { checkTables } from './arguments';
import { swapKind, swapReader } from '@faultline/codec-kit';
import {
  checkArchitecture, checkObject, ENTRY_KINDS, LEVEL_NAMES, TABLE_REF_SHIFT, wordHi, wordLo, type Architecture, type DecodedEntry,
  type EntryKind, type SwapCodec, type SwapTypes,
} from '@faultline/contracts';
import { hexOf, type Dump, type DumpTable } from './dump';
import { DumpError } from './errors';
import type { DumpSwapTypes } from './shape';

/** A dump together with the architecture that reads it. */
export interface PageTables {
  /** What was read. */
  readonly dump: Dump;
  /** How its entries are read. */
  readonly architecture: Architecture;
  /** Swap codec with the types of the dumped kernel's own build. */
  readonly swap: SwapCodec;
  /** Reads swap-style entries of that codec. */
  readonly readSwap: ReturnType<typeof swapReader>;
}

/** The build's own numbers: options that the configuration does not tell move them. */
function typesOf(types: DumpSwapTypes): SwapTypes {
  const none = -1;
  return {
    maxFiles: types.swapFiles, hwpoison: types.hwpoison ?? none, migrationRead: types.migrationRead ?? none,
    migrationReadExclusive: types.migrationReadExclusive ?? none, migrationWrite: types.migrationWrite ?? none,
    devicePrivateWrite: types.devicePrivateWrite ?? none, devicePrivateRead: types.devicePrivateRead ?? none,
    deviceExclusiveWrite: types.deviceExclusiveWrite ?? none, deviceExclusiveRead: types.deviceExclusiveRead ?? none,
    marker: types.pteMarker ?? none, swapinError: types.swapinError ?? none,
  };
}

function checkTable({ geometry, name, config }: Architecture, { phys, level, size }: DumpTable): void {
  const wanted = geometry.entries[level] ?? 0;
  if (level > geometry.topLevel) throw new DumpError('mislabelled', `tables["${hexOf(phys)}"].level: ${name}:${config} has no level ${level + 1}`, 'check architecture and levels');
  if (size === wanted) return;
  throw new DumpError('mislabelled', `tables["${hexOf(phys)}"].size: a ${LEVEL_NAMES[level]!} table of ${name}:${config} has ${wanted} entries, not ${size}`, 'check architecture and levels');
}

/** A dump read with an architecture. @throws DumpError if the dump is of another machine, or its tables have another shape */
export function pageTables(dump: Dump, architecture: Architecture): PageTables {
  checkObject('dump', dump, 'what readDump returns');
  checkObject('dump.root', dump.root, 'what readDump returns');
  checkArchitecture('architecture', architecture);
  const { geometry, machineName, name, config, swap } = architecture;
  if (dump.machine !== machineName) throw new DumpError('mislabelled', `arch: '${dump.machine}', but it is to be read as ${machineName}`, 'choose the architecture of the dump');
  if (dump.root.level !== geometry.topLevel)
    throw new DumpError('mislabelled', `root.level: ${dump.root.level + 1}, but ${name}:${config} has ${geometry.topLevel + 1} levels`, 'choose the configuration of the dump');
  if (dump.config.levels !== dump.root.level + 1)
    throw new DumpError('mislabelled', `config.levels: ${dump.config.levels}, but the root has level ${dump.root.level + 1}`, 'check how the dump was made');
  if (dump.config.pageSize !== 2 ** geometry.pageShift)
    throw new DumpError('mislabelled', `config.pageSize: ${dump.config.pageSize}, but ${name}:${config} has ${2 ** geometry.pageShift}`, 'choose the configuration of the dump');
  for (const table of dump.tables.values()) checkTable(architecture, table);
  const { swapTypes } = dump.config;
  const own = swapTypes === undefined ? swap : { ...swap, types: typesOf(swapTypes) };
  return { dump, architecture, swap: own, readSwap: swapReader(own) };
}

/** An entry in words, swap types as the dumped kernel numbers them. What the kernel took out of use in its own half is no swap. */
export function decodeIn({ architecture: { codec }, swap, readSwap }: PageTables, level: number, raw: bigint, kernel: boolean): DecodedEntry {
  const entry = codec.decode(level, raw);
  if (entry.swap === undefined) return entry;
  if (kernel) {
    const { swap: _none, ...rest } = entry;
    return { ...rest, kind: 'present-invalid' };
  }
  return { ...entry, kind: swapKind(swap.types, entry.swap.type), swap: readSwap(level, wordLo(raw), wordHi(raw)) };
}

/** Kind of an entry, and the table it leads to if it is a table's. */
export function stepFrom({ architecture: { codec } }: PageTables, level: number, raw: bigint): { readonly kind: EntryKind; readonly below: bigint } {
  const lo = wordLo(raw);
  const hi = wordHi(raw);
  const kind = ENTRY_KINDS[codec.classify(level, lo, hi)]!;
  return { kind, below: kind === 'table' ? BigInt(codec.tableRef(level, lo, hi)) << BigInt(TABLE_REF_SHIFT) : 0n };
}

/** The entry at an index, listed or not. */
export const entryOf = (table: DumpTable, index: number): bigint => table.entries.get(index) ?? table.fill;

/** Bits of an address that the tables translate. */
const widthOf = ({ dump: { root }, architecture: { geometry } }: PageTables): bigint => BigInt(geometry.shift[root.level]! + Math.round(Math.log2(root.size)));
const WORD = 64n;
/** All bits above those that the tables translate. */
const aboveOf = (tables: PageTables): bigint => (1n << WORD) - (1n << widthOf(tables));

/** Does an address lie in the kernel's half? */
export const isKernels = ({ dump: { half }, architecture: { geometry } }: PageTables, va: bigint): boolean => half === 'kernel' || (geometry.byteOrder === 'little' && va >> (WORD - 1n) === 1n);

/** First address of an entry of the root: where one root serves both halves, upper ones extend its sign. */
export function addressOf(tables: PageTables, index: number): bigint {
  const { dump: { root, half }, architecture: { geometry } } = tables;
  const low = BigInt(index) << BigInt(geometry.shift[root.level]!);
  const extended = low | aboveOf(tables);
  if (half === 'kernel') return geometry.byteOrder === 'little' ? extended : low;
  return geometry.isCanonical(low) !== 'ok' && geometry.isCanonical(extended) === 'ok' ? extended : low;
}

/** The bits of an address that tables of their own translate. */
export const translated = (tables: PageTables, va: bigint): bigint => (tables.dump.half === 'kernel' ? va & ~aboveOf(tables) : va);

/** First address, and the first beyond what was dumped. */
export function userRange(tables: PageTables): { readonly start: bigint; readonly end: bigint } {
  checkTables(tables);
  const { dump: { root, firstIndex, endIndex }, architecture: { geometry } } = tables;
  return { start: addressOf(tables, firstIndex), end: addressOf(tables, endIndex - 1) + (1n << BigInt(geometry.shift[root.level]!)) };
}
