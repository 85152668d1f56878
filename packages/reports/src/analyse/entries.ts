import { levelNamed, nearestLegal, type NearLegal } from '@faultline/codec-kit';
import { LEVEL_NAMES, levelOf, type EntryReading, type Evidence } from '@faultline/contracts';
import { isStrong, patternsOf } from '../patterns';
import type { Draft, PrintedEntry } from '../read/draft';
import type { Context } from './context';

/** An entry with all that is made of it. */
export interface Entry {
  /** Level by the kernel's numbers. */
  readonly level: number;
  /** As it is called: the lowest name under which it was printed. */
  readonly name: string;
  /** As it was printed. */
  readonly printed: string;
  readonly reading: EntryReading;
  readonly patterns: readonly string[];
  readonly near: readonly NearLegal[];
  readonly index?: number;
  readonly at?: bigint;
}

interface Placed extends PrintedEntry {
  readonly level: number;
}

/** Entries at their levels; those of folded levels once, under the lowest name. */
function placed(walk: readonly PrintedEntry[], { maker, evidence }: Context): Placed[] {
  const { topLevel } = evidence.architecture.geometry;
  const all = walk.flatMap((entry): Placed[] => {
    const level = levelNamed(entry.name, maker.levels);
    return level === undefined ? [] : [{ ...entry, level: Math.min(level, topLevel) }];
  });
  return all.filter((entry, at) => {
    const next = all[at + 1];
    return next === undefined || next.level !== entry.level || next.value !== entry.value;
  });
}

/** The entries of a report from the root down: those of the walk, and the one that a check printed. */
function printedOf({ walk = [], bad }: Draft): readonly PrintedEntry[] {
  const own: PrintedEntry[] = bad === undefined ? [] : [{ name: bad.level, value: bad.value }];
  const pmd: PrintedEntry[] = bad?.pmd === undefined ? [] : [{ name: 'pmd', value: bad.pmd }];
  const above = walk.filter(({ name }) => bad === undefined || name.toLowerCase() !== bad.level);
  return [...above, ...pmd, ...own];
}

const PAGE = 0xfffn;
const SWAP_KINDS = ['swap'] as const;

/** Does a swap file entry look like an address that was written over it? All marks and the type are zero. */
const isBare = ({ kind, raw }: EntryReading): boolean => (SWAP_KINDS as readonly string[]).includes(kind) && raw !== 0n && (raw & PAGE) === 0n;

/** An entry of Linux is held against what that release writes; of another system, hardware alone reads it. */
function entryOf({ level, name, value, index, at }: Placed, context: Context): Entry {
  const { evidence, half, linux, maker } = context;
  const raw = value ?? 0n;
  const read = evidence.read(level, raw, half);
  const reading = linux ? read : unjudged(read);
  const known = levelOf(name.toLowerCase());
  const shown = known === undefined ? LEVEL_NAMES[level]! : name.toLowerCase();
  const doubtful = linux && (!reading.legal || isBare(reading));
  const patterns = doubtful || hasText(raw, evidence) ? patternsOf(raw, evidence.architecture.geometry.byteOrder, doubtful) : [];
  const near = linux && !reading.legal && !patterns.some(isStrong) ? nearOf(evidence, level, raw, half) : [];
  const meant = patterns.some(isStrong) ? withoutType(reading) : reading;
  return {
    level, name: maker.name === 's390' && known === undefined ? LEVEL_NAMES[level]! : shown, printed: name, reading: meant, patterns, near,
    ...(index !== undefined && { index }), ...(at !== undefined && { at }),
  };
}

/** Whole words of text are told even where they could be entries. */
const hasText = (raw: bigint, evidence: Evidence): boolean => patternsOf(raw, evidence.architecture.geometry.byteOrder, false).some((pattern) => pattern.startsWith('text') && !pattern.includes('.'));

/** Of another system the memory type stands in its own table of types; of what is no entry, it means nothing. */
function withoutType(reading: EntryReading): EntryReading {
  const { memType: _none, ...rest } = reading;
  return rest;
}

/** Hardware alone reads it: nothing is held against Linux. */
function unjudged(reading: EntryReading): EntryReading {
  const { illegal: _word, ...rest } = withoutType(reading);
  return { ...rest, legal: true, neverSet: [] };
}

const nearOf = (evidence: Evidence, level: number, raw: bigint, half: Context['half']): readonly NearLegal[] =>
  nearestLegal(raw, (word) => evidence.legal(level, word, half), (word) => evidence.plausibility(level, word, half));

/** The entries of a report, from the root down, and whether a table on the way could not be read. */
export function entriesOf(context: Context): { readonly entries: readonly Entry[]; readonly unread: boolean } {
  const printed = printedOf(context.draft);
  const whole = printed.filter(({ value }) => value !== undefined);
  return { entries: placed(whole, context).map((entry) => entryOf(entry, context)), unread: whole.length < printed.length };
}

/** Where a walk to the end leads for an address; undefined: it does not end in a page. */
export function physicalOf(entries: readonly Entry[], address: bigint | undefined, { evidence }: Context): bigint | undefined {
  const leaf = entries.at(-1);
  const { geometry } = evidence.architecture;
  if (leaf === undefined || address === undefined || !leaf.reading.valid || leaf.reading.physical === undefined || leaf.reading.kind === 'table') return undefined;
  if (leaf.reading.kind !== 'page' && leaf.reading.kind !== 'huge') return undefined;
  const size = 1n << BigInt(geometry.shift[leaf.level]!);
  return leaf.reading.physical + (address & (size - 1n));
}

/** Index of an address in the table of a level. */
export function indexOf(address: bigint, level: number, { evidence: { architecture: { geometry } } }: Context): number {
  const entries = geometry.entries[level]!;
  return entries === 0 ? 0 : Number((address >> BigInt(geometry.shift[level]!)) % BigInt(entries));
}
