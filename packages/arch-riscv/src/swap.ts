import { swapTypes } from '@faultline/codec-kit';
import type { SwapCodec } from '@faultline/contracts';
import type { RiscvConfig } from './config';

const EXCLUSIVE = 0x40;
const PFN_BITS = 44;

/**
 * Swap-style entries. The exclusive mark came after 6.2 and moved type and offset up by one.
 * @kernel v6.2-rc3 arch/riscv/include/asm/pgtable.h:__SWP_TYPE_SHIFT
 */
export function swapCodecOf({ kernel }: RiscvConfig): SwapCodec {
  const newer = kernel === '6.12';
  const typeShift = newer ? 7 : 6;
  const shift = typeShift + 5;
  return Object.freeze<SwapCodec>({
    offsetBits: 64 - shift,
    pfnBits: PFN_BITS,
    types: swapTypes({ kernel, memoryFailure: false, devicePrivate: false, pteMarker: kernel !== '6.1' }),
    encode(_level, type, offsetLo, offsetHi, out) {
      out.lo = (offsetLo << shift) | (type << typeShift);
      out.hi = (offsetLo >>> (32 - shift)) | (offsetHi << shift);
    },
    type: (_level, lo) => (lo >>> typeShift) & 31,
    offset(_level, lo, hi, out) {
      out.lo = (lo >>> shift) | (hi << (32 - shift));
      out.hi = hi >>> shift;
    },
    exclusive: (lo) => newer && (lo & EXCLUSIVE) !== 0,
    mkExclusive: (e) => void (newer && (e.lo |= EXCLUSIVE)),
    clearExclusive: (e) => void (newer && (e.lo &= ~EXCLUSIVE)),
    softDirty: () => false,
    mkSoftDirty() {},
    clearSoftDirty() {},
    uffdWp: () => false,
    mkUffdWp() {},
    clearUffdWp() {},
  });
}
