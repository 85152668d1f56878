import { swapKind, checkedDecode } from '@faultline/codec-kit';
import { ENTRY_KINDS, type Codec, type EntryKind, type EntrySlot, type SwapCodec } from '@faultline/contracts';
import {
  A, D, devmapBit, FRAME_HI, FRAME_LO, G, P, PAT_LARGE, PCD, PS, PWT, RW, savedDirtyBit, SOFT_DIRTY, SPECIAL, UFFD_WP, US,
} from './bits';
import type { X86Config } from './config';
import { decoder } from './decode';
import { frameMask, frameOf, inverted, leafAt, badAt, presentAt } from './predicates';

const USER_TABLE = P | RW | US | A | D;
const PMD_FRAME_LO = 0xffe00000 | 0;
/**
 * What `modify` keeps of the low half at pte level. Everything but the rights: what hardware and trackers have noted of the page survives
 * mprotect.
 * @kernel v6.2-rc3 arch/x86/include/asm/pgtable_types.h:_PAGE_CHG_MASK
 */
const KEEP_LO = FRAME_LO | PCD | PWT | PS | SPECIAL | A | D | SOFT_DIRTY | UFFD_WP;
const KEEP_LARGE_LO = PMD_FRAME_LO | PCD | PWT | PS | PAT_LARGE | SPECIAL | A | D | SOFT_DIRTY | UFFD_WP;
const kindPlace = (kind: EntryKind): number => ENTRY_KINDS.indexOf(kind);

/**
 * Complement the frame bits of an entry whose presence changed. A CPU may load speculatively through an entry without P (L1TF). Inverted,
 * the frame bits point where no memory is.
 * @kernel flip_protnone_guard
 */
function flipFrame(e: EntrySlot, wasInverted: boolean, maskLo: number): void {
  if (inverted(e.lo, e.hi) === wasInverted) return;
  e.lo ^= maskLo;
  e.hi ^= FRAME_HI;
}

/** The values of x86-64 entries. Modifiers that depend on the version are chosen here, once. */
export function codecOf(config: X86Config, swap: SwapCodec): Codec {
  const newer = config.kernel === '6.12';
  const devmap = devmapBit(config.kernel);
  const saved = savedDirtyBit(config.kernel);
  const keepHi = FRAME_HI | devmap | saved;
  const top = config.levels - 1;

  /** 6.12: a dirty mark without RW would mean shadow stack, so it waits in the saved bit. @kernel pte_mksaveddirty */
  const saveDirty = (e: EntrySlot): void => {
    if (!newer || (e.lo & (RW | D)) !== D) return;
    e.lo &= ~D;
    e.hi |= saved;
  };
  /** And comes back with RW. @kernel pte_clear_saveddirty */
  const restoreDirty = (e: EntrySlot): void => {
    if (!(e.lo & RW) || !(e.hi & saved)) return;
    e.lo |= D;
    e.hi &= ~saved;
  };
  const dirty = (lo: number, hi: number): boolean => (lo & D) !== 0 || (hi & saved) !== 0;
  const shadowStack = (level: number, lo: number): boolean =>
    config.shadowStack && (lo & (RW | D)) === D && (level === 0 || (level === 1 && (lo & PS) !== 0));
  /** A folded level is never empty. A and D count for nothing: one family of CPUs sets them in entries that are empty. */
  const isNone = (level: number, lo: number, hi: number): boolean => (level === 4 ? top === 4 && lo === 0 : (lo & ~(A | D)) === 0) && hi === 0;

  function kindOf(level: number, lo: number, hi: number): EntryKind {
    if (level > top) return 'folded';
    if (isNone(level, lo, hi)) return 'none';
    if (level === 0) return lo & P ? 'page' : lo & G ? 'protnone' : swapKind(swap.types, swap.type(0, lo, hi));
    if (leafAt(level, lo, newer)) return lo & P ? 'huge' : lo & G && level === 1 ? 'protnone' : level === 1 ? 'invalid-huge' : 'bad';
    if (!presentAt(level, lo)) return level === 1 ? swapKind(swap.types, swap.type(1, lo, hi)) : 'bad';
    return badAt(level, lo, hi) ? 'bad' : 'table';
  }

  const codec: Codec = {
    none(_level, out) {
      out.lo = 0;
      out.hi = 0;
    },
    isNone,
    classify: (level, lo, hi) => kindPlace(kindOf(level, lo, hi)),
    isTable: (level, lo) => level > 0 && (lo & P) !== 0 && !leafAt(level, lo, newer),
    isLeaf: (level, lo) => leafAt(level, lo, newer),
    present: (level, lo) => level > top || presentAt(level, lo),
    /** May a TLB hold the entry? PROT_NONE may be stale in one while the flush that follows its making is pending. */
    accessible: (_level, lo, _hi, flushPending) => (lo & P) !== 0 || (flushPending && (lo & G) !== 0),
    /**
     * PROT_NONE is the global bit of an entry without P: hardware faults on any access, and software still finds page and marks. So it
     * counts as present.
     */
    protnone: (_level, lo) => (lo & (P | G)) === G,
    young: (_level, lo) => (lo & A) !== 0,
    dirty: (_level, lo, hi) => dirty(lo, hi),
    write: (level, lo) => (lo & RW) !== 0 || shadowStack(level, lo),
    exec: (_level, _lo, hi) => hi >= 0,
    special: (_level, lo) => (lo & SPECIAL) !== 0,
    softDirty: (_level, lo) => (lo & SOFT_DIRTY) !== 0,
    uffdWp: (_level, lo) => (lo & UFFD_WP) !== 0,
    devmap: (_level, _lo, hi) => (hi & devmap) !== 0,
    pfn: (level, lo, hi) => frameOf(lo, hi, frameMask(level)),
    tableRef: (_level, lo, hi) => ((lo & FRAME_LO) >>> 11) + (hi & FRAME_HI) * 2097152,
    /** Tables grant everything, and are accessed and dirty from the start: the leaf decides, and hardware has nothing to set. */
    makeTable(_level, table, out) {
      out.lo = ((table >>> 1) << 12) | USER_TABLE;
      out.hi = (table / 2097152) & FRAME_HI;
    },
    makeLeaf(level, pfn, protLo, protHi, out) {
      const flip = inverted(protLo, protHi) ? -1 : 0;
      out.lo = (((pfn << 12) ^ flip) & frameMask(level)) | protLo;
      out.hi = (((pfn / 1048576) ^ flip) & FRAME_HI) | protHi;
    },
    mkYoung: (_level, e) => void (e.lo |= A),
    mkOld: (_level, e) => void (e.lo &= ~A),
    mkDirty(_level, e) {
      // Whoever marks an entry dirty stands for a write, and the tracker of writes is to know.
      e.lo |= D | SOFT_DIRTY;
      saveDirty(e);
    },
    mkClean(_level, e) {
      e.lo &= ~D;
      e.hi &= ~saved;
    },
    mkWrite(_level, e) {
      e.lo |= RW;
      restoreDirty(e);
    },
    wrProtect(_level, e) {
      e.lo &= ~RW;
      saveDirty(e);
    },
    mkSpecial: (_level, e) => void (e.lo |= SPECIAL),
    mkHuge: (_level, e) => void (e.lo |= PS),
    mkDevmap(level, e) {
      if (level === 0) e.lo |= SPECIAL;
      e.hi |= devmap;
    },
    mkSoftDirty: (_level, e) => void (e.lo |= SOFT_DIRTY),
    clearSoftDirty: (_level, e) => void (e.lo &= ~SOFT_DIRTY),
    mkUffdWp(level, e) {
      e.lo |= UFFD_WP;
      if (newer) codec.wrProtect(level, e);
    },
    clearUffdWp: (_level, e) => void (e.lo &= ~UFFD_WP),
    mkInvalid(level, e) {
      const was = inverted(e.lo, e.hi);
      e.lo &= ~(P | G);
      flipFrame(e, was, frameMask(level));
    },
    modify(level, e, protLo, protHi) {
      const was = inverted(e.lo, e.hi);
      const wasWrite = (e.lo & RW) !== 0;
      const keepLo = level === 0 ? KEEP_LO : newer ? KEEP_LARGE_LO & ~D : KEEP_LARGE_LO;
      e.lo = (e.lo & keepLo) | (protLo & ~keepLo);
      e.hi = (e.hi & keepHi) | (protHi & ~keepHi);
      // Changed rights move the dirty mark between its two places.
      if (wasWrite) saveDirty(e);
      else restoreDirty(e);
      flipFrame(e, was, frameMask(level));
    },
    decode: checkedDecode((level, raw) => decode(level, raw)),
  };
  const decode = decoder(config, codec, swap, kindOf);
  return Object.freeze(codec);
}
