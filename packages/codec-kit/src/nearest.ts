import { bitList } from './bit-set';

/** A legal word near to one that is not. */
export interface NearLegal {
  /** The legal word. */
  readonly raw: bigint;
  /** How many bits differ: 1 or 2. */
  readonly distance: 1 | 2;
  /** Which ones, lowest first. */
  readonly bits: readonly number[];
}

const WORD = 64;
const single = Array.from({ length: WORD }, (_, bit) => 1n << BigInt(bit));

/**
 * Every legal word within two bits of a word, nearest first, then the most plausible. Of a legal word: none.
 * @param legal might a kernel have written the word?
 * @param plausibility of a legal word, from 0 up
 */
export function nearestLegal(raw: bigint, legal: (raw: bigint) => boolean, plausibility: (raw: bigint) => number): readonly NearLegal[] {
  if (legal(raw)) return [];
  const found: { readonly near: NearLegal; readonly score: number }[] = [];
  const consider = (flipped: bigint, distance: 1 | 2): void => {
    const near = raw ^ flipped;
    if (legal(near)) found.push({ near: { raw: near, distance, bits: bitList(flipped) }, score: plausibility(near) });
  };
  single.forEach((one, at) => {
    consider(one, 1);
    for (let other = at + 1; other < WORD; other++) consider(one | single[other]!, 2);
  });
  return found.sort((a, b) => a.near.distance - b.near.distance || b.score - a.score || (a.near.raw < b.near.raw ? -1 : 1)).map(({ near }) => near);
}
