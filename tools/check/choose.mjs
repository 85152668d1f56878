/** What starting a spec takes besides its tests, and what one takes that was never run here. In milliseconds. */
const START = 1500;
const UNKNOWN = 4000;

const packageOf = (path) => path.split('/').slice(0, 2).join('/');

/**
 * Which specs to run in the time there is, the nearest to what changed first: changed ones and those that hold generated files, then those of
 * changed packages, then all others; the shortest first. `durations` are of earlier runs, in milliseconds, as is `time`.
 */
export function choose({ specs, files, first, durations, time, workers }) {
  const packages = new Set(files.map(packageOf));
  const distance = (spec) => (files.includes(spec) || first.includes(spec) ? 0 : packages.has(packageOf(spec)) ? 1 : 2);
  const cost = (spec) => START + (durations.get(spec) ?? UNKNOWN);
  const sorted = [...specs].sort((a, b) => distance(a) - distance(b) || cost(a) - cost(b) || (a < b ? -1 : 1));
  const chosen = [];
  const left = [];
  let sum = 0;
  for (const spec of sorted) {
    // Workers end together only when nothing is longer than what is left of their time.
    const fits = cost(spec) <= time && sum + cost(spec) <= time * workers;
    (fits ? chosen : left).push(spec);
    if (fits) sum += cost(spec);
  }
  return { chosen, left: left.sort() };
}
