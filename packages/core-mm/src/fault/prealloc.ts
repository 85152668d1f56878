import { PTE } from '@faultline/contracts';
import { allocTable, freeTable } from '../alloc';
import { installAt } from '../alloc-tables';
import type { Core } from '../core';
import type { Vmf } from './vmf';

/**
 * A PTE table ahead of its use, if the page has none: it is got before the page is locked, for allocation may have to wait for pages to be
 * freed. False: out of memory.
 * @kernel v6.2-rc3 mm/memory.c:pte_alloc_one as __do_fault calls it
 */
export function preallocTable(k: Core, vmf: Vmf): boolean {
  if (vmf.table !== 0 || vmf.prealloc !== 0) return true;
  const { cause } = k.rec;
  vmf.prealloc = allocTable(k, vmf.mm, PTE, vmf.vpn - vmf.index);
  k.rec.cause = cause;
  return vmf.prealloc !== 0;
}

/** Links the table got ahead, or another if there is none; unless somebody else linked one. False: out of memory. @kernel v6.2-rc3 mm/memory.c:pmd_install */
export function installTable(k: Core, vmf: Vmf): boolean {
  if (vmf.table !== 0) return true;
  if (!preallocTable(k, vmf)) return false;
  const { prealloc } = vmf;
  vmf.table = installAt(k, 'do_fault', vmf.mm, vmf.vpn, prealloc);
  if (vmf.table === prealloc) vmf.prealloc = 0;
  return true;
}

/** Frees a table got ahead that found no use (FF7). */
export function freePrealloc(k: Core, vmf: Vmf): void {
  if (vmf.prealloc === 0) return;
  freeTable(k, vmf.mm, PTE, vmf.prealloc);
  vmf.prealloc = 0;
}
