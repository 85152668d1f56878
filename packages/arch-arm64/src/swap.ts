import { swapTypes } from '@faultline/codec-kit';
import type { SwapCodec } from '@faultline/contracts';
import { pfnBitsOf } from './address';
import type { Arm64Config } from './config';

const EXCLUSIVE = 0x4;
const UFFD_WP = 0x8;
const OFFSET_BITS = 50;

/** Swap-style entries; the layout moved after 6.2. No marker type in 6.1, which has it with userfaultfd-wp only. @kernel v6.2-rc3 arch/arm64/include/asm/pgtable.h:__SWP_TYPE_SHIFT */
export function swapCodecOf(config: Arm64Config): SwapCodec {
  const newer = config.kernel === '6.12';
  const typeShift = newer ? 6 : 3;
  const shift = newer ? 12 : 8;
  const offsetHi = 2 ** (OFFSET_BITS + shift - 32) - 1;
  return Object.freeze<SwapCodec>({
    offsetBits: OFFSET_BITS,
    pfnBits: pfnBitsOf(config),
    types: swapTypes({ kernel: config.kernel, memoryFailure: true, devicePrivate: false, pteMarker: false }),
    encode(_level, type, offsetLo, offHi, out) {
      out.lo = (offsetLo << shift) | (type << typeShift);
      out.hi = ((offsetLo >>> (32 - shift)) | (offHi << shift)) & offsetHi;
    },
    type: (_level, lo) => (lo >>> typeShift) & 31,
    offset(_level, lo, hi, out) {
      const high = hi & offsetHi;
      out.lo = (lo >>> shift) | (high << (32 - shift));
      out.hi = high >>> shift;
    },
    exclusive: (lo) => (lo & EXCLUSIVE) !== 0,
    mkExclusive: (e) => void (e.lo |= EXCLUSIVE),
    clearExclusive: (e) => void (e.lo &= ~EXCLUSIVE),
    softDirty: () => false,
    mkSoftDirty() {},
    clearSoftDirty() {},
    uffdWp: (lo) => newer && (lo & UFFD_WP) !== 0,
    mkUffdWp: (e) => void (newer && (e.lo |= UFFD_WP)),
    clearUffdWp: (e) => void (newer && (e.lo &= ~UFFD_WP)),
  });
}
