import { ENTRY_KINDS, LEVEL_NAMES, wordHi, wordLo } from '@faultline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { s390 } from './index';

const CONFIGS = ['6.1', '6.2', '6.12'] as const;
const I = 0x400, P = 0x200, WRITE = 0x20, READ = 0x10, DIRTY = 0x8, YOUNG = 0x4;

/** Any word, and words in which few bits stray from an entry that occurs. */
const word = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.tuple(fc.constantFrom(0n, 0x400n, 0x20n, 0x600n, 0x9000007n, 0x1234503dn, 0x7ff003403n), fc.array(fc.integer({ min: 0,
  max: 63 }), { maxLength: 3 }))
    .map(([raw, bits]) => bits.reduce<bigint>((value, bit) => value ^ (1n << BigInt(bit)), raw)),
);

describe.each(CONFIGS)('any word at any level, %s', (config) => {
  const { codec, prot } = s390({ kernel: config });
  it('has a reading: its fields add up to it, and its kind is that of classify', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4 }), word, (level, raw) => {
      const entry = codec.decode(level, raw);
      expect([entry.raw, entry.level]).toEqual([raw, LEVEL_NAMES[level]]);
      expect(entry.bits.reduce((sum, { value, low }) => sum + (value << BigInt(low)), 0n)).toBe(raw);
      expect(entry.kind).toBe(ENTRY_KINDS[codec.classify(level, wordLo(raw), wordHi(raw))]);
    }), { numRuns: 150 });
  });

  it('I is clear exactly if read and young, P exactly if write and dirty, for all that modifiers make (arch-interface §7, law 13)', () => {
    const step = fc.constantFrom('mkYoung', 'mkOld', 'mkDirty', 'mkClean', 'mkWrite', 'wrProtect', 'mkSoftDirty', 'modify' as const);
    fc.assert(fc.property(fc.integer({ min: 0, max: 15 }), fc.array(fc.tuple(step, fc.integer({ min: 0,
    max: 15 })), { maxLength: 8 }), (index, steps) => {
      const e = { lo: 0, hi: 0 };
      codec.makeLeaf(0, 0x12345, prot.lo[index]!, 0, e);
      for (const [name, to] of steps) {
        if (name === 'modify') codec.modify(0, e, prot.lo[to]!, 0);
        else codec[name](0, e);
        expect([(e.lo & I) === 0, (e.lo & P) === 0])
          .toEqual([(e.lo & READ) !== 0 && (e.lo & YOUNG) !== 0, (e.lo & WRITE) !== 0 && (e.lo & DIRTY) !== 0]);
        expect(codec.pfn(0, e.lo, e.hi)).toBe(0x12345);
      }
    }), { numRuns: 300 });
  });
});
