import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseArchitecture } from './architectures';
import { describeEntry, encodeAsMuch, encodeEntry, type Description } from './description';
import { isTyped } from './errors';

const SUBJECTS = [
  ['x86-64:l4', '6.1'], ['x86-64:l5', '6.2'], ['x86-64:l4+devpriv', '6.2'], ['x86-64:l4+shstk', '6.12'], ['arm64:4k-48', '6.1'], ['arm64:4k-48', '6.2'],
  ['arm64:16k-47', '6.2'], ['arm64:64k-52', '6.2'], ['arm64:4k-52-lpa2', '6.12'], ['s390:3level', '6.1'], ['s390:5level+edat', '6.2'], ['s390:3level', '6.12'],
  ['riscv:sv39', '6.1'], ['riscv:sv48', '6.2'], ['riscv:sv57', '6.12'],
] as const;

/** Any word; many with few bits, so that every kind occurs. */
const word = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.array(fc.nat(63), { maxLength: 8 }).map((bits) => bits.reduce((value, bit) => value | (1n << BigInt(bit)), 0n)),
);
/** What an encoding came to; a refusal is typed, or the test fails. */
function attempt(encode: () => bigint): bigint | string {
  try {
    return encode();
  } catch (error) {
    if (!isTyped(error) || error.code !== 'cannot-hold') throw error;
    return error.message;
  }
}

describe.each(SUBJECTS)('an entry of %s, kernel %s, described and encoded again', (name, kernel) => {
  const { architecture } = chooseArchitecture(name, kernel);
  const { codec, geometry } = architecture;
  const level = fc.constantFrom(...[0, 1, 2, 3, 4].filter((at) => (geometry.entries[at] ?? 0) > 1));

  it('is described the same, or refused by name', () => {
    fc.assert(fc.property(level, word, (at, raw) => {
      const described = describeEntry(architecture, at, codec.decode(at, raw));
      if (described === undefined) return;
      const made = attempt(() => encodeEntry(architecture, at, described));
      if (typeof made === 'string') expect(made).toMatch(new RegExp(`^${architecture.name} has no .+ at p`));
      else expect(describeEntry(architecture, at, codec.decode(at, made))).toEqual(described);
    }), { numRuns: 150 });
  });

  const leaf: fc.Arbitrary<Description> = fc.record({
    kind: fc.constantFrom('page', 'protnone'), pfn: fc.bigInt({ min: 0n, max: 0xfffffffn }),
    flags: fc.subarray(['young', 'dirty', 'special']),
  });
  it('a page with any of the common marks is held everywhere', () => {
    fc.assert(fc.property(leaf, (wanted) => {
      const { word: made, lost } = encodeAsMuch(architecture, 0, wanted);
      const { prot: _prot, ...described } = describeEntry(architecture, 0, codec.decode(0, made))!;
      expect(lost).toEqual([]);
      expect({ ...described, flags: described.flags.filter((flag) => flag !== 'write') }).toEqual(wanted);
    }), { numRuns: 60 });
  });

  it('a swap entry of any file and any offset that fits is held, one that does not is refused', () => {
    const { offsetBits, types } = architecture.swap;
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 31n }), fc.bigInt({ min: 0n, max: 2n ** 54n }), (type, offset) => {
      const fits = type < BigInt(types.maxFiles) && offset < 2n ** BigInt(offsetBits);
      const made = attempt(() => encodeEntry(architecture, 0, { kind: 'swap', type, offset, flags: [] }));
      // The codec takes type 0, offset 0 for the empty entry where that is all zero.
      if (fits && (type | offset) !== 0n) expect(codec.decode(0, made as bigint).swap).toEqual({ class: 'swap', type: Number(type), offset });
      else if (!fits) expect(made).toMatch(/has no (swap (file|offset) |'swap')/);
    }), { numRuns: 100 });
  });
});
