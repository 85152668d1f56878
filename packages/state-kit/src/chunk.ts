/** Marks of a chunk. Owned: no snapshot shares it. Clean: its hash is known. Seen: `version` counts what was written. `WRITABLE`: owned, with neither hash nor version up to date. */
export const OWNED = 1;
export const CLEAN = 2;
export const SEEN = 4;
export const WRITABLE = 1;

/** Words of a store as they are handed out: to read. A write goes through the store, or undo and hash do not know of it. */
export type ReadonlyWords = Omit<Int32Array, 'copyWithin' | 'fill' | 'reverse' | 'set' | 'sort'> & { readonly [at: number]: number };

/** What one word adds to a hash: nothing if it is zero, so that what was never written and what is empty are the same. */
export function wordHash(place: number, value: number): number {
  if (value === 0) return 0;
  let h = Math.imul(value ^ Math.imul(place + 1, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  return h ^ (h >>> 13);
}

/** Sum over the words of a chunk, the first of which has this place. */
export function chunkHash(words: Int32Array, place: number): number {
  let sum = 0;
  for (let at = 0; at < words.length; at++) if (words[at] !== 0) sum = (sum + wordHash(place + at, words[at]!)) | 0;
  return sum;
}

/** Are the words the same? A missing chunk holds zeros. */
export function sameWords(one: Int32Array | undefined, other: Int32Array | undefined): boolean {
  if (one === other) return true;
  const [words, against] = one === undefined ? [other!, undefined] : [one, other];
  for (let at = 0; at < words.length; at++) if (words[at] !== (against === undefined ? 0 : against[at])) return false;
  return true;
}

export const isEmpty = (words: Int32Array): boolean => words.every((word) => word === 0);

/** Snapshots share every chunk: none is owned any more. */
export function disown(marks: Uint8Array): void {
  for (let at = 0; at < marks.length; at++) marks[at]! &= ~OWNED;
}

/** Marks every chunk as seen: the next write to it is its first. Was there one that was not? */
export function markSeen(marks: Uint8Array | number[]): boolean {
  let news = false;
  for (let at = 0; at < marks.length; at++) {
    news ||= ((marks[at] ?? 0) & SEEN) === 0;
    marks[at] = (marks[at] ?? 0) | SEEN;
  }
  return news;
}
