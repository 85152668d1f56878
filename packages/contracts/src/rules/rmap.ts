import type { RuleRow } from './rule';

/** What is done to a page wherever it is mapped. */
export const RMAP_RULES: readonly RuleRow[] = [
  {
    id: 'folio_mkclean/entry-cleaned', kernel: 'mm/rmap.c:folio_mkclean', spec: 'zap-and-rmap:9.4', arg: 'pfn',
    condition: 'an entry of a shared mapping is dirty or writable, and its page is to be written back',
    effect: 'clears it with a flush, and puts it back read-only and clean',
  },
];
