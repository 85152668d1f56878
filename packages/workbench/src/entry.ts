import type { DecodedEntry } from '@faultline/contracts';
import type { Row, Sheet } from './sheet';

const GROUP = 4;
const bits = (raw: bigint): string => raw.toString(2).padStart(64, '0');

/** The ruler: bit numbers over groups of four bits. */
function ruler(raw: bigint): string[] {
  const groups = bits(raw).match(/.{4}/g)!;
  const numbers = groups.map((_, at) => String(63 - at * GROUP).padEnd(GROUP));
  return [numbers.join(' ').trimEnd(), groups.join(' ')];
}

const range = (high: number, low: number): string => (high === low ? String(high) : `${high}:${low}`);

function fieldLines({ bits: fields }: DecodedEntry): string[] {
  return fields.map(({ name, high, low, value, meaning }) => {
    const shown = high === low ? '' : ` = 0x${value.toString(16)}`;
    return `  ${range(high, low).padStart(5)}  ${name}${shown}${meaning === undefined ? '' : `  (${meaning})`}`;
  });
}

function summary({ kind, level, pfn, tablePhys, swap }: DecodedEntry): string {
  const parts = [`${level}: ${kind}`];
  if (pfn !== undefined) parts.push(`frame 0x${pfn.toString(16)}`);
  if (tablePhys !== undefined) parts.push(`next table at 0x${tablePhys.toString(16)}`);
  if (swap !== undefined) parts.push(`${swap.class}, type ${swap.type}, offset 0x${swap.offset.toString(16)}`);
  return parts.join(', ');
}

const flagText = (flags: DecodedEntry['flags']): string => Object.entries(flags)
  .filter(([, value]) => value !== false)
  .map(([name, value]) => (value === true ? name : `${name}=${value}`)).join(' ');

/** One entry: what it is, its bits under a ruler, every field, and what the kernel reads from it. */
export function renderEntry(entry: DecodedEntry, sheet: Sheet): string {
  return [
    sheet.head(`0x${entry.raw.toString(16).padStart(16, '0')}  ${summary(entry)}`),
    ...ruler(entry.raw).map(sheet.dim), ...fieldLines(entry), sheet.wrap(`  kernel reads: ${flagText(entry.flags) || 'nothing'}`, 4), '',
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
  `${range(high, low)} ${name}${high === low ? '' : ` 0x${value.toString(16)}`}`;

/** The cells of an architecture that holds the entry, or says why not. */
const cellsOf = ({ label, entry, refused, lost = [] }: EntryColumn): Readonly<Record<string, string>> => entry === undefined
  ? { '': label, entry: refused ?? '' }
  : {
    '': label, entry: `0x${entry.raw.toString(16).padStart(16, '0')}`, is: summary(entry), bits: entry.bits.map(fieldName).join('\n'),
    kernel: flagText(entry.flags), lacks: lost.join(' '),
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
  const hex = (value: bigint | number): string => `0x${value.toString(16)}`;
  return {
    raw: `0x${raw.toString(16).padStart(16, '0')}`, level, kind,
    ...(pfn === undefined ? {} : { pfn: hex(pfn) }), ...(tablePhys === undefined ? {} : { tablePhys: hex(tablePhys) }),
    ...(swap === undefined ? {} : { swap: { ...swap, offset: hex(swap.offset), ...(swap.pfn === undefined ? {} : { pfn: hex(swap.pfn) }) } }),
    flags, bits: fields.map(({ name, high, low, value }) => ({ name, high, low, value: hex(value) })),
  };
}
