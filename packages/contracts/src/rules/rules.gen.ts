// Made by `npm run generate:rules` from the table beside it. Do not edit.

import type { RuleNumber } from '../numbers';

/** Ids of rules; the place is the number that a record holds. */
export const RULE_IDS = [
  'sanitize_fault_flags/write-and-unshare',
  'sanitize_fault_flags/unshare-dropped',
  'sanitize_fault_flags/never-writable',
  'sanitize_fault_flags/shared-not-writable',
  'handle_mm_fault/access-not-permitted',
  'handle_pte_fault/not-present',
  'handle_pte_fault/changed-meanwhile',
  'handle_pte_fault/write-allowed',
  'handle_pte_fault/made-young',
  'handle_pte_fault/spurious-write',
  'handle_pte_fault/spurious-read',
  'do_anonymous_page/shared-without-file',
  'do_anonymous_page/no-table',
  'do_anonymous_page/zero-page-userfault',
  'do_anonymous_page/zero-page',
  'do_anonymous_page/zero-page-raced',
  'do_anonymous_page/new-page',
  'do_anonymous_page/no-page',
  'do_anonymous_page/new-page-raced',
  'do_anonymous_page/new-page-userfault',
  'do_fault/read',
  'do_fault/write-shared',
  'do_fault/write-private',
  'filemap_map_pages/mapped-along',
  'filemap_fault/beyond-end',
  'filemap_fault/missed',
  'filemap_fault/marked',
  'maybe_unlock_mmap_for_io/dropped',
  'do_cow_fault/no-memory',
  'do_cow_fault/copied',
  'do_page_mkwrite/told',
  'finish_fault/raced',
  'fault_dirty_shared_page/dirtied',
  'fault_dirty_shared_page/throttled',
  'do_numa_page/writable-by-protection',
  'do_numa_page/writable-by-upgrade',
  'do_numa_page/protection-restored',
  'handle_userfault/sigbus',
  'do_wp_page/userfault',
  'do_wp_page/flush-pending',
  'do_wp_page/shared',
  'do_wp_page/reuse-exclusive',
  'do_wp_page/too-many-references',
  'do_wp_page/others-refer',
  'do_wp_page/swap-cache-freed',
  'do_wp_page/reuse-alone',
  'do_wp_page/copy',
  'wp_page_copy/no-memory',
  'wp_page_copy/raced',
  'finish_mkwrite_fault/raced',
  'wp_page_shared/no-page-mkwrite',
  'check_vma_flags/no-pages',
  'check_vma_flags/key-refuses',
  'check_vma_flags/not-writable',
  'check_vma_flags/not-readable',
  'follow_page_pte/absent',
  'follow_page_pte/write-needs-fault',
  'follow_page_pte/unshare-first',
  'can_follow_write_pte/forced',
  'internal_get_user_pages_fast/slow',
  'dup_mmap/dont-copy',
  'dup_mmap/wipe',
  'vma_needs_copy/anon-vma',
  'vma_needs_copy/refaults',
  'copy_nonpresent_pte/swap',
  'copy_nonpresent_pte/marker',
  'copy_present_page/pinned',
  'mprotect_fixup/unchanged',
  'mprotect_fixup/locked-became-writable',
  'change_pte_range/uffd-wp',
  'change_pte_range/made-writable',
  'change_pte_range/marker-lifted',
  'change_pte_range/marker-placed',
  'can_change_pte_writable/protnone',
  'can_change_pte_writable/soft-dirty-tracked',
  'can_change_pte_writable/private',
  'can_change_pte_writable/shared',
  'clear_soft_dirty/pinned',
  'mremap/shrunk',
  'mremap/grown-in-place',
  'move_ptes/entry-moved',
  'move_vma/moved-back',
  'move_vma/old-range-left',
  'madvise_dontneed_single_vma/zapped',
  'madvise_remove/punched',
  'madvise_free_pte_range/lazy',
  'madvise_cold_or_pageout_pte_range/taken',
  'madvise_populate/populated',
  'madvise_vma_behavior/flags-changed',
  'zap_pte_range/marker-left',
  'zap_pte_range/dirty-page',
  'unmap_mapping_range/all',
  'unmap_mapping_range/shared-only',
  'do_swap_page/device-gone',
  'do_swap_page/in-cache',
  'do_swap_page/read-alone',
  'do_swap_page/read-ahead',
  'do_swap_page/no-page',
  'do_swap_page/left-cache',
  'do_swap_page/changed-meanwhile',
  'do_swap_page/not-uptodate',
  'do_swap_page/cache-freed',
  'do_swap_page/exclusive',
  'handle_pte_marker/swapin-error',
  'handle_pte_marker/cleared',
  'handle_pte_marker/file',
  'unuse_pte/brought-back',
  'folio_mkclean/entry-cleaned',
  'shrink_folio_list/kept',
  'try_to_unmap_one/lazily-freed',
  'try_to_unmap_one/marker-left',
  'try_to_unmap_one/may-be-pinned',
  'try_to_unmap_one/swapped',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** `sanitize_fault_flags/write-and-unshare` @kernel v6.2-rc3 mm/memory.c:sanitize_fault_flags */
export const SANITIZE_FAULT_FLAGS_WRITE_AND_UNSHARE = 0 as RuleNumber;
/** `sanitize_fault_flags/unshare-dropped` @kernel v6.2-rc3 mm/memory.c:sanitize_fault_flags */
export const SANITIZE_FAULT_FLAGS_UNSHARE_DROPPED = 1 as RuleNumber;
/** `sanitize_fault_flags/never-writable` @kernel v6.2-rc3 mm/memory.c:sanitize_fault_flags */
export const SANITIZE_FAULT_FLAGS_NEVER_WRITABLE = 2 as RuleNumber;
/** `sanitize_fault_flags/shared-not-writable` @kernel v6.2-rc3 mm/memory.c:sanitize_fault_flags */
export const SANITIZE_FAULT_FLAGS_SHARED_NOT_WRITABLE = 3 as RuleNumber;
/** `handle_mm_fault/access-not-permitted` @kernel v6.2-rc3 mm/memory.c:handle_mm_fault */
export const HANDLE_MM_FAULT_ACCESS_NOT_PERMITTED = 4 as RuleNumber;
/** `handle_pte_fault/not-present` @kernel v6.2-rc3 mm/memory.c:handle_pte_fault */
export const HANDLE_PTE_FAULT_NOT_PRESENT = 5 as RuleNumber;
/** `handle_pte_fault/changed-meanwhile` @kernel v6.2-rc3 mm/memory.c:handle_pte_fault */
export const HANDLE_PTE_FAULT_CHANGED_MEANWHILE = 6 as RuleNumber;
/** `handle_pte_fault/write-allowed` @kernel v6.2-rc3 mm/memory.c:handle_pte_fault */
export const HANDLE_PTE_FAULT_WRITE_ALLOWED = 7 as RuleNumber;
/** `handle_pte_fault/made-young` @kernel v6.2-rc3 mm/memory.c:handle_pte_fault */
export const HANDLE_PTE_FAULT_MADE_YOUNG = 8 as RuleNumber;
/** `handle_pte_fault/spurious-write` @kernel v6.2-rc3 mm/memory.c:handle_pte_fault */
export const HANDLE_PTE_FAULT_SPURIOUS_WRITE = 9 as RuleNumber;
/** `handle_pte_fault/spurious-read` @kernel v6.2-rc3 mm/memory.c:handle_pte_fault */
export const HANDLE_PTE_FAULT_SPURIOUS_READ = 10 as RuleNumber;
/** `do_anonymous_page/shared-without-file` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_SHARED_WITHOUT_FILE = 11 as RuleNumber;
/** `do_anonymous_page/no-table` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_NO_TABLE = 12 as RuleNumber;
/** `do_anonymous_page/zero-page-userfault` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_ZERO_PAGE_USERFAULT = 13 as RuleNumber;
/** `do_anonymous_page/zero-page` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_ZERO_PAGE = 14 as RuleNumber;
/** `do_anonymous_page/zero-page-raced` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_ZERO_PAGE_RACED = 15 as RuleNumber;
/** `do_anonymous_page/new-page` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_NEW_PAGE = 16 as RuleNumber;
/** `do_anonymous_page/no-page` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_NO_PAGE = 17 as RuleNumber;
/** `do_anonymous_page/new-page-raced` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_NEW_PAGE_RACED = 18 as RuleNumber;
/** `do_anonymous_page/new-page-userfault` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_NEW_PAGE_USERFAULT = 19 as RuleNumber;
/** `do_fault/read` @kernel v6.2-rc3 mm/memory.c:do_fault */
export const DO_FAULT_READ = 20 as RuleNumber;
/** `do_fault/write-shared` @kernel v6.2-rc3 mm/memory.c:do_fault */
export const DO_FAULT_WRITE_SHARED = 21 as RuleNumber;
/** `do_fault/write-private` @kernel v6.2-rc3 mm/memory.c:do_fault */
export const DO_FAULT_WRITE_PRIVATE = 22 as RuleNumber;
/** `filemap_map_pages/mapped-along` @kernel v6.2-rc3 mm/filemap.c:filemap_map_pages */
export const FILEMAP_MAP_PAGES_MAPPED_ALONG = 23 as RuleNumber;
/** `filemap_fault/beyond-end` @kernel v6.2-rc3 mm/filemap.c:filemap_fault */
export const FILEMAP_FAULT_BEYOND_END = 24 as RuleNumber;
/** `filemap_fault/missed` @kernel v6.2-rc3 mm/filemap.c:filemap_fault */
export const FILEMAP_FAULT_MISSED = 25 as RuleNumber;
/** `filemap_fault/marked` @kernel v6.2-rc3 mm/filemap.c:filemap_fault */
export const FILEMAP_FAULT_MARKED = 26 as RuleNumber;
/** `maybe_unlock_mmap_for_io/dropped` @kernel v6.2-rc3 mm/internal.h:maybe_unlock_mmap_for_io */
export const MAYBE_UNLOCK_MMAP_FOR_IO_DROPPED = 27 as RuleNumber;
/** `do_cow_fault/no-memory` @kernel v6.2-rc3 mm/memory.c:do_cow_fault */
export const DO_COW_FAULT_NO_MEMORY = 28 as RuleNumber;
/** `do_cow_fault/copied` @kernel v6.2-rc3 mm/memory.c:do_cow_fault */
export const DO_COW_FAULT_COPIED = 29 as RuleNumber;
/** `do_page_mkwrite/told` @kernel v6.2-rc3 mm/memory.c:do_page_mkwrite */
export const DO_PAGE_MKWRITE_TOLD = 30 as RuleNumber;
/** `finish_fault/raced` @kernel v6.2-rc3 mm/memory.c:finish_fault */
export const FINISH_FAULT_RACED = 31 as RuleNumber;
/** `fault_dirty_shared_page/dirtied` @kernel v6.2-rc3 mm/memory.c:fault_dirty_shared_page */
export const FAULT_DIRTY_SHARED_PAGE_DIRTIED = 32 as RuleNumber;
/** `fault_dirty_shared_page/throttled` @kernel v6.2-rc3 mm/memory.c:fault_dirty_shared_page */
export const FAULT_DIRTY_SHARED_PAGE_THROTTLED = 33 as RuleNumber;
/** `do_numa_page/writable-by-protection` @kernel v6.2-rc3 mm/memory.c:do_numa_page */
export const DO_NUMA_PAGE_WRITABLE_BY_PROTECTION = 34 as RuleNumber;
/** `do_numa_page/writable-by-upgrade` @kernel v6.2-rc3 mm/memory.c:do_numa_page */
export const DO_NUMA_PAGE_WRITABLE_BY_UPGRADE = 35 as RuleNumber;
/** `do_numa_page/protection-restored` @kernel v6.2-rc3 mm/memory.c:do_numa_page */
export const DO_NUMA_PAGE_PROTECTION_RESTORED = 36 as RuleNumber;
/** `handle_userfault/sigbus` @kernel v6.2-rc3 fs/userfaultfd.c:handle_userfault */
export const HANDLE_USERFAULT_SIGBUS = 37 as RuleNumber;
/** `do_wp_page/userfault` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_USERFAULT = 38 as RuleNumber;
/** `do_wp_page/flush-pending` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_FLUSH_PENDING = 39 as RuleNumber;
/** `do_wp_page/shared` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_SHARED = 40 as RuleNumber;
/** `do_wp_page/reuse-exclusive` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_REUSE_EXCLUSIVE = 41 as RuleNumber;
/** `do_wp_page/too-many-references` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_TOO_MANY_REFERENCES = 42 as RuleNumber;
/** `do_wp_page/others-refer` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_OTHERS_REFER = 43 as RuleNumber;
/** `do_wp_page/swap-cache-freed` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_SWAP_CACHE_FREED = 44 as RuleNumber;
/** `do_wp_page/reuse-alone` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_REUSE_ALONE = 45 as RuleNumber;
/** `do_wp_page/copy` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_COPY = 46 as RuleNumber;
/** `wp_page_copy/no-memory` @kernel v6.2-rc3 mm/memory.c:wp_page_copy */
export const WP_PAGE_COPY_NO_MEMORY = 47 as RuleNumber;
/** `wp_page_copy/raced` @kernel v6.2-rc3 mm/memory.c:wp_page_copy */
export const WP_PAGE_COPY_RACED = 48 as RuleNumber;
/** `finish_mkwrite_fault/raced` @kernel v6.2-rc3 mm/memory.c:finish_mkwrite_fault */
export const FINISH_MKWRITE_FAULT_RACED = 49 as RuleNumber;
/** `wp_page_shared/no-page-mkwrite` @kernel v6.2-rc3 mm/memory.c:wp_page_shared */
export const WP_PAGE_SHARED_NO_PAGE_MKWRITE = 50 as RuleNumber;
/** `check_vma_flags/no-pages` @kernel v6.2-rc3 mm/gup.c:check_vma_flags */
export const CHECK_VMA_FLAGS_NO_PAGES = 51 as RuleNumber;
/** `check_vma_flags/key-refuses` @kernel v6.2-rc3 mm/gup.c:check_vma_flags */
export const CHECK_VMA_FLAGS_KEY_REFUSES = 52 as RuleNumber;
/** `check_vma_flags/not-writable` @kernel v6.2-rc3 mm/gup.c:check_vma_flags */
export const CHECK_VMA_FLAGS_NOT_WRITABLE = 53 as RuleNumber;
/** `check_vma_flags/not-readable` @kernel v6.2-rc3 mm/gup.c:check_vma_flags */
export const CHECK_VMA_FLAGS_NOT_READABLE = 54 as RuleNumber;
/** `follow_page_pte/absent` @kernel v6.2-rc3 mm/gup.c:follow_page_pte */
export const FOLLOW_PAGE_PTE_ABSENT = 55 as RuleNumber;
/** `follow_page_pte/write-needs-fault` @kernel v6.2-rc3 mm/gup.c:follow_page_pte */
export const FOLLOW_PAGE_PTE_WRITE_NEEDS_FAULT = 56 as RuleNumber;
/** `follow_page_pte/unshare-first` @kernel v6.2-rc3 mm/gup.c:follow_page_pte */
export const FOLLOW_PAGE_PTE_UNSHARE_FIRST = 57 as RuleNumber;
/** `can_follow_write_pte/forced` @kernel v6.2-rc3 mm/gup.c:can_follow_write_pte */
export const CAN_FOLLOW_WRITE_PTE_FORCED = 58 as RuleNumber;
/** `internal_get_user_pages_fast/slow` @kernel v6.2-rc3 mm/gup.c:internal_get_user_pages_fast */
export const INTERNAL_GET_USER_PAGES_FAST_SLOW = 59 as RuleNumber;
/** `dup_mmap/dont-copy` @kernel v6.2-rc3 kernel/fork.c:dup_mmap */
export const DUP_MMAP_DONT_COPY = 60 as RuleNumber;
/** `dup_mmap/wipe` @kernel v6.2-rc3 kernel/fork.c:dup_mmap */
export const DUP_MMAP_WIPE = 61 as RuleNumber;
/** `vma_needs_copy/anon-vma` @kernel v6.2-rc3 mm/memory.c:vma_needs_copy */
export const VMA_NEEDS_COPY_ANON_VMA = 62 as RuleNumber;
/** `vma_needs_copy/refaults` @kernel v6.2-rc3 mm/memory.c:vma_needs_copy */
export const VMA_NEEDS_COPY_REFAULTS = 63 as RuleNumber;
/** `copy_nonpresent_pte/swap` @kernel v6.2-rc3 mm/memory.c:copy_nonpresent_pte */
export const COPY_NONPRESENT_PTE_SWAP = 64 as RuleNumber;
/** `copy_nonpresent_pte/marker` @kernel v6.2-rc3 mm/memory.c:copy_nonpresent_pte */
export const COPY_NONPRESENT_PTE_MARKER = 65 as RuleNumber;
/** `copy_present_page/pinned` @kernel v6.2-rc3 mm/memory.c:copy_present_page */
export const COPY_PRESENT_PAGE_PINNED = 66 as RuleNumber;
/** `mprotect_fixup/unchanged` @kernel v6.2-rc3 mm/mprotect.c:mprotect_fixup */
export const MPROTECT_FIXUP_UNCHANGED = 67 as RuleNumber;
/** `mprotect_fixup/locked-became-writable` @kernel v6.2-rc3 mm/mprotect.c:mprotect_fixup */
export const MPROTECT_FIXUP_LOCKED_BECAME_WRITABLE = 68 as RuleNumber;
/** `change_pte_range/uffd-wp` @kernel v6.2-rc3 mm/mprotect.c:change_pte_range */
export const CHANGE_PTE_RANGE_UFFD_WP = 69 as RuleNumber;
/** `change_pte_range/made-writable` @kernel v6.2-rc3 mm/mprotect.c:change_pte_range */
export const CHANGE_PTE_RANGE_MADE_WRITABLE = 70 as RuleNumber;
/** `change_pte_range/marker-lifted` @kernel v6.2-rc3 mm/mprotect.c:change_pte_range */
export const CHANGE_PTE_RANGE_MARKER_LIFTED = 71 as RuleNumber;
/** `change_pte_range/marker-placed` @kernel v6.2-rc3 mm/mprotect.c:change_pte_range */
export const CHANGE_PTE_RANGE_MARKER_PLACED = 72 as RuleNumber;
/** `can_change_pte_writable/protnone` @kernel v6.2-rc3 mm/mprotect.c:can_change_pte_writable */
export const CAN_CHANGE_PTE_WRITABLE_PROTNONE = 73 as RuleNumber;
/** `can_change_pte_writable/soft-dirty-tracked` @kernel v6.2-rc3 mm/mprotect.c:can_change_pte_writable */
export const CAN_CHANGE_PTE_WRITABLE_SOFT_DIRTY_TRACKED = 74 as RuleNumber;
/** `can_change_pte_writable/private` @kernel v6.2-rc3 mm/mprotect.c:can_change_pte_writable */
export const CAN_CHANGE_PTE_WRITABLE_PRIVATE = 75 as RuleNumber;
/** `can_change_pte_writable/shared` @kernel v6.2-rc3 mm/mprotect.c:can_change_pte_writable */
export const CAN_CHANGE_PTE_WRITABLE_SHARED = 76 as RuleNumber;
/** `clear_soft_dirty/pinned` @kernel v6.2-rc3 fs/proc/task_mmu.c:clear_soft_dirty */
export const CLEAR_SOFT_DIRTY_PINNED = 77 as RuleNumber;
/** `mremap/shrunk` @kernel v6.2-rc3 mm/mremap.c:mremap */
export const MREMAP_SHRUNK = 78 as RuleNumber;
/** `mremap/grown-in-place` @kernel v6.2-rc3 mm/mremap.c:mremap */
export const MREMAP_GROWN_IN_PLACE = 79 as RuleNumber;
/** `move_ptes/entry-moved` @kernel v6.2-rc3 mm/mremap.c:move_ptes */
export const MOVE_PTES_ENTRY_MOVED = 80 as RuleNumber;
/** `move_vma/moved-back` @kernel v6.2-rc3 mm/mremap.c:move_vma */
export const MOVE_VMA_MOVED_BACK = 81 as RuleNumber;
/** `move_vma/old-range-left` @kernel v6.2-rc3 mm/mremap.c:move_vma */
export const MOVE_VMA_OLD_RANGE_LEFT = 82 as RuleNumber;
/** `madvise_dontneed_single_vma/zapped` @kernel v6.2-rc3 mm/madvise.c:madvise_dontneed_single_vma */
export const MADVISE_DONTNEED_SINGLE_VMA_ZAPPED = 83 as RuleNumber;
/** `madvise_remove/punched` @kernel v6.2-rc3 mm/madvise.c:madvise_remove */
export const MADVISE_REMOVE_PUNCHED = 84 as RuleNumber;
/** `madvise_free_pte_range/lazy` @kernel v6.2-rc3 mm/madvise.c:madvise_free_pte_range */
export const MADVISE_FREE_PTE_RANGE_LAZY = 85 as RuleNumber;
/** `madvise_cold_or_pageout_pte_range/taken` @kernel v6.2-rc3 mm/madvise.c:madvise_cold_or_pageout_pte_range */
export const MADVISE_COLD_OR_PAGEOUT_PTE_RANGE_TAKEN = 86 as RuleNumber;
/** `madvise_populate/populated` @kernel v6.2-rc3 mm/madvise.c:madvise_populate */
export const MADVISE_POPULATE_POPULATED = 87 as RuleNumber;
/** `madvise_vma_behavior/flags-changed` @kernel v6.2-rc3 mm/madvise.c:madvise_vma_behavior */
export const MADVISE_VMA_BEHAVIOR_FLAGS_CHANGED = 88 as RuleNumber;
/** `zap_pte_range/marker-left` @kernel v6.2-rc3 mm/memory.c:zap_pte_range */
export const ZAP_PTE_RANGE_MARKER_LEFT = 89 as RuleNumber;
/** `zap_pte_range/dirty-page` @kernel v6.2-rc3 mm/memory.c:zap_pte_range */
export const ZAP_PTE_RANGE_DIRTY_PAGE = 90 as RuleNumber;
/** `unmap_mapping_range/all` @kernel v6.2-rc3 mm/memory.c:unmap_mapping_range */
export const UNMAP_MAPPING_RANGE_ALL = 91 as RuleNumber;
/** `unmap_mapping_range/shared-only` @kernel v6.2-rc3 mm/memory.c:unmap_mapping_range */
export const UNMAP_MAPPING_RANGE_SHARED_ONLY = 92 as RuleNumber;
/** `do_swap_page/device-gone` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_DEVICE_GONE = 93 as RuleNumber;
/** `do_swap_page/in-cache` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_IN_CACHE = 94 as RuleNumber;
/** `do_swap_page/read-alone` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_READ_ALONE = 95 as RuleNumber;
/** `do_swap_page/read-ahead` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_READ_AHEAD = 96 as RuleNumber;
/** `do_swap_page/no-page` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_NO_PAGE = 97 as RuleNumber;
/** `do_swap_page/left-cache` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_LEFT_CACHE = 98 as RuleNumber;
/** `do_swap_page/changed-meanwhile` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_CHANGED_MEANWHILE = 99 as RuleNumber;
/** `do_swap_page/not-uptodate` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_NOT_UPTODATE = 100 as RuleNumber;
/** `do_swap_page/cache-freed` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_CACHE_FREED = 101 as RuleNumber;
/** `do_swap_page/exclusive` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_EXCLUSIVE = 102 as RuleNumber;
/** `handle_pte_marker/swapin-error` @kernel v6.2-rc3 mm/memory.c:handle_pte_marker */
export const HANDLE_PTE_MARKER_SWAPIN_ERROR = 103 as RuleNumber;
/** `handle_pte_marker/cleared` @kernel v6.2-rc3 mm/memory.c:handle_pte_marker */
export const HANDLE_PTE_MARKER_CLEARED = 104 as RuleNumber;
/** `handle_pte_marker/file` @kernel v6.2-rc3 mm/memory.c:handle_pte_marker */
export const HANDLE_PTE_MARKER_FILE = 105 as RuleNumber;
/** `unuse_pte/brought-back` @kernel v6.2-rc3 mm/swapfile.c:unuse_pte */
export const UNUSE_PTE_BROUGHT_BACK = 106 as RuleNumber;
/** `folio_mkclean/entry-cleaned` @kernel v6.2-rc3 mm/rmap.c:folio_mkclean */
export const FOLIO_MKCLEAN_ENTRY_CLEANED = 107 as RuleNumber;
/** `shrink_folio_list/kept` @kernel v6.2-rc3 mm/vmscan.c:shrink_folio_list */
export const SHRINK_FOLIO_LIST_KEPT = 108 as RuleNumber;
/** `try_to_unmap_one/lazily-freed` @kernel v6.2-rc3 mm/rmap.c:try_to_unmap_one */
export const TRY_TO_UNMAP_ONE_LAZILY_FREED = 109 as RuleNumber;
/** `try_to_unmap_one/marker-left` @kernel v6.2-rc3 mm/rmap.c:try_to_unmap_one */
export const TRY_TO_UNMAP_ONE_MARKER_LEFT = 110 as RuleNumber;
/** `try_to_unmap_one/may-be-pinned` @kernel v6.2-rc3 mm/rmap.c:try_to_unmap_one */
export const TRY_TO_UNMAP_ONE_MAY_BE_PINNED = 111 as RuleNumber;
/** `try_to_unmap_one/swapped` @kernel v6.2-rc3 mm/rmap.c:try_to_unmap_one */
export const TRY_TO_UNMAP_ONE_SWAPPED = 112 as RuleNumber;
