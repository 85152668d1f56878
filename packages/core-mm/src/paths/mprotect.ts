import {
  addVmFlags, alignDown, BY_PROTECT, CHANGE_PTE_RANGE_MADE_WRITABLE, CHANGE_PTE_RANGE_UFFD_WP, dropVmFlags, HOW_SET, lockStep, MMU_NOTIFY_PROTECTION_VMA,
  MPROTECT_FIXUP_LOCKED_BECAME_WRITABLE, MPROTECT_FIXUP_UNCHANGED, NOTIFY_END, NOTIFY_START, PMD, PTE, PUD, recBranchTaken, recNotifierCalled, unlockStep, VM_ACCESS_FLAGS, VM_ACCOUNT,
  VM_HUGETLB, VM_LOCKED, VM_NORESERVE, VM_SHARED, VM_WRITE, type EntrySlot, type GatherId, type Path, type VmFlags, type Vpn,
} from '@faultline/contracts';
import { allocTables } from '../alloc-tables';
import type { Core } from '../core';
import { below, cursorOver, descend, HOLE, leadsOn, mapsPage, nextEntry, nextInTable, pagesAt, SWAP_STYLE, type Cursor } from '../cursor';
import { setEntry } from '../entry';
import { mmapLock, ptl } from '../fault/vmf';
import { performSteps } from '../flush';
import { populateVmaPageRange } from '../gup/populate';
import { changeMarker, type UffdChange } from '../marker/paths';
import type { MmState } from '../state/mm';
import { vmaIndex, vmaIsAnonymous, vmaLookup, type Vma } from '../state/vma';
import { kindOfEntry } from '../swap/kinds';
import { canChangePteWritable, vmaWantsManualPteWriteUpgrade } from './can-change-pte-writable';
import { tlbFinishMmu, tlbGatherMmu } from './tlb-gather';
import { changeFlags } from './vma-merge';
import { pkeyFor } from './vma-ops';

const MAY_SHIFT = 4;

/** What one call changes: for all its VMAs one gather. */
export interface Change {
  readonly mm: MmState;
  readonly gather: GatherId;
  /** What userfaultfd has it do beside. */
  readonly uffd: UffdChange;
}

/**
 * Flags after `mprotect(access)`. A private mapping that becomes writable is accounted from then on; one that is writable no more is not,
 * where the kernel looks whether it can hold a page of its own: without an anon_vma it cannot.
 * @kernel v6.2-rc3 mm/mprotect.c:mprotect_fixup
 */
function newFlagsOf(k: Core, vma: Vma, access: number): VmFlags {
  const flags = addVmFlags(dropVmFlags(vma.vmFlags, VM_ACCESS_FLAGS), access);
  const settled = VM_ACCOUNT | VM_WRITE | VM_HUGETLB | VM_SHARED | VM_NORESERVE;
  if (access & VM_WRITE) return vma.vmFlags & settled ? flags : addVmFlags(flags, VM_ACCOUNT);
  const untouched = vmaIsAnonymous(vma) && vma.anonVma === 0;
  return untouched && k.profile['unaccount-untouched'] ? dropVmFlags(flags, VM_ACCOUNT) : flags;
}

/**
 * Changes the protection of pages start … end; an errno name. One gather serves all VMAs of the call: one flush at its end.
 * @kernel v6.2-rc3 mm/mprotect.c:do_mprotect_pkey
 */
export function* mprotect(k: Core, mm: MmState, start: Vpn, end: Vpn, access: number): Path<'ok' | 'ENOMEM' | 'EACCES'> {
  yield lockStep(mmapLock(mm.id));
  const result = vmaLookup(mm.vmas, start) === undefined ? 'ENOMEM' : yield* protectRange(k, mm, start, end, access);
  yield unlockStep(mmapLock(mm.id));
  return result;
}

function* protectRange(k: Core, mm: MmState, start: Vpn, end: Vpn, access: number): Path<'ok' | 'ENOMEM' | 'EACCES'> {
  const { cause } = k.rec;
  const change: Change = { mm, gather: tlbGatherMmu(k, mm, false), uffd: undefined };
  const began = k.rec.cause;
  k.rec.cause = cause;
  let result: 'ok' | 'ENOMEM' | 'EACCES' = 'ok';
  for (let at = start; at < end && result === 'ok'; ) {
    const vma = vmaLookup(mm.vmas, at);
    if (vma === undefined) result = 'ENOMEM';
    else if (access & ~(vma.vmFlags >> MAY_SHIFT) & VM_ACCESS_FLAGS) result = 'EACCES';
    else {
      const stop = Math.min(end, vma.end);
      yield* mprotectFixup(k, change, vma, at, stop, newFlagsOf(k, vma, access));
      at = stop;
    }
  }
  k.rec.cause = began;
  yield* tlbFinishMmu(k, mm, change.gather);
  k.rec.cause = cause;
  return result;
}

/**
 * One VMA's part. The question "upgrade writes?" is asked with the old protection (MP5). Equal flags end here, without a look at any
 * entry (MP1).
 * @kernel v6.2-rc3 mm/mprotect.c:mprotect_fixup
 */
function* mprotectFixup(k: Core, change: Change, vma: Vma, start: Vpn, end: Vpn, vmFlags: VmFlags): Path<void> {
  const pkey = pkeyFor(k, vmFlags);
  if (vmFlags === vma.vmFlags && pkey === vma.pkey) {
    recBranchTaken(k.rec, MPROTECT_FIXUP_UNCHANGED, 0);
    return;
  }
  const before: Vma = { ...vma, vmFlags };
  const { cause } = k.rec;
  const upgrade = vmaWantsManualPteWriteUpgrade(k, before);
  changeFlags(k, change.mm, vma, start, end, vmFlags, pkey);
  const now = change.mm.vmas[vmaIndex(change.mm.vmas, start)]!;
  yield* changeProtection(k, change, now, start, end, upgrade);
  if ((vma.vmFlags & (VM_WRITE | VM_SHARED | VM_LOCKED)) === VM_LOCKED && vmFlags & VM_WRITE) yield* breakCowNow(k, change.mm, now, start, end);
  k.rec.cause = cause;
}

/** Locked memory shall not fault when it is written: pages of its own come now. Whether they do is of no account. */
function* breakCowNow(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn): Path<void> {
  k.rec.cause = recBranchTaken(k.rec, MPROTECT_FIXUP_LOCKED_BECAME_WRITABLE, start);
  yield* populateVmaPageRange(k, mm, vma, start, end, 'never');
}

/**
 * Entries of start … end take the protection of `vma`. False: memory for a table ran out, which markers are to stand in.
 * @kernel v6.2-rc3 mm/mprotect.c:change_protection_range
 */
export function* changeProtection(k: Core, change: Change, vma: Vma, start: Vpn, end: Vpn, upgrade: boolean): Path<boolean> {
  const span = pagesAt(k, PUD);
  for (let at = start; at < end; ) {
    const stop = Math.min(end, alignDown(at, span) + span);
    if (!(yield* changePmdRange(k, change, vma, at, stop, upgrade))) return false;
    at = stop;
  }
  return true;
}

/** Where markers are to be placed there has to be a table. @kernel v6.2-rc3 mm/mprotect.c:uffd_wp_protect_file */
const wantsTables = ({ uffd }: Change, vma: Vma): boolean => uffd === 'protect' && !vmaIsAnonymous(vma);

/** One PMD table: the notifier is told from its first table of entries on, if it has one. @kernel v6.2-rc3 mm/mprotect.c:change_pmd_range */
function* changePmdRange(k: Core, change: Change, vma: Vma, start: Vpn, end: Vpn, upgrade: boolean): Path<boolean> {
  const { cause } = k.rec;
  let from: Vpn = -1;
  let tables = true;
  const at = cursorOver(change.mm, start, end);
  while (tables && nextEntry(k, at, PMD)) {
    if (at.kind === HOLE && wantsTables(change, vma)) {
      tables = allocTables(k, 'change_pmd_prepare', change.mm, at.start, PTE) !== 0;
      descend(k, at, PMD);
    }
    if (!leadsOn(at, 'change_pmd_range')) continue;
    if (from < 0) k.rec.cause = recNotifierCalled(k.rec, NOTIFY_START, MMU_NOTIFY_PROTECTION_VMA, change.mm.id, (from = at.start), end);
    yield* changePteRange(k, change, vma, below(k, at), upgrade);
  }
  k.rec.cause = cause;
  if (from >= 0) recNotifierCalled(k.rec, NOTIFY_END, MMU_NOTIFY_PROTECTION_VMA, change.mm.id, from, end);
  return tables;
}

/** CN6-CN8: the protection comes when the page does, but what userfaultfd has to say of it is noted. False: the entry is another one. */
function changeNonPresent(k: Core, { uffd }: Change, at: Cursor): boolean {
  const { kind, level, vpn, entry: { lo, hi } } = at;
  if (kind !== SWAP_STYLE) return false;
  kindOfEntry(k, 'change_pte_range', level, vpn, lo, hi);
  if (uffd === undefined) return true;
  const entry = k.slot(lo, hi);
  if (uffd === 'protect') k.arch.swap.mkUffdWp(entry);
  else k.arch.swap.clearUffdWp(entry);
  if (entry.lo !== lo || entry.hi !== hi) setEntry(k, at, HOW_SET, entry);
  return true;
}

/** @kernel v6.2-rc3 mm/mprotect.c:change_pte_range */
function* changePteRange(k: Core, change: Change, vma: Vma, at: Cursor, upgrade: boolean): Path<void> {
  yield lockStep(ptl(at.table));
  while (nextInTable(k, at))
    if (!changeMarker(k, vma, at, change.uffd) && !changeNonPresent(k, change, at) && mapsPage(at, 'change_pte_range')) yield* changePte(k, change, vma, at, upgrade);
  yield unlockStep(ptl(at.table));
}

/**
 * CP2-CP7 for one present entry. Cleared, changed and set, so that hardware sets no mark in between that the store would lose. Other CPUs
 * may use stale translations until the gather's flush: a loss of rights counts from the end of the call.
 */
function* changePte(k: Core, change: Change, vma: Vma, at: Cursor, upgrade: boolean): Path<void> {
  const { codec, live } = k.arch;
  const { level, entry: old } = at;
  const { cause } = k.rec;
  const start = k.steps();
  live.modifyProtStart(level, old, change.mm, k.rec.cpu, start);
  yield* performSteps(k, at, start, HOW_SET, BY_PROTECT);
  const entry = k.slot(old.lo, old.hi);
  codec.modify(level, entry, vma.protLo, vma.protHi);
  if (change.uffd !== undefined) changeUffdWp(k, change.uffd, at, entry);
  // Without the upgrade each page would take a fault at its next write, to be told that the write was allowed.
  if (upgrade && !codec.write(level, entry.lo, entry.hi) && canChangePteWritable(k, vma, entry)) {
    k.rec.cause = recBranchTaken(k.rec, CHANGE_PTE_RANGE_MADE_WRITABLE, 0);
    codec.mkWrite(level, entry);
  }
  const commit = k.steps();
  live.modifyProtCommit(level, old, entry, change.mm, k.rec.cpu, commit);
  yield* performSteps(k, at, commit, HOW_SET, BY_PROTECT);
  // What only gains rights, or marks that hardware does not look at, needs no flush where the architecture can tell.
  if (live.needsFlush(old.lo, old.hi, entry.lo, entry.hi)) k.gather.removeTlbEntry(change.gather, level, at.start, at.end);
  k.rec.cause = cause;
}

/** CP4: a page that is protected for a userfaultfd can be written by nobody; once that is lifted its VMA says who may. */
function changeUffdWp(k: Core, uffd: NonNullable<UffdChange>, { level }: Cursor, entry: EntrySlot): void {
  const { codec } = k.arch;
  k.rec.cause = recBranchTaken(k.rec, CHANGE_PTE_RANGE_UFFD_WP, uffd === 'protect' ? 1 : 0);
  if (uffd === 'resolve') return codec.clearUffdWp(level, entry);
  codec.wrProtect(level, entry);
  codec.mkUffdWp(level, entry);
}
