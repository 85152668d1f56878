import { lockStep, unlockStep, VM_FAULT_LOCKED, VM_FAULT_NOPAGE, type Path, type Pfn, type VmFault } from '@faultline/contracts';
import type { Core } from '../core';
import { setPageDirty } from '../dirty';
import type { Vmf } from '../fault/vmf';
import { linearPageIndex } from '../state/vma';
import { folioLock } from './folio-lock';
import { isCachedIn } from './page-cache';

/**
 * A file system that wants to be told of the first write: it makes room for the page, and the page is dirty before anybody can write.
 * A page that was cut off meanwhile is no page of the file: the access runs again.
 * @kernel v6.2-rc3 mm/filemap.c:filemap_page_mkwrite
 */
export function* filemapPageMkwrite(k: Core, vmf: Vmf, pfn: Pfn): Path<VmFault> {
  const object = k.state.object(vmf.vma.object);
  yield lockStep(folioLock(pfn));
  if (!isCachedIn(k, pfn, object) || linearPageIndex(vmf.vma, vmf.vpn) >= object.pages) {
    yield unlockStep(folioLock(pfn));
    return VM_FAULT_NOPAGE;
  }
  setPageDirty(k, pfn);
  return VM_FAULT_LOCKED;
}
