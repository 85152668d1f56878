/** The middle value; of an even number of values the mean of the middle two. @throws RangeError for none */
export function median(values) {
  if (values.length === 0) throw new RangeError('no values, so no median');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median, least and greatest. @throws RangeError for no values */
export const spread = (values) => ({ median: median(values), min: Math.min(...values), max: Math.max(...values) });

/** How many times as fast the model is: kernel time by model time, pair by pair. */
export const ratios = (pairs) => pairs.map(({ kernel, model }) => kernel.ns / model.ns);

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
