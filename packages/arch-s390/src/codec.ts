import { checkedDecode } from '@faultline/codec-kit';
import { ENTRY_KINDS, type Codec, type EntrySlot, type SwapCodec } from '@faultline/contracts';
import { EMPTY, FULL_LENGTH, PTE, regionMarks, SEGMENT, TYPE_OF_LEVEL, type Marks } from './bits';
import type { S390Config } from './config';
import { decoder } from './decode';
import { bad, isLeaf, isNone, kindOf, present } from './predicates';
import { regionProt, segmentProt } from './prot';

const KEEP_PTE = ~0xfff | PTE.special | PTE.dirty | PTE.young | PTE.softDirty;
const KEEP_SEGMENT = ~0xfffff | SEGMENT.dirty | SEGMENT.young | SEGMENT.large | SEGMENT.softDirty;
const KEEP_REGION = ~0x7fffffff | SEGMENT.dirty | SEGMENT.young | SEGMENT.large | SEGMENT.softDirty;
const LEAF_ORIGIN = [~0xfff, ~0xfffff, ~0x7fffffff] as const;

/**
 * The hardware consequence of the software marks: valid only if readable and young … Hardware keeps no accessed and no dirty bit in the
 * entry. So an old page is invalid and a clean one protected: the first access and the first store fault, and the kernel sets the mark.
 */
function settleYoung(e: EntrySlot, m: Marks): void {
  if (e.lo & m.young && e.lo & m.read) e.lo &= ~m.invalid;
}
/** … and unprotected only if writable and dirty. */
function settleDirty(e: EntrySlot, m: Marks): void {
  if (e.lo & m.dirty && e.lo & m.write) e.lo &= ~m.protect;
}

/** The values of s390 entries: software truth plus hardware consequence (arch-s390 §2, §5). */
export function codecOf(config: S390Config, swap: SwapCodec): Codec {
  const newer = config.kernel === '6.12';
  const marksOf: readonly Marks[] = [PTE, SEGMENT, regionMarks(newer)];
  const marks = (level: number): Marks => marksOf[level] ?? SEGMENT;
  const kind = (level: number, lo: number, hi: number) => kindOf(level, lo, hi, newer, swap, swap.types);

  const codec: Codec = {
    /** Empty is typed: the type of an entry tells the level of its table, even where levels are folded. Zero is no entry. */
    none(level, out) {
      out.lo = EMPTY[level]!;
      out.hi = 0;
    },
    isNone,
    classify: (level, lo, hi) => ENTRY_KINDS.indexOf(kind(level, lo, hi)),
    isTable: (level, lo, hi) => level > 0 && !isNone(level, lo, hi) && !bad(level, lo, newer),
    isLeaf: (level, lo) => isLeaf(level, lo),
    present,
    /** An invalid entry is in no TLB: what made it invalid purged it. */
    accessible: (level, lo) => (lo & marks(level).invalid) === 0,
    /** Present, but not readable: invalid for hardware whatever its age. */
    protnone: (level, lo) => level < 2 && isLeaf(level, lo) && (level === 1 || (lo & PTE.present) !== 0) && (lo & marks(level).read) === 0,
    young: (level, lo) => (lo & marks(level).young) !== 0,
    dirty: (level, lo) => (lo & marks(level).dirty) !== 0,
    write: (level, lo) => (lo & marks(level).write) !== 0,
    exec: (_level, lo) => (lo & PTE.noexec) === 0,
    special: (level, lo) => level === 0 && (lo & PTE.special) !== 0,
    softDirty: (level, lo) => (lo & marks(level).softDirty) !== 0,
    uffdWp: () => false,
    devmap: () => false,
    pfn: (level, lo, hi) => ((lo & LEAF_ORIGIN[level]!) >>> 12) + (hi >>> 0) * 1048576,
    tableRef: (level, lo, hi) => ((level === 1 ? lo & ~0x7ff : lo & ~0xfff) >>> 11) + (hi >>> 0) * 2097152,
    makeTable(level, table, out) {
      out.lo = (table << 11) | (level === 1 ? 0 : TYPE_OF_LEVEL[level]! | FULL_LENGTH);
      out.hi = (table / 2097152) | 0;
    },
    makeLeaf(level, pfn, protLo, _protHi, out) {
      out.lo = (pfn << 12) | (level === 0 ? protLo : level === 1 ? segmentProt(protLo) : regionProt(protLo, newer));
      out.hi = (pfn / 1048576) | 0;
      // Protections are invalid and protected; an entry that is made for an access is young, and so valid if it may be read.
      if (level === 0) codec.mkYoung(0, out);
    },
    mkYoung(level, e) {
      e.lo |= marks(level).young;
      settleYoung(e, marks(level));
    },
    mkOld(level, e) {
      e.lo = (e.lo & ~marks(level).young) | marks(level).invalid;
    },
    mkDirty(level, e) {
      e.lo |= marks(level).dirty | marks(level).softDirty;
      settleDirty(e, marks(level));
    },
    mkClean(level, e) {
      e.lo = (e.lo & ~marks(level).dirty) | marks(level).protect;
    },
    mkWrite(level, e) {
      e.lo |= marks(level).write;
      settleDirty(e, marks(level));
    },
    wrProtect(level, e) {
      e.lo = (e.lo & ~marks(level).write) | marks(level).protect;
    },
    mkSpecial: (_level, e) => void (e.lo |= PTE.special),
    mkHuge(level, e) {
      if (level === 0) e.lo |= PTE.large;
      else e.lo |= SEGMENT.large | SEGMENT.young | SEGMENT.protect;
    },
    mkDevmap() {},
    mkSoftDirty: (level, e) => void (e.lo |= marks(level).softDirty),
    clearSoftDirty: (level, e) => void (e.lo &= ~marks(level).softDirty),
    mkUffdWp() {},
    clearUffdWp() {},
    mkInvalid: (level, e) => void (e.lo |= marks(level).invalid),
    modify(level, e, protLo) {
      if (level === 0) {
        // The protection brings I and P set; the marks that were kept clear them again.
        e.lo = (e.lo & KEEP_PTE) | protLo;
        settleYoung(e, PTE);
        settleDirty(e, PTE);
        return;
      }
      e.lo = level === 1 ? (e.lo & KEEP_SEGMENT) | segmentProt(protLo) : (e.lo & KEEP_REGION) | regionProt(protLo, newer);
      // The other way round: segment protections come without I and P, and missing marks set them.
      if (!(e.lo & SEGMENT.dirty)) e.lo |= SEGMENT.protect;
      if (!(e.lo & SEGMENT.young)) e.lo |= SEGMENT.invalid;
    },
    decode: checkedDecode((level, raw) => decode(level, raw)),
  };
  const decode = decoder(codec, swap, kind, newer);
  return Object.freeze(codec);
}
