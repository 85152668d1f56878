import { bitLayout, namedBits, swapReader } from '@faultline/codec-kit';
import { isSwapKind, LEVEL_NAMES, wordHi, wordLo, type DecodedEntry, type EntryKind, type SwapCodec } from '@faultline/contracts';
import { A, D, N, PAGE_LAYOUT, R, S, SWAP_LAYOUT, TABLE_LAYOUT, V, W, X } from './bits';

const PAGE_BITS = bitLayout(PAGE_LAYOUT);
const TABLE_BITS = bitLayout(TABLE_LAYOUT);
const SWAP_BITS = bitLayout(SWAP_LAYOUT);
const LEAVES: readonly EntryKind[] = ['page', 'protnone'];

const leafFlags = (lo: number): Record<string, boolean> => ({
  protnone: (lo & (V | N)) === N, young: (lo & A) !== 0, dirty: (lo & D) !== 0, read: (lo & R) !== 0, write: (lo & W) !== 0,
  exec: (lo & X) !== 0, special: (lo & S) !== 0,
});

type ReadSwap = ReturnType<typeof swapReader>;

/** Where the entry leads: a frame, a table, a place on a swap device. */
function target(kind: EntryKind, readSwap: ReadSwap, level: number, lo: number, hi: number): Pick<DecodedEntry, 'pfn' | 'tablePhys' | 'swap'> {
  if (LEAVES.includes(kind)) return { pfn: hi >>> 0 };
  if (kind === 'table') return { tablePhys: BigInt(hi >>> 0) << 11n };
  return isSwapKind(kind) ? { swap: readSwap(level, lo, hi) } : {};
}

/** Any value in words. */
export function decoder(kindOf: (level: number, lo: number, hi: number) => EntryKind, swap: SwapCodec): (level: number, raw: bigint) => DecodedEntry {
  const readSwap = swapReader(swap);
  return (level, raw64) => {
    const raw = BigInt.asUintN(64, raw64);
    const lo = wordLo(raw);
    const hi = wordHi(raw);
    const kind = kindOf(level, lo, hi);
    const isLeaf = LEAVES.includes(kind);
    const layout = isSwapKind(kind) ? SWAP_BITS : isLeaf ? PAGE_BITS : TABLE_BITS;
    return {
      raw, level: LEVEL_NAMES[level]!, kind, bits: namedBits(layout, lo, hi), ...target(kind, readSwap, level, lo, hi),
      flags: { none: kind === 'none', present: kind === 'folded' || (lo & (V | N)) !== 0, ...(isLeaf ? leafFlags(lo) : {}) },
    };
  };
}
