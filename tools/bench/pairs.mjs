/** Who goes first in each pair: by turns, so that a drift of the host favours neither. */
export const order = (count) =>
  Array.from({ length: count }, (_, nth) => (nth % 2 === 0 ? ['kernel', 'model'] : ['model', 'kernel']));

/** Runs `count` pairs of rounds, one round after another. Each side is a function that runs a round and promises `{ ns, … }`. */
export async function runPairs(sides, count) {
  const pairs = [];
  for (const turns of order(count)) {
    const pair = {};
    for (const side of turns) pair[side] = await sides[side]();
    pairs.push(pair);
  }
  return pairs;
}
