import {
  COUNTER_ANON, HOW_SET, PG_DIRTY, PTE, recCounterChanged, recRmapAdded, RMAP_ANON_NEW, VM_SHARED,
  VM_WRITE, type EntrySlot, type Pfn, type TableIndex, type Vpn,
} from '@faultline/contracts';
import { setEntry } from '../entry';
import type { Core } from '../core';
import { fileCounter } from '../counters';
import { anonVmaPrepare, pageAddFileRmap } from '../rmap';
import { lruCacheAdd } from '../mlock/mlock-page';
import { F_FLAGS } from '../state/frames';
import { linearPageIndex } from '../state/vma';
import type { Vmf } from './vmf';

/**
 * `mk_pte`: some architectures take the page's dirty mark along (fault-path §11). On s390 a clean entry is write-protected, so that the
 * first store faults. Of a page that is dirty already that fault would tell nothing new.
 */
function mkPte(k: Core, vmf: Vmf, pfn: Pfn, out: EntrySlot): void {
  const { codec, caps } = k.arch;
  codec.makeLeaf(PTE, pfn, vmf.vma.protLo, vmf.vma.protHi, out);
  const dirty = (k.state.frames.get(pfn, F_FLAGS) >>> PG_DIRTY) & 1;
  if (caps.mkPteTakesDirty && dirty && codec.write(PTE, out.lo, out.hi)) codec.mkDirty(PTE, out);
}

/** The copy of a page is anonymous, and the process's own. */
function accountCopy(k: Core, vmf: Vmf, pfn: Pfn, vpn: Vpn): void {
  recCounterChanged(k.rec, COUNTER_ANON, vmf.mm.id, 1);
  recRmapAdded(k.rec, RMAP_ANON_NEW, 1, pfn, anonVmaPrepare(k, vmf.mm, vpn), linearPageIndex(vmf.vma, vpn));
  lruCacheAdd(k, vmf.vma.vmFlags, pfn);
}

/** Maps a page of the object, or the copy of one, where the entry is empty; its being set is the cause of what follows. @kernel v6.2-rc3 mm/memory.c:do_set_pte */
export function doSetPte(k: Core, vmf: Vmf, pfn: Pfn, vpn: Vpn, index: TableIndex, write: boolean, prefault: boolean): void {
  const { codec, caps } = k.arch;
  mkPte(k, vmf, pfn, k.entry);
  // Nobody asked for this page. Where hardware sets the access flag by itself it starts old, so that reclaim can tell it from pages in
  // use.
  if (prefault && caps.oldPrefault) codec.mkOld(PTE, k.entry);
  if (write) {
    codec.mkDirty(PTE, k.entry);
    if (vmf.vma.vmFlags & VM_WRITE) codec.mkWrite(PTE, k.entry);
  }
  // The marker told who watches for a write: that goes over to the entry.
  if (vmf.uffdWp) {
    codec.mkUffdWp(PTE, k.entry);
    codec.wrProtect(PTE, k.entry);
  }
  if (write && !(vmf.vma.vmFlags & VM_SHARED)) accountCopy(k, vmf, pfn, vpn);
  else {
    recCounterChanged(k.rec, fileCounter(k, pfn), vmf.mm.id, 1);
    pageAddFileRmap(k, vmf.vma, vpn, pfn);
  }
  k.rec.cause = setEntry(k, { mm: vmf.mm, table: vmf.table, level: vmf.level, index, vpn }, HOW_SET, k.entry);
}
