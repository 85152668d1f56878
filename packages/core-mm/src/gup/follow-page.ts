import {
  CAN_FOLLOW_WRITE_PTE_FORCED, FOLLOW_PAGE_PTE_ABSENT, FOLLOW_PAGE_PTE_UNSHARE_FIRST, FOLLOW_PAGE_PTE_WRITE_NEEDS_FAULT, isCowMapping, PTE, recBranchTaken,
  VM_MAYSHARE, VM_MAYWRITE, VM_SHARED, VM_UFFD_WP, VM_WRITE, type EntrySlot, type Pfn, type RuleNumber, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import { entryFor, LEAF, leadsOn } from '../cursor';
import { setPageDirty } from '../dirty';
import { markPageAccessed } from '../lru';
import { vmNormalPage } from '../normal-page';
import { vmaSoftDirtyEnabled } from '../paths/can-change-pte-writable';
import { isAnon, isExclusive } from '../rmap';
import { ZERO_PFN } from '../state/core-state';
import type { MmState } from '../state/mm';
import type { Vma } from '../state/vma';
import { FOLL_FORCE, FOLL_LONGTERM, FOLL_PIN, FOLL_TOUCH, FOLL_WRITE } from './foll';
import { grabPage } from './grab';

/** The page cannot be followed as it is mapped: it has to be faulted in, or to be unshared. */
export const NEEDS_FAULT = 0;
export const NEEDS_UNSHARE = -1;

/** CW3-CW5: is a forced write the only one that can reach the page, and to nobody's loss? A writable VMA needs no force: a plain fault will do. */
const forceApplies = ({ vmFlags }: Vma, gup: number): boolean =>
  (gup & FOLL_FORCE) !== 0 && !(vmFlags & (VM_SHARED | VM_MAYSHARE)) && (vmFlags & VM_MAYWRITE) !== 0 && !(vmFlags & VM_WRITE);

/** CW7, CW8: does somebody watch the entry for writes, who would not learn of this one? */
function isWatched(k: Core, vma: Vma, { lo, hi }: EntrySlot): boolean {
  const { codec } = k.arch;
  return (vmaSoftDirtyEnabled(k, vma) && !codec.softDirty(PTE, lo, hi)) || ((vma.vmFlags & VM_UFFD_WP) !== 0 && codec.uffdWp(PTE, lo, hi));
}

/**
 * Through a read-only entry a forced write may go if the page is exclusive: the process can lose nothing that others see.
 * @kernel v6.2-rc3 mm/gup.c:can_follow_write_pte
 */
function canFollowWritePte(k: Core, vma: Vma, entry: EntrySlot, gup: number): boolean {
  const { lo, hi } = entry;
  if (k.arch.codec.write(PTE, lo, hi)) return true;
  const pfn = forceApplies(vma, gup) ? vmNormalPage(k, lo, hi) : 0;
  if (pfn === 0 || !isAnon(k, pfn) || !isExclusive(k, pfn) || isWatched(k, vma, entry)) return false;
  recBranchTaken(k.rec, CAN_FOLLOW_WRITE_PTE_FORCED, pfn);
  return true;
}

/**
 * Would a write of the process leave the pin behind, with a page that is the process's no more? Then the page has to become its own
 * first. A pin for writing goes through a writable entry, which only an exclusive page has.
 * @param vma undefined: not known, on the fast path
 * @kernel v6.2-rc3 include/linux/mm.h:gup_must_unshare @commit 84209e87c696
 */
export function gupMustUnshare(k: Core, vma: Vma | undefined, pfn: Pfn, gup: number): boolean {
  if (!(gup & FOLL_PIN) || gup & FOLL_WRITE) return false;
  if (pfn !== ZERO_PFN && isAnon(k, pfn)) return !isExclusive(k, pfn);
  return k.profile['longterm-pin-unshares'] && (gup & FOLL_LONGTERM) !== 0 && (vma === undefined || isCowMapping(vma.vmFlags));
}

function needs(k: Core, what: number, rule: RuleNumber, vpn: Vpn): number {
  k.rec.cause = recBranchTaken(k.rec, rule, vpn);
  return what;
}

/**
 * Marks what is about to happen: dirty if it will be written and nothing says so yet; accessed. The write goes to the page, not through
 * the entry, so hardware marks nothing.
 */
function touch(k: Core, pfn: Pfn, dirty: boolean, gup: number): void {
  if (gup & FOLL_WRITE && !dirty && pfn !== ZERO_PFN) setPageDirty(k, pfn);
  markPageAccessed(k, pfn);
}

/**
 * Looks at one page, and takes what the caller wants of it. Returns the page, or what it needs first; why is the cause of what follows.
 * @kernel v6.2-rc3 mm/gup.c:follow_page_pte
 */
export function followPage(k: Core, mm: MmState, vma: Vma, vpn: Vpn, gup: number): number {
  const { codec } = k.arch;
  const at = entryFor(k, mm, vpn, PTE);
  const { entry } = at;
  if (at.level > PTE) leadsOn(at, 'follow_page_mask');
  if (at.kind !== LEAF) return needs(k, NEEDS_FAULT, FOLLOW_PAGE_PTE_ABSENT, vpn);
  // A hint of NUMA balancing, or no access at all: the fault decides which.
  if (codec.protnone(PTE, entry.lo, entry.hi) && !(gup & FOLL_FORCE)) return needs(k, NEEDS_FAULT, FOLLOW_PAGE_PTE_ABSENT, vpn);
  if (gup & FOLL_WRITE && !canFollowWritePte(k, vma, entry, gup)) return needs(k, NEEDS_FAULT, FOLLOW_PAGE_PTE_WRITE_NEEDS_FAULT, vpn);
  const pfn = codec.pfn(PTE, entry.lo, entry.hi);
  if (!codec.write(PTE, entry.lo, entry.hi) && gupMustUnshare(k, vma, pfn, gup)) return needs(k, NEEDS_UNSHARE, FOLLOW_PAGE_PTE_UNSHARE_FIRST, vpn);
  grabPage(k, pfn, gup);
  if (gup & FOLL_TOUCH) touch(k, pfn, codec.dirty(PTE, entry.lo, entry.hi), gup);
  return pfn;
}
