import { BACKING_FILE, BACKING_SHMEM, type Path, type Pfn, type VmFault, type Vpn } from '@faultline/contracts';
import type { Core } from '../core';
import type { Vmf } from '../fault/vmf';
import type { Vma } from '../state/vma';
import { filemapFault } from './filemap-fault';
import { filemapMapPages } from './filemap-map-pages';
import { filemapPageMkwrite } from './page-mkwrite';
import { shmemFault } from './shmem';

/**
 * What is behind a VMA that is not anonymous, as the fault core asks it.
 * @kernel v6.2-rc3 include/linux/mm.h:struct vm_operations_struct
 */
export interface VmOperations {
  /** Finds the page, or makes it. LOCKED: it is in `vmf.page`, locked, with a reference of the fault. Else the fault ends with the answer. */
  readonly fault: (k: Core, vmf: Vmf) => Path<VmFault>;
  /** Maps what is cached in start … end; NOPAGE if the page of the fault is among it. */
  readonly mapPages: (k: Core, vmf: Vmf, start: Vpn, end: Vpn) => Path<VmFault>;
  /** Is told before a page of a shared mapping becomes writable. LOCKED: it may, and is locked. Else the fault ends with the answer. Absent: it need not be told. */
  readonly pageMkwrite?: (k: Core, vmf: Vmf, pfn: Pfn) => Path<VmFault>;
  /** Whether dirty pages are written back. @kernel v6.2-rc3 include/linux/backing-dev.h:mapping_can_writeback */
  readonly writesBack: boolean;
}

const OPERATIONS: Readonly<Record<number, VmOperations>> = {
  [BACKING_FILE]: { fault: filemapFault, mapPages: filemapMapPages, pageMkwrite: filemapPageMkwrite, writesBack: true },
  [BACKING_SHMEM]: { fault: shmemFault, mapPages: filemapMapPages, writesBack: false },
};

/** The operations behind a VMA; undefined: anonymous memory has none. */
export const vmOperations = ({ backing }: Pick<Vma, 'backing'>): VmOperations | undefined => OPERATIONS[backing];
