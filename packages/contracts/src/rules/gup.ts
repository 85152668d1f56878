import type { RuleRow } from './rule';

/** What the kernel asks before it touches user pages itself. */
export const GUP_RULES: readonly RuleRow[] = [
  {
    id: 'check_vma_flags/not-writable', kernel: 'mm/gup.c:check_vma_flags', spec: 'cow-and-gup:V5', arg: 'none',
    condition: 'the caller wants to write, the VMA is not writable, and force is not given or does not apply',
    effect: 'refuses the VMA',
  },
  {
    id: 'check_vma_flags/not-readable', kernel: 'mm/gup.c:check_vma_flags', spec: 'cow-and-gup:V8', arg: 'none',
    condition: 'the caller wants to read, the VMA is not readable, and force is not given',
    effect: 'refuses the VMA',
  },
  {
    id: 'follow_page_pte/absent', kernel: 'mm/gup.c:follow_page_pte', spec: 'cow-and-gup:G13', arg: 'vpn',
    condition: 'no present entry maps the page, or only a hinted one',
    effect: 'asks for a fault',
  },
  {
    id: 'follow_page_pte/write-needs-fault', kernel: 'mm/gup.c:follow_page_pte', spec: 'cow-and-gup:G5', arg: 'vpn',
    condition: 'the caller wants to write through an entry that does not allow it, not even by force',
    effect: 'asks for a write fault',
  },
];
