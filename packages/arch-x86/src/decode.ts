import { bitLayout, namedBits, swapReader, type DecodedDraft, type FlagsDraft } from '@faultline/codec-kit';
import { isSwapKind, LEVEL_NAMES, wordHi, wordLo, type Codec, type DecodedEntry, type EntryKind, type SwapCodec } from '@faultline/contracts';
import { G, leafLayout, MEM_TYPES, NX, P, PAT_LARGE, PCD, PKEY_SHIFT, PS, PWT, savedDirtyBit, SWAP_LAYOUT, tableLayout, US } from './bits';
import { badAt } from './predicates';
import type { X86Config } from './config';

type KindOf = (level: number, lo: number, hi: number) => EntryKind;

const bit = (lo: number, mask: number, shift: number): number => ((lo & mask) !== 0 ? 1 : 0) << shift;

const patOf = (level: number, lo: number): number =>
  bit(lo, level === 0 ? PS : PAT_LARGE, 2) | bit(lo, PCD, 1) | bit(lo, PWT, 0);

/** Objects are written whole where they can be: each property that is added later costs as much as several at once. */
function leafFlags(codec: Codec, config: X86Config, level: number, lo: number, hi: number): FlagsDraft {
  const pat = patOf(level, lo);
  const flags: FlagsDraft = {
    none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi), young: codec.young(level, lo, hi), dirty: codec.dirty(level, lo, hi),
    write: codec.write(level, lo, hi), exec: (hi & NX) === 0, user: (lo & US) !== 0, special: codec.special(level, lo, hi),
    uffdWp: codec.uffdWp(level, lo, hi), softDirty: codec.softDirty(level, lo, hi), devmap: codec.devmap(level, lo, hi),
    pat, memType: MEM_TYPES[pat]!, pkey: (hi >>> PKEY_SHIFT) & 15,
  };
  const saved = savedDirtyBit(config.kernel);
  if (saved !== 0) flags['savedDirty'] = (hi & saved) !== 0;
  if (lo & P) flags['global'] = (lo & G) !== 0;
  if (level < 2) flags['protnone'] = codec.protnone(level, lo, hi);
  if (level === 1) flags['transHuge'] = (lo & PS) !== 0 && !codec.devmap(level, lo, hi);
  if (level > 0) return flags;
  flags['accessibleIdle'] = codec.accessible(level, lo, hi, false);
  flags['accessibleFlushPending'] = codec.accessible(level, lo, hi, true);
  return flags;
}

function swapFlags(codec: Codec, swap: SwapCodec, level: number, lo: number, hi: number): FlagsDraft {
  const flags: FlagsDraft = {
    none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi), swpSoftDirty: swap.softDirty(lo, hi), swpUffdWp: swap.uffdWp(lo, hi),
  };
  if (level === 0) flags['swpExclusive'] = swap.exclusive(lo, hi);
  return flags;
}

/** The public reading of an entry; any value gives an answer. */
export function decoder(config: X86Config, codec: Codec, swap: SwapCodec, kindOf: KindOf): (level: number, raw: bigint) => DecodedEntry {
  const leafLayouts = [0, 1, 2].map((level) => [false, true].map((present) => bitLayout(leafLayout(level, present, config.kernel))));
  const swapBits = bitLayout(SWAP_LAYOUT);
  const [tableBits, rootBits] = [bitLayout(tableLayout(false, config.kernel)), bitLayout(tableLayout(true, config.kernel))];
  const readSwap = swapReader(swap);
  return (level, raw64) => {
    const raw = BigInt.asUintN(64, raw64);
    const lo = wordLo(raw);
    const hi = wordHi(raw);
    const kind = kindOf(level, lo, hi);
    const isSwap = isSwapKind(kind);
    const leaf = level > 0 && codec.isLeaf(level, lo, hi);
    const hasPage = kind === 'page' || kind === 'protnone' || kind === 'huge' || kind === 'invalid-huge' || (kind === 'bad' && level < 3);
    const large = level > 0 && (lo & PS) !== 0;
    const isLeafLike = kind !== 'none' && kind !== 'folded' && !isSwap && (level === 0 || leaf);
    const root = level === config.levels - 1;
    const layout = isSwap ? swapBits : isLeafLike ? leafLayouts[level]![lo & P]! : root ? rootBits : tableBits;
    const flags: FlagsDraft = isLeafLike ? leafFlags(codec, config, level, lo, hi) : isSwap ? swapFlags(codec, swap, level, lo, hi)
      : { none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi) };
    if (level > 0) {
      flags['bad'] = kind !== 'folded' && badAt(level, lo, hi);
      flags['leaf'] = leaf;
    }
    const entry: DecodedDraft = { raw, level: LEVEL_NAMES[level]!, kind, flags, bits: namedBits(layout, lo, hi) };
    if (hasPage) entry.pfn = codec.pfn(large ? level : 0, lo, hi);
    if (kind === 'table' || (kind === 'bad' && level >= 3)) entry.tablePhys = raw & 0x000ffffffffff000n;
    if (isSwap) entry.swap = readSwap(level, lo, hi);
    return entry;
  };
}
