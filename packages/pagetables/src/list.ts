import { checkAddress, checkTables } from './arguments';
import type { DumpTable } from './dump';
import { DumpError } from './errors';
import { MAX_SHARING, MAX_VISITS } from './limits';
import { mappingOf, type DefectKind, type Mapping } from './mapping';
import { addressOf, entryOf, stepFrom, userRange, type PageTables } from './page-tables';

/** One walk over the tables: how much it may still visit, and the tables above the place it is at. */
interface Visit {
  left: number;
  readonly path: bigint[];
}

const isFilled = (tables: PageTables, { level, fill }: DumpTable): boolean => stepFrom(tables, level, fill).kind !== 'none';

/** A walk that may visit each entry as often as sharing explains. */
function newVisit(tables: PageTables): Visit {
  const entries = [...tables.dump.tables.values()].reduce((sum, table) => sum + (isFilled(tables, table) ? table.size : table.entries.size), 0);
  return { left: Math.min(entries * MAX_SHARING, MAX_VISITS), path: [] };
}

function spend(visit: Visit): void {
  if (visit.left-- > 0) return;
  throw new DumpError('too-many', 'the tables lead to far more entries than they have', 'tables that are shared this often are no real ones');
}

/** Why the table that an entry leads to cannot be followed; undefined: it can. */
export function defectOf({ dump }: PageTables, path: readonly bigint[], level: number, phys: bigint): DefectKind | undefined {
  if (path.includes(phys)) return 'loop';
  const below = dump.tables.get(phys);
  if (below === undefined) return 'missing-table';
  return below.level === level - 1 ? undefined : 'wrong-level';
}

/** Indices of entries that may be non-empty. */
function* indicesOf(tables: PageTables, table: DumpTable): Generator<number> {
  if (isFilled(tables, table)) for (let index = 0; index < table.size; index++) yield index;
  else yield* table.entries.keys();
}

function* inTable(tables: PageTables, visit: Visit, table: DumpTable, base: bigint): Generator<Mapping> {
  const shift = BigInt(tables.architecture.geometry.shift[table.level]!);
  const { root, firstIndex, endIndex } = tables.dump;
  visit.path.push(table.phys);
  for (const index of indicesOf(tables, table)) {
    spend(visit);
    if (table === root && (index < firstIndex || index >= endIndex)) continue;
    yield* inEntry(tables, visit, table.level, table === root ? addressOf(tables, index) : base + (BigInt(index) << shift), entryOf(table, index));
  }
  visit.path.pop();
}

function* inEntry(tables: PageTables, visit: Visit, level: number, va: bigint, raw: bigint): Generator<Mapping> {
  const { kind, below } = stepFrom(tables, level, raw);
  if (kind === 'none') return;
  if (kind !== 'table') return void (yield mappingOf(tables, level, va, raw));
  const defect = defectOf(tables, visit.path, level, below);
  if (defect !== undefined) yield mappingOf(tables, level, va, raw, defect);
  else yield* inTable(tables, visit, tables.dump.tables.get(below)!, va);
}

/**
 * Every mapping of what was dumped in ascending order: one row for each leaf entry that is not empty, and one for each entry
 * that leads to a table that is missing, of the wrong level, or one of those above it.
 * @throws DumpError if shared tables make more rows than any address space has
 */
export function* mappings(tables: PageTables): Generator<Mapping> {
  checkTables(tables);
  yield* inTable(tables, newVisit(tables), tables.dump.root, 0n);
}

/** The row of one address, found as software reads tables; undefined: nothing is mapped there. @throws DumpError outside the user half */
export function mappingAt(tables: PageTables, va: bigint): Mapping | undefined {
  checkUser(tables, va);
  const { shift, entries } = tables.architecture.geometry;
  const path: bigint[] = [];
  for (let table = tables.dump.root; ; ) {
    const at = BigInt(shift[table.level]!);
    const raw = entryOf(table, Number((va >> at) % BigInt(entries[table.level]!)));
    const { kind, below } = stepFrom(tables, table.level, raw);
    const start = (va >> at) << at;
    if (kind === 'none') return undefined;
    if (kind !== 'table') return mappingOf(tables, table.level, start, raw);
    path.push(table.phys);
    const defect = defectOf(tables, path, table.level, below);
    if (defect !== undefined) return mappingOf(tables, table.level, start, raw, defect);
    table = tables.dump.tables.get(below)!;
  }
}

/** @throws DumpError for an address that the dump says nothing of */
export function checkUser(tables: PageTables, va: bigint): void {
  checkTables(tables);
  checkAddress('va', va);
  const { dump: { root, firstIndex, endIndex }, architecture: { geometry } } = tables;
  const index = Number((va >> BigInt(geometry.shift[root.level]!)) % BigInt(root.size));
  const start = addressOf(tables, index);
  const inside = va >= start && va < start + (1n << BigInt(geometry.shift[root.level]!));
  // Beyond what was dumped whole, an entry that the root has is told as far as it leads.
  if (inside && ((index >= firstIndex && index < endIndex) || root.entries.has(index))) return;
  const range = userRange(tables);
  throw new DumpError('outside', `0x${va.toString(16)} is outside the ${tables.dump.half} half`, `it reaches from 0x${range.start.toString(16)} to 0x${range.end.toString(16)}`);
}
