import { ENTRY_KINDS, LEVEL_NAMES, wordHi, wordLo } from '@faultline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { x86_64 } from './index';

const CONFIGS = ['l4-6.1', 'l4-6.2', 'l4-6.2-devpriv', 'l5-6.2', 'l4-6.12', 'l4-6.12-shstk'];
/** Any word, and words in which few bits stray from an entry that occurs. */
const word = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.tuple(fc.constantFrom(0n, 0x67n, 0xe7n, 0x120n, 0x8000000012345067n, 0xe7fffffffffffe00n), fc.array(fc.integer({ min: 0,
  max: 63 }), { maxLength: 3 }))
    .map(([raw, bits]) => bits.reduce<bigint>((value, bit) => value ^ (1n << BigInt(bit)), raw)),
);

describe.each(CONFIGS)('any word at any level, %s', (config) => {
  const { codec } = x86_64({ config });
  it('has a reading: its fields add up to it, and its kind is that of classify', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4 }), word, (level, raw) => {
      const entry = codec.decode(level, raw);
      expect([entry.raw, entry.level]).toEqual([raw, LEVEL_NAMES[level]]);
      expect(entry.bits.reduce((sum, { value, low }) => sum + (value << BigInt(low)), 0n)).toBe(raw);
      expect(entry.kind).toBe(ENTRY_KINDS[codec.classify(level, wordLo(raw), wordHi(raw))]);
    }), { numRuns: 150 });
  });

  it('P clear and not zero: the frame is stored complemented (§2.3), whatever modify and mkInvalid make of it', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0,
    max: 2 ** 31 - 1 }), fc.constantFrom(0x120n, 0x25n, 0x8000000000000027n), (level, seed, prot) => {
      const pfn = level === 0 ? seed : seed - (seed % 512);
      const e = { lo: 0, hi: 0 };
      codec.makeLeaf(level, pfn, 0x27, 0, e);
      if (level === 1) codec.mkHuge(level, e);
      codec.modify(level, e, wordLo(prot), wordHi(prot));
      expect(codec.pfn(level, e.lo, e.hi)).toBe(pfn);
      codec.mkInvalid(level, e);
      expect(codec.pfn(level, e.lo, e.hi)).toBe(pfn);
    }), { numRuns: 150 });
  });
});
