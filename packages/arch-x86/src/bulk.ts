import { BULK_FLAGS, BULK_KIND_SHIFT, bulkOf, bulkTable, bulkWord, byPage, type BulkDecode, type BulkLoop } from '@faultline/codec-kit';
import type { Architecture } from '@faultline/contracts';
import { A, D, FRAME_HI, G, NX, P } from './bits';

/** Bits above the frame: their meanings depend on the version. */
const HIGH_SHIFT = 25;
const HIGH_BITS = 7;
const OFFSET_HI = 0x07ffffff;
const A_FRAME_BIT = 0x1000;

/** Bulk decode of page tables; what bits mean is asked of the codec, once. Tables of upper levels ask it for each entry. */
export const x86Bulk = (architecture: Architecture): BulkDecode => bulkOf(architecture, [pteLoop(architecture)]);

function pteLoop(architecture: Architecture): BulkLoop {
  const lows = bulkTable(4096, (low) => bulkWord(architecture, 0, low | A_FRAME_BIT, low & (P | G) ? NX : 0));
  const leafHighs = bulkTable(2 ** HIGH_BITS, (high) => bulkWord(architecture, 0, P, high << HIGH_SHIFT) & BULK_FLAGS);
  const swapHighs = bulkTable(2 ** HIGH_BITS, (high) => bulkWord(architecture, 0, 0, (high << HIGH_SHIFT) | 1));
  return byPage((view, little, from, to, { kinds, pfnLo, pfnHi, flags }) => {
    const loAt = little ? 0 : 4;
    for (let at = from, byte = 8 * from; at < to; at++, byte += 8) {
      const lo = view.getInt32(byte + loAt, little);
      const hi = view.getInt32(byte + 4 - loAt, little);
      if (((lo & ~(A | D)) | hi) === 0) {
        kinds[at] = pfnLo[at] = pfnHi[at] = flags[at] = 0;
      } else if (lo & (P | G)) {
        const flip = (lo & P) - 1;
        const high = (hi ^ flip) & FRAME_HI;
        const word = lows[lo & 0xfff]! | leafHighs[hi >>> HIGH_SHIFT]!;
        kinds[at] = word >>> BULK_KIND_SHIFT;
        pfnLo[at] = ((lo ^ flip) >>> 12) | (high << 20);
        pfnHi[at] = high >>> 12;
        flags[at] = word & BULK_FLAGS;
      } else {
        const word = swapHighs[hi >>> HIGH_SHIFT]!;
        kinds[at] = word >>> BULK_KIND_SHIFT;
        pfnLo[at] = (~lo >>> 9) | (~hi << 23);
        pfnHi[at] = (~hi & OFFSET_HI) >>> 9;
        flags[at] = (word | lows[lo & 0xfff]!) & BULK_FLAGS;
      }
    }
  });
}
