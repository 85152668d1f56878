import { arm, plant, x86, type Planted } from './plant';

const P = 0x1;
const RW = 0x2;
const US = 0x4;
const A = 0x20;
const D = 0x40;
const G = 0x100;
const NX = 1 << 31;
/** Bits that no layout names. */
const IGNORED_HI = 1 << 20;

let calls = 0;

/** Faults of entries that the codec makes. */
export const plantedEntries: readonly Planted[] = [
  plant('makeLeaf keeps the frame, whatever the protection', 'a frame of 32 address bits', x86, 'codec', (it) => ({
    makeLeaf: (level, pfn, lo, hi, out) => it.makeLeaf(level, pfn % 2 ** 20, lo, hi, out),
  })),
  plant('makeLeaf keeps the frame, whatever the protection', 'halves without sign', x86, 'codec', (it) => ({
    makeLeaf(level, pfn, lo, hi, out) {
      it.makeLeaf(level, pfn, lo, hi, out);
      out.hi >>>= 0;
    },
  })),
  plant('a fresh leaf is present, clean and unmarked', 'a leaf that is born dirty', x86, 'codec', (it) => ({
    makeLeaf(level, pfn, lo, hi, out) {
      it.makeLeaf(level, pfn, lo, hi, out);
      out.lo |= D;
    },
  })),
  plant(
    'a leaf is writable from the start only if its mapping is shared and writable',
    'private pages that are born writable',
    x86,
    'prot',
    (it) => ({ pageProt: (flags, pkey, out) => it.pageProt(flags & 2 ? flags | 8 : flags, pkey, out) }),
  ),
  plant('a leaf is executable exactly if its mapping is', 'no NX at all', x86, 'prot', (it) => ({
    pageProt(flags, pkey, out) {
      it.pageProt(flags, pkey, out);
      out.hi &= ~NX;
    },
  })),
  plant(
    'every entry that the kernel makes of a page is present and of the right kind',
    'an old PROT_NONE page that is gone',
    x86,
    'codec',
    () => ({ mkOld: (_level, e) => void (e.lo &= ~(A | G)) }),
  ),
  plant('the same steps give the same entry', 'a mark at every other call', x86, 'codec', (it) => ({
    makeLeaf(level, pfn, lo, hi, out) {
      it.makeLeaf(level, pfn, lo, hi, out);
      if (calls++ % 4 === 0) out.hi |= IGNORED_HI;
    },
  })),
  plant('mkHuge marks a leaf and keeps its frame', 'a mark that is forgotten', x86, 'codec', () => ({ mkHuge() {} })),
  plant(
    'mkInvalid hides a huge leaf from hardware and keeps everything else',
    'dirty that is lost while a page is split',
    x86,
    'codec',
    (it) => ({
      mkInvalid(level, e) {
        it.mkInvalid(level, e);
        e.lo &= ~D;
      },
    }),
  ),
  plant('makeTable and tableRef are inverse', 'a table reference of 31 bits', x86, 'codec', (it) => ({
    tableRef: (level, lo, hi) => it.tableRef(level, lo, hi) % 2 ** 31,
  })),
  plant('an entry made for a table leads to a table', 'a table that is not present', x86, 'codec', (it) => ({
    makeTable(level, table, out) {
      it.makeTable(level, table, out);
      out.lo &= ~P;
    },
  })),
  plant('the protection map has its sixteen rows', 'private rows only', x86, 'prot', (it) => ({ lo: it.lo.slice(0, 8) })),
  plant('pageProt is the row of the VMA flags', 'private and shared alike', x86, 'prot', (it) => ({
    pageProt: (flags, pkey, out) => it.pageProt(flags & ~8, pkey, out),
  })),
  plant('pageProt is the row of the VMA flags', 'a page that may become writable is writable', x86, 'prot', (it) => ({
    pageProt(flags, pkey, out) {
      it.pageProt(flags, pkey, out);
      if (flags & 0x20) out.lo |= RW;
    },
  })),
  plant('sharing changes the rows that may be written, and no others', 'shared read-only pages with a mark', x86, 'prot', (it) => ({
    pageProt(flags, pkey, out) {
      it.pageProt(flags, pkey, out);
      if (flags & 8) out.hi |= IGNORED_HI;
    },
  })),
  plant('a row lets user mode in as it says', 'code of the kernel only', x86, 'prot', (it) => ({
    pageProt(flags, pkey, out) {
      it.pageProt(flags, pkey, out);
      if ((flags & 7) === 4) out.lo &= ~US;
    },
  })),
  plant('a protection key reaches the translation', 'a key that is dropped', x86, 'prot', (it) => ({
    pageProt: (flags, _pkey, out) => it.pageProt(flags, 0, out),
  })),
  plant('the key of execute-only mappings is one of sixteen, and 0 without keys', 'a key where there are none', arm, 'prot', () => ({
    execOnlyPkey: 1,
  })),
];
