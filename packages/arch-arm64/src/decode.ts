import {
  decodeSwap, LEVEL_NAMES, namedBits, wordHi, wordLo, type Codec, type DecodedEntry, type EntryKind, type SwapCodec,
} from '@faultline/contracts';
import type { AddressCodec } from './address';
import {
  CONT, DIRTY, GP, leafLayout, MEM_TYPES, NG, PXN, RDONLY, swapLayout, TABLE_BIT, tableLayout, USER, UXN, VALID, WRITE,
} from './bits';
import type { Arm64Config } from './config';

type Flags = Record<string, boolean | number | string>;

/** What reading needs besides the codec. */
export interface DecodeParts {
  readonly kindOf: (level: number, lo: number, hi: number) => EntryKind;
  readonly bad: (level: number, lo: number) => boolean;
  readonly address: AddressCodec;
}

const SWAP_KINDS: readonly EntryKind[] = ['swap', 'migration', 'device', 'hwpoison', 'marker', 'swapin-error'];
const LEAF_KINDS: readonly EntryKind[] = ['page', 'protnone', 'present-invalid', 'huge', 'invalid-huge'];

function leafFlags(codec: Codec, config: Arm64Config, level: number, lo: number, hi: number): Flags {
  const type = (lo >>> 2) & 7;
  const page = {
    valid: (lo & VALID) !== 0, accessibleIdle: codec.accessible(level, lo, hi, false), accessibleFlushPending: codec.accessible(level, lo, hi, true),
  };
  return {
    ...(level === 0 ? page : {}),
    protnone: codec.protnone(level, lo, hi), young: codec.young(level, lo, hi), dirty: codec.dirty(level, lo, hi),
    hwDirty: (hi & WRITE) !== 0 && (lo & RDONLY) === 0, swDirty: (hi & DIRTY) !== 0, write: (hi & WRITE) !== 0, rdonly: (lo & RDONLY) !== 0,
    user: (lo & USER) !== 0, userExec: (hi & UXN) === 0, pxn: (hi & PXN) !== 0, special: codec.special(level, lo, hi),
    devmap: codec.devmap(level, lo, hi), cont: (hi & CONT) !== 0, nG: (lo & NG) !== 0, btiGuarded: (hi & GP) !== 0,
    ...(config.address === 'lpa2' ? {} : { sh: (lo >>> 8) & 3 }), attrIndx: type, memType: MEM_TYPES[type] ?? 'none',
    ...(config.kernel === '6.12' ? { uffdWp: codec.uffdWp(level, lo, hi), poIndex: (hi >>> 28) & 7 } : {}),
  };
}

/** Huge for the generic code: 6.12 looks at the table bit as if the entry were valid. */
const transHuge = (codec: Codec, level: number, lo: number, hi: number): boolean =>
  (lo | hi) !== 0 && codec.present(level, lo, hi) && (lo & TABLE_BIT) === 0;

function upperFlags(codec: Codec, parts: DecodeParts, level: number, isSwap: boolean, lo: number, hi: number): Flags {
  const huge = level === 1 && !isSwap ? { transHuge: transHuge(codec, 1, lo, hi) } : {};
  return { bad: parts.bad(level, lo), leaf: codec.isLeaf(level, lo, hi), ...huge };
}

function swapFlags(swap: SwapCodec, level: number, newer: boolean, lo: number, hi: number): Flags {
  return { ...(level === 0 ? { swpExclusive: swap.exclusive(lo, hi) } : {}), ...(newer ? { swpUffdWp: swap.uffdWp(lo, hi) } : {}) };
}

/** A folded level is never empty and never bad. */
const FOLDED: Flags = { none: false, present: true, bad: false, leaf: false };

/** The public reading of an entry; any value gives an answer. */
export function decoder(config: Arm64Config, codec: Codec, swap: SwapCodec, parts: DecodeParts): (level: number, raw: bigint) => DecodedEntry {
  return (level, raw64) => {
    const raw = BigInt.asUintN(64, raw64);
    const lo = wordLo(raw);
    const hi = wordHi(raw);
    const kind = parts.kindOf(level, lo, hi);
    const isSwap = SWAP_KINDS.includes(kind);
    const isLeaf = LEAF_KINDS.includes(kind);
    const layout = isSwap ? swapLayout(config.kernel) : isLeaf ? leafLayout(config, level, (lo & VALID) !== 0) : tableLayout(config);
    const phys = BigInt(parts.address.pfn(lo, hi)) << BigInt(config.pageShift);
    return {
      raw, level: LEVEL_NAMES[level]!, kind, bits: namedBits(layout, raw),
      ...(isLeaf ? { pfn: codec.pfn(level, lo, hi) } : {}),
      ...(kind === 'table' || kind === 'bad' ? { tablePhys: phys } : {}),
      ...(isSwap ? { swap: decodeSwap(swap, level, raw).swap } : {}),
      flags: kind === 'folded' ? FOLDED : {
        none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi),
        ...(level > 0 ? upperFlags(codec, parts, level, isSwap, lo, hi) : {}),
        ...(isLeaf ? leafFlags(codec, config, level, lo, hi) : {}),
        ...(isSwap ? swapFlags(swap, level, config.kernel === '6.12', lo, hi) : {}),
      },
    };
  };
}
