import { checkText } from '@faultline/contracts';
import type { Dump, DumpTable } from './dump';
import { hexOf } from './dump';
import { DumpError } from './errors';
import { MAX_ENTRIES, MAX_TABLES } from './limits';
import { readJson } from './read-json';
import { dumpShape, type DumpShape } from './shape';

const REMEDY = 'check how the dump was made';

/** `tables["0x1000"].e["5"]`. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.map((part, at) => (/^[a-z]\w*$/i.test(String(part)) ? `${at > 0 ? '.' : ''}${String(part)}` : `["${String(part).slice(0, 40)}"]`)).join('');

function shapeOf(value: unknown): DumpShape {
  const result = dumpShape.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new DumpError('wrong-shape', `${path.length === 0 ? 'the whole' : pathText(path)}: ${message}`, REMEDY);
}

/** Counts that no dump reaches, looked at before each member is. */
function checkCounts(value: unknown): void {
  const tables: unknown = Object(value).tables;
  const all: unknown[] = Object.values(Object(tables));
  if (all.length > MAX_TABLES) throw new DumpError('too-many', `tables: there are ${all.length}, more than ${MAX_TABLES}`, 'dump one process');
  const entries = all.reduce<number>((sum, table) => sum + Object.keys(Object(Object(table).e)).length, 0);
  if (entries > MAX_ENTRIES) throw new DumpError('too-many', `tables: there are ${entries} entries, more than ${MAX_ENTRIES}`, 'dump one process');
}

function tableOf(text: string, { level, size, fill, e }: DumpShape['tables'][string]): DumpTable {
  const entries = Object.entries(e).map(([index, raw]) => [Number(index), BigInt(raw)] as const).sort(([a], [b]) => a - b);
  const last = entries.at(-1)?.[0] ?? 0;
  if (last >= size) throw new DumpError('wrong-shape', `tables["${text}"].e["${last}"]: the table has ${size} entries`, REMEDY);
  return { phys: BigInt(text), level: level - 1, size, fill: BigInt(fill), entries: new Map(entries) };
}

function tablesOf(shape: DumpShape): Map<bigint, DumpTable> {
  const tables = new Map<bigint, DumpTable>();
  for (const [text, each] of Object.entries(shape.tables)) {
    const table = tableOf(text, each);
    if (tables.has(table.phys)) throw new DumpError('duplicate-table', `tables["${text}"]: this table is there twice`, REMEDY);
    tables.set(table.phys, table);
  }
  return tables;
}

function rootOf({ root }: DumpShape, tables: ReadonlyMap<bigint, DumpTable>): DumpTable {
  const table = tables.get(BigInt(root.table));
  if (table === undefined) throw new DumpError('missing-table', `root.table: the tables lack ${hexOf(BigInt(root.table))}`, REMEDY);
  if (table.level !== root.level - 1 || table.size !== root.size)
    throw new DumpError('mislabelled', `root: level ${root.level} with ${root.size} entries, but the table has level ${table.level + 1} and ${table.size}`, REMEDY);
  if (root.firstIndex >= root.endIndex || root.endIndex > root.size)
    throw new DumpError('wrong-shape', `root.endIndex: entries ${root.firstIndex} to ${root.endIndex} of ${root.size}`, REMEDY);
  return table;
}

/**
 * Reads a dump of page tables (the format of `docs/dumping-page-tables.md`). Nothing of it is believed that was not checked.
 * @throws DumpError with the place
 */
export function readDump(text: string): Dump {
  checkText('text', text);
  const value = readJson(text);
  checkCounts(value);
  const shape = shapeOf(value);
  const tables = tablesOf(shape);
  const { firstIndex, endIndex } = shape.root;
  return { name: shape.name ?? '', machine: shape.arch, kernel: shape.kernel, config: shape.config, root: rootOf(shape, tables), half: shape.root.half ?? 'user', firstIndex, endIndex, tables };
}
