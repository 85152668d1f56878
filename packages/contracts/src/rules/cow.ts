import type { RuleRow } from './rule';

/** Write-protect faults: who may keep a page, who gets a copy. */
export const COW_RULES: readonly RuleRow[] = [
  {
    id: 'do_wp_page/userfault', kernel: 'mm/memory.c:do_wp_page', spec: 'cow-and-gup:WP1', arg: 'vpn',
    condition: 'a write meets an entry with uffd-wp in a VMA that is registered so',
    effect: 'unlocks and leaves the fault to userfaultfd; UNSHARE is not held up',
  },
  {
    id: 'do_wp_page/flush-pending', kernel: 'mm/memory.c:do_wp_page', spec: 'cow-and-gup:WP2', arg: 'vpn',
    condition: 'a write goes to such a VMA, and a flush of the mm is pending',
    effect: 'flushes the page first, for a stale translation may still be written through',
  },
  {
    id: 'do_wp_page/shared', kernel: 'mm/memory.c:do_wp_page', spec: 'cow-and-gup:WP4', arg: 'pfn', commit: 'b9086fde6d44',
    condition: 'the mapping is shared, or may be',
    effect: 'goes to the shared way before anybody asks what the page is',
  },
  {
    id: 'do_wp_page/reuse-exclusive', kernel: 'mm/memory.c:do_wp_page', spec: 'cow-and-gup:WP5', arg: 'none',
    condition: 'the page is anonymous and exclusive to this process',
    effect: 'reuses it with no further question',
  },
  {
    id: 'do_wp_page/too-many-references', kernel: 'mm/memory.c:do_wp_page', spec: 'cow-and-gup:R1', arg: 'pfn',
    condition: 'the page belongs to KSM, or more than three references are held',
    effect: 'copies: somebody else may hold it',
  },
  {
    id: 'do_wp_page/others-refer', kernel: 'mm/memory.c:do_wp_page', spec: 'cow-and-gup:R3', arg: 'pfn',
    condition: 'a reference is left beside this mapping and the swap cache',
    effect: 'copies: references count, not mappings',
  },
  {
    id: 'do_wp_page/swap-cache-freed', kernel: 'mm/memory.c:do_wp_page', spec: 'cow-and-gup:R5', arg: 'answer',
    condition: 'the page is in the swap cache, and few refer to it',
    effect: 'takes the page out of the swap cache, if no entry needs it there (answer 1); the page is dirty then',
  },
  {
    id: 'do_wp_page/reuse-alone', kernel: 'mm/memory.c:do_wp_page', spec: 'cow-and-gup:WP6', arg: 'none',
    condition: 'the page is anonymous, and this mapping is the last that refers to it',
    effect: 'makes it exclusive, moves its rmap to this VMA, and reuses it',
  },
  {
    id: 'do_wp_page/copy', kernel: 'mm/memory.c:do_wp_page', spec: 'cow-and-gup:WP7', arg: 'pfn', commit: '8d6a0ac09a16',
    condition: 'the page cannot be reused, is not anonymous, or is the zero page',
    effect: 'replaces it by a copy; UNSHARE gets one too, without the right to write',
  },
  {
    id: 'wp_page_copy/no-memory', kernel: 'mm/memory.c:wp_page_copy', spec: 'cow-and-gup:C2', arg: 'pfn',
    condition: 'no memory is left for the copy',
    effect: 'answers OOM and leaves the old page mapped',
  },
  {
    id: 'wp_page_copy/raced', kernel: 'mm/memory.c:wp_page_copy', spec: 'cow-and-gup:C6', arg: 'none',
    condition: 'the entry, read again under its lock, is not the one that was copied from',
    effect: 'frees the copy and ends with 0, after both calls of the notifier',
  },
  {
    id: 'finish_mkwrite_fault/raced', kernel: 'mm/memory.c:finish_mkwrite_fault', spec: 'cow-and-gup:SH3', arg: 'pfn',
    condition: 'the entry changed while the file system was asked',
    effect: 'answers NOPAGE',
  },
  {
    id: 'wp_page_shared/no-page-mkwrite', kernel: 'mm/memory.c:wp_page_shared', spec: 'cow-and-gup:SH5', arg: 'pfn',
    condition: 'the object behind a shared mapping need not be asked before a write',
    effect: 'makes the entry writable first and marks the page dirty afterwards',
  },
];
