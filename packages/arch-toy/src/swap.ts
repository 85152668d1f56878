import { swapTypes } from '@faultline/codec-kit';
import type { SwapCodec } from '@faultline/contracts';
import { P, TYPE_SHIFT } from './bits';
import type { Config } from './config';

/** Swap-style entries: the offset where a page has its frame. P keeps the first place of the first device from being empty. */
export function swapCodecOf({ kernel }: Config): SwapCodec {
  return Object.freeze<SwapCodec>({
    offsetBits: 32,
    pfnBits: 30,
    types: swapTypes({ kernel, memoryFailure: false, devicePrivate: false, pteMarker: kernel !== '6.1' }),
    encode(_level, type, offsetLo, _offsetHi, out) {
      out.lo = P | (type << TYPE_SHIFT);
      out.hi = offsetLo;
    },
    type: (_level, lo) => (lo >>> TYPE_SHIFT) & 31,
    offset(_level, _lo, hi, out) {
      out.lo = hi;
      out.hi = 0;
    },
    exclusive: () => false,
    mkExclusive() {},
    clearExclusive() {},
    softDirty: () => false,
    mkSoftDirty() {},
    clearSoftDirty() {},
    uffdWp: () => false,
    mkUffdWp() {},
    clearUffdWp() {},
  });
}
