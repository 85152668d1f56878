import { kindsOf } from '../spec';

/** What changes a gather in progress. */
export const GATHER_KINDS = kindsOf('gather', [
  { name: 'GatherStarted', about: 'A gather began.',
    fields: { gather: 'gather', fullmm: 'bit', mm: 'mm' } },
  { name: 'GatherVmaStarted', about: 'tlb_start_vma: the flags of the VMA being worked on.',
    fields: { gather: 'gather', vmFlags: 'vmFlags' } },
  { name: 'EntryQueued', about: 'An entry was cleared: the range to flush grew. Page numbers half open.',
    fields: { gather: 'gather', level: 'level', start: 'vpn', end: 'vpn' } },
  { name: 'PageQueued', about: 'A page took a slot of the gather; `delayed`: still counted as mapped.',
    fields: { gather: 'gather', delayed: 'bit', pfn: 'pfn' } },
  { name: 'BatchAdded', about: 'The gather made another batch active: one just allocated, or one that an earlier flush emptied.',
    fields: { gather: 'gather', allocated: 'bit', number: 'count' } },
  { name: 'TableQueued', about: 'A page table was unhooked and waits to be freed.',
    fields: { gather: 'gather', level: 'level', table: 'table', start: 'vpn', end: 'vpn' } },
  { name: 'GatherEscalated', about: 'Another gather runs on this mm: the flush becomes a full one.',
    fields: { gather: 'gather' } },
  { name: 'GatherTlbFlushed', about: 'The recorded range was flushed, and is empty again.',
    fields: { gather: 'gather' } },
  { name: 'GatherRmapsFlushed', about: 'Delayed rmap removals were done.',
    fields: { gather: 'gather', count: 'count' } },
  { name: 'GatherTablesFreed', about: 'Queued tables were freed; `rcu`: after a grace period.',
    fields: { gather: 'gather', rcu: 'bit', count: 'count' } },
  { name: 'GatherPagesFreed', about: 'References of the queued pages were dropped; the first batch is active again.',
    fields: { gather: 'gather', count: 'count' } },
  { name: 'GatherFinished', about: 'The gather ended.',
    fields: { gather: 'gather' } },
]);
