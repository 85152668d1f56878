import { describe, expect, it } from 'vitest';
import { x86_64 } from './index';
import { mmOf } from '../../../tools/arch-lab/lab';

const four = x86_64({ config: 'l4' }).geometry;
const five = x86_64({ config: 'l5' }).geometry;

/** arch-x86 §1, VA split: level, shift, highest bit of the index, a leaf is legal. */
const SPLIT = [[0, 12, 20, true], [1, 21, 29, true], [2, 30, 38, true], [3, 39, 47, false], [4, 48, 56, false]] as const;

describe.each([{ name: 'l4', geometry: four, top: 3 }, { name: 'l5', geometry: five, top: 4 }])('$name', ({ geometry, top }) => {
  it('has 4 KiB pages, little-endian entries, and its root on top', () => {
    expect([geometry.pageShift, geometry.byteOrder, geometry.topLevel, geometry.shift.length]).toEqual([12, 'little', top, 5]);
  });

  it.each(SPLIT.filter(([level]) => level <= top))('level %i: shift %i, index up to bit %i', (level, shift, high, leaf) => {
    expect([geometry.shift[level], geometry.entries[level], geometry.tableBytes[level]]).toEqual([shift, 512, 4096]);
    expect((geometry.leafLevels >> level) & 1).toBe(leaf ? 1 : 0);
    for (let bit = 12; bit < 57; bit++) {
      const vpn = 2 ** (bit - 12);
      const expected = bit >= shift && bit <= high ? 2 ** (bit - shift) : 0;
      expect(geometry.index(level, vpn | 0, (vpn / 2 ** 32) | 0), `address bit ${bit}`).toBe(expected);
    }
  });

  it('takes an index from a page number with all bits set', () => {
    for (let level = 0; level <= top; level++) expect(geometry.index(level, -1, 0xfffff)).toBe(511);
  });
});

it('the fifth level is folded in l4', () => expect([four.entries[4], four.tableBytes[4]]).toEqual([0, 0]));

describe('user space ends one page below the boundary (§1)', () => {
  it('l4: 2^47 - 4096', () => expect(four.userLimit(mmOf())).toBe((2 ** 47 - 4096) / 4096));
  it('l5: 2^56 - 4096', () => expect(five.userLimit(mmOf())).toBe((2 ** 56 - 4096) / 4096));
  it('and never grows', () => expect([four.grow, five.grow]).toEqual([undefined, undefined]));
});

describe('an address is legal when its high bits are all equal; else #GP, never a page fault (§1)', () => {
  const ADDRESSES = [
    ['0x0', 'ok', 'ok'], ['0x7fffffffffff', 'ok', 'ok'], ['0x800000000000', 'exception', 'ok'], ['0xffffffffffffff', 'exception', 'ok'],
    ['0x100000000000000', 'exception', 'exception'], ['0x800000000000000', 'exception', 'exception'],
    ['0xfeffffffffffffff', 'exception', 'exception'],
    ['0xff00000000000000', 'exception', 'ok'], ['0xffff7fffffffffff', 'exception', 'ok'], ['0xffff800000000000', 'ok', 'ok'],
    ['0xffffffffffffffff', 'ok', 'ok'],
  ] as const;
  it.each(ADDRESSES)('%s: l4 %s, l5 %s', (va, inFour, inFive) => {
    expect([four.isCanonical(BigInt(va)), five.isCanonical(BigInt(va))]).toEqual([inFour, inFive]);
  });
});
