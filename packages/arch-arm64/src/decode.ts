import { bitLayout, namedBits, swapReader, type DecodedDraft, type FlagsDraft } from '@faultline/codec-kit';
import { isSwapKind, LEVEL_NAMES, wordHi, wordLo, type Codec, type DecodedEntry, type EntryKind, type SwapCodec } from '@faultline/contracts';
import type { AddressCodec } from './address';
import {
  CONT, DIRTY, GP, leafLayout, MEM_TYPES, NG, PXN, RDONLY, swapLayout, TABLE_BIT, tableLayout, USER, UXN, VALID, WRITE,
} from './bits';
import type { Arm64Config } from './config';

/** What reading needs besides the codec. */
export interface DecodeParts {
  readonly kindOf: (level: number, lo: number, hi: number) => EntryKind;
  readonly bad: (level: number, lo: number) => boolean;
  readonly address: AddressCodec;
}

const LEAF_KINDS: readonly EntryKind[] = ['page', 'protnone', 'present-invalid', 'huge', 'invalid-huge'];

/** Objects are written whole where they can be: each property that is added later costs as much as several at once. */
function leafFlags(codec: Codec, config: Arm64Config, level: number, lo: number, hi: number): FlagsDraft {
  const type = (lo >>> 2) & 7;
  const flags: FlagsDraft = {
    none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi),
    protnone: codec.protnone(level, lo, hi), young: codec.young(level, lo, hi), dirty: codec.dirty(level, lo, hi),
    hwDirty: (hi & WRITE) !== 0 && (lo & RDONLY) === 0, swDirty: (hi & DIRTY) !== 0, write: (hi & WRITE) !== 0, rdonly: (lo & RDONLY) !== 0,
    user: (lo & USER) !== 0, userExec: (hi & UXN) === 0, pxn: (hi & PXN) !== 0, special: codec.special(level, lo, hi),
    devmap: codec.devmap(level, lo, hi), cont: (hi & CONT) !== 0, nG: (lo & NG) !== 0, btiGuarded: (hi & GP) !== 0,
    attrIndx: type, memType: MEM_TYPES[type] ?? 'none',
  };
  if (level === 0) addPage(flags, codec, lo, hi);
  if (config.address !== 'lpa2') flags['sh'] = (lo >>> 8) & 3;
  if (config.kernel === '6.12') {
    flags['uffdWp'] = codec.uffdWp(level, lo, hi);
    flags['poIndex'] = (hi >>> 28) & 7;
  }
  return flags;
}

function addPage(flags: FlagsDraft, codec: Codec, lo: number, hi: number): void {
  flags['valid'] = (lo & VALID) !== 0;
  flags['accessibleIdle'] = codec.accessible(0, lo, hi, false);
  flags['accessibleFlushPending'] = codec.accessible(0, lo, hi, true);
}

/** Huge for the generic code: 6.12 looks at the table bit as if the entry were valid. */
const transHuge = (codec: Codec, level: number, lo: number, hi: number): boolean =>
  (lo | hi) !== 0 && codec.present(level, lo, hi) && (lo & TABLE_BIT) === 0;

function addUpper(flags: FlagsDraft, codec: Codec, parts: DecodeParts, level: number, isSwap: boolean, lo: number, hi: number): void {
  flags['bad'] = parts.bad(level, lo);
  flags['leaf'] = codec.isLeaf(level, lo, hi);
  if (level === 1 && !isSwap) flags['transHuge'] = transHuge(codec, 1, lo, hi);
}

function swapFlags(codec: Codec, swap: SwapCodec, level: number, newer: boolean, lo: number, hi: number): FlagsDraft {
  const flags: FlagsDraft = { none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi) };
  if (level === 0) flags['swpExclusive'] = swap.exclusive(lo, hi);
  if (newer) flags['swpUffdWp'] = swap.uffdWp(lo, hi);
  return flags;
}

/** A folded level is never empty and never bad. */
const folded = (): FlagsDraft => ({ none: false, present: true, bad: false, leaf: false });

/** The public reading of an entry; any value gives an answer. */
export function decoder(config: Arm64Config, codec: Codec, swap: SwapCodec, parts: DecodeParts): (level: number, raw: bigint) => DecodedEntry {
  const swapBits = bitLayout(swapLayout(config.kernel));
  const tableBits = bitLayout(tableLayout(config));
  const leafBits = [0, 1, 2, 3].map((level) => [false, true].map((valid) => bitLayout(leafLayout(config, level, valid))));
  const flagsOf = (level: number, kind: EntryKind, isSwap: boolean, isLeaf: boolean, lo: number, hi: number): FlagsDraft => {
    if (kind === 'folded') return folded();
    const flags = isLeaf ? leafFlags(codec, config, level, lo, hi) : isSwap ? swapFlags(codec, swap, level, config.kernel === '6.12', lo, hi)
      : { none: codec.isNone(level, lo, hi), present: codec.present(level, lo, hi) };
    if (level > 0) addUpper(flags, codec, parts, level, isSwap, lo, hi);
    return flags;
  };
  const readSwap = swapReader(swap);
  return (level, raw64) => {
    const raw = BigInt.asUintN(64, raw64);
    const lo = wordLo(raw);
    const hi = wordHi(raw);
    const kind = parts.kindOf(level, lo, hi);
    const isSwap = isSwapKind(kind);
    const isLeaf = LEAF_KINDS.includes(kind);
    const layout = isSwap ? swapBits : isLeaf ? leafBits[level]![lo & VALID]! : tableBits;
    const entry: DecodedDraft = { raw, level: LEVEL_NAMES[level]!, kind, flags: flagsOf(level, kind, isSwap, isLeaf, lo, hi), bits: namedBits(layout, lo, hi) };
    if (isLeaf) entry.pfn = codec.pfn(level, lo, hi);
    if (kind === 'table' || kind === 'bad') entry.tablePhys = BigInt(parts.address.pfn(lo, hi)) << BigInt(config.pageShift);
    if (isSwap) entry.swap = readSwap(level, lo, hi);
    return entry;
  };
}
