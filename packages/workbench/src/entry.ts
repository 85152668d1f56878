import type { DecodedEntry } from '@faultline/contracts';
import { bitsText, entryText, flagsText, hexText, wordText } from '@faultline/texts';
import type { Row, Sheet } from './sheet';

const GROUP = 4;
const bits = (raw: bigint): string => raw.toString(2).padStart(64, '0');

/** The ruler: bit numbers over groups of four bits. */
function ruler(raw: bigint): string[] {
  const groups = bits(raw).match(/.{4}/g)!;
  const numbers = groups.map((_, at) => String(63 - at * GROUP).padEnd(GROUP));
  return [numbers.join(' ').trimEnd(), groups.join(' ')];
}

function fieldLines({ bits: fields }: DecodedEntry): string[] {
  return fields.map(({ name, high, low, value, meaning }) => {
    const shown = high === low ? '' : ` = ${hexText(value)}`;
    return `  ${bitsText(high, low).padStart(5)}  ${name}${shown}${meaning === undefined ? '' : `  (${meaning})`}`;
  });
}

/** One entry: what it is, its bits under a ruler, every field, and what the kernel reads from it. */
export function renderEntry(entry: DecodedEntry, sheet: Sheet): string {
  return [
    sheet.head(`${wordText(entry.raw)}  ${entryText(entry)}`),
    ...ruler(entry.raw).map(sheet.dim), ...fieldLines(entry), sheet.wrap(`  kernel reads: ${flagsText(entry.flags) || 'nothing'}`, 4), '',
  ].join('\n');
}

/** The same entry on one architecture: the entry, or why there is none. */
export interface EntryColumn {
  readonly label: string;
  readonly entry?: DecodedEntry;
  readonly refused?: string;
  /** Marks that it has none of. */
  readonly lost?: readonly string[];
}

const fieldName = ({ high, low, name, value }: DecodedEntry['bits'][number]): string =>
  `${bitsText(high, low)} ${name}${high === low ? '' : ` ${hexText(value)}`}`;

/** The cells of an architecture that holds the entry, or says why not. */
const cellsOf = ({ label, entry, refused, lost = [] }: EntryColumn): Readonly<Record<string, string>> => entry === undefined
  ? { '': label, entry: refused ?? '' }
  : {
    '': label, entry: wordText(entry.raw), is: entryText(entry), bits: entry.bits.map(fieldName).join('\n'),
    kernel: flagsText(entry.flags), lacks: lost.join(' '),
  };

/** As many as fit with the longest flag in each. */
const MOST_COLUMNS = 3;
const ROWS = ['', 'entry', 'is', 'bits', 'kernel', 'lacks'];

const besideRows = (sheet: Sheet) => (cells: readonly Readonly<Record<string, string>>[]): string => {
  const rows = ROWS.map((name): Row => [name, cells.map((each) => each[name] ?? '')]).filter(([, texts]) => texts.some((text) => text !== ''));
  return sheet.grid(cells.length, rows, (text) => text);
};

/** The same entry on several architectures, side by side. */
export function renderBeside(columns: readonly EntryColumn[], sheet: Sheet): string {
  const cells = columns.map(cellsOf);
  const blocks = Array.from({ length: Math.ceil(cells.length / MOST_COLUMNS) }, (_, at) => cells.slice(at * MOST_COLUMNS, (at + 1) * MOST_COLUMNS));
  return `${blocks.map(besideRows(sheet)).join('\n\n')}\n`;
}

/** The same for JSON: the names and forms of the vectors. */
export function entryJson({ raw, level, kind, pfn, tablePhys, swap, flags, bits: fields }: DecodedEntry): object {
  return {
    raw: wordText(raw), level, kind,
    ...(pfn === undefined ? {} : { pfn: hexText(pfn) }), ...(tablePhys === undefined ? {} : { tablePhys: hexText(tablePhys) }),
    ...(swap === undefined ? {} : { swap: { ...swap, offset: hexText(swap.offset), ...(swap.pfn === undefined ? {} : { pfn: hexText(swap.pfn) }) } }),
    flags, bits: fields.map(({ name, high, low, value }) => ({ name, high, low, value: hexText(value) })),
  };
}
