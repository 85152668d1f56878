import { describe, expect, it } from 'vitest';
import { arm64 } from './index';
import { mmOf } from '../../../tools/arch-lab/lab';

/** arch-arm64 §1, VA split: shift and entries by Linux level, pte first. */
const SPLITS = [
  ['4k-48', [[12, 512], [21, 512], [30, 512], [39, 512]]], ['4k-39', [[12, 512], [21, 512], [30, 512]]],
  ['4k-52-lpa2', [[12, 512], [21, 512], [30, 512], [39, 512], [48, 16]]],
  ['16k-36', [[14, 2048], [25, 2048]]], ['16k-47', [[14, 2048], [25, 2048], [36, 2048]]], ['16k-48', [[14, 2048], [25, 2048], [36, 2048], [47, 2]]],
  ['16k-52-lpa2', [[14, 2048], [25, 2048], [36, 2048], [47, 32]]],
  ['64k-42', [[16, 8192], [29, 8192]]], ['64k-48', [[16, 8192], [29, 8192], [42, 64]]], ['64k-52', [[16, 8192], [29, 8192], [42, 1024]]],
] as const;
const geometryOf = (config: string) => arm64({ config, kernel: '6.12' }).geometry;

describe.each(SPLITS)('%s', (config, levels) => {
  const geometry = geometryOf(config);
  const { pageShift } = geometry;
  const vaBits = Number(/-(\d+)/.exec(config)![1]);

  it('has its levels, its root on top, little-endian entries', () => {
    expect(geometry.topLevel).toBe(levels.length - 1);
    expect(geometry.shift.slice(0, levels.length)).toEqual(levels.map(([shift]) => shift));
    expect(geometry.entries).toEqual([...levels.map(([, entries]) => entries), 0, 0, 0].slice(0, 5));
    expect(geometry.byteOrder).toBe('little');
  });

  it('a table below the root fills a granule', () => {
    expect(geometry.tableBytes.slice(0, levels.length - 1)).toEqual(levels.slice(1).map(() => 2 ** pageShift));
  });

  it('blocks: 2 MiB, 32 MiB or 512 MiB, and 1 GiB with 4K pages', () => expect(geometry.leafLevels).toBe(pageShift === 12 ? 0b111 : 0b11));

  it('each address bit is in one index, or in none', () => {
    for (let bit = pageShift; bit < 64; bit++) {
      const vpn = 2 ** (bit - pageShift);
      const found = levels.map(([shift, entries], level) => {
        const expected = bit >= shift && 2 ** (bit - shift) < entries ? 2 ** (bit - shift) : 0;
        expect(geometry.index(level, vpn | 0, (vpn / 2 ** 32) | 0), `level ${level}, address bit ${bit}`).toBe(expected);
        return expected;
      });
      expect(found.filter((index) => index > 0)).toHaveLength(bit < vaBits ? 1 : 0);
    }
  });

  it('user space is all of TTBR0', () => {
    expect(geometry.userLimit(mmOf())).toBe(2 ** (vaBits - pageShift));
    expect(geometry.grow).toBeUndefined();
  });

  it('bits above the VA width must equal bit 55; a tag in the top byte of a user address is ignored (§7)', () => {
    const low = 1n << BigInt(vaBits);
    const high = 2n ** 64n - low;
    const ok = [0n, low - 1n, high, 2n ** 64n - 1n, (0x55n << 56n) | (low - 1n), (0xffn << 56n) | 0x1000n];
    const fault = [low, high - 1n, 1n << 55n, (0x55n << 56n) | low, high & ~(0x55n << 56n)];
    expect(ok.map((va) => geometry.isCanonical(va))).toEqual(ok.map(() => 'ok'));
    expect(fault.map((va) => geometry.isCanonical(va))).toEqual(fault.map(() => 'fault'));
  });
});
