import {
  FAULT_FLAG_ALLOW_RETRY, FAULT_FLAG_KILLABLE, FAULT_FLAG_WRITE, isCowMapping, recBranchTaken, recGupFaulted, VM_FAULT_ERROR, VM_FAULT_OOM,
  VM_READ, VM_SHARED, VM_WRITE, PTE, CHECK_VMA_FLAGS_NOT_WRITABLE, CHECK_VMA_FLAGS_NOT_READABLE, FOLLOW_PAGE_PTE_WRITE_NEEDS_FAULT,
  FOLLOW_PAGE_PTE_ABSENT, type EntrySlot, type Path, type Pfn, type RuleNumber, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import { entryFor, LEAF, leadsOn } from '../cursor';
import { handleMmFault } from '../fault/handle-mm-fault';
import { faultDirtySharedPage } from '../fault/do-fault';
import { markPageAccessed } from '../lru';
import { vmNormalPage } from '../normal-page';
import { isAnon, isExclusive } from '../rmap';
import { ZERO_PFN } from '../state/core-state';
import type { MmState } from '../state/mm';
import { vmaLookup, type Vma } from '../state/vma';
import { CoreError } from '../errors';

/** GUP flags used here. @kernel v6.2-rc3 include/linux/mm_types.h:FOLL_WRITE … */
export const FOLL_WRITE = 0x1;
export const FOLL_TOUCH = 0x2;
export const FOLL_FORCE = 0x10;

/** A page that needs more faults than this makes no progress. */
const MAX_FAULTS = 8;

/**
 * May GUP touch this VMA at all? A forced write is for debuggers, which set breakpoints in private text: it ends in a private copy, so
 * only a COW mapping allows it.
 * @kernel v6.2-rc3 mm/gup.c:check_vma_flags
 */
export function checkVmaFlags(k: Core, vma: Vma, gup: number): boolean {
  if (gup & FOLL_WRITE) {
    if (vma.vmFlags & VM_WRITE) return true;
    const forced = (gup & FOLL_FORCE) !== 0 && isCowMapping(vma.vmFlags);
    if (!forced) recBranchTaken(k.rec, CHECK_VMA_FLAGS_NOT_WRITABLE, 0);
    return forced;
  }
  if (vma.vmFlags & VM_READ || gup & FOLL_FORCE) return true;
  recBranchTaken(k.rec, CHECK_VMA_FLAGS_NOT_READABLE, 0);
  return false;
}

/**
 * cow-and-gup §10.4 for the pages this core knows. Through a read-only entry a forced write may go if the page is exclusive: the process
 * can lose nothing that others see. Not if the VMA is writable, for then a plain fault makes the entry so.
 * @kernel v6.2-rc3 mm/gup.c:can_follow_write_pte
 */
function canFollowWritePte(k: Core, vma: Vma, { lo, hi }: EntrySlot, gup: number): boolean {
  if (k.arch.codec.write(PTE, lo, hi)) return true;
  if (!(gup & FOLL_FORCE) || vma.vmFlags & VM_SHARED || vma.vmFlags & VM_WRITE) return false;
  const pfn = vmNormalPage(k, lo, hi);
  return pfn !== 0 && isAnon(k, pfn) && isExclusive(k, pfn);
}

/** Looks at one page; false: a fault is needed, and why is the cause of what follows. @kernel v6.2-rc3 mm/gup.c:follow_page_pte */
function followPage(k: Core, mm: MmState, vma: Vma, vpn: Vpn, gup: number): boolean {
  const { codec } = k.arch;
  const at = entryFor(k, mm, vpn, PTE);
  const { entry } = at;
  if (at.level > PTE) leadsOn(at, 'follow_page_mask');
  if (at.kind !== LEAF) return needsFault(k, FOLLOW_PAGE_PTE_ABSENT, vpn);
  // A hint of NUMA balancing, or no access at all: the fault decides which.
  if (codec.protnone(PTE, entry.lo, entry.hi) && !(gup & FOLL_FORCE)) return needsFault(k, FOLLOW_PAGE_PTE_ABSENT, vpn);
  if (gup & FOLL_WRITE && !canFollowWritePte(k, vma, entry, gup)) return needsFault(k, FOLLOW_PAGE_PTE_WRITE_NEEDS_FAULT, vpn);
  if (gup & FOLL_TOUCH) touch(k, codec.pfn(PTE, entry.lo, entry.hi), codec.dirty(PTE, entry.lo, entry.hi), gup);
  return true;
}

function needsFault(k: Core, rule: RuleNumber, vpn: Vpn): boolean {
  k.rec.cause = recBranchTaken(k.rec, rule, vpn);
  return false;
}

/**
 * G12: dirty if it will be written and nothing says so yet; accessed. The write goes to the page, not through the entry, so hardware
 * marks nothing.
 */
function touch(k: Core, pfn: Pfn, dirty: boolean, gup: number): void {
  if (gup & FOLL_WRITE && !dirty && pfn !== ZERO_PFN) faultDirtySharedPage(k, pfn);
  markPageAccessed(k, pfn);
}

/**
 * Faults one page in until it can be followed; returns the error bits of the fault that failed, or 0. After each fault the entry is
 * looked at anew: what the fault made may be gone again. The wish to write is never dropped on the way, or a forced write could end in
 * the page of the file (tlb-and-races §6.11).
 */
function* faultinPage(k: Core, mm: MmState, vpn: Vpn, gup: number): Path<number> {
  const flags = (gup & FOLL_WRITE ? FAULT_FLAG_WRITE : 0) | FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_KILLABLE;
  for (let tries = 0; tries < MAX_FAULTS; tries++) {
    const vma = vmaLookup(mm.vmas, vpn)!;
    const { cause } = k.rec;
    if (followPage(k, mm, vma, vpn, gup)) return 0;
    k.rec.cause = recGupFaulted(k.rec, flags, mm.id, vpn);
    const result = yield* handleMmFault(k, mm, vma, vpn, flags, k.arch.caps.initialPkru, mm.id);
    k.rec.cause = cause;
    if (result & VM_FAULT_OOM) throw new CoreError('out-of-memory', 'no free page frame to populate with', 'give the machine more memoryPages');
    if (result & VM_FAULT_ERROR) return result & VM_FAULT_ERROR;
  }
  throw new CoreError('cannot-follow', `page 0x${vpn.toString(16)} cannot be followed after ${MAX_FAULTS} faults`, 'report this run as a defect');
}

/** Faults in pages start … end; returns error bits, or 0. Holds no references afterwards. @kernel v6.2-rc3 mm/gup.c:__get_user_pages */
export function* faultinRange(k: Core, mm: MmState, start: Vpn, end: Vpn, gup: number): Path<number> {
  for (let vpn = start; vpn < end; vpn++) {
    const error = yield* faultinPage(k, mm, vpn, gup);
    if (error !== 0) return error;
  }
  return 0;
}

/**
 * Populates as `mmap(MAP_POPULATE)` does; failures are swallowed. A private writable VMA is populated by writes, so that its first stores
 * need no copy any more. A shared one is read: its pages become dirty when they are written.
 * @kernel v6.2-rc3 mm/gup.c:populate_vma_page_range
 */
export function* populateVmaRange(k: Core, mm: MmState, start: Vpn, end: Vpn): Path<void> {
  const vma = vmaLookup(mm.vmas, start);
  if (vma === undefined) return;
  const writes = (vma.vmFlags & (VM_WRITE | VM_SHARED)) === VM_WRITE;
  const accessible = (vma.vmFlags & 7) !== 0;
  const gup = FOLL_TOUCH | (writes ? FOLL_WRITE : 0) | (accessible ? FOLL_FORCE : 0);
  if (checkVmaFlags(k, vma, gup)) yield* faultinRange(k, mm, start, end, gup);
}
