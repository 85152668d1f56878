import { swapKind, checkedDecode } from '@faultline/codec-kit';
import { ENTRY_KINDS, type Codec, type EntryKind, type EntrySlot, type SwapCodec } from '@faultline/contracts';
import { A, D, DEVMAP, G, LEAF, MT_IO, MT_MASK, MT_NC, N, NAPOT_64K, NAPOT_MASK, SPECIAL, U, V, W, X } from './bits';
import type { RiscvConfig } from './config';
import { decoder } from './decode';
import { frameHi, frameLo, frameOf, isTableAt, leafAt, napotFrameOf, presentAt, protnone } from './predicates';

/**
 * What `modify` takes from the new protection; the rest stays. A comes along with it.
 * @kernel v6.2-rc3 arch/riscv/include/asm/pgtable-64.h:_PAGE_CHG_MASK
 */
const CHANGE_LO = V | LEAF | U | G;

/** Modifiers of memory type and size, where the harts have them. Without Svpbmt a memory type leaves no mark. */
function extraOf({ kernel, svpbmt, svnapot }: RiscvConfig): NonNullable<Codec['extra']> {
  const typed = (type: number) => (_level: number, e: EntrySlot): void => {
    if (svpbmt) e.hi = (e.hi & ~MT_MASK) | type;
  };
  const mknapot = (_level: number, e: EntrySlot): void => {
    e.lo = (e.lo & ~NAPOT_MASK) | NAPOT_64K;
    e.hi |= N;
  };
  return { noncached: typed(MT_IO), writecombine: typed(MT_NC), ...(kernel === '6.12' && svnapot ? { mknapot } : {}) };
}

function kindOfEntry(swap: SwapCodec, topLevel: number, level: number, lo: number, hi: number): EntryKind {
  if (level > topLevel) return 'folded';
  if ((lo | hi) === 0) return 'none';
  if (level === 0) return lo & V ? 'page' : protnone(lo) ? 'protnone' : swapKind(swap.types, swap.type(0, lo, hi));
  if (isTableAt(level, lo)) return 'table';
  if (leafAt(level, lo)) return lo & V ? 'huge' : protnone(lo) ? 'protnone' : 'invalid-huge';
  return level === 1 && !presentAt(1, lo) ? swapKind(swap.types, swap.type(1, lo, hi)) : 'bad';
}

/** The values of RISC-V entries. */
export function codecOf(config: RiscvConfig, swap: SwapCodec): Codec {
  const newer = config.kernel === '6.12';
  const topLevel = config.levels - 1;
  const changeHi = config.svpbmt ? MT_MASK : 0;
  const napots = newer && config.svnapot;
  const kindOf = (level: number, lo: number, hi: number): EntryKind => kindOfEntry(swap, topLevel, level, lo, hi);

  const codec: Codec = {
    none(_level, out) {
      out.lo = 0;
      out.hi = 0;
    },
    isNone: (level, lo, hi) => level <= topLevel && (lo | hi) === 0,
    classify: (level, lo, hi) => ENTRY_KINDS.indexOf(kindOf(level, lo, hi)),
    isTable: (level, lo) => isTableAt(level, lo),
    isLeaf: (level, lo) => leafAt(level, lo),
    present: (level, lo) => level > topLevel || presentAt(level, lo),
    /** The generic answer, always yes, up to 6.2. */
    accessible: newer ? (_level, lo, _hi, flushPending) => (lo & V) !== 0 || (flushPending && (lo & G) !== 0) : () => true,
    protnone: (_level, lo) => protnone(lo),
    young: (_level, lo) => (lo & A) !== 0,
    dirty: (_level, lo) => (lo & D) !== 0,
    write: (_level, lo) => (lo & W) !== 0,
    exec: (_level, lo) => (lo & X) !== 0,
    special: (_level, lo) => (lo & SPECIAL) !== 0,
    softDirty: () => false,
    uffdWp: () => false,
    devmap: (_level, lo) => newer && (lo & DEVMAP) !== 0,
    pfn: (level, lo, hi) => (napots && level === 0 && hi < 0 ? napotFrameOf(lo, hi) : frameOf(level, lo, hi)),
    tableRef: (_level, lo, hi) => frameOf(0, lo, hi) * 2,
    makeTable(_level, table, out) {
      const frame = Math.floor(table / 2);
      out.lo = frameLo(frame) | V;
      out.hi = frameHi(frame);
    },
    makeLeaf(_level, pfn, protLo, protHi, out) {
      out.lo = frameLo(pfn) | protLo;
      out.hi = frameHi(pfn) | protHi;
    },
    mkYoung: (_level, e) => void (e.lo |= A),
    mkOld: (_level, e) => void (e.lo &= ~A),
    mkDirty: (_level, e) => void (e.lo |= D),
    mkClean: (_level, e) => void (e.lo &= ~D),
    mkWrite: (_level, e) => void (e.lo |= W),
    wrProtect: (_level, e) => void (e.lo &= ~W),
    mkSpecial: (_level, e) => void (e.lo |= SPECIAL),
    mkHuge() {},
    mkDevmap: (_level, e) => void (newer && (e.lo |= DEVMAP)),
    mkSoftDirty() {},
    clearSoftDirty() {},
    mkUffdWp() {},
    clearUffdWp() {},
    /** Read, write and execute stay: they keep a huge entry that is being split from looking empty. */
    mkInvalid: (_level, e) => void (e.lo &= ~(V | G)),
    modify(_level, e, protLo, protHi) {
      e.lo = (e.lo & ~CHANGE_LO) | protLo;
      e.hi = (e.hi & ~changeHi) | protHi;
    },
    extra: extraOf(config),
    decode: checkedDecode((level, raw) => decode(level, raw)),
  };
  const decode = decoder(config, codec, swap, kindOf);
  return Object.freeze(codec);
}
