/** Words of `count` random entries, as they lie in a little-endian machine's memory; the same as in c/decode.c. */
export function randomEntries(count) {
  const words = new Uint32Array(2 * count);
  let x = 0x9e3779b9 | 0;
  for (let at = 0; at < words.length; at++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    words[at] = x;
  }
  return new DataView(words.buffer);
}

/** What both sides' results come to. */
export function sumOf({ kinds, pfnLo, pfnHi, flags }, count) {
  let sum = 0;
  for (let at = 0; at < count; at++)
    sum = (Math.imul(sum, 31) + (kinds[at] ^ pfnLo[at] ^ Math.imul(pfnHi[at], 7) ^ Math.imul(flags[at], 13))) | 0;
  return sum >>> 0;
}
