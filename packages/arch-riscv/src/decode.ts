import { bitLayout, namedBits, swapReader, type DecodedDraft, type FlagsDraft } from '@faultline/codec-kit';
import { isSwapKind, LEVEL_NAMES, wordHi, wordLo, type Codec, type DecodedEntry, type EntryKind, type SwapCodec } from '@faultline/contracts';
import { G, leafLayout, LEAF, MEM_TYPES, R, swapLayout, TABLE_LAYOUT, U, V } from './bits';
import type { RiscvConfig } from './config';
import { badAt, frameOf } from './predicates';

type KindOf = (level: number, lo: number, hi: number) => EntryKind;

const LEAF_KINDS: readonly EntryKind[] = ['page', 'protnone', 'huge', 'invalid-huge'];

/** Objects are written whole where they can be: each property that is added later costs as much as several at once. */
function leafFlags(codec: Codec, config: RiscvConfig, level: number, lo: number, hi: number): FlagsDraft {
  const flags: FlagsDraft = {
    none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi), young: codec.young(level, lo, hi), dirty: codec.dirty(level, lo, hi),
    read: (lo & R) !== 0, write: codec.write(level, lo, hi), exec: codec.exec(level, lo, hi), user: (lo & U) !== 0, special: codec.special(level, lo, hi),
    memType: MEM_TYPES[config.svpbmt ? (hi >>> 29) & 3 : 0]!,
  };
  if (level === 0) flags['accessibleIdle'] = codec.accessible(level, lo, hi, false);
  if (level === 1) flags['transHuge'] = true;
  if (level < 2) flags['protnone'] = codec.protnone(level, lo, hi);
  if (lo & V) flags['global'] = (lo & G) !== 0;
  if (config.kernel === '6.12') addNewer(flags, codec, config, level, lo, hi);
  return flags;
}

/** What only the newer kernel knows of a leaf. */
function addNewer(flags: FlagsDraft, codec: Codec, config: RiscvConfig, level: number, lo: number, hi: number): void {
  if (level === 0) flags['accessibleFlushPending'] = codec.accessible(level, lo, hi, true);
  flags['devmap'] = codec.devmap(level, lo, hi);
  flags['napot'] = config.svnapot && hi < 0;
}

/** The public reading of an entry; any value gives an answer. */
export function decoder(config: RiscvConfig, codec: Codec, swap: SwapCodec, kindOf: KindOf): (level: number, raw: bigint) => DecodedEntry {
  const swapBits = bitLayout(swapLayout(config.kernel));
  const leafBits = [false, true].map((valid) => bitLayout(leafLayout(config.kernel, valid)));
  const tableBits = bitLayout(TABLE_LAYOUT);
  const readSwap = swapReader(swap);
  return (level, raw64) => {
    const raw = BigInt.asUintN(64, raw64);
    const lo = wordLo(raw);
    const hi = wordHi(raw);
    const kind = kindOf(level, lo, hi);
    const isSwap = isSwapKind(kind);
    const isLeaf = LEAF_KINDS.includes(kind);
    const layout = isSwap ? swapBits : isLeaf ? leafBits[lo & V]! : tableBits;
    const flags: FlagsDraft = isLeaf ? leafFlags(codec, config, level, lo, hi)
      : { none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi) };
    // A folded level is never bad; Linux asks for leaves up to pud.
    if (level > 0) flags['bad'] = kind !== 'folded' && badAt(level, lo);
    if (level > 0 && level < 3) flags['leaf'] = codec.isLeaf(level, lo, hi);
    if (isSwap && level === 0 && config.kernel === '6.12') flags['swpExclusive'] = swap.exclusive(lo, hi);
    const entry: DecodedDraft = { raw, level: LEVEL_NAMES[level]!, kind, flags, bits: namedBits(layout, lo, hi) };
    if (isLeaf) entry.pfn = codec.pfn(level, lo, hi);
    if (kind === 'table' || (kind === 'bad' && !(lo & LEAF))) entry.tablePhys = BigInt(frameOf(0, lo, hi)) << 12n;
    if (isSwap) entry.swap = readSwap(level, lo, hi);
    return entry;
  };
}
