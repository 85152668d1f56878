import { LEVEL_NAMES } from '@faultline/contracts';
import { isDefect, type AddressAnswer, type Mapping, type PageTables } from '@faultline/pagetables';
import { countText, hexText, sizeText, wordText } from '@faultline/texts';
import type { Sheet } from './sheet';

/** Flags of a row in text, with a short word for each. */
const SHOWN = {
  write: 'w', exec: 'x', young: 'young', dirty: 'dirty', softDirty: 'soft-dirty', uffdWp: 'uffd-wp', swpExclusive: 'exclusive',
  special: 'special', devmap: 'devmap', cont: 'cont', napot: 'napot',
} as const;
const flagWords = ({ flags }: Mapping): string[] => Object.entries(SHOWN).filter(([flag]) => flags[flag] === true).map(([, text]) => text);

/** Where it leads to. */
function target({ pfn, swapType, swapOffset, tablePhys }: Mapping): string {
  if (pfn !== undefined) return `frame ${hexText(pfn)}`;
  if (swapType !== undefined) return `type ${swapType} offset ${hexText(swapOffset ?? 0)}`;
  return tablePhys === undefined ? '' : `table ${hexText(tablePhys)}`;
}

const COLUMNS = { size: 7, level: 3, kind: 15, target: 22 } as const;

/** Words of a row, aligned where the columns fit; else one after another. */
const aligned = (columns: readonly string[], { width }: Sheet): string =>
  (columns.join(' ').length <= width ? columns : columns.map((text) => text.trim()).filter((text) => text !== '')).join(' ');

/** Words after a head, in lines that fit. */
function flowed(head: string, words: readonly string[], { width, wrap }: Sheet): string {
  const lines = [head];
  for (const each of words) {
    const line = `${lines.at(-1)!} ${each}`;
    if (line.length <= width) lines[lines.length - 1] = line;
    else lines.push(`${' '.repeat(Math.min(head.length, Math.floor(width / 2)))} ${each}`);
  }
  return lines.map((line) => wrap(line.trimEnd(), 2)).join('\n');
}

function rowText(row: Mapping, sheet: Sheet): string {
  const head = aligned([
    wordText(row.va), sizeText(row.size).padStart(COLUMNS.size), LEVEL_NAMES[row.level]!.padEnd(COLUMNS.level), row.kind.padEnd(COLUMNS.kind),
    target(row).padEnd(COLUMNS.target),
  ], sheet);
  return flowed(head, flagWords(row), sheet);
}

function kindsText(rows: readonly Mapping[], sheet: Sheet): string {
  const counts = new Map<string, number>();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return flowed(`${countText(rows.length, 'row')}${rows.length > 0 ? ':' : ''}`, [...counts].map(([kind, count], at) => `${count} ${kind}${at < counts.size - 1 ? ',' : ''}`), sheet);
}

/** What was read, and as what. */
const headText = ({ dump, architecture: { name, config, kernel } }: PageTables, sheet: Sheet): string =>
  flowed(`${dump.name.slice(0, 60)}:`, ['Linux', `${dump.kernel.slice(0, 40)},`, 'read', 'as', `${name}:${config},`, 'kernel', kernel], sheet);

/** Names come from a file: nothing in them may steer a terminal. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e\n]/g, '?');

/** Rows as text, one a line. */
export function renderMappings(rows: readonly Mapping[], tables: PageTables, sheet: Sheet): string {
  const titles = sheet.wrap(aligned(['address'.padEnd(18), 'size'.padStart(COLUMNS.size), 'lvl', 'kind'.padEnd(COLUMNS.kind), 'leads to'.padEnd(COLUMNS.target), 'flags'], sheet), 2);
  const lines = rows.map((row) => (isDefect(row.kind) ? sheet.bad(rowText(row, sheet)) : rowText(row, sheet)));
  return [sheet.head(printable(headText(tables, sheet))), sheet.dim(titles), ...lines, kindsText(rows, sheet), ''].join('\n');
}

/** People call the outermost level pgd, however many there are. */
const levelName = (level: number, { dump: { root } }: PageTables): string => (level === root.level ? 'pgd' : LEVEL_NAMES[level]!);

/** One address as text: what hardware reads and decides, and what software reads. */
export function renderAnswer({ va, reads, access, mapping, physical, by }: AddressAnswer, tables: PageTables, sheet: Sheet): string {
  const entries = reads.map(({ level, index, address, raw, verdict }) =>
    `  ${levelName(level, tables).padEnd(COLUMNS.level)} [${index}]`.padEnd(13) + `at ${wordText(address)}  ${wordText(raw)}  ${verdict}`).map((line) => sheet.wrap(line, 4));
  const decisions = Object.entries(access).map(([name, verdict]) => `${name} ${verdict}`).join(', ');
  return [
    sheet.head(printable(headText(tables, sheet))), sheet.wrap(`${wordText(va)}, entries that hardware reads:`, 2), ...entries, sheet.wrap(`  ${by === 'user' ? 'user code' : 'the kernel'}: ${decisions}`, 4),
    ...(physical === undefined ? [] : [sheet.wrap(`  physical address ${hexText(physical)}`, 4)]),
    mapping === undefined ? 'nothing is mapped there' : rowText(mapping, sheet), '',
  ].join('\n');
}

const rowJson = ({ va, size, kind, pfn, swapType, swapOffset, flags }: Mapping): object => ({
  va: hexText(va), size: hexText(size), kind, pfn: pfn === undefined ? null : hexText(pfn), swapType: swapType ?? null,
  swapOffset: swapOffset === undefined ? null : hexText(swapOffset), flags,
});

/** Rows as JSON; flags have the names of `decode`. */
export const mappingsJson = (rows: readonly Mapping[]): string => `${JSON.stringify({ mappings: rows.map(rowJson) })}\n`;

/** One address as JSON: `mappings` has its row, or none. */
export const answerJson = ({ va, reads, access, mapping, physical, by }: AddressAnswer, tables: PageTables, more: object = {}): string => `${JSON.stringify({
  va: hexText(va), physical: physical === undefined ? null : hexText(physical), by, ...more,
  reads: reads.map(({ level, index, address, raw, verdict }) => ({ level: levelName(level, tables), index, address: hexText(address), entry: wordText(raw), verdict })),
  access, mappings: mapping === undefined ? [] : [rowJson(mapping)],
})}\n`;
