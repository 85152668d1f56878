import { KERNELS, type Kernel, type Release } from '@faultline/contracts';

/** A release in the text of a log: `6.1.59`, `5.15.0-40-generic`, `6.18.0-rc1`; undefined: it is none. */
export function releaseOf(text: string): Release | undefined {
  const match = /^v?(\d{1,2})\.(\d{1,3})(?:\.(\d{1,3}))?(?![\d.]*\d\.)/.exec(text);
  return match === null ? undefined : { text, major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0) };
}

/** Two numbers of a release. */
export type Since = readonly [major: number, minor: number];

/** Is it this release or a later one? */
export const isSince = ({ major, minor }: Release, [a, b]: Since): boolean => major > a || (major === a && minor >= b);

/** The release of a modelled kernel. */
export const releaseOfKernel = (kernel: Kernel): Release => releaseOf(kernel)!;

/** Is the release a modelled one? */
export const isModelled = ({ major, minor }: Release): boolean => KERNELS.includes(`${major}.${minor}` as Kernel);

/** First releases of the modelled encodings, newest first; the last one stands for whatever is older. */
export type Encodings = readonly (readonly [Since, Kernel])[];

/** The modelled encoding that a release is nearest to. */
export const encodingFor = (encodings: Encodings, release: Release): Kernel =>
  (encodings.find(([since]) => isSince(release, since)) ?? encodings.at(-1)!)[1];

/** Something that changed: from this release on, or up to the one before. */
export interface Change {
  /** First release that has it so. */
  readonly since?: Since;
  /** First release that no longer has it so. */
  readonly until?: Since;
}

/** Does it hold in a release? Of an unknown release whatever holds in any does. */
export const holdsIn = ({ since, until }: Change, release: Release | undefined): boolean =>
  release === undefined || ((since === undefined || isSince(release, since)) && (until === undefined || !isSince(release, until)));

/** A change told in words: what somebody must know who reads a release by the encoding of another. */
export interface Note extends Change {
  /** What is so in these releases. */
  readonly text: string;
}

/** What holds in one release and not in the other. */
export const notesBetween = (notes: readonly Note[], of: Release, by: Release): string[] =>
  notes.filter((note) => holdsIn(note, of) !== holdsIn(note, by)).map((note) => `${holdsIn(note, of) ? '' : 'not here: '}${note.text}`);
