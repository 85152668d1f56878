import {
  CHANGE_PTE_RANGE_MARKER_LIFTED, CHANGE_PTE_RANGE_MARKER_PLACED, COPY_NONPRESENT_PTE_MARKER, HOW_CLEAR, HOW_SET, PTE, recBranchTaken, type RuleNumber,
} from '@faultline/contracts';
import type { Core } from '../core';
import { HOLE, SWAP_STYLE, type Cursor } from '../cursor';
import { setEntry } from '../entry';
import type { Copy } from '../paths/copy-present-page';
import { vmaIsAnonymous, type Vma } from '../state/vma';
import { makeMarker, MARKER_POISONED, MARKER_UFFD_WP, markerBits } from './codec';

/** Bits of the marker at which the cursor stands; 0: there is none. */
const bitsAt = (k: Core, { kind, level, entry: { lo, hi } }: Cursor): number => (kind === SWAP_STYLE && level === PTE ? markerBits(k.arch, lo, hi) : 0);

function clear(k: Core, at: Cursor): void {
  k.arch.codec.none(at.level, k.entry);
  k.rec.cause = setEntry(k, at, HOW_CLEAR, k.entry);
}

/** What a change of protection does for userfaultfd: it protects entries, lifts that again, or neither. @kernel v6.2-rc3 include/linux/mm.h:MM_CP_UFFD_WP,MM_CP_UFFD_WP_RESOLVE */
export type UffdChange = 'protect' | 'resolve' | undefined;

/**
 * CN4-CN6, CN9: a page that is not mapped is protected by a marker, unless it is anonymous: nobody can write to that but through the fault.
 * False: the entry is none, but for one of a lost page before `poison-marker`, which is taken as a swap entry.
 * @kernel v6.2-rc3 mm/mprotect.c:change_pte_range
 */
export function changeMarker(k: Core, vma: Vma, at: Cursor, uffd: UffdChange): boolean {
  const { cause } = k.rec;
  const bits = bitsAt(k, at);
  if (uffd === 'resolve' && bits & MARKER_UFFD_WP) {
    k.rec.cause = recBranchTaken(k.rec, CHANGE_PTE_RANGE_MARKER_LIFTED, at.vpn);
    clear(k, at);
  } else if (uffd === 'protect' && at.kind === HOLE && !vmaIsAnonymous(vma)) {
    k.rec.cause = recBranchTaken(k.rec, CHANGE_PTE_RANGE_MARKER_PLACED, at.vpn);
    makeMarker(k, MARKER_UFFD_WP, k.entry);
    setEntry(k, at, HOW_SET, k.entry);
  }
  k.rec.cause = cause;
  return (bits & MARKER_UFFD_WP) !== 0 || (bits !== 0 && k.profile['poison-marker']);
}

/** What unmapping does to markers. */
export interface MarkerZap {
  /** Whether private copies go too. @kernel v6.2-rc3 include/linux/mm.h:zap_details.even_cows */
  readonly evenCows: boolean;
  /** Protections of pages that go outlive them: the object may have the page again. @kernel v6.2-rc3 mm/memory.c:zap_drop_file_uffd_wp */
  readonly keepsMarkers: boolean;
  /** Why the entries are cleared. */
  readonly cause: number;
}

/** Z10, Z12: a marker goes, or stays; its being cleared is the cause of what follows. False: the entry is none. @kernel v6.2-rc3 mm/memory.c:zap_pte_range */
export function zapMarker(k: Core, { evenCows, keepsMarkers, cause }: MarkerZap, at: Cursor): boolean {
  const bits = bitsAt(k, at);
  if (bits === 0) return false;
  if (bits & MARKER_UFFD_WP ? keepsMarkers : !evenCows) return true;
  k.rec.cause = cause;
  clear(k, at);
  return true;
}

/** The entry was cleared just now, and a watcher protected it: a marker takes its place. @kernel v6.2-rc3 mm/memory.c:pte_install_uffd_wp_if_needed */
export function leaveMarker(k: Core, at: Cursor, rule: RuleNumber): void {
  const { cause } = k.rec;
  k.rec.cause = recBranchTaken(k.rec, rule, at.vpn);
  makeMarker(k, MARKER_UFFD_WP, k.entry);
  setEntry(k, at, HOW_SET, k.entry);
  k.rec.cause = cause;
}

/** FX6: no child is watched, so later kernels copy only what tells of a lost page. False: the entry is none. @kernel v6.2-rc3 mm/memory.c:copy_nonpresent_pte */
export function copyMarker(k: Core, { child, target, cause }: Copy, at: Cursor): boolean {
  const bits = bitsAt(k, at);
  if (bits === 0) return false;
  const kept = k.profile['poison-marker'] ? bits & MARKER_POISONED : bits;
  k.rec.cause = cause;
  k.rec.cause = recBranchTaken(k.rec, COPY_NONPRESENT_PTE_MARKER, kept === 0 ? 0 : 1);
  if (kept === 0) return true;
  makeMarker(k, kept, k.entry);
  k.rec.cause = setEntry(k, { mm: child, table: target, level: at.level, index: at.index, vpn: at.vpn }, HOW_SET, k.entry);
  return true;
}
