/**
 * What a field of an event means. Width, sign, type and written form follow from the meaning; a field never states them itself.
 * Widths leave room for 64 CPUs, folios of order 19, 64-bit VMA flags, 63 page flags and every kind of swap entry.
 */
export interface Meaning {
  /** Bits of a value, 1 … 64. Unsigned unless said otherwise; 31 rather than 32, so that an engine keeps it as a small integer. */
  readonly bits: number;
  /** Values may be below zero. */
  readonly signed?: true;
  /** Type of a value (`numbers.ts`); of `bits: 64` the type of its halves. */
  readonly type: string;
  /** Highest value, where it is not the highest that fits. */
  readonly max?: number;
  /** In hexadecimal: `written`, in JSON and for people; `shown`, for people alone. */
  readonly hex?: 'written' | 'shown';
  /** Names one thing of the machine: two runs may name the same thing by other numbers. */
  readonly identity?: true;
  /** What a value is. */
  readonly about: string;
}

/** Page numbers reach from 0 to 2^52, the end of the largest address space included. */
/** The largest page number, and the most pages: of 64-bit addresses and the smallest pages. */
export const LAST_VPN = 2 ** 52;

export const MEANINGS = {
  pfn: { bits: 31, type: 'Pfn', hex: 'shown', identity: true, about: 'number of a page frame, in base pages' },
  table: { bits: 31, type: 'TableRef', hex: 'shown', identity: true, about: 'place of a page table, in units of 2 KiB' },
  mm: { bits: 16, type: 'MmId', identity: true, about: 'address space; 0: none' },
  object: { bits: 31, type: 'ObjectId', identity: true, about: 'shared-memory object or file; 0: none' },
  anonVma: { bits: 31, type: 'AnonVmaId', identity: true, about: 'anon_vma; 0: none' },
  rmap: { bits: 31, type: 'RmapOwner', identity: true, about: 'anon_vma of an anonymous page, object of any other' },
  hold: { bits: 31, type: 'HoldId', identity: true, about: 'references that outlive the call which took them; 0: none' },
  swapSlot: { bits: 31, type: 'SwapSlot', identity: true, about: 'place of a page on the swap device; 0: none' },
  gather: { bits: 12, type: 'GatherId', identity: true, about: 'number of a gather in progress' },
  seq: { bits: 31, type: 'Seq', identity: true, about: 'seq of another event' },
  vpn: { bits: 53, max: LAST_VPN, type: 'Vpn', hex: 'written', about: 'virtual page number: an address divided by the size of a base page' },
  pgoff: { bits: 53, max: LAST_VPN, type: 'Pgoff', hex: 'written', about: 'page of an object' },
  pages: { bits: 53, max: LAST_VPN, type: 'Pages', hex: 'written', about: 'count of base pages' },
  cpu: { bits: 6, type: 'CpuId', about: 'a CPU' },
  level: { bits: 3, max: 4, type: 'Level', about: 'level of a page table, from the leaf up: 0 is the PTE' },
  index: { bits: 13, type: 'TableIndex', about: 'place of an entry in its page table' },
  order: { bits: 5, max: 19, type: 'Order', about: 'log2 of the pages of a folio' },
  entry: { bits: 64, type: 'EntryHalves', hex: 'written', about: 'page-table entry' },
  pgprot: { bits: 64, type: 'EntryHalves', hex: 'written', about: 'protection bits of an entry' },
  syndrome: { bits: 64, type: 'EntryHalves', hex: 'written', about: 'what the CPU reports of a fault' },
  vmFlags: { bits: 53, max: Number.MAX_SAFE_INTEGER, type: 'VmFlags', hex: 'written', about: 'VM_* flags of a VMA' },
  pkey: { bits: 4, type: 'Pkey', about: 'protection key' },
  faultFlags: { bits: 16, type: 'FaultFlags', about: 'FAULT_FLAG_* bits' },
  vmFault: { bits: 24, type: 'VmFault', about: 'VM_FAULT_* bits' },
  tlbFlags: { bits: 16, type: 'TlbFlags', about: 'TLB_* bits of a translation' },
  slot: { bits: 16, type: 'CacheSlot', about: 'place in a TLB or in a structure cache' },
  shift: { bits: 6, type: 'Shift', about: 'log2 of bytes' },
  byte: { bits: 8, type: 'Byte', about: 'content of a page' },
  rule: { bits: 16, type: 'RuleNumber', about: 'rule of the kernel, by its id' },
  arg: { bits: 53, max: Number.MAX_SAFE_INTEGER, type: 'RuleArg', about: 'a whole number' },
  count: { bits: 31, type: 'Count', about: 'how many' },
  delta: { bits: 32, signed: true, type: 'Delta', about: 'change of a count' },
} as const satisfies Readonly<Record<string, Meaning>>;
export type MeaningName = keyof typeof MEANINGS;
