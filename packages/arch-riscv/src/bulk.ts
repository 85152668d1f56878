import {
  BULK_FLAGS, BULK_KIND_SHIFT, bulkOf, bulkTable, bulkWord, byPage, type BulkDecode, type BulkLoop, type BulkSlots,
} from '@faultline/codec-kit';
import type { Architecture, Kernel } from '@faultline/contracts';
import { G, PFN_HI, PFN_SHIFT, V } from './bits';
import { parseConfig } from './config';

const G_SHIFT = 5;

/** Bulk decode of page tables; what bits mean is asked of the codec, once. Tables of upper levels ask it for each entry. */
export const riscvBulk = (architecture: Architecture): BulkDecode => bulkOf(architecture, [pteLoop(architecture)]);

/** Reads one entry into its place. */
type Put = (lo: number, hi: number, at: number, out: BulkSlots) => void;

/** `swap` is all ones for an entry that is neither valid nor PROT_NONE: to branch would cost more. */
function putOf(architecture: Architecture, kernel: Kernel): Put {
  /** The offset starts higher than the frame. */
  const higher = (kernel === '6.12' ? 12 : 11) - PFN_SHIFT;
  const words = bulkTable(4096, (low) => bulkWord(architecture, 0, low, 1));
  return (lo, hi, at, { kinds, pfnLo, pfnHi, flags }) => {
    const swap = -(~(lo | (lo >>> G_SHIFT)) & V);
    const shift = PFN_SHIFT + (higher & swap);
    const word = (lo | hi) === 0 ? 0 : words[lo & 0xfff]!;
    kinds[at] = word >>> BULK_KIND_SHIFT;
    pfnLo[at] = (lo >>> shift) | (hi << -shift);
    pfnHi[at] = (hi & (PFN_HI | swap)) >>> shift;
    flags[at] = word & BULK_FLAGS;
  };
}

/** A loop for each byte order: an order that is known costs no test. */
function pteLoop(architecture: Architecture): BulkLoop {
  const { kernel, svnapot } = parseConfig(architecture.config, architecture.kernel);
  const napots = kernel === '6.12' && svnapot;
  const put = putOf(architecture, kernel);
  return byPage((view, little, from, to, out) => {
    if (little) for (let at = from, byte = 8 * from; at < to; at++, byte += 8) put(view.getInt32(byte, true), view.getInt32(byte + 4, true), at, out);
    else for (let at = from, byte = 8 * from; at < to; at++, byte += 8) put(view.getInt32(byte + 4), view.getInt32(byte), at, out);
    if (napots) clearMarks(view, little, from, to, out);
  });
}

/** In leaves of 64 KiB the lowest bit of the frame that is set marks the size. A pass of its own: few kernels have them. */
function clearMarks(view: DataView, little: boolean, from: number, to: number, { pfnLo, pfnHi }: BulkSlots): void {
  for (let at = from; at < to; at++) {
    const lo = view.getInt32(8 * at + (little ? 0 : 4), little);
    const hi = view.getInt32(8 * at + (little ? 4 : 0), little);
    if (hi >= 0 || (lo & (V | G)) === 0) continue;
    if (pfnLo[at] === 0) pfnHi[at]! &= pfnHi[at]! - 1;
    else pfnLo[at]! &= pfnLo[at]! - 1;
  }
}
