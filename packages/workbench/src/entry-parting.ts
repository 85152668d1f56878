import { bitsDiff } from '@faultline/codec-kit';
import type { Chosen } from './architectures';
import type { Column } from './facts';
import type { LeafEntry } from './leaf-entries';
import { bitsText, fieldChange } from '@faultline/texts';

/** Where leaf entries of columns differ in their bits. */
export interface EntryParting {
  /** The first step after which two of the columns have different entries for a page. */
  readonly step: number;
  /** The first such page, `B.m+3`. */
  readonly page: string;
  /** Its entry in each column; null: it has none. */
  readonly raw: readonly (string | null)[];
  /** Of two columns of one architecture: the bits that differ, in words. */
  readonly bits?: readonly string[];
  /** Steps after which some entry differs. */
  readonly steps: number;
}

type Entries = Map<string, LeafEntry>;

const differ = (page: string, all: readonly Entries[]): boolean => new Set(all.map((entries) => entries.get(page)?.raw)).size > 1;

/** Takes each column's entries over a step; returns the pages that any of them changed. */
function over(step: number, columns: readonly Column[], all: readonly Entries[]): Set<string> {
  const touched = new Set<string>();
  for (const [at, { entryChanges }] of columns.entries()) for (const [page, entry] of entryChanges[step]!) {
    touched.add(page);
    if (entry === undefined) all[at]!.delete(page);
    else all[at]!.set(page, entry);
  }
  return touched;
}

/** The bits in which two entries of one architecture differ. Each is read by its own kernel's codec. */
function bitsOf([from, to]: readonly Chosen[], [before, after]: readonly (LeafEntry | undefined)[]): string[] | undefined {
  if (from === undefined || to === undefined || before === undefined || after === undefined) return undefined;
  const isOne = from.architecture.name === to.architecture.name && from.architecture.config === to.architecture.config;
  if (!isOne) return undefined;
  const read = ({ architecture: { codec } }: Chosen, { level, raw }: LeafEntry): ReturnType<typeof codec.decode> => codec.decode(level, BigInt(raw));
  return bitsDiff(read(from, before), read(to, after)).fields.map((field) => `${bitsText(field.high, field.low)} ${field.name} ${fieldChange(field)}`);
}

/** Where the entries of columns differ first; undefined: no entry differs. @param chosen what the columns were run on */
export function entryPartingOf(columns: readonly Column[], chosen: readonly Chosen[]): EntryParting | undefined {
  const all = columns.map((): Entries => new Map());
  const apart = new Set<string>();
  let first: Omit<EntryParting, 'steps'> | undefined;
  let steps = 0;
  for (const step of columns[0]?.steps.keys() ?? []) {
    for (const page of over(step, columns, all)) {
      if (!differ(page, all)) {
        apart.delete(page);
        continue;
      }
      apart.add(page);
      const here = all.map((entries) => entries.get(page));
      const bits = first === undefined && chosen.length === 2 ? bitsOf(chosen, here) : undefined;
      first ??= { step, page, raw: here.map((entry) => entry?.raw ?? null), ...(bits && { bits }) };
    }
    if (apart.size > 0) steps++;
  }
  return first && { ...first, steps };
}
