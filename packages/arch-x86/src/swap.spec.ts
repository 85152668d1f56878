import { KERNELS, type Kernel } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { x86_64 } from './index';
import { hex, rawOf, slotOf } from '../../../tools/arch-lab/lab';

const { swap, codec } = x86_64();
const encode = (type: number, offset: bigint): bigint => {
  const out = { lo: 0, hi: 0 };
  const { lo, hi } = slotOf(offset);
  swap.encode(0, type, lo, hi, out);
  return rawOf(out);
};
const typeOf = (raw: bigint): number => swap.type(0, slotOf(raw).lo, slotOf(raw).hi);
const offsetOf = (raw: bigint): bigint => {
  const out = { lo: 0, hi: 0 };
  const { lo, hi } = slotOf(raw);
  swap.offset(0, lo, hi, out);
  return rawOf(out);
};

const LAST = 2n ** 50n - 1n;
const OFFSETS = [0n, 1n, 0x7fffffn, 0x800000n, 0xffffffffn, 0x100000000n, 0x2_5555_5555_5555n, LAST];

describe('layout (arch-x86 §6.1)', () => {
  it('type 0, offset 0 is 0x07fffffffffffe00', () => expect(hex(encode(0, 0n))).toBe('0x7fffffffffffe00'));

  // Type 0 with the last offset would be the empty entry; no area is that long (arch_max_swapfile_size).
  it.each(OFFSETS)('offset %s: complemented from bit 9, type from bit 59, and back', (offset) => {
    for (let type = 0; type < 32; type++) {
      const raw = encode(type, offset);
      expect(raw).toBe((BigInt(type) << 59n) | ((~offset & LAST) << 9n));
      expect([typeOf(raw), offsetOf(raw)]).toEqual([type, offset]);
      const { lo, hi } = slotOf(raw);
      const zero = type === 0 && offset === LAST;
      expect([codec.isNone(0, lo, hi), codec.present(0, lo, hi), codec.present(1, lo, hi)]).toEqual([zero, false, false]);
    }
  });

  it('has 50 bits of offset; a frame takes 34 of them in l4, 40 in l5', () => {
    expect([swap.offsetBits, swap.pfnBits, x86_64({ config: 'l5' }).swap.pfnBits]).toEqual([50, 34, 40]);
  });
});

const FLAGS = [
  { name: 'soft-dirty', bit: 0x2n, get: swap.softDirty, set: swap.mkSoftDirty, clear: swap.clearSoftDirty },
  { name: 'uffd-wp', bit: 0x4n, get: swap.uffdWp, set: swap.mkUffdWp, clear: swap.clearUffdWp },
  { name: 'exclusive', bit: 0x8n, get: swap.exclusive, set: swap.mkExclusive, clear: swap.clearExclusive },
] as const;

it.each(FLAGS)('$name is bit $bit, and leaves type and offset as they are', ({ bit, get, set, clear }) => {
  const raw = encode(21, 0x2_aaaa_aaaa_aaaan);
  const entry = slotOf(raw);
  expect({ set: get(entry.lo, entry.hi) }).toEqual({ set: false });
  set(entry);
  expect([get(entry.lo, entry.hi), rawOf(entry)]).toEqual([true, raw | bit]);
  expect([typeOf(rawOf(entry)), offsetOf(rawOf(entry))]).toEqual([21, 0x2_aaaa_aaaa_aaaan]);
  clear(entry);
  expect(rawOf(entry)).toBe(raw);
});

describe('types (§6.2)', () => {
  const typesOf = (kernel: Kernel, devpriv: boolean) => x86_64({ kernel, config: devpriv ? 'l4+devpriv' : 'l4' }).swap.types;
  const NO_DEVICE = { devicePrivateWrite: -1, devicePrivateRead: -1, deviceExclusiveWrite: -1, deviceExclusiveRead: -1 };

  it('6.1: 26 files, and a type of its own for a failed swap-in', () => {
    expect(typesOf('6.1', false)).toEqual({
      ...NO_DEVICE, maxFiles: 26, hwpoison: 26, migrationRead: 27, migrationReadExclusive: 28, migrationWrite: 29, marker: 30, swapinError: 31,
    });
    expect(typesOf('6.1', true)).toEqual({
      maxFiles: 22, hwpoison: 22, migrationRead: 23, migrationReadExclusive: 24, migrationWrite: 25, devicePrivateWrite: 26, devicePrivateRead: 27,
      deviceExclusiveWrite: 28, deviceExclusiveRead: 29, marker: 30, swapinError: 31,
    });
  });

  it.each(KERNELS.filter((kernel) => kernel !== '6.1'))('%s: 27 files, 23 with device memory', (kernel) => {
    expect(typesOf(kernel, false)).toEqual({
      ...NO_DEVICE, maxFiles: 27, hwpoison: 27, migrationRead: 28, migrationReadExclusive: 29, migrationWrite: 30, marker: 31, swapinError: -1,
    });
    expect(typesOf(kernel, true)).toEqual({
      maxFiles: 23, hwpoison: 23, migrationRead: 24, migrationReadExclusive: 25, migrationWrite: 26, devicePrivateWrite: 27, devicePrivateRead: 28,
      deviceExclusiveWrite: 29, deviceExclusiveRead: 30, marker: 31, swapinError: -1,
    });
  });
});
