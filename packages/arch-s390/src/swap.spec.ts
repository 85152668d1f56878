import { KERNELS } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { s390 } from './index';
import { hex, rawOf, slotOf } from '../../../tools/arch-lab/lab';

const { swap, codec } = s390();
const LAST = 2n ** 52n - 1n;
const OFFSETS = [0n, 1n, 0xfffffn, 0x100000n, 0xffffffffn, 0x100000000n, 0x5_5555_5555_5555n, LAST];
const encode = (type: number, offset: bigint): bigint => {
  const out = { lo: 0, hi: 0 };
  const { lo, hi } = slotOf(offset);
  swap.encode(0, type, lo, hi, out);
  return rawOf(out);
};
const read = (raw: bigint): [type: number, offset: bigint] => {
  const out = { lo: 0, hi: 0 };
  const { lo, hi } = slotOf(raw);
  swap.offset(0, lo, hi, out);
  return [swap.type(0, lo, hi), rawOf(out)];
};

describe('layout (arch-s390 §6)', () => {
  it('type 0, offset 0 is 0x600', () => expect(hex(encode(0, 0n))).toBe('0x600'));

  it.each(OFFSETS)('offset %s, with every type, and back', (offset) => {
    for (let type = 0; type < 32; type++) {
      const raw = encode(type, offset);
      expect(raw).toBe(0x600n | (BigInt(type) << 2n) | (offset << 12n));
      expect(read(raw)).toEqual([type, offset]);
      const { lo, hi } = slotOf(raw);
      expect([codec.isNone(0, lo, hi), codec.present(0, lo, hi)]).toEqual([false, false]);
    }
  });

  it('has 52 bits of offset, a frame takes 34', () => expect([swap.offsetBits, swap.pfnBits]).toEqual([52, 34]));
});

const FLAGS = [
  { name: 'exclusive', bit: 0x800n, get: swap.exclusive, set: swap.mkExclusive, clear: swap.clearExclusive },
  { name: 'soft-dirty', bit: 0x2n, get: swap.softDirty, set: swap.mkSoftDirty, clear: swap.clearSoftDirty },
  { name: 'uffd-wp, which there is none of,', bit: 0n, get: swap.uffdWp, set: swap.mkUffdWp, clear: swap.clearUffdWp },
] as const;
it.each(FLAGS)('$name is bit $bit, and leaves type and offset as they are', ({ bit, get, set, clear }) => {
  const entry = slotOf(encode(21, LAST));
  set(entry);
  expect([get(entry.lo, entry.hi), rawOf(entry), read(rawOf(entry))]).toEqual([bit !== 0n, encode(21, LAST) | bit, [21, LAST]]);
  clear(entry);
  expect([get(entry.lo, entry.hi), rawOf(entry)]).toEqual([false, encode(21, LAST)]);
});

describe('types (§6): no memory failure, no device memory', () => {
  const COMMON = {
    maxFiles: 28, hwpoison: -1, migrationRead: 28, migrationReadExclusive: 29, migrationWrite: 30, devicePrivateWrite: -1, devicePrivateRead: -1,
    deviceExclusiveWrite: -1, deviceExclusiveRead: -1,
  };
  it.each(KERNELS)('%s: 28 files; type 31 is a failed swap-in in 6.1, markers after', (kernel) => {
    expect(s390({ kernel }).swap.types)
      .toEqual({ ...COMMON, ...(kernel === '6.1' ? { marker: -1, swapinError: 31 } : { marker: 31, swapinError: -1 }) });
  });
});
