const SIDES = ['kernel', 'model'];

/** Who goes first in each round: by turns, so that a drift of the host favours nobody. */
export const order = (count, sides = SIDES) =>
  Array.from({ length: count }, (_, nth) => sides.map((_side, at) => sides[(at + nth) % sides.length]));

/**
 * Runs `count` rounds of every side, one after another; past `until` (of `Date.now`) it stops after `least` of them.
 * Each side is a function that runs a round and promises `{ ns, … }`.
 */
export async function runPairs(sides, count, { least = count, until = Number.POSITIVE_INFINITY } = {}) {
  const pairs = [];
  for (const turns of order(count, Object.keys(sides))) {
    if (pairs.length >= least && Date.now() > until) break;
    const pair = {};
    for (const side of turns) pair[side] = await sides[side]();
    pairs.push(pair);
  }
  return pairs;
}
