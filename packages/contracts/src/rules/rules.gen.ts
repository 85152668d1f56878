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
  'do_anonymous_page/zero-page',
  'do_anonymous_page/zero-page-raced',
  'do_anonymous_page/new-page',
  'do_anonymous_page/no-page',
  'do_anonymous_page/new-page-raced',
  'do_fault/read',
  'do_fault/write-shared',
  'filemap_map_pages/mapped-along',
  'finish_fault/raced',
  'fault_dirty_shared_page/dirtied',
  'do_numa_page/writable-by-protection',
  'do_numa_page/writable-by-upgrade',
  'do_numa_page/protection-restored',
  'do_wp_page/shared',
  'do_wp_page/reuse-exclusive',
  'do_wp_page/too-many-references',
  'do_wp_page/others-refer',
  'do_wp_page/swap-cache-freed',
  'do_wp_page/reuse-alone',
  'do_wp_page/copy',
  'wp_page_copy/no-memory',
  'wp_page_copy/raced',
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
  'change_pte_range/made-writable',
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
  'madvise_free_pte_range/lazy',
  'madvise_cold_or_pageout_pte_range/taken',
  'madvise_populate/populated',
  'madvise_vma_behavior/flags-changed',
  'zap_pte_range/dirty-page',
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
  'unuse_pte/brought-back',
  'shrink_folio_list/kept',
  'try_to_unmap_one/lazily-freed',
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
/** `do_anonymous_page/zero-page` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_ZERO_PAGE = 13 as RuleNumber;
/** `do_anonymous_page/zero-page-raced` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_ZERO_PAGE_RACED = 14 as RuleNumber;
/** `do_anonymous_page/new-page` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_NEW_PAGE = 15 as RuleNumber;
/** `do_anonymous_page/no-page` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_NO_PAGE = 16 as RuleNumber;
/** `do_anonymous_page/new-page-raced` @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export const DO_ANONYMOUS_PAGE_NEW_PAGE_RACED = 17 as RuleNumber;
/** `do_fault/read` @kernel v6.2-rc3 mm/memory.c:do_fault */
export const DO_FAULT_READ = 18 as RuleNumber;
/** `do_fault/write-shared` @kernel v6.2-rc3 mm/memory.c:do_fault */
export const DO_FAULT_WRITE_SHARED = 19 as RuleNumber;
/** `filemap_map_pages/mapped-along` @kernel v6.2-rc3 mm/filemap.c:filemap_map_pages */
export const FILEMAP_MAP_PAGES_MAPPED_ALONG = 20 as RuleNumber;
/** `finish_fault/raced` @kernel v6.2-rc3 mm/memory.c:finish_fault */
export const FINISH_FAULT_RACED = 21 as RuleNumber;
/** `fault_dirty_shared_page/dirtied` @kernel v6.2-rc3 mm/memory.c:fault_dirty_shared_page */
export const FAULT_DIRTY_SHARED_PAGE_DIRTIED = 22 as RuleNumber;
/** `do_numa_page/writable-by-protection` @kernel v6.2-rc3 mm/memory.c:do_numa_page */
export const DO_NUMA_PAGE_WRITABLE_BY_PROTECTION = 23 as RuleNumber;
/** `do_numa_page/writable-by-upgrade` @kernel v6.2-rc3 mm/memory.c:do_numa_page */
export const DO_NUMA_PAGE_WRITABLE_BY_UPGRADE = 24 as RuleNumber;
/** `do_numa_page/protection-restored` @kernel v6.2-rc3 mm/memory.c:do_numa_page */
export const DO_NUMA_PAGE_PROTECTION_RESTORED = 25 as RuleNumber;
/** `do_wp_page/shared` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_SHARED = 26 as RuleNumber;
/** `do_wp_page/reuse-exclusive` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_REUSE_EXCLUSIVE = 27 as RuleNumber;
/** `do_wp_page/too-many-references` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_TOO_MANY_REFERENCES = 28 as RuleNumber;
/** `do_wp_page/others-refer` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_OTHERS_REFER = 29 as RuleNumber;
/** `do_wp_page/swap-cache-freed` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_SWAP_CACHE_FREED = 30 as RuleNumber;
/** `do_wp_page/reuse-alone` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_REUSE_ALONE = 31 as RuleNumber;
/** `do_wp_page/copy` @kernel v6.2-rc3 mm/memory.c:do_wp_page */
export const DO_WP_PAGE_COPY = 32 as RuleNumber;
/** `wp_page_copy/no-memory` @kernel v6.2-rc3 mm/memory.c:wp_page_copy */
export const WP_PAGE_COPY_NO_MEMORY = 33 as RuleNumber;
/** `wp_page_copy/raced` @kernel v6.2-rc3 mm/memory.c:wp_page_copy */
export const WP_PAGE_COPY_RACED = 34 as RuleNumber;
/** `wp_page_shared/no-page-mkwrite` @kernel v6.2-rc3 mm/memory.c:wp_page_shared */
export const WP_PAGE_SHARED_NO_PAGE_MKWRITE = 35 as RuleNumber;
/** `check_vma_flags/no-pages` @kernel v6.2-rc3 mm/gup.c:check_vma_flags */
export const CHECK_VMA_FLAGS_NO_PAGES = 36 as RuleNumber;
/** `check_vma_flags/key-refuses` @kernel v6.2-rc3 mm/gup.c:check_vma_flags */
export const CHECK_VMA_FLAGS_KEY_REFUSES = 37 as RuleNumber;
/** `check_vma_flags/not-writable` @kernel v6.2-rc3 mm/gup.c:check_vma_flags */
export const CHECK_VMA_FLAGS_NOT_WRITABLE = 38 as RuleNumber;
/** `check_vma_flags/not-readable` @kernel v6.2-rc3 mm/gup.c:check_vma_flags */
export const CHECK_VMA_FLAGS_NOT_READABLE = 39 as RuleNumber;
/** `follow_page_pte/absent` @kernel v6.2-rc3 mm/gup.c:follow_page_pte */
export const FOLLOW_PAGE_PTE_ABSENT = 40 as RuleNumber;
/** `follow_page_pte/write-needs-fault` @kernel v6.2-rc3 mm/gup.c:follow_page_pte */
export const FOLLOW_PAGE_PTE_WRITE_NEEDS_FAULT = 41 as RuleNumber;
/** `follow_page_pte/unshare-first` @kernel v6.2-rc3 mm/gup.c:follow_page_pte */
export const FOLLOW_PAGE_PTE_UNSHARE_FIRST = 42 as RuleNumber;
/** `can_follow_write_pte/forced` @kernel v6.2-rc3 mm/gup.c:can_follow_write_pte */
export const CAN_FOLLOW_WRITE_PTE_FORCED = 43 as RuleNumber;
/** `internal_get_user_pages_fast/slow` @kernel v6.2-rc3 mm/gup.c:internal_get_user_pages_fast */
export const INTERNAL_GET_USER_PAGES_FAST_SLOW = 44 as RuleNumber;
/** `dup_mmap/dont-copy` @kernel v6.2-rc3 kernel/fork.c:dup_mmap */
export const DUP_MMAP_DONT_COPY = 45 as RuleNumber;
/** `dup_mmap/wipe` @kernel v6.2-rc3 kernel/fork.c:dup_mmap */
export const DUP_MMAP_WIPE = 46 as RuleNumber;
/** `vma_needs_copy/anon-vma` @kernel v6.2-rc3 mm/memory.c:vma_needs_copy */
export const VMA_NEEDS_COPY_ANON_VMA = 47 as RuleNumber;
/** `vma_needs_copy/refaults` @kernel v6.2-rc3 mm/memory.c:vma_needs_copy */
export const VMA_NEEDS_COPY_REFAULTS = 48 as RuleNumber;
/** `copy_nonpresent_pte/swap` @kernel v6.2-rc3 mm/memory.c:copy_nonpresent_pte */
export const COPY_NONPRESENT_PTE_SWAP = 49 as RuleNumber;
/** `copy_nonpresent_pte/marker` @kernel v6.2-rc3 mm/memory.c:copy_nonpresent_pte */
export const COPY_NONPRESENT_PTE_MARKER = 50 as RuleNumber;
/** `copy_present_page/pinned` @kernel v6.2-rc3 mm/memory.c:copy_present_page */
export const COPY_PRESENT_PAGE_PINNED = 51 as RuleNumber;
/** `mprotect_fixup/unchanged` @kernel v6.2-rc3 mm/mprotect.c:mprotect_fixup */
export const MPROTECT_FIXUP_UNCHANGED = 52 as RuleNumber;
/** `change_pte_range/made-writable` @kernel v6.2-rc3 mm/mprotect.c:change_pte_range */
export const CHANGE_PTE_RANGE_MADE_WRITABLE = 53 as RuleNumber;
/** `can_change_pte_writable/protnone` @kernel v6.2-rc3 mm/mprotect.c:can_change_pte_writable */
export const CAN_CHANGE_PTE_WRITABLE_PROTNONE = 54 as RuleNumber;
/** `can_change_pte_writable/soft-dirty-tracked` @kernel v6.2-rc3 mm/mprotect.c:can_change_pte_writable */
export const CAN_CHANGE_PTE_WRITABLE_SOFT_DIRTY_TRACKED = 55 as RuleNumber;
/** `can_change_pte_writable/private` @kernel v6.2-rc3 mm/mprotect.c:can_change_pte_writable */
export const CAN_CHANGE_PTE_WRITABLE_PRIVATE = 56 as RuleNumber;
/** `can_change_pte_writable/shared` @kernel v6.2-rc3 mm/mprotect.c:can_change_pte_writable */
export const CAN_CHANGE_PTE_WRITABLE_SHARED = 57 as RuleNumber;
/** `clear_soft_dirty/pinned` @kernel v6.2-rc3 fs/proc/task_mmu.c:clear_soft_dirty */
export const CLEAR_SOFT_DIRTY_PINNED = 58 as RuleNumber;
/** `mremap/shrunk` @kernel v6.2-rc3 mm/mremap.c:mremap */
export const MREMAP_SHRUNK = 59 as RuleNumber;
/** `mremap/grown-in-place` @kernel v6.2-rc3 mm/mremap.c:mremap */
export const MREMAP_GROWN_IN_PLACE = 60 as RuleNumber;
/** `move_ptes/entry-moved` @kernel v6.2-rc3 mm/mremap.c:move_ptes */
export const MOVE_PTES_ENTRY_MOVED = 61 as RuleNumber;
/** `move_vma/moved-back` @kernel v6.2-rc3 mm/mremap.c:move_vma */
export const MOVE_VMA_MOVED_BACK = 62 as RuleNumber;
/** `move_vma/old-range-left` @kernel v6.2-rc3 mm/mremap.c:move_vma */
export const MOVE_VMA_OLD_RANGE_LEFT = 63 as RuleNumber;
/** `madvise_dontneed_single_vma/zapped` @kernel v6.2-rc3 mm/madvise.c:madvise_dontneed_single_vma */
export const MADVISE_DONTNEED_SINGLE_VMA_ZAPPED = 64 as RuleNumber;
/** `madvise_free_pte_range/lazy` @kernel v6.2-rc3 mm/madvise.c:madvise_free_pte_range */
export const MADVISE_FREE_PTE_RANGE_LAZY = 65 as RuleNumber;
/** `madvise_cold_or_pageout_pte_range/taken` @kernel v6.2-rc3 mm/madvise.c:madvise_cold_or_pageout_pte_range */
export const MADVISE_COLD_OR_PAGEOUT_PTE_RANGE_TAKEN = 66 as RuleNumber;
/** `madvise_populate/populated` @kernel v6.2-rc3 mm/madvise.c:madvise_populate */
export const MADVISE_POPULATE_POPULATED = 67 as RuleNumber;
/** `madvise_vma_behavior/flags-changed` @kernel v6.2-rc3 mm/madvise.c:madvise_vma_behavior */
export const MADVISE_VMA_BEHAVIOR_FLAGS_CHANGED = 68 as RuleNumber;
/** `zap_pte_range/dirty-page` @kernel v6.2-rc3 mm/memory.c:zap_pte_range */
export const ZAP_PTE_RANGE_DIRTY_PAGE = 69 as RuleNumber;
/** `do_swap_page/device-gone` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_DEVICE_GONE = 70 as RuleNumber;
/** `do_swap_page/in-cache` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_IN_CACHE = 71 as RuleNumber;
/** `do_swap_page/read-alone` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_READ_ALONE = 72 as RuleNumber;
/** `do_swap_page/read-ahead` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_READ_AHEAD = 73 as RuleNumber;
/** `do_swap_page/no-page` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_NO_PAGE = 74 as RuleNumber;
/** `do_swap_page/left-cache` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_LEFT_CACHE = 75 as RuleNumber;
/** `do_swap_page/changed-meanwhile` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_CHANGED_MEANWHILE = 76 as RuleNumber;
/** `do_swap_page/not-uptodate` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_NOT_UPTODATE = 77 as RuleNumber;
/** `do_swap_page/cache-freed` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_CACHE_FREED = 78 as RuleNumber;
/** `do_swap_page/exclusive` @kernel v6.2-rc3 mm/memory.c:do_swap_page */
export const DO_SWAP_PAGE_EXCLUSIVE = 79 as RuleNumber;
/** `handle_pte_marker/swapin-error` @kernel v6.2-rc3 mm/memory.c:handle_pte_marker */
export const HANDLE_PTE_MARKER_SWAPIN_ERROR = 80 as RuleNumber;
/** `unuse_pte/brought-back` @kernel v6.2-rc3 mm/swapfile.c:unuse_pte */
export const UNUSE_PTE_BROUGHT_BACK = 81 as RuleNumber;
/** `shrink_folio_list/kept` @kernel v6.2-rc3 mm/vmscan.c:shrink_folio_list */
export const SHRINK_FOLIO_LIST_KEPT = 82 as RuleNumber;
/** `try_to_unmap_one/lazily-freed` @kernel v6.2-rc3 mm/rmap.c:try_to_unmap_one */
export const TRY_TO_UNMAP_ONE_LAZILY_FREED = 83 as RuleNumber;
/** `try_to_unmap_one/may-be-pinned` @kernel v6.2-rc3 mm/rmap.c:try_to_unmap_one */
export const TRY_TO_UNMAP_ONE_MAY_BE_PINNED = 84 as RuleNumber;
/** `try_to_unmap_one/swapped` @kernel v6.2-rc3 mm/rmap.c:try_to_unmap_one */
export const TRY_TO_UNMAP_ONE_SWAPPED = 85 as RuleNumber;
