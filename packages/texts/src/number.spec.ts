import { describe, expect, it } from 'vitest';
import { bitsText, countText, hexText, sizeText, wordText } from './number';

describe('numbers in words', () => {
  it.each([
    [hexText(0x105), '0x105'], [hexText(0n), '0x0'], [wordText(0x105n), '0x0000000000000105'], [wordText(2n ** 64n - 1n), '0xffffffffffffffff'],
    [bitsText(63, 63), '63'], [bitsText(51, 12), '51:12'],
    [sizeText(4096n), '4K'], [sizeText(0x201000n), '2052K'], [sizeText(1n << 30n), '1G'], [sizeText(1n << 60n), '1024P'], [sizeText(513n), '513'],
    [countText(0, 'page'), '0 pages'], [countText(1, 'page'), '1 page'], [countText(2, 'page'), '2 pages'],
  ])('%s', (text, expected) => expect(text).toBe(expected));
});
