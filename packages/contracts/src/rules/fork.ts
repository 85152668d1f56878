import type { RuleRow } from './rule';

/** What a child gets of its parent's memory. */
export const FORK_RULES: readonly RuleRow[] = [
  {
    id: 'dup_mmap/dont-copy', kernel: 'kernel/fork.c:dup_mmap', spec: 'fork-mprotect-numa:FV1', arg: 'none',
    condition: 'the VMA was advised DONTFORK',
    effect: 'leaves the child without this VMA',
  },
  {
    id: 'dup_mmap/wipe', kernel: 'kernel/fork.c:dup_mmap', spec: 'fork-mprotect-numa:FV2', arg: 'none',
    condition: 'the VMA was advised WIPEONFORK',
    effect: "gives the child an empty VMA without anon_vma and does not touch the parent's entries",
  },
  {
    id: 'vma_needs_copy/anon-vma', kernel: 'mm/memory.c:vma_needs_copy', spec: 'fork-mprotect-numa:FN3', arg: 'none',
    condition: "the parent's VMA has an anon_vma",
    effect: 'has every present entry copied',
  },
  {
    id: 'vma_needs_copy/refaults', kernel: 'mm/memory.c:vma_needs_copy', spec: 'fork-mprotect-numa:FN4', arg: 'none',
    condition: 'nothing in the VMA is lost if the child faults it in again',
    effect: 'has no entry copied',
  },
  {
    id: 'copy_nonpresent_pte/swap', kernel: 'mm/memory.c:copy_nonpresent_pte', spec: 'fork-mprotect-numa:FX1', arg: 'slot',
    condition: 'the entry refers to a slot of the swap device',
    effect: 'counts one more entry of the slot, which is exclusive to neither process from now on',
  },
  {
    id: 'copy_nonpresent_pte/marker', kernel: 'mm/memory.c:copy_nonpresent_pte', spec: 'fork-mprotect-numa:FX6', arg: 'answer', commit: '15520a3f0469',
    condition: 'the entry is a marker, or says otherwise that its page could not be read back',
    effect: 'gives the child the same (answer 1); from 6.12 on only that of a lost page, for nobody watches a child',
  },
  {
    id: 'copy_present_page/pinned', kernel: 'mm/memory.c:copy_present_page', spec: 'fork-mprotect-numa:FP2', arg: 'pfn',
    condition: 'the page is exclusive, the parent has pinned pages, and the references look like a pin',
    effect: "gives the child a copy at once and leaves the parent's entry writable",
  },
];
