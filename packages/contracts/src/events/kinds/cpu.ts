import { kindsOf } from '../spec';

/** What changes a CPU: its TLB, its paging-structure cache, and the work that waits for it. */
export const CPU_KINDS = kindsOf('cpu', [
  { name: 'TlbFilled', about: 'A translation entered the TLB of this CPU; `flags` are TLB_* bits. `replaced`: the slot held another, which it evicts.',
    fields: { flags: 'tlbFlags', level: 'level', replaced: 'bit', slot: 'slot', mm: 'mm', vpn: 'vpn', pfn: 'pfn' },
    says: { replaced: 'Whether the slot held another, which is gone with it.', flags: 'What the translation allows.' } },
  { name: 'TlbEvicted', about: 'A translation left the TLB without a flush.',
    fields: { by: 'enum:evictedBy', slot: 'slot', mm: 'mm', vpn: 'vpn' } },
  { name: 'WalkCacheFilled', about: 'The paging-structure cache of this CPU took the PTE table that covers a page.',
    fields: { slot: 'slot', mm: 'mm', vpn: 'vpn', table: 'table' } },
  { name: 'WalkCacheEvicted', about: 'A PTE table left the paging-structure cache without a flush; `vpn` is the first page it covers.',
    fields: { by: 'enum:evictedBy', slot: 'slot', mm: 'mm', vpn: 'vpn' } },
  { name: 'FlushSent', about: 'A CPU was asked to do its share of a flush request: it waits there until that CPU has dropped its translations; half open.',
    fields: { to: 'cpu', kind: 'enum:invalidation', by: 'enum:reach', leafOnly: 'bit', request: 'seq', mm: 'mm', start: 'vpn', end: 'vpn' },
    says: { to: 'Who was asked.', leafOnly: 'Whether cached tables may stay.', request: 'The flush request.', start: 'First page to drop.', end: 'Page after the last.' } },
  { name: 'TlbInvalidated', about: 'This CPU did its share of a flush request: it dropped translations, and unless `leafOnly` the mm\'s cached tables; half open.',
    fields: { kind: 'enum:invalidation', by: 'enum:reach', leafOnly: 'bit', request: 'seq', mm: 'mm', start: 'vpn', end: 'vpn' },
    says: { leafOnly: 'Whether cached tables stayed.', request: 'The flush request.', start: 'First page that was dropped.', end: 'Page after the last.' } },
]);
