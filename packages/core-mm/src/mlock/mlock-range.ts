import { lockStep, PMD, unlockStep, VM_LOCKED, type Path, type Vpn } from '@faultline/contracts';
import type { Core } from '../core';
import { below, cursorOver, LEAF, leadsOn, nextEntry, nextInTable, type Cursor } from '../cursor';
import { ptl } from '../fault/vmf';
import { vmNormalPage } from '../normal-page';
import type { MmState } from '../state/mm';
import { mlockPage, munlockPage } from './mlock-page';

/**
 * The pages that are mapped in start … end, in a VMA that was locked just now, or unlocked. Entries are not changed; what is not mapped
 * is locked when it comes.
 * @kernel v6.2-rc3 mm/mlock.c:mlock_vma_pages_range
 */
export function* mlockVmaPagesRange(k: Core, mm: MmState, start: Vpn, end: Vpn, vmFlags: number): Path<void> {
  const change = vmFlags & VM_LOCKED ? mlockPage : munlockPage;
  const at = cursorOver(mm, start, end);
  while (nextEntry(k, at, PMD)) if (leadsOn(at, 'mlock_pte_range')) yield* mlockPteRange(k, below(k, at), change);
}

/** What is swapped out is no page, and the zero page is nobody's. @kernel v6.2-rc3 mm/mlock.c:mlock_pte_range */
function* mlockPteRange(k: Core, at: Cursor, change: typeof mlockPage): Path<void> {
  yield lockStep(ptl(at.table));
  while (nextInTable(k, at)) {
    const page = at.kind === LEAF ? vmNormalPage(k, at.entry.lo, at.entry.hi) : 0;
    if (page !== 0) change(k, page);
  }
  yield unlockStep(ptl(at.table));
}
