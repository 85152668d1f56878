import {
  decodeSwap, LEVEL_NAMES, namedBits, wordHi, wordLo, type Codec, type DecodedEntry, type EntryKind, type SwapCodec,
} from '@faultline/contracts';
import { G, leafLayout, MEM_TYPES, NX, P, PAT_LARGE, PCD, PKEY_SHIFT, PS, PWT, savedDirtyBit, SWAP_LAYOUT, tableLayout, US } from './bits';
import { badAt } from './predicates';
import type { X86Config } from './config';

type Flags = Record<string, boolean | number | string>;
type KindOf = (level: number, lo: number, hi: number) => EntryKind;

const SWAP_KINDS: readonly EntryKind[] = ['swap', 'migration', 'device', 'hwpoison', 'marker', 'swapin-error'];
const bit = (lo: number, mask: number, shift: number): number => ((lo & mask) !== 0 ? 1 : 0) << shift;

function memory(level: number, lo: number): Flags {
  const pat = bit(lo, level === 0 ? PS : PAT_LARGE, 2) | bit(lo, PCD, 1) | bit(lo, PWT, 0);
  return { pat, memType: MEM_TYPES[pat]! };
}

function leafFlags(codec: Codec, config: X86Config, level: number, lo: number, hi: number): Flags {
  const saved = savedDirtyBit(config.kernel);
  const accessible = { accessibleIdle: codec.accessible(level, lo, hi, false), accessibleFlushPending: codec.accessible(level, lo, hi, true) };
  return {
    ...(level === 0 ? accessible : {}),
    ...(level < 2 ? { protnone: codec.protnone(level, lo, hi) } : {}), young: codec.young(level, lo, hi), dirty: codec.dirty(level, lo, hi),
    write: codec.write(level, lo, hi), exec: (hi & NX) === 0, user: (lo & US) !== 0, special: codec.special(level, lo, hi),
    uffdWp: codec.uffdWp(level, lo, hi), softDirty: codec.softDirty(level, lo, hi), devmap: codec.devmap(level, lo, hi),
    ...(lo & P ? { global: (lo & G) !== 0 } : {}),
    ...(saved === 0 ? {} : { savedDirty: (hi & saved) !== 0 }),
    ...memory(level, lo), pkey: (hi >>> PKEY_SHIFT) & 15,
    ...(level === 1 ? { transHuge: (lo & PS) !== 0 && !codec.devmap(level, lo, hi) } : {}),
  };
}

function swapFlags(swap: SwapCodec, level: number, lo: number, hi: number): Flags {
  const page = level === 0 ? { swpExclusive: swap.exclusive(lo, hi) } : {};
  return { ...page, swpSoftDirty: swap.softDirty(lo, hi), swpUffdWp: swap.uffdWp(lo, hi) };
}

/** The public reading of an entry; any value gives an answer. */
export function decoder(config: X86Config, codec: Codec, swap: SwapCodec, kindOf: KindOf): (level: number, raw: bigint) => DecodedEntry {
  return (level, raw64) => {
    const raw = BigInt.asUintN(64, raw64);
    const lo = wordLo(raw);
    const hi = wordHi(raw);
    const kind = kindOf(level, lo, hi);
    const isSwap = SWAP_KINDS.includes(kind);
    const leaf = level > 0 && codec.isLeaf(level, lo, hi);
    const hasPage = kind === 'page' || kind === 'protnone' || kind === 'huge' || kind === 'invalid-huge' || (kind === 'bad' && level < 3);
    const large = level > 0 && (lo & PS) !== 0;
    const isLeafLike = kind !== 'none' && kind !== 'folded' && !isSwap && (level === 0 || leaf);
    const root = level === config.levels - 1;
    const layout = isSwap ? SWAP_LAYOUT : isLeafLike ? leafLayout(level, (lo & P) !== 0, config.kernel) : tableLayout(root, config.kernel);
    return {
      raw, level: LEVEL_NAMES[level]!, kind, bits: namedBits(layout, raw),
      ...(hasPage ? { pfn: codec.pfn(large ? level : 0, lo, hi) } : {}),
      ...(kind === 'table' || (kind === 'bad' && level >= 3) ? { tablePhys: raw & 0x000ffffffffff000n } : {}),
      ...(isSwap ? { swap: decodeSwap(swap, level, raw).swap } : {}),
      flags: {
        none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi),
        ...(level > 0 ? { bad: kind !== 'folded' && badAt(level, lo, hi), leaf } : {}),
        ...(isLeafLike ? leafFlags(codec, config, level, lo, hi) : {}),
        ...(isSwap ? swapFlags(swap, level, lo, hi) : {}),
      },
    };
  };
}
