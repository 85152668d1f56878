import type { LawTable } from './law';

export const TLB: readonly LawTable[] = [
  {
    of: 'Hardware by itself', spec: 'tlb-and-races', about: 'Possible at any time on a CPU that has the address space loaded. Only H4 goes on after the entry was cleared: every lost write below comes of it.',
    rows: [
      ['H1', 'a walk reaches a valid entry, be it by speculation', 'fills the TLB, and sets accessed where hardware does', 'by TlbFilled'],
      ['H2', 'anything cached', 'may go', 'by TlbEvicted'],
      ['H3', 'a load', 'reads the frame of the translation', 'followed'],
      ['H4', 'a store through a writable translation known to be dirty', 'changes the frame and looks at no table', 'followed'],
      ['H5', 'a store through one not known to be dirty', 'the dirty step of the machine, then H4, or a fault', 'by EntrySet'],
      ['H6', 'a store without a writable translation', 'a fault', 'by FaultRaised'],
    ],
  },
  {
    of: 'What an architecture stores', spec: 'fault-path', about: 'The same operation of the core leaves different entries.',
    rows: [
      ['11', 'raising access for a read', 'x86 stores nothing; arm64 merges; s390 invalidates and stores; riscv stores and reports a change always', 'by EntrySet'],
      ['11', 'raising access for a write', 'x86 stores without a flush; arm64 merges and flushes the page; s390 IPTE; riscv fences locally', 'by FlushRequested'],
      ['11', 'accessed', 'x86 by hardware; arm64 if the CPU can; s390 by a fault, an old entry is invalid; riscv by either', 'followed'],
      ['11', 'dirty', 'x86 by hardware; arm64 if the CPU can; s390 by a fault, a clean entry is protected; riscv by either', 'followed'],
      ['11', 'a new entry', 's390 makes it young always, and dirty if writable and the page is; the others follow the protection', 'by EntrySet'],
      ['11', 'the write bit on a clean entry', 'arm64 before 6.12 makes it dirty by that; s390 keeps the protection until it is dirty', 'by EntrySet'],
      ['11', 'the dirty bit', 'x86 and s390 set soft-dirty with it', 'by EntrySet'],
      ['11', 'write protection', 'arm64 keeps hardware dirty in the software bit', 'by EntrySet'],
      ['11', 'after an entry was installed', 'riscv fences locally; the others do nothing', 'by FlushRequested'],
      ['11', 'a page mapped along', 'old on arm64 with hardware access flags, young elsewhere', 'by EntrySet'],
    ],
  },
  {
    of: 'arch/x86/mm/tlb.c:flush_tlb_mm_range', spec: 'tlb-and-races',
    rows: [
      ['3.1', 'more than 33 strides', 'a full flush', 'by TlbInvalidated'],
      ['3.1', 'another CPU is in the mask of the mm', 'interrupts them', 'by TlbInvalidated'],
      ['3.1', 'the mm is loaded here alone', 'flushes here; nobody is interrupted', 'by TlbInvalidated'],
      ['3.1', 'the target is behind by exactly this partial flush', 'does it; behind by more: a full one; not behind: nothing', 'later CPUs and TLBs'],
      ['3.1', 'a CPU of the mask is lazy', 'is interrupted only if tables were freed, and then switches away; else it flushes when it is no longer lazy', 'later CPUs and TLBs'],
      ['3.1', 'the target has another mm loaded', 'nothing', 'later CPUs and TLBs'],
      ['3.1', 'a CPU switches to an mm whose generation moved on', 'flushes its slot then', 'later CPUs and TLBs'],
      ['3.1', 'a hypervisor preempted the target', 'it is flushed when it enters again; tables then need RCU', 'later CPUs and TLBs'],
    ],
  },
  {
    of: 'arch/arm64/include/asm/tlbflush.h:__flush_tlb_range', spec: 'tlb-and-races', about: 'Table writes are made visible, the TLBI is broadcast, all CPUs are awaited. With the kernel unmapped at EL0 each is issued twice.',
    rows: [
      ['3.2', 'no range forms, and 512, 2048, 8192 strides or more', 'the whole ASID', 'by FlushRequested'],
      ['3.2', 'range forms, and 2097152 pages or more (6.12: more than that)', 'the whole ASID', 'later CPUs and TLBs'],
      ['3.2', 'otherwise', 'stride by stride, or by range forms', 'by TlbInvalidated'],
      ['3.2', 'a page alone', 'its last level; the structure caches stay', 'by TlbInvalidated'],
    ],
  },
  {
    of: 'arch/s390: invalidation', spec: 'tlb-and-races',
    rows: [
      ['3.3', 'IPTE or IDTE has ended', 'no CPU uses the entry', 'by TlbInvalidated'],
      ['3.3', 'flush_tlb_page, flush_tlb_all', 'nothing', 'followed'],
      ['3.3', 'flush_tlb_range, flush_tlb_mm', 'the mm, if a flush is owed', 'by FlushRequested'],
    ],
  },
  {
    of: 'arch/riscv/mm/tlbflush.c', spec: 'tlb-and-races',
    rows: [
      ['3.4', 'only this hart, at most one stride (6.12: 64)', 'one fence a stride', 'by TlbInvalidated'],
      ['3.4', 'only this hart otherwise', 'one full fence', 'by TlbInvalidated'],
      ['3.4', 'other harts too', 'one call of the firmware, which interrupts them', 'by TlbInvalidated'],
    ],
  },
];
