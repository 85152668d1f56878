import { quartiles } from '../statistics.mjs';

/** Time of this tree by time of the commit, and bytes an event likewise, that are still within bounds. */
export const TIME_BOUND = 1.05;
export const BYTES_BOUND = 1.1;
/** Pairs below which no verdict is given. */
export const LEAST_PAIRS = 9;

/**
 * Judges ratios of time, pair by pair: slower only where the whole spread lies beyond the bound, since a host that is busy
 * moves single pairs at will. @throws RangeError for fewer than nine
 */
export function judgeTimes(ratios) {
  if (ratios.length < LEAST_PAIRS) throw new RangeError(`${ratios.length} pairs, but a verdict takes at least ${LEAST_PAIRS}`);
  return { ratio: quartiles(ratios), pairs: ratios.length, verdict: Math.min(...ratios) > TIME_BOUND ? 'slower' : 'within' };
}

/** Judges bytes an event; undefined: none were measured. They do not vary, so no spread is asked for. */
export const judgeBytes = (here, there) =>
  here === undefined || there === undefined ? undefined : { here, there, verdict: here > there * BYTES_BOUND ? 'larger' : 'within' };
