import { ENTRY_KINDS, LEVEL_NAMES, wordHi, wordLo, type Codec, type EntryKind, type SwapCodec } from '@faultline/contracts';
import { A, D, N, S, T, table, TOP, V, W, WHERE } from './bits';

const NO_TYPE = -1;
const no = (): boolean => false;

function kindOf(level: number, lo: number): EntryKind {
  if (level > TOP) return 'folded';
  if (lo === 0) return 'none';
  if (level === TOP) return lo & T ? 'table' : 'bad';
  return lo & V ? 'page' : lo & N ? 'protnone' : 'swap';
}

/** Values of entries, in their low half. */
export const CODEC: Codec = {
  none: (_level, out) => void (out.lo = out.hi = 0),
  isNone: (_level, lo, hi) => (lo | hi) === 0,
  classify: (level, lo) => ENTRY_KINDS.indexOf(kindOf(level, lo)),
  isTable: (_level, lo) => (lo & (V | T)) === (V | T),
  isLeaf: (level) => level < TOP,
  present: (level, lo) => level > TOP || (lo & (V | N)) !== 0,
  accessible: (_level, lo, _hi, flushPending) => (lo & V) !== 0 || (flushPending && (lo & N) !== 0),
  protnone: (_level, lo) => (lo & (V | N)) === N,
  young: (_level, lo) => (lo & A) !== 0,
  dirty: (_level, lo) => (lo & D) !== 0,
  write: (_level, lo) => (lo & W) !== 0,
  exec: (_level, lo) => (lo & V) !== 0,
  special: (_level, lo) => (lo & S) !== 0,
  pfn: (_level, lo) => lo >>> WHERE,
  tableRef: (_level, lo) => lo >>> WHERE,
  makeTable: (_level, ref, out) => void Object.assign(out, { lo: table(ref), hi: 0 }),
  makeLeaf: (_level, pfn, protLo, _protHi, out) => void Object.assign(out, { lo: (pfn << WHERE) | protLo, hi: 0 }),
  mkYoung: (_level, e) => void (e.lo |= A),
  mkOld: (_level, e) => void (e.lo &= ~A),
  mkDirty: (_level, e) => void (e.lo |= D),
  mkClean: (_level, e) => void (e.lo &= ~D),
  mkWrite: (_level, e) => void (e.lo |= W),
  wrProtect: (_level, e) => void (e.lo &= ~W),
  mkSpecial: (_level, e) => void (e.lo |= S),
  modify: (_level, e, protLo) => void (e.lo = (e.lo & ~(V | W | N)) | protLo),
  decode: (level, raw) => ({ raw, level: LEVEL_NAMES[level]!, kind: kindOf(level, wordLo(raw) | wordHi(raw)), flags: {}, bits: [] }),
  softDirty: no, uffdWp: no, devmap: no,
  mkHuge() {}, mkInvalid() {}, mkDevmap() {}, mkSoftDirty() {}, clearSoftDirty() {}, mkUffdWp() {}, clearUffdWp() {},
};

/** Swap-style entries: the offset where a page has its frame, the type in the high half. */
export const SWAP: SwapCodec = {
  offsetBits: 24, pfnBits: 24,
  encode: (_level, type, offset, _hi, out) => void Object.assign(out, { lo: (offset << WHERE) | W, hi: type }),
  type: (_level, _lo, hi) => hi,
  offset: (_level, lo, _hi, out) => void Object.assign(out, { lo: lo >>> WHERE, hi: 0 }),
  exclusive: no, softDirty: no, uffdWp: no,
  mkExclusive() {}, clearExclusive() {}, mkSoftDirty() {}, clearSoftDirty() {}, mkUffdWp() {}, clearUffdWp() {},
  types: {
    maxFiles: 32, hwpoison: NO_TYPE, migrationRead: NO_TYPE, migrationReadExclusive: NO_TYPE, migrationWrite: NO_TYPE, devicePrivateWrite: NO_TYPE,
    devicePrivateRead: NO_TYPE, deviceExclusiveWrite: NO_TYPE, deviceExclusiveRead: NO_TYPE, marker: NO_TYPE, swapinError: NO_TYPE,
  },
};
