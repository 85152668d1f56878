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

/** An entry in words, swap types as the dumped kernel numbers them. */
export function decodeIn({ architecture: { codec }, swap, readSwap }: PageTables, level: number, raw: bigint): DecodedEntry {
  const entry = codec.decode(level, raw);
  if (entry.swap === undefined) return entry;
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

/** First user address, and the first beyond the user half. */
export function userRange(tables: PageTables): { readonly start: bigint; readonly end: bigint } {
  checkTables(tables);
  const { dump: { root, firstIndex, endIndex }, architecture: { geometry } } = tables;
  const shift = BigInt(geometry.shift[root.level]!);
  return { start: BigInt(firstIndex) << shift, end: BigInt(endIndex) << shift };
}
