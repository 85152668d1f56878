import type { RuleRow } from './rule';

/** What is done to a page wherever it is mapped; taking pages back. */
export const RMAP_RULES: readonly RuleRow[] = [
  {
    id: 'folio_mkclean/entry-cleaned', kernel: 'mm/rmap.c:folio_mkclean', spec: 'zap-and-rmap:9.4', arg: 'pfn',
    condition: 'an entry of a shared mapping is dirty or writable, and its page is to be written back',
    effect: 'clears it with a flush, and puts it back read-only and clean',
  },
  {
    id: 'shrink_folio_list/kept', kernel: 'mm/vmscan.c:shrink_folio_list', spec: 'fork-mprotect-numa:MA6', arg: 'answer',
    condition: 'the page was used again, may be pinned, has no slot to go to, stays mapped, cannot be written, or is referred to by others',
    effect: 'puts the page back, on the active list (answer 1) or the one it came from',
  },
  {
    id: 'try_to_unmap_one/lazily-freed', kernel: 'mm/rmap.c:try_to_unmap_one', spec: 'zap-and-rmap:9.7', arg: 'answer',
    condition: 'the page was lazily freed',
    effect: 'drops the mapping if nobody wrote to the page or refers to it since (answer 1), else makes the page swap-backed again',
  },
  {
    id: 'try_to_unmap_one/marker-left', kernel: 'mm/rmap.c:try_to_unmap_one', spec: 'zap-and-rmap:9.5', arg: 'vpn',
    condition: 'the entry that reclaim cleared was protected for userfaultfd, and its page is not anonymous',
    effect: 'leaves a marker, so that the page is protected when it comes back',
  },
  {
    id: 'try_to_unmap_one/may-be-pinned', kernel: 'mm/rmap.c:try_to_unmap_one', spec: 'cow-and-gup:X2', arg: 'pfn',
    condition: 'the page is exclusive, and may be pinned',
    effect: 'gives the count of the slot back and puts the entry back',
  },
  {
    id: 'try_to_unmap_one/swapped', kernel: 'mm/rmap.c:try_to_unmap_one', spec: 'cow-and-gup:E6', arg: 'slot',
    condition: 'the page is anonymous and in the swap cache',
    effect: 'puts an entry of its slot in place of the mapping, with the marks exclusive, soft-dirty and uffd-wp',
  },
];
