import {
  decodeSwap, LEVEL_NAMES, namedBits, wordHi, wordLo, type BitField, type Codec, type DecodedEntry, type EntryKind, type SwapCodec,
} from '@faultline/contracts';
import { PTE, PTE_LAYOUT, REGION_LAYOUT, regionLeafLayout, SEGMENT, SEGMENT_LAYOUT, SEGMENT_LEAF_LAYOUT, SWAP_LAYOUT, TYPE_MASK } from './bits';
import { bad, folded, isLeaf, isSwap } from './predicates';

type Flags = Record<string, boolean | number | string>;
type KindOf = (level: number, lo: number, hi: number) => EntryKind;

function pteFlags(codec: Codec, swap: SwapCodec, kind: EntryKind, lo: number, hi: number): Flags {
  if (kind === 'none') return {};
  if (isSwap(lo)) return { swap: true, swpExclusive: swap.exclusive(lo, hi), swpSoftDirty: swap.softDirty(lo, hi) };
  if (!(lo & PTE.present)) return { swap: false };
  return { swap: false, ...leafFlags(codec, 0, lo, hi), special: (lo & PTE.special) !== 0, unused: (lo & PTE.unused) !== 0, hwInvalid: (lo & PTE.invalid) !== 0 };
}

function leafFlags(codec: Codec, level: number, lo: number, hi: number): Flags {
  return {
    protnone: codec.protnone(level, lo, hi), young: codec.young(level, lo, hi), dirty: codec.dirty(level, lo, hi),
    read: (lo & (level === 0 ? PTE.read : SEGMENT.read)) !== 0, write: codec.write(level, lo, hi), noexec: (lo & PTE.noexec) !== 0,
    softDirty: codec.softDirty(level, lo, hi), hwProtect: (lo & PTE.protect) !== 0,
  };
}

function segmentFlags(codec: Codec, lo: number, hi: number, newer: boolean): Flags {
  const leaf = isLeaf(1, lo);
  const common = { bad: bad(1, lo, newer), leaf, transHuge: leaf, hwInvalid: (lo & SEGMENT.invalid) !== 0 };
  return leaf ? { ...common, ...leafFlags(codec, 1, lo, hi) } : common;
}

function regionFlags(codec: Codec, level: number, lo: number, hi: number, newer: boolean): Flags {
  const common: Flags = { bad: bad(level, lo, newer), folded: folded(level, lo) };
  if (level !== 2) return common;
  const leaf = isLeaf(2, lo);
  return { ...common, leaf, ...(leaf ? { young: codec.young(2, lo, hi), dirty: codec.dirty(2, lo, hi), write: codec.write(2, lo, hi) } : {}) };
}

/** An entry read at a folded level is one of a lower table: its type says which. */
const levelOfType = (lo: number): number => ((lo & TYPE_MASK) >> 2) + 1;

function layoutOf(level: number, lo: number, kind: EntryKind, newer: boolean): readonly BitField[] {
  if (kind === 'folded') return layoutOf(levelOfType(lo), lo, 'table', newer);
  if (level === 0) return isSwap(lo) && kind !== 'none' ? SWAP_LAYOUT : PTE_LAYOUT;
  if (level === 1) return isLeaf(1, lo) ? SEGMENT_LEAF_LAYOUT : SEGMENT_LAYOUT;
  return isLeaf(level, lo) ? regionLeafLayout(newer) : REGION_LAYOUT;
}

const PAGE_KINDS: readonly EntryKind[] = ['page', 'protnone', 'huge'];

/** The public reading of an entry; any value gives an answer. */
export function decoder(codec: Codec, swap: SwapCodec, kindOf: KindOf, newer: boolean): (level: number, raw: bigint) => DecodedEntry {
  return (level, raw64) => {
    const raw = BigInt.asUintN(64, raw64);
    const lo = wordLo(raw);
    const hi = wordHi(raw);
    const kind = kindOf(level, lo, hi);
    const swapped = level === 0 && isSwap(lo) && kind !== 'none';
    const flags = level === 0 ? pteFlags(codec, swap, kind, lo, hi) : level === 1 ? segmentFlags(codec, lo, hi, newer) : regionFlags(codec, level, lo, hi, newer);
    return {
      raw, level: LEVEL_NAMES[level]!, kind, bits: namedBits(layoutOf(level, lo, kind, newer), raw),
      ...(PAGE_KINDS.includes(kind) ? { pfn: codec.pfn(level, lo, hi) } : {}),
      ...(kind === 'table' || (kind === 'bad' && level > 0) ? { tablePhys: raw & (level === 1 ? ~0x7ffn : ~0xfffn) & 0xffffffffffffffffn } : {}),
      ...(swapped ? { swap: decodeSwap(swap, level, raw).swap } : {}),
      flags: { none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi), ...flags },
    };
  };
}
