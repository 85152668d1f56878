import { LEVEL_NAMES } from '@faultline/contracts';
import { isDefect, type AddressAnswer, type Mapping, type PageTables } from '@faultline/pagetables';
import type { Sheet } from './sheet';

const hex = (value: bigint | number): string => `0x${value.toString(16)}`;
const word = (value: bigint): string => `0x${value.toString(16).padStart(16, '0')}`;

const UNITS: readonly (readonly [unit: string, shift: bigint])[] = [['P', 50n], ['T', 40n], ['G', 30n], ['M', 20n], ['K', 10n]];

/** In the largest unit that leaves no rest. */
function sizeText(bytes: bigint): string {
  const [unit, shift] = UNITS.find(([, at]) => bytes % (1n << at) === 0n) ?? ['', 0n];
  return `${bytes >> shift}${unit}`;
}

/** Flags of a row in text, with a short word for each. */
const SHOWN = {
  write: 'w', exec: 'x', young: 'young', dirty: 'dirty', softDirty: 'soft-dirty', uffdWp: 'uffd-wp', swpExclusive: 'exclusive',
  special: 'special', devmap: 'devmap', cont: 'cont', napot: 'napot',
} as const;
const flagWords = ({ flags }: Mapping): string[] => Object.entries(SHOWN).filter(([flag]) => flags[flag] === true).map(([, text]) => text);

/** Where it leads to. */
function target({ pfn, swapType, swapOffset, tablePhys }: Mapping): string {
  if (pfn !== undefined) return `frame ${hex(pfn)}`;
  if (swapType !== undefined) return `type ${swapType} offset ${hex(swapOffset ?? 0)}`;
  return tablePhys === undefined ? '' : `table ${hex(tablePhys)}`;
}

const COLUMNS = { size: 7, level: 3, kind: 15, target: 22 } as const;

/** Words after a head, in lines that fit. */
function flowed(head: string, words: readonly string[], { width }: Sheet): string {
  const lines = [head];
  for (const each of words) {
    const line = `${lines.at(-1)!} ${each}`;
    if (line.length <= width) lines[lines.length - 1] = line;
    else lines.push(`${' '.repeat(Math.min(head.length, width / 2))} ${each}`);
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}

function rowText(row: Mapping, sheet: Sheet): string {
  const head = [
    word(row.va), sizeText(row.size).padStart(COLUMNS.size), LEVEL_NAMES[row.level]!.padEnd(COLUMNS.level), row.kind.padEnd(COLUMNS.kind),
    target(row).padEnd(COLUMNS.target),
  ].join(' ');
  return flowed(head, flagWords(row), sheet);
}

function countText(rows: readonly Mapping[], sheet: Sheet): string {
  const counts = new Map<string, number>();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return flowed(`${rows.length} row${rows.length === 1 ? '' : 's'}${rows.length > 0 ? ':' : ''}`, [...counts].map(([kind, count], at) => `${count} ${kind}${at < counts.size - 1 ? ',' : ''}`), sheet);
}

/** What was read, and as what. */
const headText = ({ dump, architecture: { name, config, kernel } }: PageTables, sheet: Sheet): string =>
  flowed(`${dump.name.slice(0, 60)}:`, ['Linux', `${dump.kernel.slice(0, 40)},`, 'read', 'as', `${name}:${config},`, 'kernel', kernel], sheet);

/** Names come from a file: nothing in them may steer a terminal. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e\n]/g, '?');

/** Rows as text, one a line. */
export function renderMappings(rows: readonly Mapping[], tables: PageTables, sheet: Sheet): string {
  const titles = `${'address'.padEnd(18)} ${'size'.padStart(COLUMNS.size)} lvl ${'kind'.padEnd(COLUMNS.kind)} ${'leads to'.padEnd(COLUMNS.target)} flags`;
  const lines = rows.map((row) => (isDefect(row.kind) ? sheet.bad(rowText(row, sheet)) : rowText(row, sheet)));
  return [sheet.head(printable(headText(tables, sheet))), sheet.dim(titles), ...lines, countText(rows, sheet), ''].join('\n');
}

/** One address as text: what hardware reads and decides, and what software reads. */
export function renderAnswer({ va, reads, access, mapping }: AddressAnswer, tables: PageTables, sheet: Sheet): string {
  const entries = reads.map(({ level, index, address, raw, verdict }) =>
    `  ${LEVEL_NAMES[level]!.padEnd(COLUMNS.level)} [${index}]`.padEnd(13) + `at ${word(address)}  ${word(raw)}  ${verdict}`);
  const decisions = Object.entries(access).map(([name, verdict]) => `${name} ${verdict}`).join(', ');
  return [
    sheet.head(printable(headText(tables, sheet))), `${word(va)}, entries that hardware reads:`, ...entries, `  user code: ${decisions}`,
    mapping === undefined ? 'nothing is mapped there' : rowText(mapping, sheet), '',
  ].join('\n');
}

const rowJson = ({ va, size, kind, pfn, swapType, swapOffset, flags }: Mapping): object => ({
  va: hex(va), size: hex(size), kind, pfn: pfn === undefined ? null : hex(pfn), swapType: swapType ?? null,
  swapOffset: swapOffset === undefined ? null : hex(swapOffset), flags,
});

/** Rows as JSON; flags have the names of `decode`. */
export const mappingsJson = (rows: readonly Mapping[]): string => `${JSON.stringify({ mappings: rows.map(rowJson) })}\n`;

/** One address as JSON: `mappings` has its row, or none. */
export const answerJson = ({ va, reads, access, mapping }: AddressAnswer): string => `${JSON.stringify({
  va: hex(va),
  reads: reads.map(({ level, index, address, raw, verdict }) => ({ level: LEVEL_NAMES[level], index, address: hex(address), entry: word(raw), verdict })),
  access, mappings: mapping === undefined ? [] : [rowJson(mapping)],
})}\n`;
