import type { EntrySlot, ProtectionMap } from '@faultline/contracts';
import { TYPE_OF_LEVEL } from './bits';

/** Values of the protection map; invalid and protected until young and dirty say otherwise. */
const NONE = 0x601;
const RO = 0x711;
const RX = 0x611;
const RW = 0x731;
const RWX = 0x631;

/**
 * Index VM_READ 1, VM_WRITE 2, VM_EXEC 4, VM_SHARED 8. Private writable mappings lack the write mark: their first store faults. Reading
 * does not imply executing: that is a mark of its own.
 * @kernel v6.2-rc3 arch/s390/mm/mmap.c:protection_map
 */
const MAP = [NONE, RO, RO, RO, RX, RX, RX, RX, NONE, RO, RW, RW, RX, RX, RWX, RWX] as const;

/** The same protections in segment entries; anything else counts as RWX. @kernel v6.2-rc3 arch/s390/include/asm/pgtable.h:massage_pgprot_pmd */
const SEGMENT_FORM = new Map<number, number>([[NONE, 0x220], [RO, 0x301], [RX, 0x201], [RW, 0x103]]);
const SEGMENT_RWX = 0x003;
export const segmentProt = (protLo: number): number => SEGMENT_FORM.get(protLo) ?? SEGMENT_RWX;

/** The same in region-third entries: typed, and with read and write exchanged before 6.12. */
export function regionProt(protLo: number, newer: boolean): number {
  const form = segmentProt(protLo);
  return TYPE_OF_LEVEL[2] | (newer ? form : (form & ~3) | ((form & 1) << 1) | ((form >>> 1) & 1));
}

const lo = Int32Array.from(MAP);
export const PROTECTION: ProtectionMap = Object.freeze({
  lo, hi: new Int32Array(16), execOnlyPkey: 0,
  pageProt(vmFlags: number, _pkey: number, out: EntrySlot) {
    out.lo = lo[vmFlags & 15]!;
    out.hi = 0;
  },
});
