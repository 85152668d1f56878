import { plant, x86, type Planted } from './plant';

/** Faults of swap-style entries. */
export const plantedSwaps: readonly Planted[] = [
  plant(
    'reserved swap types are distinct, and above those of swap files',
    'markers with the type of migration',
    x86,
    'swap',
    ({ types }) => ({ types: { ...types, marker: types.migrationWrite } }),
  ),
  plant(
    'reserved swap types are distinct, and above those of swap files',
    'a swap file with the type of poison',
    x86,
    'swap',
    ({ types }) => ({ types: { ...types, maxFiles: types.hwpoison + 1 } }),
  ),
  plant('the pte markers and the swapin error are those of the kernel version', 'the swapin error of 6.1', x86, 'swap', ({ types }) => ({
    types: { ...types, swapinError: 31 },
  })),
  plant(
    'each reserved type is the kind it is reserved for, and a swap file is a swap',
    'poison that classify takes for swap',
    x86,
    'swap',
    ({ types }) => ({ types: { ...types, hwpoison: types.maxFiles - 1 } }),
  ),
  plant('a migrating page is found with its frame, young and dirty', 'no room for the dirty mark', x86, 'swap', (it) => ({
    offset(level, lo, hi, out) {
      it.offset(level, lo, hi, out);
      out.hi &= 7;
    },
  })),
  plant('a marker keeps its bits', 'the first bit of the offset lost', x86, 'swap', (it) => ({
    offset(level, lo, hi, out) {
      it.offset(level, lo, hi, out);
      out.lo &= ~1;
    },
  })),
  plant('type and offset of a swap-style entry are what was encoded', 'an offset that is not inverted back', x86, 'swap', (it) => ({
    offset(level, lo, hi, out) {
      it.offset(level, lo, hi, out);
      out.lo = ~out.lo;
    },
  })),
  plant(
    'a swap-style entry is neither none nor present, for any type and offset',
    'a swap entry that looks prot-none',
    x86,
    'swap',
    (it) => ({
      encode(level, type, lo, hi, out) {
        it.encode(level, type, lo, hi, out);
        out.lo |= 0x100;
      },
    }),
  ),
  plant('hardware refuses a swap-style entry as not present', 'a swap entry that hardware takes', x86, 'swap', (it) => ({
    encode(level, type, lo, hi, out) {
      it.encode(level, type, lo, hi, out);
      out.lo |= 0x1;
    },
  })),
  plant(
    'a mark of a swap-style entry leaves type, offset and the other marks alone',
    'exclusive in a bit of the offset',
    x86,
    'swap',
    () => ({ mkExclusive: (e) => void (e.lo |= 0x208) }),
  ),
  plant(
    'a mark of a swap-style entry leaves type, offset and the other marks alone',
    'clearing one mark clears another',
    x86,
    'swap',
    () => ({ clearSoftDirty: (e) => void (e.lo &= ~0xa) }),
  ),
];
