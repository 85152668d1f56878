import {
  COPY_NONPRESENT_PTE_MARKER, COPY_NONPRESENT_PTE_SWAP, COUNTER_SWAP, HANDLE_PTE_MARKER_SWAPIN_ERROR, HOW_UPDATE, recBranchTaken, VM_FAULT_HWPOISON,
  VM_FAULT_SIGBUS, type EntrySlot, type Level, type Path, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import type { Cursor } from '../cursor';
import { setEntry } from '../entry';
import { NotModelled } from '../errors';
import type { Vmf } from '../fault/vmf';
import { doSwapPage } from './do-swap-page';
import { isSwapinError, slotOfEntry } from './entries';
import { freeSwapAndCache, swapDuplicate } from './slots';

/** What paths make of one kind of entry that is neither empty nor present. */
export interface NonPresent {
  /** A fault on it. @kernel v6.2-rc3 mm/memory.c:do_swap_page */
  fault(k: Core, vmf: Vmf): Path<number>;
  /** Fork copies it: what else has to be done, and by how much the child's counters rise. @kernel v6.2-rc3 mm/memory.c:copy_nonpresent_pte */
  copy(k: Core, at: Cursor, entry: EntrySlot, rss: Int32Array): void;
  /** It is unmapped, or lazily freed: what goes with it, and by how much counters fall. The caller clears it. @kernel v6.2-rc3 mm/memory.c:zap_pte_range */
  drop(k: Core, at: Cursor, rss: Int32Array): void;
}

/** A page on the swap device. */
const SWAPPED: NonPresent = {
  *fault(k: Core, vmf: Vmf): Path<number> {
    return yield* doSwapPage(k, vmf);
  },
  copy(k, at, entry, rss) {
    const { swap } = k.arch;
    const slot = slotOfEntry(k.arch, entry.lo, entry.hi);
    k.rec.cause = recBranchTaken(k.rec, COPY_NONPRESENT_PTE_SWAP, slot);
    swapDuplicate(k, slot);
    rss[COUNTER_SWAP]!++;
    if (!swap.exclusive(entry.lo, entry.hi)) return;
    swap.clearExclusive(entry);
    k.rec.cause = setEntry(k, at, HOW_UPDATE, entry);
  },
  drop(k, { entry }, rss) {
    rss[COUNTER_SWAP]!--;
    freeSwapAndCache(k, slotOfEntry(k.arch, entry.lo, entry.hi));
  },
};

/** A page that could not be read back. @commit 15520a3f0469 */
const SWAPIN_ERROR: NonPresent = {
  // eslint-disable-next-line require-yield -- a fault is a path; this one meets nobody
  *fault(k: Core): Path<number> {
    k.rec.cause = recBranchTaken(k.rec, HANDLE_PTE_MARKER_SWAPIN_ERROR, 0);
    return k.profile['poison-marker'] ? VM_FAULT_HWPOISON : VM_FAULT_SIGBUS;
  },
  copy(k) {
    k.rec.cause = recBranchTaken(k.rec, COPY_NONPRESENT_PTE_MARKER, 1);
  },
  drop() {
    // The entry is all there is.
  },
};

/** The kind of an entry that is neither empty nor present. @param path the kernel's name of who asks @throws NotModelled for a kind that is not known */
export function kindOfEntry(k: Core, path: string, level: Level, vpn: Vpn, lo: number, hi: number): NonPresent {
  if (slotOfEntry(k.arch, lo, hi) !== 0) return SWAPPED;
  if (isSwapinError(k, lo, hi)) return SWAPIN_ERROR;
  throw new NotModelled(path, 'swapStyle', level, vpn);
}
