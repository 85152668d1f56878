import { bitLayout, namedBits, swapReader, type BitLayout, type DecodedDraft, type FlagsDraft } from '@faultline/codec-kit';
import { LEVEL_NAMES, wordHi, wordLo, type Codec, type DecodedEntry, type EntryKind, type SwapCodec } from '@faultline/contracts';
import { PTE, PTE_LAYOUT, REGION_LAYOUT, regionLeafLayout, SEGMENT, SEGMENT_LAYOUT, SEGMENT_LEAF_LAYOUT, SWAP_LAYOUT, TYPE_MASK } from './bits';
import { bad, folded, isLeaf, isSwap } from './predicates';

type KindOf = (level: number, lo: number, hi: number) => EntryKind;

/** Objects are written whole where they can be: each property that is added later costs as much as several at once. */
function pteFlags(codec: Codec, swap: SwapCodec, lo: number, hi: number): FlagsDraft {
  const none = codec.isNone(0, lo, hi);
  const present = codec.present(0, lo, hi);
  if (none) return { none, present };
  if (isSwap(lo)) return { none, present, swap: true, swpExclusive: swap.exclusive(lo, hi), swpSoftDirty: swap.softDirty(lo, hi) };
  if (!(lo & PTE.present)) return { none, present, swap: false };
  return {
    none, present, swap: false, protnone: codec.protnone(0, lo, hi), young: codec.young(0, lo, hi), dirty: codec.dirty(0, lo, hi),
    read: (lo & PTE.read) !== 0, write: codec.write(0, lo, hi), noexec: (lo & PTE.noexec) !== 0, softDirty: codec.softDirty(0, lo, hi),
    hwProtect: (lo & PTE.protect) !== 0, special: (lo & PTE.special) !== 0, unused: (lo & PTE.unused) !== 0, hwInvalid: (lo & PTE.invalid) !== 0,
  };
}

function segmentFlags(codec: Codec, lo: number, hi: number, newer: boolean): FlagsDraft {
  const leaf = isLeaf(1, lo);
  const flags: FlagsDraft = {
    none: codec.isNone(1, lo, hi), present: codec.present(1, lo, hi), bad: bad(1, lo, newer), leaf, transHuge: leaf, hwInvalid: (lo & SEGMENT.invalid) !== 0,
  };
  return !leaf ? flags : {
    ...flags, protnone: codec.protnone(1, lo, hi), young: codec.young(1, lo, hi), dirty: codec.dirty(1, lo, hi), read: (lo & SEGMENT.read) !== 0,
    write: codec.write(1, lo, hi), noexec: (lo & PTE.noexec) !== 0, softDirty: codec.softDirty(1, lo, hi), hwProtect: (lo & PTE.protect) !== 0,
  };
}

function regionFlags(codec: Codec, level: number, lo: number, hi: number, newer: boolean): FlagsDraft {
  const flags: FlagsDraft = {
    none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi), bad: bad(level, lo, newer), folded: folded(level, lo),
  };
  if (level !== 2) return flags;
  const leaf = isLeaf(2, lo);
  return leaf ? { ...flags, leaf, young: codec.young(2, lo, hi), dirty: codec.dirty(2, lo, hi), write: codec.write(2, lo, hi) } : { ...flags, leaf };
}

/** An entry read at a folded level is one of a lower table: its type says which. */
const levelOfType = (lo: number): number => ((lo & TYPE_MASK) >> 2) + 1;

const PTE_BITS = bitLayout(PTE_LAYOUT);
const SWAP_BITS = bitLayout(SWAP_LAYOUT);
const SEGMENT_BITS = bitLayout(SEGMENT_LAYOUT);
const SEGMENT_LEAF_BITS = bitLayout(SEGMENT_LEAF_LAYOUT);
const REGION_BITS = bitLayout(REGION_LAYOUT);
const REGION_LEAF_BITS = bitLayout(regionLeafLayout(false));
const REGION_LEAF_BITS_6_12 = bitLayout(regionLeafLayout(true));

function layoutOf(level: number, lo: number, kind: EntryKind, newer: boolean): BitLayout {
  if (kind === 'folded') return layoutOf(levelOfType(lo), lo, 'table', newer);
  if (level === 0) return isSwap(lo) && kind !== 'none' ? SWAP_BITS : PTE_BITS;
  if (level === 1) return isLeaf(1, lo) ? SEGMENT_LEAF_BITS : SEGMENT_BITS;
  if (!isLeaf(level, lo)) return REGION_BITS;
  return newer ? REGION_LEAF_BITS_6_12 : REGION_LEAF_BITS;
}

const PAGE_KINDS: readonly EntryKind[] = ['page', 'protnone', 'huge'];

/** The public reading of an entry; any value gives an answer. */
export function decoder(codec: Codec, swap: SwapCodec, kindOf: KindOf, newer: boolean): (level: number, raw: bigint) => DecodedEntry {
  const readSwap = swapReader(swap);
  return (level, raw64) => {
    const raw = BigInt.asUintN(64, raw64);
    const lo = wordLo(raw);
    const hi = wordHi(raw);
    const kind = kindOf(level, lo, hi);
    const swapped = level === 0 && isSwap(lo) && kind !== 'none';
    const flags = level === 0 ? pteFlags(codec, swap, lo, hi) : level === 1 ? segmentFlags(codec, lo, hi, newer) : regionFlags(codec, level, lo, hi, newer);
    const entry: DecodedDraft = { raw, level: LEVEL_NAMES[level]!, kind, flags, bits: namedBits(layoutOf(level, lo, kind, newer), lo, hi) };
    if (PAGE_KINDS.includes(kind)) entry.pfn = codec.pfn(level, lo, hi);
    if (kind === 'table' || (kind === 'bad' && level > 0)) entry.tablePhys = raw & (level === 1 ? ~0x7ffn : ~0xfffn) & 0xffffffffffffffffn;
    if (swapped) entry.swap = readSwap(level, lo, hi);
    return entry;
  };
}
