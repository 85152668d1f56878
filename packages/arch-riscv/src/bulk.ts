import {
  BULK_FLAGS, BULK_KIND_SHIFT, bulkOf, bulkTable, bulkWord, type Architecture, type BulkDecode, type BulkLoop,
} from '@faultline/contracts';
import { G, PFN_HI, PFN_SHIFT, V } from './bits';
import { parseConfig } from './config';

const G_SHIFT = 5;

/** Bulk decode of page tables; what bits mean is asked of the codec, once. Tables of upper levels ask it for each entry. */
export const riscvBulk = (architecture: Architecture): BulkDecode => bulkOf(architecture, [pteLoop(architecture)]);

/** `swap` is all ones for an entry that is neither valid nor PROT_NONE: to branch would cost more. */
function pteLoop(architecture: Architecture): BulkLoop {
  const { kernel, svnapot } = parseConfig(architecture.config, architecture.kernel);
  const napots = kernel === '6.12' && svnapot;
  /** The offset starts higher than the frame. */
  const higher = (kernel === '6.12' ? 12 : 11) - PFN_SHIFT;
  const apart = 32 - higher;
  const words = bulkTable(4096, (low) => bulkWord(architecture, 0, low, 1));
  return (view, little, count, { kinds, pfnLo, pfnHi, flags }) => {
    const loAt = little ? 0 : 4;
    for (let at = 0, byte = 0; at < count; at++, byte += 8) {
      const lo = view.getInt32(byte + loAt, little);
      const hi = view.getInt32(byte + 4 - loAt, little);
      const leaf = (lo & V) | ((lo >>> G_SHIFT) & 1);
      const swap = leaf - 1;
      const shift = higher & swap;
      const high = hi & (PFN_HI | swap);
      const word = (lo | hi) === 0 ? 0 : words[lo & 0xfff]!;
      const below = (lo >>> PFN_SHIFT) | (high << (32 - PFN_SHIFT));
      const above = high >>> PFN_SHIFT;
      kinds[at] = word >>> BULK_KIND_SHIFT;
      pfnLo[at] = (below >>> shift) | ((above << apart) & swap);
      pfnHi[at] = above >>> shift;
      flags[at] = word & BULK_FLAGS;
    }
    if (napots) clearMarks(view, little, count, pfnLo, pfnHi);
  };
}

/** In leaves of 64 KiB the lowest bit of the frame that is set marks the size. A pass of its own: few kernels have them. */
function clearMarks(view: DataView, little: boolean, count: number, pfnLo: Int32Array, pfnHi: Int32Array): void {
  for (let at = 0; at < count; at++) {
    const lo = view.getInt32(8 * at + (little ? 0 : 4), little);
    const hi = view.getInt32(8 * at + (little ? 4 : 0), little);
    if (hi >= 0 || (lo & (V | G)) === 0) continue;
    if (pfnLo[at] === 0) pfnHi[at]! &= pfnHi[at]! - 1;
    else pfnLo[at]! &= pfnLo[at]! - 1;
  }
}
