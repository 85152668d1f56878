import type { DecodedEntry } from '@faultline/contracts';
import { bitsText, entryText, flagsText, hexText, wordText } from '@faultline/texts';
import { besideTexts, type EntryBeside } from './hardware-line';
import type { Row, Sheet } from './sheet';

const GROUP = 4;
const bits = (raw: bigint): string => raw.toString(2).padStart(64, '0');

/** The ruler: bit numbers over groups of four bits, in as few lines as fit. */
function ruler(raw: bigint, { width }: Sheet): string[] {
  const groups = bits(raw).match(/.{4}/g)!.map((text, at) => ({ text, number: String(63 - at * GROUP).padEnd(GROUP) }));
  const parts = [1, 2, 4, 8].find((count) => (groups.length / count) * (GROUP + 1) - 1 <= width)!;
  const each = groups.length / parts;
  return Array.from({ length: parts }, (_, part) => groups.slice(part * each, (part + 1) * each)).flatMap((part) =>
    [part.map(({ number }) => number).join(' ').trimEnd(), part.map(({ text }) => text).join(' ')]);
}

/** A leaf has one frame number, that of its first base page: a large frame is not counted in large pages. */
const shownValue = ({ pfn }: DecodedEntry, name: string, value: bigint): bigint | number => (name === 'frame' && pfn !== undefined && BigInt(pfn) >= value ? pfn : value);

function fieldLines(entry: DecodedEntry, { wrap }: Sheet): string[] {
  return entry.bits.map(({ name, high, low, value, meaning }) => {
    const shown = high === low ? '' : ` = ${hexText(shownValue(entry, name, value))}`;
    return wrap(`  ${bitsText(high, low).padStart(5)}  ${name}${shown}${meaning === undefined ? '' : `  (${meaning})`}`, 9);
  });
}

/** A page is no table: that it would be a bad one says nothing. */
const toldFlags = ({ flags: { bad, ...others }, pfn }: DecodedEntry): DecodedEntry['flags'] => (pfn !== undefined || bad === undefined ? others : { ...others, bad });

/** What the kernel reads; of a system that is not Linux: nothing. */
const kernelLine = (entry: DecodedEntry, beside: EntryBeside | undefined): string[] => (beside?.linux === false ? [] : [`kernel reads: ${flagsText(toldFlags(entry)) || 'nothing'}`]);

/** One entry: what it is, its bits under a ruler, every field, what the kernel reads from it, and what hardware does. */
export function renderEntry(entry: DecodedEntry, sheet: Sheet, beside?: EntryBeside): string {
  const texts = [...kernelLine(entry, beside), ...(beside === undefined ? [] : besideTexts(beside))];
  return [
    sheet.head(sheet.wrap(`${wordText(entry.raw)}  ${entryText(entry)}`, 2)),
    ...ruler(entry.raw, sheet).map(sheet.dim), ...fieldLines(entry, sheet), ...texts.map((text) => sheet.wrap(`  ${text}`, 4)), '',
  ].join('\n');
}

/** The same entry on one architecture: the entry, or why there is none. */
export interface EntryColumn {
  /** The architecture, as it was asked for. */
  readonly label: string;
  /** The entry there; absent: it cannot be made. */
  readonly entry?: DecodedEntry;
  /** Why it cannot be made. */
  readonly refused?: string;
  /** Marks that it has none of. */
  readonly lost?: readonly string[];
}

const fieldName = ({ high, low, name, value }: DecodedEntry['bits'][number]): string =>
  `${bitsText(high, low)} ${name}${high === low ? '' : ` ${hexText(value)}`}`;

/** The cells of an architecture that holds the entry, or says why not. */
const cellsOf = ({ entry, refused, lost = [] }: EntryColumn): Readonly<Record<string, string>> => entry === undefined
  ? { entry: refused ?? '' }
  : {
    entry: wordText(entry.raw), is: entryText(entry), bits: entry.bits.map(fieldName).join('\n'),
    kernel: flagsText(entry.flags), lacks: lost.join(' '),
  };

const ROWS = ['entry', 'is', 'bits', 'kernel', 'lacks'];

/** The same entry on several architectures, side by side. */
export function renderBeside(columns: readonly EntryColumn[], sheet: Sheet): string {
  const heads = columns.map(({ label }) => label);
  const cells = columns.map(cellsOf);
  const rows = ROWS.map((name): Row => [name, cells.map((each) => each[name] ?? '')]).filter(([, texts]) => texts.some((text) => text !== ''));
  return `${sheet.columnHeads(heads)}\n${sheet.grid(heads, rows, (text) => text)}\n`;
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
