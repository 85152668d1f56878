import type { RuleRow } from './rule';

/** What the kernel asks before it touches user pages itself. */
export const GUP_RULES: readonly RuleRow[] = [
  {
    id: 'check_vma_flags/no-pages', kernel: 'mm/gup.c:check_vma_flags', spec: 'cow-and-gup:V1', arg: 'none',
    condition: 'the VMA shows memory of a device, of which there are no pages',
    effect: 'refuses the VMA',
  },
  {
    id: 'check_vma_flags/key-refuses', kernel: 'mm/gup.c:check_vma_flags', spec: 'cow-and-gup:V9', arg: 'none',
    condition: "the thread's rights to the protection key of the VMA do not reach, and the memory is its own process's",
    effect: 'refuses the VMA',
  },
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
  {
    id: 'follow_page_pte/unshare-first', kernel: 'mm/gup.c:follow_page_pte', spec: 'cow-and-gup:G10', arg: 'vpn',
    condition: 'a read pin goes through a read-only entry, to a page that a write of the process would leave behind',
    effect: 'asks for an UNSHARE fault',
  },
  {
    id: 'can_follow_write_pte/forced', kernel: 'mm/gup.c:can_follow_write_pte', spec: 'cow-and-gup:CW9', arg: 'pfn',
    condition: 'a write by force goes through a read-only entry, to an exclusive page that nobody watches',
    effect: 'lets the write go to the page and leaves the entry read-only',
  },
  {
    id: 'internal_get_user_pages_fast/slow', kernel: 'mm/gup.c:internal_get_user_pages_fast', spec: 'cow-and-gup:GU3', arg: 'vpn',
    condition: 'an entry does not allow what is wanted as it stands, or the page is special',
    effect: 'gets this page and those after it under the mmap lock, by faults where needed',
  },
];
