import type { RuleRow } from './rule';

/** Mappings that shrink, grow or move. */
export const MREMAP_RULES: readonly RuleRow[] = [
  {
    id: 'mremap/shrunk', kernel: 'mm/mremap.c:mremap', spec: 'fork-mprotect-numa:MR1', arg: 'none',
    condition: 'the new size is not larger, and the place stays',
    effect: 'unmaps the tail',
  },
  {
    id: 'mremap/grown-in-place', kernel: 'mm/mremap.c:mremap', spec: 'fork-mprotect-numa:MR2', arg: 'none',
    condition: 'the VMA ends where the old range does, and nothing lies in the way of the new end',
    effect: 'moves the end of the VMA and touches no entry',
  },
  {
    id: 'move_ptes/entry-moved', kernel: 'mm/mremap.c:move_ptes', spec: 'fork-mprotect-numa:MR4', arg: 'none',
    condition: 'an entry of the old range is not empty',
    effect: 'clears it there and sets it at the new place, soft-dirty and otherwise unchanged',
  },
  {
    id: 'move_vma/moved-back', kernel: 'mm/mremap.c:move_vma', spec: 'fork-mprotect-numa:MR8', arg: 'count',
    condition: 'memory for a table of the new place ran out after so many pages',
    effect: 'moves those pages back and answers ENOMEM',
  },
  {
    id: 'move_vma/old-range-left', kernel: 'mm/mremap.c:move_vma', spec: 'fork-mprotect-numa:MR9', arg: 'answer',
    condition: 'every entry has come over; the answer is 1 for DONTUNMAP',
    effect: 'unmaps the old range, or for DONTUNMAP leaves its VMA empty and unlocked',
  },
];
