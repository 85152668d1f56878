import {
  decodeSwap, LEVEL_NAMES, namedBits, wordHi, wordLo, type DecodedEntry, type EntryKind, type SwapCodec,
} from '@faultline/contracts';
import { A, D, N, PAGE_LAYOUT, R, S, SWAP_LAYOUT, TABLE_LAYOUT, V, W, X } from './bits';

const LEAVES: readonly EntryKind[] = ['page', 'protnone'];
const SWAPS: readonly EntryKind[] = ['swap', 'migration', 'device', 'hwpoison', 'marker', 'swapin-error'];

const leafFlags = (lo: number): Record<string, boolean> => ({
  protnone: (lo & (V | N)) === N, young: (lo & A) !== 0, dirty: (lo & D) !== 0, read: (lo & R) !== 0, write: (lo & W) !== 0,
  exec: (lo & X) !== 0, special: (lo & S) !== 0,
});

/** Where the entry leads: a frame, a table, a place on a swap device. */
function target(kind: EntryKind, swap: SwapCodec, level: number, raw: bigint): Pick<DecodedEntry, 'pfn' | 'tablePhys' | 'swap'> {
  if (LEAVES.includes(kind)) return { pfn: wordHi(raw) >>> 0 };
  if (kind === 'table') return { tablePhys: (raw >> 32n) << 11n };
  return SWAPS.includes(kind) ? { swap: decodeSwap(swap, level, raw).swap } : {};
}

/** Any value in words. */
export const decoder = (kindOf: (level: number, lo: number, hi: number) => EntryKind, swap: SwapCodec) =>
  (level: number, raw64: bigint): DecodedEntry => {
    const raw = BigInt.asUintN(64, raw64);
    const lo = wordLo(raw);
    const kind = kindOf(level, lo, wordHi(raw));
    const isLeaf = LEAVES.includes(kind);
    const layout = SWAPS.includes(kind) ? SWAP_LAYOUT : isLeaf ? PAGE_LAYOUT : TABLE_LAYOUT;
    return {
      raw, level: LEVEL_NAMES[level]!, kind, bits: namedBits(layout, raw), ...target(kind, swap, level, raw),
      flags: { none: kind === 'none', present: kind === 'folded' || (lo & (V | N)) !== 0, ...(isLeaf ? leafFlags(lo) : {}) },
    };
  };
