import { ENTRY_KINDS, LEVEL_NAMES, wordHi, wordLo } from '@faultline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arm64 } from './index';

const CONFIGS = [
  '4k-48-6.1', '4k-48-6.2', '16k-47-6.2', '64k-48-6.2', '64k-52-6.2', '16k-36-6.2', '4k-48-6.12', '4k-52-lpa2-6.12', '16k-52-lpa2-6.12',
  '64k-52-6.12',
];
const VALID = 1, TABLE = 2;

/** Any word, and words in which few bits stray from an entry that occurs. */
const word = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.tuple(fc.constantFrom(0n, 0x43003n, 0x60000140000fc1n, 0x600000012345fc3n, 0x460000012345f82n, 0x45e00e0n), fc.array(fc.integer({ min: 0,
  max: 63 }), { maxLength: 3 }))
    .map(([raw, bits]) => bits.reduce<bigint>((value, bit) => value ^ (1n << BigInt(bit)), raw)),
);

describe.each(CONFIGS)('any word at any level, %s', (config) => {
  const { codec } = arm64({ config });
  it('has a reading: its fields add up to it, and its kind is that of classify', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4 }), word, (level, raw) => {
      const entry = codec.decode(level, raw);
      expect([entry.raw, entry.level]).toEqual([raw, LEVEL_NAMES[level]]);
      expect(entry.bits.reduce((sum, { value, low }) => sum + (value << BigInt(low)), 0n)).toBe(raw);
      expect(entry.kind).toBe(ENTRY_KINDS[codec.classify(level, wordLo(raw), wordHi(raw))]);
    }), { numRuns: 150 });
  });

  it('a frame, and a table, survive the round trip', () => {
    const { pageShift } = arm64({ config }).geometry;
    const bits = config.includes('52') ? 52 : 48;
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** (bits - pageShift) - 1 }), (pfn) => {
      const e = { lo: 0, hi: 0 };
      for (const at of [0, 1]) {
        const first = at === 0 ? pfn : pfn - (pfn % 2 ** (pageShift - 3));
        codec.makeLeaf(at, first, VALID | TABLE, 0, e);
        if (at === 1) codec.mkHuge(at, e);
        expect(codec.pfn(at, e.lo, e.hi)).toBe(first);
        codec.makeTable(1, pfn * 2 ** (pageShift - 11), e);
        expect(codec.tableRef(1, e.lo, e.hi)).toBe(pfn * 2 ** (pageShift - 11));
      }
    }), { numRuns: 150 });
  });
});
