import { describe, expect, it } from 'vitest';
import { s390 } from './index';
import { mmOf } from '../../../tools/arch-lab/lab';

const { geometry } = s390();
/** arch-s390 §1: level, shift, entries, table bytes. */
const LEVELS = [[0, 12, 256, 2048], [1, 20, 2048, 16384], [2, 31, 2048, 16384], [3, 42, 2048, 16384], [4, 53, 2048, 16384]] as const;

describe('tables', () => {
  it.each(LEVELS)('level %i: shift %i, %i entries, %i bytes', (level, shift, entries, bytes) => {
    expect([geometry.shift[level], geometry.entries[level], geometry.tableBytes[level]]).toEqual([shift, entries, bytes]);
    for (let bit = 12; bit < 64; bit++) {
      const vpn = 2 ** (bit - 12);
      const expected = bit >= shift && 2 ** (bit - shift) < entries ? 2 ** (bit - shift) : 0;
      expect(geometry.index(level, vpn | 0, (vpn / 2 ** 32) | 0), `address bit ${bit}`).toBe(expected);
    }
    expect(geometry.index(level, -1, 0xfffff)).toBe(entries - 1);
  });

  it('4 KiB pages, big-endian entries; leaves of 1 MiB and 2 GiB with EDAT only', () => {
    expect([geometry.pageShift, geometry.byteOrder, geometry.leafLevels]).toEqual([12, 'big', 0b001]);
    expect(s390({ config: '3level+edat' }).geometry.leafLevels).toBe(0b111);
  });

  it.each([['3level', 2], ['4level', 3], ['5level', 4]] as const)('%s: a fresh mm has its root at level %i', (config, top) => {
    expect(s390({ config }).geometry.topLevel).toBe(top);
  });
});

/** arch-s390 §1: root level, user range in bytes. */
const RANGES = [[1, 2n ** 31n], [2, 2n ** 42n], [3, 2n ** 53n], [4, 2n ** 64n - 4096n]] as const;

describe('the user range is the mm\'s own', () => {
  it.each(RANGES)('root at level %i: %i bytes', (topLevel, bytes) => expect(BigInt(geometry.userLimit(mmOf({ topLevel }))) << 12n).toBe(bytes));

  it('and grows with the first mapping above it', () => {
    const grown = (topLevel: number, address: bigint) => geometry.grow!(mmOf({ topLevel }), Number(address >> 12n));
    expect([grown(2, 2n ** 42n - 1n), grown(2, 2n ** 42n), grown(2, 2n ** 53n - 1n), grown(2, 2n ** 53n)]).toEqual([undefined, 3, 3, 4]);
    expect([grown(3, 2n ** 53n - 1n), grown(3, 2n ** 53n), grown(3, 0n), grown(4, 2n ** 63n)]).toEqual([undefined, 4, undefined, undefined]);
    expect([grown(2, 2n ** 64n - 4097n), grown(2, 2n ** 64n - 1n)]).toEqual([4, undefined]);
  });
});

it('every address is legal; what lies beyond the root is an exception of the walk (§7)', () => {
  expect([0n, 2n ** 42n, 2n ** 63n, 2n ** 64n - 1n].map((va) => geometry.isCanonical(va))).toEqual(['ok', 'ok', 'ok', 'ok']);
});
