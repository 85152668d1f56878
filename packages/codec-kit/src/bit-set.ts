/** A word with these bits set; a pair stands for all from the higher to the lower. */
export const bitsOf = (...parts: readonly (number | readonly [high: number, low: number])[]): bigint =>
  parts.reduce<bigint>((word, part) => word | (typeof part === 'number' ? 1n << BigInt(part) : ((1n << BigInt(part[0] - part[1] + 1)) - 1n) << BigInt(part[1])), 0n);

/** The bits that are set, lowest first. */
export function bitList(word: bigint): number[] {
  const bits: number[] = [];
  for (let rest = BigInt.asUintN(64, word), at = 0; rest !== 0n; rest >>= 1n, at++) if (rest & 1n) bits.push(at);
  return bits;
}

/** A field of a word. */
export const fieldOfWord = (word: bigint, high: number, low: number): bigint => (word >> BigInt(low)) & ((1n << BigInt(high - low + 1)) - 1n);
