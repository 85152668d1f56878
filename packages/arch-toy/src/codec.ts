import { swapKind, checkedDecode } from '@faultline/codec-kit';
import { ENTRY_KINDS, type Codec, type EntryKind, type SwapCodec } from '@faultline/contracts';
import { A, D, N, S, T, V, W, X } from './bits';
import { decoder } from './decode';

const TOP = 1;

const kindOf = (swap: SwapCodec) => (level: number, lo: number, hi: number): EntryKind => {
  if (level > TOP) return 'folded';
  if ((lo | hi) === 0) return 'none';
  if (level === TOP) return isTable(level, lo) ? 'table' : 'bad';
  return lo & V ? 'page' : lo & N ? 'protnone' : swapKind(swap.types, swap.type(level, lo, hi));
};
const isTable = (level: number, lo: number): boolean => level === TOP && (lo & (V | T)) === (V | T);

/** The values of the toy's entries: one bit a mark, and the other half for the frame. */
export function codecOf(swap: SwapCodec): Codec {
  const kind = kindOf(swap);
  return Object.freeze<Codec>({
    none(_level, out) {
      out.lo = 0;
      out.hi = 0;
    },
    isNone: (level, lo, hi) => level <= TOP && (lo | hi) === 0,
    classify: (level, lo, hi) => ENTRY_KINDS.indexOf(kind(level, lo, hi)),
    isTable: (level, lo) => isTable(level, lo),
    isLeaf: (level) => level === 0,
    present: (level, lo) => level > TOP || (lo & (V | N)) !== 0,
    accessible: (_level, lo, _hi, flushPending) => (lo & V) !== 0 || (flushPending && (lo & N) !== 0),
    protnone: (_level, lo) => (lo & (V | N)) === N,
    young: (_level, lo) => (lo & A) !== 0,
    dirty: (_level, lo) => (lo & D) !== 0,
    write: (_level, lo) => (lo & W) !== 0,
    exec: (_level, lo) => (lo & X) !== 0,
    special: (_level, lo) => (lo & S) !== 0,
    pfn: (_level, _lo, hi) => hi >>> 0,
    tableRef: (_level, _lo, hi) => hi >>> 0,
    makeTable(_level, table, out) {
      out.lo = V | T;
      out.hi = table;
    },
    makeLeaf(_level, pfn, protLo, _protHi, out) {
      out.lo = protLo;
      out.hi = pfn;
    },
    mkYoung: (_level, e) => void (e.lo |= A),
    mkOld: (_level, e) => void (e.lo &= ~A),
    mkDirty: (_level, e) => void (e.lo |= D),
    mkClean: (_level, e) => void (e.lo &= ~D),
    mkWrite: (_level, e) => void (e.lo |= W),
    wrProtect: (_level, e) => void (e.lo &= ~W),
    mkSpecial: (_level, e) => void (e.lo |= S),
    modify: (_level, e, protLo) => void (e.lo = (e.lo & (A | D | S)) | (protLo & ~A)),
    decode: checkedDecode(decoder(kind, swap)),
    mkHuge() {},
    mkInvalid() {},
    softDirty: () => false,
    mkSoftDirty() {},
    clearSoftDirty() {},
    uffdWp: () => false,
    mkUffdWp() {},
    clearUffdWp() {},
    devmap: () => false,
    mkDevmap() {},
  });
}
