import {
  VM_ACCOUNT, VM_DONTCOPY, VM_DONTDUMP, VM_DONTEXPAND, VM_EXEC, VM_GROWSDOWN, VM_HUGEPAGE, VM_HUGETLB, VM_IO, VM_LOCKED, VM_LOCKONFAULT, VM_MAYEXEC,
  VM_MAYREAD, VM_MAYSHARE, VM_MAYWRITE, VM_MIXEDMAP, VM_NOHUGEPAGE, VM_NORESERVE, VM_PFNMAP, VM_RAND_READ, VM_READ, VM_SEQ_READ, VM_SHARED,
  VM_SOFTDIRTY, VM_SYNC, VM_UFFD_MISSING, VM_UFFD_WP, VM_WIPEONFORK, VM_WRITE,
} from '@faultline/contracts';

/** Two-letter codes of VMA flags, by bit, as smaps prints them. @kernel v6.2-rc3 fs/proc/task_mmu.c:show_smap_vma_flags */
const CODES: readonly (readonly [number, string])[] = [
  [VM_READ, 'rd'], [VM_WRITE, 'wr'], [VM_EXEC, 'ex'], [VM_SHARED, 'sh'], [VM_MAYREAD, 'mr'], [VM_MAYWRITE, 'mw'], [VM_MAYEXEC, 'me'],
  [VM_MAYSHARE, 'ms'], [VM_GROWSDOWN, 'gd'], [VM_UFFD_MISSING, 'um'], [VM_PFNMAP, 'pf'], [VM_UFFD_WP, 'uw'], [VM_LOCKED, 'lo'], [VM_IO, 'io'],
  [VM_SEQ_READ, 'sr'], [VM_RAND_READ, 'rr'], [VM_DONTCOPY, 'dc'], [VM_DONTEXPAND, 'de'], [VM_LOCKONFAULT, 'lf'], [VM_ACCOUNT, 'ac'], [VM_NORESERVE, 'nr'], [VM_HUGETLB, 'ht'],
  [VM_SYNC, 'sf'], [VM_WIPEONFORK, 'wf'], [VM_DONTDUMP, 'dd'], [VM_SOFTDIRTY, 'sd'], [VM_MIXEDMAP, 'mm'], [VM_HUGEPAGE, 'hg'], [VM_NOHUGEPAGE, 'nh'],
];

/** What smaps prints of a flag that it has no code for. */
const UNNAMED = '??';

/** Flags as smaps has them; soft-dirty only where somebody tracks it, as in recordings. @param namesLockOnFault whether it has a code for VM_LOCKONFAULT */
export const vmFlagCodes = (vmFlags: number, tracked = false, namesLockOnFault = true): string =>
  CODES.filter(([bit]) => vmFlags & bit && (tracked || bit !== VM_SOFTDIRTY)).map(([bit, code]) => (bit === VM_LOCKONFAULT && !namesLockOnFault ? UNNAMED : code)).join(' ');

/** Protection as /proc/PID/maps has it. */
export const protText = (vmFlags: number): string =>
  `${vmFlags & VM_READ ? 'r' : '-'}${vmFlags & VM_WRITE ? 'w' : '-'}${vmFlags & VM_EXEC ? 'x' : '-'}${vmFlags & VM_MAYSHARE ? 's' : 'p'}`;
