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
  readonly read: (raw: bigint) => SwapReading;
  readonly doubt: (raw: bigint, physBits: number) => string | undefined;
  /** The layout that a word is read by. */
  readonly layoutOf: (raw: bigint) => SwapLayout;
  readonly options: BuildOptions;
  /** Type and offset by each layout that is not taken. */
  readonly others: (raw: bigint) => { readonly text: string; readonly type: number; readonly offset: bigint }[];
}

/** What swap-style words of one configuration take. */
export interface SwapSetup {
  readonly layouts: readonly SwapLayout[];
  readonly pfnBits: number;
  readonly pageShift: number;
  /** Release whose types are taken. */
  readonly release: Release;
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
  readonly decoded: DecodedEntry;
  readonly level: number;
  readonly kind: EntryReading['kind'];
  readonly valid: boolean;
  readonly physical: bigint | undefined;
  readonly user: string;
  readonly kernel: string;
  readonly reserved: bigint;
  readonly neverSet: bigint;
  readonly memType: string | undefined;
  readonly swap: SwapReading | undefined;
  readonly illegal: string | undefined;
  readonly flags?: readonly string[];
  /** Names of the bits that decide about a page. */
  readonly keys: readonly string[];
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

