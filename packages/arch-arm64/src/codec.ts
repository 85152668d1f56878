import { swapKind, checkedDecode } from '@faultline/codec-kit';
import { ENTRY_KINDS, TABLE_REF_SHIFT, type Codec, type EntryKind, type EntrySlot, type SwapCodec } from '@faultline/contracts';
import { addressOf, leafFrame, pagesOf } from './address';
import {
  AF, ATTR_INDX, BIT_58, BIT_59, CONT, DEVMAP, DIRTY, GP, NG, PO_INDEX_HI, PXN, PXN_TABLE, RDONLY, SPECIAL, TABLE_BIT, USER, UXN, VALID, WRITE,
} from './bits';
import type { Arm64Config } from './config';
import { decoder } from './decode';
import { predicatesOf } from './predicates';

/**
 * The values of arm64 entries. A dirty mark is hardware's (writable, not read-only) or software's (DIRTY). Writable is bit 51 (DBM),
 * dirty is its being set with read-only clear: a CPU that manages dirty state clears read-only at the first store, any other faults, and
 * the kernel clears it. What takes the write bit away therefore moves a dirty mark of hardware to the software bit first.
 */
export function codecOf(config: Arm64Config, swap: SwapCodec, topLevel: number): Codec {
  const newer = config.kernel === '6.12';
  /** The recorded 6.1 and 6.12 carry the later fixes of pte_mkwrite and pte_modify; v6.2-rc3 does not (arch-arm64, first table). */
  const fixed = config.kernel !== '6.2';
  const address = addressOf(config);
  const pages = [0, 1, 2, 3, 4].map((level) => pagesOf(config, level));
  const refsPerPage = 2 ** (config.pageShift - TABLE_REF_SHIFT);
  const { present, isTable, isLeaf, protnone, accessible, bad } = predicatesOf(config);
  const modifyLo = USER | RDONLY | VALID | ATTR_INDX | (newer ? NG : 0);
  const modifyHi = PXN | UXN | WRITE | GP | (newer ? PO_INDEX_HI : BIT_58);
  const hwDirty = (lo: number, hi: number): boolean => (hi & WRITE) !== 0 && (lo & RDONLY) === 0;

  function kindOf(level: number, lo: number, hi: number): EntryKind {
    if (level > topLevel) return 'folded';
    if ((lo | hi) === 0) return 'none';
    if (level === 0) {
      if (lo & VALID) return 'page';
      if (!present(0, lo, hi)) return swapKind(swap.types, swap.type(0, lo, hi));
      return protnone(lo, hi) ? 'protnone' : 'present-invalid';
    }
    if (isTable(level, lo)) return 'table';
    if (!isLeaf(level, lo, hi)) return level === 1 ? swapKind(swap.types, swap.type(1, lo, hi)) : 'bad';
    if (lo & VALID) return 'huge';
    return protnone(lo, hi) ? 'protnone' : 'invalid-huge';
  }

  const clean = (e: EntrySlot): void => {
    e.lo |= RDONLY;
    e.hi &= ~DIRTY;
  };
  const mkDirty = (e: EntrySlot): void => {
    e.hi |= DIRTY;
    if (e.hi & WRITE) e.lo &= ~RDONLY;
  };
  /**
   * No longer valid for hardware, still present for software: a huge entry that is being split must not look empty. 6.12 says so by nG,
   * which means nothing in an entry that is not valid.
   */
  const invalidate = (e: EntrySlot): void => {
    e.lo = newer ? (e.lo & ~VALID) | NG : e.lo & ~VALID;
    if (!newer) e.hi |= BIT_59;
  };

  const codec: Codec = {
    none(_level, out) {
      out.lo = 0;
      out.hi = 0;
    },
    isNone: (_level, lo, hi) => (lo | hi) === 0,
    classify: (level, lo, hi) => ENTRY_KINDS.indexOf(kindOf(level, lo, hi)),
    isTable: (level, lo) => isTable(level, lo),
    isLeaf: (level, lo, hi) => level === 0 || isLeaf(level, lo, hi),
    present,
    accessible,
    protnone: (_level, lo, hi) => protnone(lo, hi),
    young: (_level, lo) => (lo & AF) !== 0,
    dirty: (_level, lo, hi) => (hi & DIRTY) !== 0 || hwDirty(lo, hi),
    write: (_level, _lo, hi) => (hi & WRITE) !== 0,
    exec: (_level, _lo, hi) => (hi & UXN) === 0,
    special: (_level, _lo, hi) => (hi & SPECIAL) !== 0,
    softDirty: () => false,
    uffdWp: (_level, _lo, hi) => newer && (hi & BIT_58) !== 0,
    devmap: (_level, _lo, hi) => (hi & DEVMAP) !== 0,
    pfn: (level, lo, hi) => (level === 0 ? address.pfn(lo, hi) : leafFrame(address, pages[level]!, lo, hi)),
    tableRef: (_level, lo, hi) => address.pfn(lo, hi) * refsPerPage,
    makeTable(_level, table, out) {
      out.lo = VALID | TABLE_BIT;
      // Below a user table the kernel executes nothing, whatever a leaf says.
      out.hi = PXN_TABLE;
      address.put(Math.floor(table / refsPerPage), out);
    },
    makeLeaf(_level, pfn, protLo, protHi, out) {
      out.lo = protLo;
      out.hi = protHi;
      address.put(pfn, out);
    },
    mkYoung: (_level, e) => void (e.lo |= AF),
    mkOld: (_level, e) => void (e.lo &= ~AF),
    mkDirty: (_level, e) => mkDirty(e),
    mkClean: (_level, e) => clean(e),
    mkWrite(_level, e) {
      e.hi |= WRITE;
      // v6.2-rc3 clears read-only in any case, which makes a clean entry dirty at once.
      if (!fixed || e.hi & DIRTY) e.lo &= ~RDONLY;
    },
    /** The dirty mark of hardware is the write bit without read-only: it has to move before both change. */
    wrProtect(_level, e) {
      if (hwDirty(e.lo, e.hi)) e.hi |= DIRTY;
      e.hi &= ~WRITE;
      e.lo |= RDONLY;
    },
    mkSpecial: (_level, e) => void (e.hi |= SPECIAL),
    /** Above the last level the bit tells a table from a block. */
    mkHuge: (_level, e) => void (e.lo &= ~TABLE_BIT),
    mkDevmap: (level, e) => void (e.hi |= level === 0 ? SPECIAL | DEVMAP : DEVMAP),
    mkSoftDirty() {},
    clearSoftDirty() {},
    mkUffdWp(level, e) {
      if (!newer) return;
      e.hi |= BIT_58;
      codec.wrProtect(level, e);
    },
    clearUffdWp: (_level, e) => void (newer && (e.hi &= ~BIT_58)),
    mkInvalid: (_level, e) => invalidate(e),
    /** The new protection is read-only even where it may be written, so a dirty mark of hardware would be lost with the old rights. */
    modify(_level, e, protLo, protHi) {
      if (hwDirty(e.lo, e.hi)) e.hi |= DIRTY;
      e.lo = (e.lo & ~modifyLo) | (protLo & modifyLo);
      e.hi = (e.hi & ~modifyHi) | (protHi & modifyHi);
      if (fixed && e.hi & DIRTY) mkDirty(e);
    },
    extra: {
      mkcont(_level, e) {
        e.hi |= CONT;
        e.lo |= VALID | TABLE_BIT;
      },
    },
    decode: checkedDecode((level, raw) => decode(level, raw)),
  };
  const decode = decoder(config, codec, swap, { kindOf, bad, address });
  return Object.freeze(codec);
}
