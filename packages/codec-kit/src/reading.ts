import type { BuildOptions, DecodedEntry, EntryHalf, EntryReading, EvidenceRequest, Release, SwapReading } from '@faultline/contracts';
import { isSwapKind } from '@faultline/contracts';
import { bitList } from './bit-set';
import { isModelled, notesBetween, releaseOfKernel, type Note } from './release';
import { chooseLayout, readSwapWord, swapDoubt, swapFields, swapNames, swpFields, type SwapContext, type SwapLayout } from './swap-layout';

/** Letters of what is allowed. */
export const rights = (read: boolean, write: boolean, exec: boolean): string => `${read ? 'r' : '-'}${write ? 'w' : '-'}${exec ? 'x' : '-'}`;
/** Nothing is allowed. */
export const NO_RIGHTS = '---';

/** Names of the single bits that are set, most significant first. */
export const bitNames = ({ bits }: DecodedEntry): string[] => bits.filter(({ high, low }) => high === low).map(({ name }) => name);

/** How an architecture's evidence reads swap-style words. */
export interface SwapReader {
  /** Layouts that may hold, newest first. */
  readonly layouts: readonly SwapLayout[];
  /** Reads a word by the layout that fits. */
  readonly read: (raw: bigint) => SwapReading;
  /** Why no kernel of the release writes such a word; undefined: it may. */
  readonly doubt: (raw: bigint, physBits: number) => string | undefined;
  /** The layout that a word is read by. */
  readonly layoutOf: (raw: bigint) => SwapLayout;
  /** Build options that are assumed. */
  readonly options: BuildOptions;
  /** Type and offset by each layout that is not taken. */
  readonly others: (raw: bigint) => { readonly text: string; readonly type: number; readonly offset: bigint }[];
}

/** What swap-style words of one configuration take. */
export interface SwapSetup {
  /** All layouts of the architecture, newest first. */
  readonly layouts: readonly SwapLayout[];
  /** Bits of a frame number. */
  readonly pfnBits: number;
  /** log2 of a page. */
  readonly pageShift: number;
  /** Release whose types are taken. */
  readonly release: Release;
  /** Build options that are assumed. */
  readonly options: BuildOptions;
}

/** Reads swap-style words of a release by the layout that fits: to what the report says beside it, else by making sense. */
export function swapReaderFor({ layouts, pfnBits, pageShift, release, options }: SwapSetup, request: EvidenceRequest): SwapReader {
  const held = chooseLayout(layouts, request.release);
  const context: SwapContext = { release, options, pfnBits };
  const told = (request.swapValues ?? []).map((value) => swpFields(value, request.release));
  const matching = (raw: bigint) => layouts.find((layout) => {
    const found = swapFields(layout, raw);
    return told.some(({ type, offset }) => type === found.type && offset === found.offset);
  });
  const doubtIn = (layout: SwapLayout, raw: bigint, physBits: number) => swapDoubt(readSwapWord(layout, raw, context), context, physBits, pageShift);
  const WIDEST = 52;
  const layoutOf = (raw: bigint): SwapLayout =>
    (told.length > 0 ? matching(raw) : undefined) ?? held.find((layout) => doubtIn(layout, raw, WIDEST) === undefined) ?? held[0]!;
  return {
    layouts: held, options, layoutOf,
    others: (raw) => layouts.filter((layout) => layout !== layoutOf(raw)).map((layout) => ({ text: layout.text, ...swapFields(layout, raw) })),
    read: (raw) => readSwapWord(layoutOf(raw), raw, context),
    doubt: (raw, physBits) => doubtIn(layoutOf(raw), raw, physBits),
  };
}

/** Meanings of a type that is no swap file's under every table that some release and build have; one line each. */
export function otherMeanings(type: number): string[] {
  const tables: readonly (readonly [string, string, BuildOptions])[] = [
    ['6.15', 'DEVICE_PRIVATE on, numbering since 6.15', { devicePrivate: true, memoryFailure: true }],
    ['6.14', 'DEVICE_PRIVATE on, numbering of 6.2 to 6.14', { devicePrivate: true, memoryFailure: true }],
    ['6.14', 'DEVICE_PRIVATE off', { memoryFailure: true }],
  ];
  return tables.map(([release, text, options]) => `${text}: ${swapNames({ text: release, major: 6, minor: Number(release.slice(2)), patch: 0 }, options)[type & 31]!}`);
}

/** What a reading is made of. */
export interface ReadingParts {
  /** The entry by the nearest encoding. */
  readonly decoded: DecodedEntry;
  /** Level of its table. */
  readonly level: number;
  /** What it is. */
  readonly kind: EntryReading['kind'];
  /** May hardware use it? */
  readonly valid: boolean;
  /** Where it points to, in bytes. */
  readonly physical: bigint | undefined;
  /** What user code may do by it. */
  readonly user: string;
  /** What the kernel may do by it. */
  readonly kernel: string;
  /** Bits set here that are reserved. */
  readonly reserved: bigint;
  /** Bits set here that are never set. */
  readonly neverSet: bigint;
  /** Memory type, if it has a name. */
  readonly memType: string | undefined;
  /** What a swap-style entry says. */
  readonly swap: SwapReading | undefined;
  /** Why no kernel of the release writes it; undefined: it may. */
  readonly illegal: string | undefined;
  /** Names of the bits that are set. */
  readonly flags?: readonly string[];
  /** Names of the bits that decide about a page. */
  readonly keys: readonly string[];
  /** What is worth knowing, in words. */
  readonly notes?: readonly string[];
}

/** A reading of these parts. */
export function readingOf({ decoded, level, kind, valid, physical, user, kernel, reserved, neverSet, memType, swap, illegal, flags = bitNames(decoded), keys, notes = [] }: ReadingParts): EntryReading {
  const page = valid && (kind === 'page' || kind === 'huge');
  return {
    raw: decoded.raw, level, kind, valid, user, kernel, reserved: bitList(reserved), neverSet: bitList(neverSet), decoded, flags,
    clear: page ? keys.filter((key) => !flags.includes(key)) : [], notes, legal: illegal === undefined,
    ...(physical !== undefined && { physical }), ...(memType !== undefined && { memType }), ...(swap !== undefined && { swap }), ...(illegal !== undefined && { illegal }),
  };
}

/** Is a word swap-style where it stands? In the kernel's half none is. */
export const isSwapHere = (kind: EntryReading['kind'], half: EntryHalf | undefined): boolean => isSwapKind(kind) && half !== 'kernel';

/** What was taken for a release, and what differs between the two. */
export function releaseNotes(notes: readonly Note[], request: EvidenceRequest, kernel: Release): { readonly exact: boolean; readonly notes: readonly string[] } {
  const { release } = request;
  if (release === undefined) return { exact: false, notes: [`no release is known: entries are read as ${kernel.text} has them`] };
  const exact = isModelled(release) && releaseOfKernel(`${release.major}.${release.minor}` as never).text === kernel.text;
  const differing = notesBetween(notes, release, kernel);
  return { exact, notes: [...(exact ? [] : [`${release.text} is not modelled: entries are read as ${kernel.text} has them, with what is known to differ`]), ...differing] };
}

