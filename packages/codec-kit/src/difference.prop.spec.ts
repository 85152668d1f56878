import { wordHi, wordLo, type DecodedEntry } from '@faultline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsDiff } from './difference';
import { bitLayout, namedBits, type BitField } from './layout';

const LEAF: readonly BitField[] = [{ name: 'NX', high: 63, low: 63 }, { name: 'frame', high: 51, low: 12 }, { name: 'D', high: 6, low: 6 }, { name: 'P', high: 0, low: 0 }];
const SWAP: readonly BitField[] = [{ name: 'type', high: 63, low: 59 }, { name: 'offset', high: 58, low: 9 }, { name: 'D', high: 1, low: 1 }];

/** An entry under one of two layouts that cut the word differently. */
const entry = fc.tuple(fc.constantFrom(LEAF, SWAP), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.dictionary(fc.constantFrom('young', 'dirty', 'pkey'), fc.oneof(fc.boolean(), fc.nat(15))))
  .map(([layout, raw, flags]): DecodedEntry => ({ raw, level: 'pte', kind: layout === LEAF ? 'page' : 'swap', flags, bits: namedBits(bitLayout(layout), wordLo(raw), wordHi(raw)) }));

describe('the difference of two entries', () => {
  it('makes the second of the first', () => {
    fc.assert(fc.property(entry, entry, (a, b) => {
      const changed = bitsDiff(a, b).fields.reduce((word, { low, from, to }) => word + ((to - from) << BigInt(low)), a.raw);
      expect(changed).toBe(b.raw);
    }), { numRuns: 300 });
  });

  it('is the same backwards, and nothing of an entry with itself', () => {
    fc.assert(fc.property(entry, entry, (a, b) => {
      const turned = bitsDiff(b, a).fields.map(({ from, to, ...field }) => ({ ...field, from: to, to: from }));
      expect(new Set(turned)).toEqual(new Set(bitsDiff(a, b).fields));
      expect(bitsDiff(a, a)).toEqual({ fields: [], flags: {} });
    }), { numRuns: 200 });
  });

  it('names each reading that differs, and no other', () => {
    fc.assert(fc.property(entry, entry, (a, b) => {
      const { flags } = bitsDiff(a, b);
      for (const name of ['young', 'dirty', 'pkey'])
        expect(flags[name]).toEqual(a.flags[name] === b.flags[name] ? undefined : [a.flags[name], b.flags[name]]);
    }), { numRuns: 100 });
  });

  it('a field of one layout only stands by itself', () => {
    const decoded = (layout: readonly BitField[], raw: bigint): DecodedEntry => ({ raw, level: 'pte', kind: 'page', flags: {}, bits: namedBits(bitLayout(layout), wordLo(raw), wordHi(raw)) });
    expect(bitsDiff(decoded(LEAF, 0x5001n), decoded(SWAP, 0x200n)).fields).toEqual([
      { name: 'offset', high: 58, low: 9, from: 0n, to: 1n }, { name: 'frame', high: 51, low: 12, from: 5n, to: 0n }, { name: 'P', high: 0, low: 0, from: 1n, to: 0n },
    ]);
  });
});
