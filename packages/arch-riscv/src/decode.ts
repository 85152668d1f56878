import {
  decodeSwap, LEVEL_NAMES, namedBits, wordHi, wordLo, type Codec, type DecodedEntry, type EntryKind, type SwapCodec,
} from '@faultline/contracts';
import { G, leafLayout, LEAF, MEM_TYPES, R, swapLayout, TABLE_LAYOUT, U, V } from './bits';
import type { RiscvConfig } from './config';
import { badAt, frameOf } from './predicates';

type Flags = Record<string, boolean | number | string>;
type KindOf = (level: number, lo: number, hi: number) => EntryKind;

const SWAP_KINDS: readonly EntryKind[] = ['swap', 'migration', 'device', 'hwpoison', 'marker', 'swapin-error'];
const LEAF_KINDS: readonly EntryKind[] = ['page', 'protnone', 'huge', 'invalid-huge'];

/** What only the newer kernel knows of a leaf. */
function newerFlags(codec: Codec, config: RiscvConfig, level: number, lo: number, hi: number): Flags {
  if (config.kernel !== '6.12') return {};
  const pending = level === 0 ? { accessibleFlushPending: codec.accessible(level, lo, hi, true) } : {};
  return { ...pending, devmap: codec.devmap(level, lo, hi), napot: config.svnapot && hi < 0 };
}

function leafFlags(codec: Codec, config: RiscvConfig, level: number, lo: number, hi: number): Flags {
  return {
    ...(level === 0 ? { accessibleIdle: codec.accessible(level, lo, hi, false) } : {}),
    ...(level === 1 ? { transHuge: true } : {}),
    ...(level < 2 ? { protnone: codec.protnone(level, lo, hi) } : {}),
    young: codec.young(level, lo, hi), dirty: codec.dirty(level, lo, hi), read: (lo & R) !== 0, write: codec.write(level, lo, hi),
    exec: codec.exec(level, lo, hi), user: (lo & U) !== 0, special: codec.special(level, lo, hi),
    ...(lo & V ? { global: (lo & G) !== 0 } : {}),
    memType: MEM_TYPES[config.svpbmt ? (hi >>> 29) & 3 : 0]!,
    ...newerFlags(codec, config, level, lo, hi),
  };
}

/** A folded level is never bad; Linux asks for leaves up to pud. */
const upperFlags = (codec: Codec, folded: boolean, level: number, lo: number, hi: number): Flags =>
  ({ bad: !folded && badAt(level, lo), ...(level < 3 ? { leaf: codec.isLeaf(level, lo, hi) } : {}) });

/** The public reading of an entry; any value gives an answer. */
export function decoder(config: RiscvConfig, codec: Codec, swap: SwapCodec, kindOf: KindOf): (level: number, raw: bigint) => DecodedEntry {
  return (level, raw64) => {
    const raw = BigInt.asUintN(64, raw64);
    const lo = wordLo(raw);
    const hi = wordHi(raw);
    const kind = kindOf(level, lo, hi);
    const isSwap = SWAP_KINDS.includes(kind);
    const isLeaf = LEAF_KINDS.includes(kind);
    const layout = isSwap ? swapLayout(config.kernel) : isLeaf ? leafLayout(config.kernel, (lo & V) !== 0) : TABLE_LAYOUT;
    return {
      raw, level: LEVEL_NAMES[level]!, kind, bits: namedBits(layout, raw),
      ...(isLeaf ? { pfn: codec.pfn(level, lo, hi) } : {}),
      ...(kind === 'table' || (kind === 'bad' && !(lo & LEAF)) ? { tablePhys: BigInt(frameOf(0, lo, hi)) << 12n } : {}),
      ...(isSwap ? { swap: decodeSwap(swap, level, raw).swap } : {}),
      flags: {
        none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi),
        ...(level > 0 ? upperFlags(codec, kind === 'folded', level, lo, hi) : {}),
        ...(isLeaf ? leafFlags(codec, config, level, lo, hi) : {}),
        ...(isSwap && level === 0 && config.kernel === '6.12' ? { swpExclusive: swap.exclusive(lo, hi) } : {}),
      },
    };
  };
}
