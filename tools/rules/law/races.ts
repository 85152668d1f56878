import type { LawTable } from './law';

export const RACES: readonly LawTable[] = [
  {
    of: 'Invariants of every interleaving', spec: 'tlb-and-races', about: 'What the explorer asks after each step, and at the ends.',
    rows: [
      ['I1', 'a dirty mark goes for write-out', 'no CPU can still write that folio by a stale translation', 'later interleavings', '5df397dec7c4'],
      ['I2', 'at every step', 'no usable translation leads to a page that was freed or is owned by another', 'followed'],
      ['I3', 'an entry is cleared or protected', 'the dirty bit is in the result, or the store faulted', 'later interleavings'],
      ['I4', 'munmap, madvise, mprotect or truncation returns', 'no access goes beyond what the new tables permit', 'followed'],
      ['I5', 'a child runs first', 'no writable translation leads to a page it shares', 'later interleavings'],
      ['I6', 'a pin succeeded against a fork', 'the page stays mapped and is not shared', 'later interleavings'],
      ['I7', 'a pin succeeded against a temporary unmap', 'the page is still exclusive', 'later interleavings'],
      ['I8', 'GUP returns a page', 'it was mapped at the second look', 'later interleavings'],
      ['I9', 'a table is read', 'it is not freed', 'followed'],
      ['I10', 'a TLB is filled', 'no address leads to two pages of which one is writable', 'followed'],
      ['I11', 'a forced write', 'meets an exclusive anonymous page', 'later interleavings'],
      ['I12', 'at the end', 'mappings equal entries, references balance, no lock is held, no flush is pending', 'followed'],
    ],
  },
  {
    of: 'Races, and what protects', spec: 'tlb-and-races', about: 'Each must fail when its protection is taken away; else the check proves nothing.',
    rows: [
      ['5', 'zap of the last mapping of a dirty page, a store by a stale translation, write-out that sees no mapping', 'the rmap stays until the flush, and the walk waits for the lock', 'later interleavings', '5df397dec7c4'],
      ['6.1', 'a page is freed and reused while a CPU still reads it', 'flush before free', 'followed'],
      ['6.2', 'hardware sets dirty while an entry is cleared', 'one atomic exchange, not a load and a store', 'later interleavings'],
      ['6.3', 'two zaps of the same page; the second sees an empty entry', 'it flushes all when another gather is in progress', 'later interleavings'],
      ['6.4', 'reclaim cleared an entry and owes the flush', 'it is done before anybody looks, before I/O, and before freeing', 'later interleavings'],
      ['6.5', 'fork write-protects while another thread still stores', 'the flush comes before the child may run', 'later interleavings'],
      ['6.6', 'the fast path of GUP pins while fork shares', 'a sequence, looked at before and after', 'later interleavings'],
      ['6.7', 'a pin while exclusive is cleared', 'clear the entry, then look for pins; take the pin, then look at the entry', 'later interleavings'],
      ['6.8', 'the fast path of GUP while a zap frees', 'the second look', 'later interleavings'],
      ['6.9', 'the fast path of GUP while tables are freed', 'interrupts that wait for it, or RCU', 'later interleavings'],
      ['6.10', 'a copy while another CPU reads the old page', 'clear and flush, set, and only then remove the old rmap', 'later interleavings'],
      ['6.11', 'a forced write while another thread drops the page', 'write intent is never dropped; a read-only entry must be exclusive', 'later interleavings'],
      ['6.12', 'userfaultfd protected, the flush is pending, and the page is copied', 'the fault flushes the page first', 'later interleavings'],
      ['6.13', 'a driver reuses device memory whose VMA was unlinked', 'a flush at the end of each such VMA', 'later interleavings'],
    ],
  },
];
