import type { RuleRow } from './rule';

/** What happens to entries that go. */
export const ZAP_RULES: readonly RuleRow[] = [
  {
    id: 'zap_pte_range/dirty-page', kernel: 'mm/memory.c:zap_pte_range', spec: 'zap-and-rmap:4.7', arg: 'answer', commit: '5df397dec7c4',
    condition: 'the cleared entry was dirty, and its page is not anonymous',
    effect: 'marks the page dirty; with the answer 1 its rmap stays until the flush, which is forced',
  },
];
