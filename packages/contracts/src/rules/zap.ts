import type { RuleRow } from './rule';

/** What happens to entries that go. */
export const ZAP_RULES: readonly RuleRow[] = [
  {
    id: 'zap_pte_range/marker-left', kernel: 'mm/memory.c:zap_pte_range', spec: 'zap-and-rmap:4.5', arg: 'vpn',
    condition: 'the cleared entry was protected for userfaultfd, in a VMA of an object that is registered so, and neither unmapped nor left by its process',
    effect: 'leaves a marker, so that the page is protected when it comes back',
  },
  {
    id: 'zap_pte_range/dirty-page', kernel: 'mm/memory.c:zap_pte_range', spec: 'zap-and-rmap:4.7', arg: 'answer', commit: '5df397dec7c4',
    condition: 'the cleared entry was dirty, and its page is not anonymous',
    effect: 'marks the page dirty; with the answer 1 its rmap stays until the flush, which is forced',
  },
  {
    id: 'unmap_mapping_range/all', kernel: 'mm/memory.c:unmap_mapping_range', spec: 'zap-and-rmap:1', arg: 'object',
    condition: 'a file or shared memory ends before these pages now',
    effect: 'zaps them wherever they are mapped, private copies too, in a gather for each VMA and without the mmap lock',
  },
  {
    id: 'unmap_mapping_range/shared-only', kernel: 'mm/memory.c:unmap_mapping_range', spec: 'zap-and-rmap:4.2', arg: 'object',
    condition: 'a hole is punched',
    effect: 'zaps its pages wherever they are mapped, but for private copies',
  },
];
