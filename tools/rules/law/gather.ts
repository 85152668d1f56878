import type { LawTable } from './law';

export const GATHER: readonly LawTable[] = [
  {
    of: 'Invariants of a gather', spec: 'mmu-gather', about: 'Unhook, invalidate, free: always in this order.',
    rows: [
      ['G1', 'the gather dropped the reference of a page', 'no CPU has a usable translation to it from before its entry was cleared', 'followed'],
      ['G2', 'the same of a table', 'no structure cache and no software walker can still reach it', 'followed'],
      ['G3', 'a page is queued', 'no slot is marked for a delayed rmap unless the gather says that some are', 'followed'],
    ],
  },
  {
    of: 'mm/mmu_gather.c:tlb_next_batch', spec: 'mmu-gather',
    about: 'The first batch holds 8 pages inside the gather, the others (page size - 16) / 8: 510, 2046, 8190 pages of 4, 16, 64 KiB. At most 10000 / that many batches: 19, 4, 1. So a flush is forced at 9698, 8192, 8198 pages; 6.12 keeps two slots free, so at 9678, 8187, 8196.',
    rows: [
      ['4', 'an rmap is delayed and the active batch is not the first', 'no: at most two batches may hold marks; as first committed, not even the second', 'followed', '5df397dec7c4'],
      ['4', 'a batch that an earlier flush emptied is still linked', 'reuses it', 'followed'],
      ['4', 'as many batches as allowed were allocated', 'no', 'followed'],
      ['4', 'no page is to be had without waiting', 'no', 'by BatchAdded'],
      ['4', 'otherwise', 'allocates one', 'by BatchAdded'],
    ],
  },
  {
    of: 'mm/mmu_gather.c:tlb_flush_mmu', spec: 'mmu-gather', about: 'TLB first, tables second, pages third.',
    rows: [
      ['3', 'no level was cleared and no table freed', 'does not flush', 'followed'],
      ['3', 'otherwise', "the architecture's flush; range and levels start anew; the flags of the VMA stay", 'by FlushRequested'],
      ['3', 'tables are queued', 'frees them', 'by GatherTablesFreed'],
      ['3', 'pages are queued', 'frees them; the first batch is active again', 'by GatherPagesFreed'],
    ],
  },
  {
    of: 'include/asm-generic/tlb.h:tlb_end_vma', spec: 'mmu-gather',
    rows: [
      ['3', 'the whole mm goes away', 'nothing', 'followed'],
      ['3', 'a PFN or mixed map', 'flushes the TLB; pages stay queued', 'later PFN maps'],
      ['3', 'the architecture does not merge VMAs: arm64, riscv', 'flushes the TLB; pages stay queued', 'by FlushRequested'],
      ['3', 'it does: x86, s390', 'nothing: the range goes on growing', 'followed'],
    ],
  },
  {
    of: 'mm/mmu_gather.c:tlb_finish_mmu', spec: 'mmu-gather', about: 'The thread that ends last sees no other gather and need not escalate: all others have flushed by then.',
    rows: [
      ['9', 'another gather of this mm is in progress', 'acts as if the whole mm went away and tables were freed', 'by GatherEscalated'],
      ['3', 'then', 'flushes, frees the batches, is no longer counted', 'by GatherFinished'],
    ],
  },
  {
    of: 'include/asm-generic/tlb.h:tlb_delay_rmap', spec: 'mmu-gather',
    rows: [
      ['6', 'several CPUs, and the architecture gathers', 'yes, remembered in the gather; before the commit, never', 'followed', '5df397dec7c4'],
      ['6', 'one CPU, or s390', 'no', 'followed'],
    ],
  },
  {
    of: 'mm/mmu_gather.c:tlb_flush_rmaps', spec: 'mmu-gather', about: 'After the flush and before the unlock. Since f036c8184f8b callers need not ask first; nothing can be seen of that.',
    rows: [
      ['6', 'nothing is delayed', 'returns', 'followed', 'f036c8184f8b'],
      ['6', 'otherwise', 'removes the rmap of every marked slot of the first and the active batch', 'by GatherRmapsFlushed', '5df397dec7c4'],
    ],
  },
  {
    of: 'mm/mmu_gather.c:tlb_remove_table', spec: 'mmu-gather', about: 'A batch of tables has 509, 2045, 8189 slots with RCU and two more without. x86 uses one under PARAVIRT, arm64 and s390 always, riscv from 6.12 on.',
    rows: [
      ['8', 'tables have no batch of their own', 'queues it as a page', 'followed'],
      ['8', 'they have', 'appends it; a full batch is flushed and freed, data pages stay', 'by TableQueued'],
      ['8', 'no page for the batch is to be had', 'flushes, interrupts every other CPU and waits, frees this one', 'by GatherTablesFreed'],
    ],
  },
  {
    of: 'include/asm-generic/tlb.h:tlb_get_unmap_shift', spec: 'mmu-gather', about: 'One interval, holes included. A freed table adds one base page at the start of its span.',
    rows: [
      ['7', 'entries were cleared at several levels', 'strides of the smallest', 'by FlushRequested'],
      ['7', 'no entry was', 'strides of base pages', 'by FlushRequested'],
    ],
  },
  {
    of: 'tlb_flush by architecture', spec: 'mmu-gather',
    rows: [
      ['11', 'generic', 'the mm if all goes or is demanded, else the range if there is one', 'followed'],
      ['11', 'x86', 'everything, or the range with its stride and whether tables were freed', 'by FlushRequested'],
      ['11', 'arm64, the whole mm goes', 'the ASID if tables were freed, else nothing', 'by FlushRequested'],
      ['11', 'arm64 otherwise', 'the range; last level only if no table was freed; a hint if one level alone was cleared', 'by FlushRequested'],
      ['11', 's390', 'the mm, if a flush is owed', 'by FlushRequested'],
      ['11', 'riscv before 6.12', 'the mm', 'by FlushRequested'],
      ['11', 'riscv from 6.12', 'the mm if all goes or tables were freed, else the range', 'by FlushRequested'],
    ],
  },
  {
    of: 'arch/s390: without a gather', spec: 'mmu-gather', about: 'A valid entry that a CPU may use changes by invalidation only, so clearing is flushing.',
    rows: [
      ['12', 'clearing in a zap, and only this CPU has the mm loaded', 'marks the entry invalid in memory, and owes a flush', 'by FlushDeferred'],
      ['12', 'clearing in a zap otherwise', 'IPTE on all CPUs', 'by FlushRequested'],
      ['12', 'the whole mm goes', 'a plain store', 'by EntrySet'],
      ['12', 'a page is queued', 'its reference goes at once; never full, never delayed', 'by RefChanged'],
      ['12', 'another CPU attaches', 'does the owed flush before it runs user code', 'by CpuSwitched'],
      ['12', 'a table is freed', 'owes a flush; tables go through RCU', 'by TableQueued'],
    ],
  },
];
