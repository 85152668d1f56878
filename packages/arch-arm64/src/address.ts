import type { EntrySlot } from '@faultline/contracts';
import type { Arm64Config } from './config';

/** Where a descriptor keeps its output address. */
export interface AddressCodec {
  /** Address bits in the halves; what modifiers keep. */
  readonly maskLo: number;
  readonly maskHi: number;
  /** Frame number in base pages. */
  pfn(lo: number, hi: number): number;
  /** ORs the frame into a slot whose address bits are clear. */
  put(pfn: number, out: EntrySlot): void;
}

function plain(pageShift: number): AddressCodec {
  const scale = 2 ** (32 - pageShift);
  return {
    maskLo: -(2 ** pageShift) | 0, maskHi: 0xffff,
    pfn: (lo, hi) => (lo >>> pageShift) + (hi & 0xffff) * scale,
    put(pfn, out) {
      out.lo |= pfn << pageShift;
      out.hi |= (pfn / scale) & 0xffff;
    },
  };
}

/** Address bits 51:48 in descriptor bits 15:12. @kernel v6.2-rc3 arch/arm64/include/asm/pgtable.h:__pte_to_phys */
function with64k(): AddressCodec {
  const low = plain(16);
  return {
    maskLo: low.maskLo | 0xf000, maskHi: 0xffff,
    pfn: (lo, hi) => low.pfn(lo, hi) + ((lo >>> 12) & 15) * 2 ** 32,
    put(pfn, out) {
      low.put(pfn % 2 ** 32, out);
      out.lo |= (Math.floor(pfn / 2 ** 32) & 15) << 12;
    },
  };
}

/** Address bits 49:48 in place, 51:50 in descriptor bits 9:8. */
function lpa2(pageShift: number): AddressCodec {
  const scale = 2 ** (32 - pageShift);
  const top = 2 ** (50 - pageShift);
  return {
    maskLo: (-(2 ** pageShift) | 0) | 0x300, maskHi: 0x3ffff,
    pfn: (lo, hi) => (lo >>> pageShift) + (hi & 0x3ffff) * scale + ((lo >>> 8) & 3) * top,
    put(pfn, out) {
      const below = pfn % top;
      out.lo |= (below << pageShift) | ((Math.floor(pfn / top) & 3) << 8);
      out.hi |= Math.floor(below / scale) & 0x3ffff;
    },
  };
}

export const addressOf = ({ address, pageShift }: Arm64Config): AddressCodec =>
  address === 'lpa2' ? lpa2(pageShift) : address === '52-64k' ? with64k() : plain(pageShift);

/** Frame of a block: the bits below its size are not part of it. */
export const leafFrame = (address: AddressCodec, pages: number, lo: number, hi: number): number => {
  const pfn = address.pfn(lo, hi);
  return pfn - (pfn % pages);
};

/** Base pages that a leaf of a level covers. */
export const pagesOf = ({ pageShift }: Arm64Config, level: number): number => 2 ** (level * (pageShift - 3));

/** Bits of a frame number: physical address bits less the page's. */
export const pfnBitsOf = ({ address, pageShift }: Arm64Config): number => (address === '48' ? 48 : 52) - pageShift;
