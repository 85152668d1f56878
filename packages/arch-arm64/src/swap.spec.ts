import { KERNELS, type Architecture } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { arm64 } from './index';
import { rawOf, slotOf } from '../../../tools/arch-lab/lab';

const LAST = 2n ** 50n - 1n;
const OFFSETS = [0n, 1n, 0xfffffn, 0x100000n, 0xffffffn, 0x1000000n, 0xffffffffn, 0x100000000n, 0x2_5555_5555_5555n, LAST];

function encode({ swap }: Architecture, type: number, offset: bigint): bigint {
  const out = { lo: 0, hi: 0 };
  const { lo, hi } = slotOf(offset);
  swap.encode(0, type, lo, hi, out);
  return rawOf(out);
}
function read({ swap }: Architecture, raw: bigint): [type: number, offset: bigint] {
  const out = { lo: 0, hi: 0 };
  const { lo, hi } = slotOf(raw);
  swap.offset(0, lo, hi, out);
  return [swap.type(0, lo, hi), rawOf(out)];
}

/** arch-arm64 §6: where type and offset start, and the bits that must be 0. */
const LAYOUTS = [
  { kernel: '6.1', type: 3n, offset: 8n, zero: (1n << 58n) | 3n }, { kernel: '6.2', type: 3n, offset: 8n, zero: (1n << 58n) | 3n },
  { kernel: '6.12', type: 6n, offset: 12n, zero: (1n << 11n) | 3n },
] as const;
describe.each(LAYOUTS)('layout under $kernel', ({ kernel, type: typeAt, offset: offsetAt, zero }) => {
  const arch = arm64({ kernel });

  it.each(OFFSETS)('offset %s, with every type, and back', (offset) => {
    for (let type = 0; type < 32; type++) {
      const raw = encode(arch, type, offset);
      expect(raw).toBe((BigInt(type) << typeAt) | (offset << offsetAt));
      expect([raw & zero, ...read(arch, raw)]).toEqual([0n, type, offset]);
      const { lo, hi } = slotOf(raw);
      expect([arch.codec.present(0, lo, hi), arch.codec.present(1, lo, hi)]).toEqual([false, false]);
    }
  });

  it('exclusive is bit 2, and leaves type and offset as they are', () => {
    const entry = slotOf(encode(arch, 21, LAST));
    arch.swap.mkExclusive(entry);
    expect([arch.swap.exclusive(entry.lo, entry.hi), rawOf(entry), read(arch, rawOf(entry))])
      .toEqual([true, encode(arch, 21, LAST) | 4n, [21, LAST]]);
    arch.swap.clearExclusive(entry);
    expect([arch.swap.exclusive(entry.lo, entry.hi), rawOf(entry)]).toEqual([false, encode(arch, 21, LAST)]);
  });

  it('uffd-wp is bit 3 in 6.12, and before that there is none', () => {
    const entry = slotOf(encode(arch, 21, LAST));
    arch.swap.mkUffdWp(entry);
    const there = kernel === '6.12';
    expect([arch.swap.uffdWp(entry.lo, entry.hi), rawOf(entry)]).toEqual([there, encode(arch, 21, LAST) | (there ? 8n : 0n)]);
    expect(read(arch, rawOf(entry))).toEqual([21, LAST]);
    arch.swap.clearUffdWp(entry);
    expect(rawOf(entry)).toBe(encode(arch, 21, LAST));
  });

  it('no soft-dirty', () => {
    const entry = slotOf(encode(arch, 1, 1n));
    arch.swap.mkSoftDirty(entry);
    expect([arch.swap.softDirty(entry.lo, entry.hi), rawOf(entry)]).toEqual([false, encode(arch, 1, 1n)]);
  });
});

const PFN_BITS = [['4k-48', 36], ['16k-48', 34], ['64k-48', 32], ['64k-52', 36], ['4k-52-lpa2', 40], ['16k-52-lpa2', 38]] as const;
it.each(PFN_BITS)('%s: 50 bits of offset, a frame takes %i (§6)', (config, bits) => {
  const { swap } = arm64({ config, kernel: '6.12' });
  expect([swap.offsetBits, swap.pfnBits]).toEqual([50, bits]);
});

describe('types (recorded; arch-arm64 §6, arch-x86 §6.2)', () => {
  const COMMON = {
    maxFiles: 27, hwpoison: 27, migrationRead: 28, migrationReadExclusive: 29, migrationWrite: 30, devicePrivateWrite: -1, devicePrivateRead: -1,
    deviceExclusiveWrite: -1, deviceExclusiveRead: -1,
  };
  it.each(KERNELS)('%s: 27 files; type 31 is a failed swap-in in 6.1, markers after', (kernel) => {
    const own = kernel === '6.1' ? { marker: -1, swapinError: 31 } : { marker: 31, swapinError: -1 };
    expect(arm64({ kernel }).swap.types).toEqual({ ...COMMON, ...own });
  });
});
