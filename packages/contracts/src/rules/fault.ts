import type { RuleRow } from './rule';

/** From the entrance of the fault core down to the entry of a missing page. */
export const FAULT_RULES: readonly RuleRow[] = [
  {
    id: 'sanitize_fault_flags/write-and-unshare', kernel: 'mm/memory.c:sanitize_fault_flags', spec: 'fault-path:F1', arg: 'none', commit: 'cdc5021cda19',
    condition: 'a fault asks for WRITE and UNSHARE at once',
    effect: 'refuses it with SIGSEGV and changes nothing',
  },
  {
    id: 'sanitize_fault_flags/unshare-dropped', kernel: 'mm/memory.c:sanitize_fault_flags', spec: 'fault-path:F2', arg: 'none', commit: 'cdc5021cda19',
    condition: 'a fault asks for UNSHARE in a mapping that is no COW mapping',
    effect: 'clears UNSHARE, so that the fault goes on as a read',
  },
  {
    id: 'sanitize_fault_flags/never-writable', kernel: 'mm/memory.c:sanitize_fault_flags', spec: 'fault-path:F4', arg: 'none', commit: '79881fed6052',
    condition: 'a write meets a VMA without VM_MAYWRITE',
    effect: 'refuses it with SIGSEGV and changes nothing',
  },
  {
    id: 'sanitize_fault_flags/shared-not-writable', kernel: 'mm/memory.c:sanitize_fault_flags', spec: 'fault-path:F5', arg: 'none', commit: '79881fed6052',
    condition: 'a write meets a shared VMA that is not writable now',
    effect: 'refuses it with SIGSEGV and changes nothing',
  },
  {
    id: 'handle_mm_fault/access-not-permitted', kernel: 'mm/memory.c:handle_mm_fault', spec: 'fault-path:H4', arg: 'none',
    condition: "the architecture's keys forbid the access to this VMA",
    effect: 'answers SIGSEGV; the fault is counted, and nobody is charged with it',
  },
  {
    id: 'handle_pte_fault/not-present', kernel: 'mm/memory.c:handle_pte_fault', spec: 'fault-path:D5', arg: 'none',
    condition: 'the entry is neither empty nor present',
    effect: 'leaves it to do_swap_page',
  },
  {
    id: 'handle_pte_fault/changed-meanwhile', kernel: 'mm/memory.c:handle_pte_fault', spec: 'fault-path:D7', arg: 'none',
    condition: 'the entry, read again under its lock, is not the one of the snapshot',
    effect: 'ends with 0, so that the access runs again',
  },
  {
    id: 'handle_pte_fault/write-allowed', kernel: 'mm/memory.c:handle_pte_fault', spec: 'fault-path:D9', arg: 'none',
    condition: 'a write finds the entry writable',
    effect: 'makes the entry dirty and young',
  },
  {
    id: 'handle_pte_fault/made-young', kernel: 'mm/memory.c:handle_pte_fault', spec: 'fault-path:D10', arg: 'none', commit: 'cdc5021cda19',
    condition: 'a read finds a present entry, or UNSHARE finds it writable',
    effect: 'makes the entry young',
  },
  {
    id: 'handle_pte_fault/spurious-write', kernel: 'mm/memory.c:handle_pte_fault', spec: 'fault-path:P2', arg: 'none',
    condition: 'raising the entry for a write changed nothing, on the first try',
    effect: 'drops the stale TLB entry that must have raised the fault, where the architecture needs that',
  },
  {
    id: 'handle_pte_fault/spurious-read', kernel: 'mm/memory.c:handle_pte_fault', spec: 'fault-path:P3', arg: 'none',
    condition: 'raising the entry for a read changed nothing, on the first try',
    effect: 'does nothing more',
  },
  {
    id: 'do_anonymous_page/shared-without-file', kernel: 'mm/memory.c:do_anonymous_page', spec: 'fault-path:AN1', arg: 'none',
    condition: 'a shared VMA has no operations behind it',
    effect: 'answers SIGBUS',
  },
  {
    id: 'do_anonymous_page/no-table', kernel: 'mm/memory.c:do_anonymous_page', spec: 'fault-path:AN2', arg: 'none',
    condition: 'the PTE table is missing and no memory is left for one',
    effect: 'answers OOM',
  },
  {
    id: 'do_anonymous_page/zero-page-userfault', kernel: 'mm/memory.c:do_anonymous_page', spec: 'fault-path:AN7', arg: 'vpn',
    condition: 'userfaultfd waits for missing pages, and the page is missing still under its lock',
    effect: 'leaves the fault to userfaultfd',
  },
  {
    id: 'do_anonymous_page/zero-page', kernel: 'mm/memory.c:do_anonymous_page', spec: 'fault-path:AN8', arg: 'none',
    condition: 'the missing page is not written to',
    effect: 'maps the shared zero page by a special entry: no reference, no rmap, no counter, no anon_vma',
  },
  {
    id: 'do_anonymous_page/zero-page-raced', kernel: 'mm/memory.c:do_anonymous_page', spec: 'fault-path:AN5', arg: 'none',
    condition: 'the entry for the zero page is no longer empty under its lock',
    effect: 'ends with 0 and leaves the entry of the other',
  },
  {
    id: 'do_anonymous_page/new-page', kernel: 'mm/memory.c:do_anonymous_page', spec: 'fault-path:AN9', arg: 'none',
    condition: 'the missing page is written to',
    effect: 'prepares the anon_vma and sets out to map a zeroed page of its own',
  },
  {
    id: 'do_anonymous_page/no-page', kernel: 'mm/memory.c:do_anonymous_page', spec: 'fault-path:AN10', arg: 'none',
    condition: 'no memory is left for the new page',
    effect: 'answers OOM',
  },
  {
    id: 'do_anonymous_page/new-page-raced', kernel: 'mm/memory.c:do_anonymous_page', spec: 'fault-path:AN14', arg: 'none',
    condition: 'the entry for the new page is no longer empty under its lock',
    effect: 'frees the page and ends with 0',
  },
  {
    id: 'do_anonymous_page/new-page-userfault', kernel: 'mm/memory.c:do_anonymous_page', spec: 'fault-path:AN16', arg: 'vpn',
    condition: 'userfaultfd waits for missing pages, and a page is at hand',
    effect: 'frees the page and leaves the fault to userfaultfd',
  },
  {
    id: 'do_fault/read', kernel: 'mm/memory.c:do_fault', spec: 'fault-path:FF4', arg: 'object',
    condition: 'a page of a memory object is missing and is not written to',
    effect: 'takes the way of a read fault: what is around is mapped along, else the page alone',
  },
  {
    id: 'do_fault/write-shared', kernel: 'mm/memory.c:do_fault', spec: 'fault-path:FF6', arg: 'object',
    condition: 'a missing page of a shared mapping is written to',
    effect: 'takes the way of a shared fault: the page is mapped dirty and writable at once',
  },
  {
    id: 'do_fault/write-private', kernel: 'mm/memory.c:do_fault', spec: 'fault-path:FF5', arg: 'object',
    condition: 'a missing page of a private mapping is written to',
    effect: 'takes the way of a COW fault: the process gets a copy at once, and the page itself is not mapped',
  },
  {
    id: 'filemap_map_pages/mapped-along', kernel: 'mm/filemap.c:filemap_map_pages', spec: 'fault-path:RF1', arg: 'pfn',
    condition: 'the window around a read fault has more than one page, and a page of it is cached while its entry is empty',
    effect: 'maps that page too, with a reference of its own',
  },
  {
    id: 'filemap_fault/beyond-end', kernel: 'mm/filemap.c:filemap_fault', spec: 'fault-path:DF2', arg: 'object',
    condition: 'the page lies past the end of the file',
    effect: 'answers SIGBUS',
  },
  {
    id: 'filemap_fault/missed', kernel: 'mm/filemap.c:filemap_fault', spec: 'fault-path:RF2', arg: 'pgoff',
    condition: 'the page is not cached',
    effect: 'reads it, and what readers mostly want next; the result is MAJOR, and PGMAJFAULT is counted',
  },
  {
    id: 'filemap_fault/marked', kernel: 'mm/filemap.c:filemap_fault', spec: 'fault-path:FA1', arg: 'pfn',
    condition: 'the page is cached, and is the one at which the next window is due',
    effect: 'reads the next window before somebody has to wait for it',
  },
  {
    id: 'maybe_unlock_mmap_for_io/dropped', kernel: 'mm/internal.h:maybe_unlock_mmap_for_io', spec: 'fault-path:L5', arg: 'object',
    condition: 'a first attempt may be made anew, and something slow is to come',
    effect: 'holds the file and drops the mmap lock; the fault ends with RETRY, or with COMPLETED where it is done',
  },
  {
    id: 'do_cow_fault/no-memory', kernel: 'mm/memory.c:do_cow_fault', spec: 'fault-path:CF1', arg: 'none',
    condition: 'no memory is left for the copy',
    effect: 'answers OOM before anything is looked for',
  },
  {
    id: 'do_cow_fault/copied', kernel: 'mm/memory.c:do_cow_fault', spec: 'fault-path:CF3', arg: 'pfn',
    condition: 'the page of a private write was found',
    effect: 'copies it, maps the copy, and lets go of the page',
  },
  {
    id: 'do_page_mkwrite/told', kernel: 'mm/memory.c:do_page_mkwrite', spec: 'fault-path:SF2', arg: 'pfn',
    condition: 'the file system wants to be told before a page of a shared mapping is writable',
    effect: 'asks it, with the page unlocked',
  },
  {
    id: 'finish_fault/raced', kernel: 'mm/memory.c:finish_fault', spec: 'fault-path:FN6', arg: 'pfn',
    condition: 'the entry is no longer what the snapshot said, under its lock',
    effect: 'answers NOPAGE, and the reference of the fault is dropped',
  },
  {
    id: 'fault_dirty_shared_page/dirtied', kernel: 'mm/memory.c:fault_dirty_shared_page', spec: 'fault-path:SF4', arg: 'pfn',
    condition: 'a shared fault has mapped its page for writing',
    effect: 'marks the page dirty',
  },
  {
    id: 'fault_dirty_shared_page/throttled', kernel: 'mm/memory.c:fault_dirty_shared_page', spec: 'fault-path:SF5', arg: 'pfn',
    condition: 'the write made the page dirty, or the file system was told of it, and this is a first attempt',
    effect: 'waits, if it has to, for write-back without the mmap lock, and answers COMPLETED',
  },
  {
    id: 'do_numa_page/writable-by-protection', kernel: 'mm/memory.c:do_numa_page', spec: 'fault-path:NU3', arg: 'none', commit: '6a56ccbcf6c6',
    condition: "the VMA's protection by itself makes a hinted entry writable",
    effect: 'will give the write bit back',
  },
  {
    id: 'do_numa_page/writable-by-upgrade', kernel: 'mm/memory.c:do_numa_page', spec: 'fault-path:NU4', arg: 'none', commit: '6a56ccbcf6c6',
    condition: 'the VMA upgrades entries by hand and this one may become writable without a fault',
    effect: 'will give the write bit back',
  },
  {
    id: 'do_numa_page/protection-restored', kernel: 'mm/memory.c:do_numa_page', spec: 'fault-path:NU11', arg: 'answer',
    condition: 'a present entry without access rights lies in an accessible VMA, and the page stays where it is',
    effect: 'gives the entry its protection back, young, and writable if the answer is 1; nothing is flushed',
  },
  {
    id: 'handle_userfault/sigbus', kernel: 'fs/userfaultfd.c:handle_userfault', spec: 'fault-path:U1', arg: 'vpn',
    condition: 'the descriptor has asked for SIGBUS (UFFD_FEATURE_SIGBUS), as all do here',
    effect: 'answers SIGBUS; nobody waits',
  },
];
