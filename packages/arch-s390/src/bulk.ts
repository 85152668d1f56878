import { BULK_FLAGS, BULK_KIND_SHIFT, bulkOf, bulkTable, bulkWord, byPage, type BulkDecode, type BulkLoop } from '@faultline/codec-kit';
import type { Architecture } from '@faultline/contracts';
import { EMPTY, PTE } from './bits';

const A_FRAME_BIT = 0x1000;

/** Bulk decode of page tables; what bits mean is asked of the codec, once. Tables of upper levels ask it for each entry. */
export const s390Bulk = (architecture: Architecture): BulkDecode => bulkOf(architecture, [pteLoop(architecture)]);

/** Frame and offset stand in the same place; neither present nor protected is no entry at all. */
function pteLoop(architecture: Architecture): BulkLoop {
  const words = bulkTable(4096, (low) => bulkWord(architecture, 0, low | A_FRAME_BIT, 0));
  const [empty, entry] = [EMPTY[0], PTE.present | PTE.protect];
  return byPage((view, little, from, to, { kinds, pfnLo, pfnHi, flags }) => {
    const loAt = little ? 0 : 4;
    for (let at = from, byte = 8 * from; at < to; at++, byte += 8) {
      const lo = view.getInt32(byte + loAt, little);
      const hi = view.getInt32(byte + 4 - loAt, little);
      if (lo === empty && hi === 0) {
        kinds[at] = pfnLo[at] = pfnHi[at] = flags[at] = 0;
        continue;
      }
      const word = words[lo & 0xfff]!;
      const counts = (lo & entry) === 0 ? 0 : -1;
      kinds[at] = word >>> BULK_KIND_SHIFT;
      pfnLo[at] = ((lo >>> 12) | (hi << 20)) & counts;
      pfnHi[at] = (hi >>> 12) & counts;
      flags[at] = word & BULK_FLAGS;
    }
  });
}
