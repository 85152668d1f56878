import { swapTypes } from '@faultline/codec-kit';
import type { Kernel, SwapCodec } from '@faultline/contracts';

const SWAP = 0x600;
const EXCLUSIVE = 0x800;
const SOFT_DIRTY = 0x2;

/** Swap-style entries of page tables. @kernel v6.2-rc3 arch/s390/include/asm/pgtable.h:mk_swap_pte */
export const swapCodecOf = (kernel: Kernel): SwapCodec => Object.freeze<SwapCodec>({
  offsetBits: 52,
  pfnBits: 34,
  types: swapTypes({ kernel, memoryFailure: false, devicePrivate: false, pteMarker: false }),
  encode(_level, type, offsetLo, offsetHi, out) {
    out.lo = (offsetLo << 12) | (type << 2) | SWAP;
    out.hi = (offsetLo >>> 20) | (offsetHi << 12);
  },
  type: (_level, lo) => (lo >>> 2) & 31,
  offset(_level, lo, hi, out) {
    out.lo = (lo >>> 12) | (hi << 20);
    out.hi = hi >>> 12;
  },
  exclusive: (lo) => (lo & EXCLUSIVE) !== 0,
  mkExclusive: (e) => void (e.lo |= EXCLUSIVE),
  clearExclusive: (e) => void (e.lo &= ~EXCLUSIVE),
  softDirty: (lo) => (lo & SOFT_DIRTY) !== 0,
  mkSoftDirty: (e) => void (e.lo |= SOFT_DIRTY),
  clearSoftDirty: (e) => void (e.lo &= ~SOFT_DIRTY),
  uffdWp: () => false,
  mkUffdWp() {},
  clearUffdWp() {},
});
