import { entrySlot, PTE, type EntrySlot, type Level, type MmId, type Pfn, type TableIndex, type TableRef, type Vpn } from '@faultline/contracts';
import { type EntryPlace } from '../entry';
import type { MmState } from '../state/mm';
import type { Vma } from '../state/vma';

/** One fault on its way through the core. @kernel v6.2-rc3 include/linux/mm.h:struct vm_fault */
export interface Vmf extends EntryPlace {
  readonly mm: MmState;
  readonly vma: Vma;
  readonly vpn: Vpn;
  readonly level: Level;
  flags: number;
  /** PTE table; 0: missing. */
  table: TableRef;
  readonly index: TableIndex;
  /** PTE table got ahead and not linked yet; 0: none. */
  prealloc: TableRef;
  /** The page that was found behind the VMA; 0: none yet. */
  page: Pfn;
  /** Copy that a write of a private mapping gets in place of `page`; 0: none. */
  cowPage: Pfn;
  /** The snapshot was a marker of a watched write: so will the entry be (SP5). */
  uffdWp: boolean;
  /** Snapshot of the entry, taken without the lock. */
  readonly orig: EntrySlot;
}

/** A fault at a page. `table` 0 stands for "no PTE table yet". */
export const vmFault = (
  mm: MmState, vma: Vma, vpn: Vpn, flags: number, table: TableRef, index: TableIndex,
): Vmf => ({
  mm, vma, vpn, level: PTE, flags, table, index, prealloc: 0, page: 0, cowPage: 0, uffdWp: false, orig: entrySlot(),
});

/**
 * Name of the lock that orders changes to a PTE table. One for each table: faults in different tables do not wait for one another.
 * @kernel v6.2-rc3 include/linux/mm.h:pte_lockptr
 */
export const ptl = (table: TableRef): string => `ptl:${table.toString(16)}`;
/**
 * Name of an address space's lock. It orders changes of the VMAs; held for reading it keeps them as they are.
 * @kernel v6.2-rc3 include/linux/mm_types.h:mmap_lock
 */
export const mmapLock = (mm: MmId): string => `mmap_lock:${mm}`;
