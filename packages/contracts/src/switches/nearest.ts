/** Letters to insert, drop or change to make one word of the other. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row++) {
    const here = [row];
    for (let at = 1; at <= to.length; at++)
      here[at] = Math.min(above[at]! + 1, here[at - 1]! + 1, above[at - 1]! + (from[row - 1] === to[at - 1] ? 0 : 1));
    above = here;
  }
  return above[to.length]!;
}

/** The name that a misspelt word most likely means; undefined: it resembles none. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const wanted = word.toLowerCase().replaceAll('_', '-');
  const limit = (name: string): number => Math.ceil(name.length / 3);
  const close = names.filter((name) => Math.abs(name.length - wanted.length) <= limit(name))
    .map((name) => ({ name, far: distance(wanted, name) })).filter(({ name, far }) => far <= limit(name));
  return close.sort((a, b) => a.far - b.far)[0]?.name;
}
