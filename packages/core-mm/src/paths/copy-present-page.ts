import {
  COPY_PRESENT_PAGE_PINNED, COUNTER_ANON, FOR_COPY, HOW_SET, lockStep, recBranchTaken, recFolioCopied, recRmapAdded,
  REF_FORK, RMAP_ANON_NEW, unlockStep, VM_WRITE, type EntrySlot, type Path, type Pfn, type TableRef, type Vpn,
} from '@faultline/contracts';
import { allocFolio, putPage } from '../alloc';
import type { Core } from '../core';
import type { Cursor } from '../cursor';
import { setEntry } from '../entry';
import { ptl } from '../fault/vmf';
import { maybeDmaPinned } from '../gup/grab';
import { lruCacheAdd } from '../mlock/mlock-page';
import { isAnon, isExclusive } from '../rmap';
import type { MmState } from '../state/mm';
import { linearPageIndex, vmaLookup, type Vma } from '../state/vma';

/** One pair of tables being copied. */
export interface Copy {
  readonly child: MmState;
  readonly vma: Vma;
  readonly target: TableRef;
  readonly rss: Int32Array;
  /** Why the entries are copied. */
  readonly cause: number;
  /** A page that was allocated for the next copy; 0: none. */
  spare: Pfn;
}

/**
 * A page whose pin a write after fork would leave behind: the parent has to keep it to itself. Only a process that ever pinned anything
 * asks the count, which is fuzzy.
 * @kernel v6.2-rc3 include/linux/rmap.h:page_try_dup_anon_rmap
 */
export const isPinned = (k: Core, parent: MmState, page: Pfn): boolean =>
  parent.hasPinned && isAnon(k, page) && isExclusive(k, page) && maybeDmaPinned(k, page);

/**
 * A page for the child's copy, allocated without the locks; then the entry is looked at anew. False: out of memory.
 * @kernel v6.2-rc3 mm/memory.c:page_copy_prealloc
 */
export function* spareFor(k: Core, copy: Copy, at: Cursor): Path<boolean> {
  yield unlockStep(ptl(at.table));
  k.rec.cause = copy.cause;
  copy.spare = allocFolio(k, 0, FOR_COPY);
  k.rec.cause = copy.cause;
  yield lockStep(ptl(at.table));
  at.index--;
  at.end = at.start;
  return copy.spare !== 0;
}

/** An allocation that the entry had no use for. */
export function dropSpare(k: Core, copy: Copy): void {
  if (copy.spare !== 0) putPage(k, copy.spare, REF_FORK);
  copy.spare = 0;
}

/** The child's copy is its own, and as writable as its VMA: no userfaultfd watches it. */
function childEntry(k: Core, { child }: Copy, { level, vpn }: Cursor, page: Pfn): EntrySlot {
  const { codec } = k.arch;
  const vma = vmaLookup(child.vmas, vpn)!;
  const entry = k.slot(0, 0);
  codec.makeLeaf(level, page, vma.protLo, vma.protHi, entry);
  codec.mkDirty(level, entry);
  if (vma.vmFlags & VM_WRITE) codec.mkWrite(level, entry);
  return entry;
}

function mapCopy(k: Core, { child, rss }: Copy, vpn: Vpn, page: Pfn): void {
  const vma = vmaLookup(child.vmas, vpn)!;
  recRmapAdded(k.rec, RMAP_ANON_NEW, 1, page, vma.anonVma, linearPageIndex(vma, vpn));
  lruCacheAdd(k, vma.vmFlags, page);
  rss[COUNTER_ANON]!++;
}

/**
 * The child gets a copy now; the parent's entry and page stay as they are, writable and exclusive, so that process and device go on
 * seeing the same page. @kernel v6.2-rc3 mm/memory.c:copy_present_page
 */
export function copyPresentPage(k: Core, copy: Copy, at: Cursor, page: Pfn): void {
  const { child, target, spare } = copy;
  const { level, index, vpn } = at;
  copy.spare = 0;
  k.rec.cause = copy.cause;
  k.rec.cause = recBranchTaken(k.rec, COPY_PRESENT_PAGE_PINNED, page);
  k.rec.cause = recFolioCopied(k.rec, page, spare);
  mapCopy(k, copy, vpn, spare);
  k.rec.cause = setEntry(k, { mm: child, table: target, level, index, vpn }, HOW_SET, childEntry(k, copy, at, spare));
}
