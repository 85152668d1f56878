import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWordHex, vpnHi, vpnLo, vpnOf, wordHex, wordHi, wordLo, wordOf } from './numbers';

const vpn = fc.oneof(fc.integer({ min: 0, max: 2 ** 32 }), fc.maxSafeNat().map((value) => value % (2 ** 52 + 1)));
const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const isInt32 = (value: number): boolean => (value | 0) === value;

describe('halves', () => {
  it('of a page number make the page number', () => {
    fc.assert(fc.property(vpn, (value) => {
      const [lo, hi] = [vpnLo(value), vpnHi(value)];
      expect([lo, hi].filter((half) => !isInt32(half))).toEqual([]);
      expect(vpnOf(lo, hi)).toBe(value);
    }));
  });

  it('of two page numbers are equal where the numbers are', () => {
    fc.assert(fc.property(vpn, vpn, (a, b) => {
      expect(vpnLo(a) === vpnLo(b) && vpnHi(a) === vpnHi(b)).toBe(a === b);
    }));
  });

  it('of a word make the word', () => {
    fc.assert(fc.property(word, (value) => {
      const [lo, hi] = [wordLo(value), wordHi(value)];
      expect([lo, hi].filter((half) => !isInt32(half))).toEqual([]);
      expect(wordOf(lo, hi)).toBe(value);
    }));
  });

  it('a word that is a page number has its halves', () => {
    fc.assert(fc.property(vpn, (value) => {
      expect([wordLo(BigInt(value)), wordHi(BigInt(value))]).toEqual([vpnLo(value), vpnHi(value)]);
    }));
  });
});

describe('words in hexadecimal', () => {
  it('are read as they were written, in 18 characters', () => {
    fc.assert(fc.property(word, (value) => {
      const [lo, hi] = [wordLo(value), wordHi(value)];
      const text = wordHex(lo, hi);
      expect(text).toMatch(/^0x[0-9a-f]{16}$/);
      expect(BigInt(text)).toBe(value);
      expect(parseWordHex(text)).toEqual({ lo, hi });
      expect(parseWordHex(`0x${value.toString(16).toUpperCase()}`)).toEqual({ lo, hi });
    }));
  });

  it('stand in the order of the numbers', () => {
    fc.assert(fc.property(word, word, (a, b) => {
      expect(wordHex(wordLo(a), wordHi(a)) < wordHex(wordLo(b), wordHi(b)), `the text of ${a} is less than that of ${b}`).toBe(a < b);
    }));
  });

  it('nothing else is read as one', () => {
    fc.assert(fc.property(fc.string({ maxLength: 24 }), (text) => {
      expect(parseWordHex(text) !== undefined, `'${text}' is read`).toBe(/^0[xX][0-9a-fA-F]{1,16}$/.test(text));
    }));
  });
});
