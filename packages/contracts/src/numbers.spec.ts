import { describe, expect, it } from 'vitest';
import { pagesOf, parseWordHex, TABLE_REF_SHIFT, vpnHi, vpnLo, vpnOf, wordHex, wordHi, wordLo, wordOf } from './numbers';

describe('halves of a page number: signed 32-bit words', () => {
  it.each([
    [0, 0, 0], [1, 1, 0], [2 ** 31 - 1, 0x7fffffff, 0], [2 ** 31, -(2 ** 31), 0], [2 ** 32 - 1, -1, 0], [2 ** 32, 0, 1], [2 ** 32 + 1, 1, 1], [2 ** 51, 0, 2 ** 19], [2 ** 52 - 1, -1, 2 ** 20 - 1], [2 ** 52, 0, 2 ** 20],
  ])('%d is %d and %d', (vpn, lo, hi) => {
    expect([vpnLo(vpn), vpnHi(vpn)]).toEqual([lo, hi]);
    expect(vpnOf(lo, hi)).toBe(vpn);
  });
});

describe('halves of a 64-bit word: signed 32-bit words', () => {
  it.each([
    [0n, 0, 0, '0x0000000000000000'], [1n, 1, 0, '0x0000000000000001'], [0x7fffffffn, 0x7fffffff, 0, '0x000000007fffffff'], [0x80000000n, -(2 ** 31), 0, '0x0000000080000000'],
    [0xffffffffn, -1, 0, '0x00000000ffffffff'], [0x100000000n, 0, 1, '0x0000000100000000'], [0x8000000000000000n, 0, -(2 ** 31), '0x8000000000000000'], [0xffffffffffffffffn, -1, -1, '0xffffffffffffffff'],
    [0x00e8000040a05f43n, 0x40a05f43, 0x00e80000, '0x00e8000040a05f43'],
  ])('%s is %d and %d, and written %s', (word, lo, hi, hex) => {
    expect([wordLo(word), wordHi(word)]).toEqual([lo, hi]);
    expect(wordOf(lo, hi)).toBe(word);
    expect(wordHex(lo, hi)).toBe(hex);
    expect(parseWordHex(hex)).toEqual({ lo, hi });
  });

  it('halves may be given without sign', () => {
    expect(wordOf(0xffffffff, 0x80000000)).toBe(0x80000000ffffffffn);
    expect(wordHex(0xffffffff, 0x80000000)).toBe('0x80000000ffffffff');
  });
});

describe('words in hexadecimal', () => {
  it.each([['0x0', 0, 0], ['0xF', 15, 0], ['0Xff', 255, 0], ['0xDEADbeef', 0xdeadbeef | 0, 0], ['0x0000000000000001', 1, 0]])('%s is a word', (text, lo, hi) => expect(parseWordHex(text)).toEqual({ lo, hi }));

  it.each(['', '0x', 'ff', '0xg', '0x00000000000000000', '0x11112222333344445', '-0x1', ' 0x1', '0x1 ', '0x1\n', '0x1_0', '0x1.0', '1', '0b1', '0o7'])('"%s" is none', (text) => expect(parseWordHex(text)).toBeUndefined());
});

it('a table stands at a multiple of 2 KiB', () => expect(2 ** TABLE_REF_SHIFT).toBe(2048));

it('pages come in powers of two, up to all there can be', () => {
  for (let bits = 0; bits <= 52; bits++) expect(pagesOf(bits)).toBe(2 ** bits);
});
