/** The middle value; of an even number of values the mean of the middle two. @throws RangeError for none */
export function median(values) {
  if (values.length === 0) throw new RangeError('no values, so no median');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median, least and greatest. @throws RangeError for no values */
export const spread = (values) => ({ median: median(values), min: Math.min(...values), max: Math.max(...values) });

/** A spread with its quartiles, each by linear interpolation between neighbours. @throws RangeError for no values */
export function quartiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => {
    const place = part * (sorted.length - 1);
    const low = Math.floor(place);
    return sorted[low] + (sorted[Math.ceil(place)] - sorted[low]) * (place - low);
  };
  return { ...spread(values), low: at(0.25), high: at(0.75) };
}

/** Time of one side by time of another, pair by pair. */
export const timesOf = (pairs, over, under) => pairs.map((pair) => pair[over].ns / pair[under].ns);

/** How many times as fast the model is: kernel time by model time, pair by pair. */
export const ratios = (pairs) => timesOf(pairs, 'kernel', 'model');

/**
 * Cold and warm of rounds that were run in pairs: the first pair is cold, the next ones warm up and count for nothing.
 * @param warmups pairs before the ones that count, the cold one included
 */
export function summarize(pairs, warmups) {
  const warm = pairs.slice(warmups);
  return {
    pairs: warm.length,
    ratio: spread(ratios(warm)),
    coldRatio: ratios(pairs.slice(0, 1))[0],
    kernelNs: spread(warm.map(({ kernel }) => kernel.ns)),
    modelNs: spread(warm.map(({ model }) => model.ns)),
  };
}
