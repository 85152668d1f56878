import { swapTypes } from '@faultline/codec-kit';
import type { SwapCodec } from '@faultline/contracts';
import type { X86Config } from './config';

const TYPE_SHIFT = 27;
const SOFT_DIRTY = 0x2;
const UFFD_WP = 0x4;
const EXCLUSIVE = 0x8;
const OFFSET_HI = 0x07ffffff;

/** Swap-style entries: type on top, the offset complemented below it. @kernel v6.2-rc3 arch/x86/include/asm/pgtable_64.h:__swp_entry */
export function swapCodecOf(config: X86Config): SwapCodec {
  return Object.freeze<SwapCodec>({
    offsetBits: 50,
    pfnBits: config.levels === 5 ? 40 : 34,
    types: swapTypes({ kernel: config.kernel, memoryFailure: config.memoryFailure, devicePrivate: config.devicePrivate, pteMarker: true }),
    encode(_level, type, offsetLo, offsetHi, out) {
      out.lo = ~offsetLo << 9;
      out.hi = (~((offsetHi << 9) | (offsetLo >>> 23)) & OFFSET_HI) | (type << TYPE_SHIFT);
    },
    type: (_level, _lo, hi) => hi >>> TYPE_SHIFT,
    offset(_level, lo, hi, out) {
      out.lo = (~lo >>> 9) | (~hi << 23);
      out.hi = (~hi & OFFSET_HI) >>> 9;
    },
    exclusive: (lo) => (lo & EXCLUSIVE) !== 0,
    mkExclusive: (e) => void (e.lo |= EXCLUSIVE),
    clearExclusive: (e) => void (e.lo &= ~EXCLUSIVE),
    softDirty: (lo) => (lo & SOFT_DIRTY) !== 0,
    mkSoftDirty: (e) => void (e.lo |= SOFT_DIRTY),
    clearSoftDirty: (e) => void (e.lo &= ~SOFT_DIRTY),
    uffdWp: (lo) => (lo & UFFD_WP) !== 0,
    mkUffdWp: (e) => void (e.lo |= UFFD_WP),
    clearUffdWp: (e) => void (e.lo &= ~UFFD_WP),
  });
}
