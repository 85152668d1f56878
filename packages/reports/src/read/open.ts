import type { Draft } from './draft';

/** Kinds that tell of an address space. */
const MEMORY = ['bad-page-map', 'bad-table-entry', 'bad-swap', 'bad-rss'] as const;
/** Does it tell of an address space? */
export const isMemory = ({ kind }: Draft): boolean => isMemoryKind(kind);

/** A draft that is open, with what the reader has to know of it. */
export interface Open {
  readonly draft: Draft;
  /** Another one begins right behind its first line: their lines may be mixed. */
  mixed: boolean;
  /** What the draft was when the other one began. */
  before?: Draft;
  closed: boolean;
}

/** A draft as it is now. */
export const copied = (draft: Draft): Draft => ({ ...draft, swaps: [...draft.swaps], counters: [...draft.counters], ...(draft.page && { page: { ...draft.page } }) });

/** Is it worth an answer? */
export function hasSubstance({ kind, refused, walk, address, code, bad, swaps, counters, page, message }: Draft): boolean {
  if (refused !== undefined) return true;
  if (kind === 'walk') return walk !== undefined;
  if (kind === 'bad-page-map' || kind === 'bad-table-entry') return bad !== undefined;
  if (kind === 'bad-swap') return swaps.length > 0;
  if (kind === 'bad-rss') return counters.length > 0;
  if (kind === 'bad-page-state') return page !== undefined;
  return walk !== undefined || address !== undefined || (code !== undefined && message !== undefined);
}

/** Nothing but its first line, and what names its address, was read. */
export const isBare = ({ code, access, walk, pfWords, oopsCode }: Draft): boolean => [code, access, walk, pfWords, oopsCode].every((each) => each === undefined);

/** What a draft says. */
export const defined = (draft: Draft): Partial<Draft> => Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)));

/** Does a line of this kind belong to a report about an address space that is open? */
export function belongs(draft: Draft, kind: Draft['kind'], slot: keyof Draft | undefined): boolean {
  if (kind === 'bad-rss') return true;
  if (kind === 'bad-swap') return draft.swaps.length === 0 || draft.bad === undefined;
  return draft.bad === undefined && (slot === undefined || draft[slot] === undefined);
}

/** Is it a kind that tells of an address space? */
export const isMemoryKind = (kind: string): boolean => (MEMORY as readonly string[]).includes(kind);
