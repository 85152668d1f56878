/**
 * The event catalogue: every fact a run can record, as data. `tools/events` generates types, writers and factories from it.
 *
 * A record is a header word (kind, cpu, 16 bits of small fields), the cause, and the operands, all 32-bit words.
 * Kinds are numbered by their place in this list: append, never reorder (the log's version is `LOG_VERSION`).
 */

/** Names of small enumerated fields. */
export const ENUMS = {
  access: ['read', 'write', 'exec'],
  mode: ['user', 'kernel'],
  tlb: ['miss', 'hit', 'refused', 'clean'],
  verdict: ['table', 'leaf', 'notPresent', 'reserved'],
  walkFault: ['ok', 'notPresent', 'protection', 'accessFlag', 'reserved', 'pkey', 'addressSize', 'noncanonical'],
  evictedBy: ['fault', 'hardware'],
  invalidation: ['page', 'mm'],
  reach: ['self', 'ipi', 'broadcast', 'firmware'],
  signal: ['SIGSEGV', 'SIGBUS', 'EFAULT'],
  sigcode: ['none', 'MAPERR', 'ACCERR', 'PKUERR', 'ADRERR', 'MCEERR_AR'],
  how: ['set', 'clear', 'update', 'hardware'],
  rmapKind: ['anonNew', 'anon', 'file'],
  counter: ['file', 'anon', 'swap', 'shmem'],
  folioFor: ['anon', 'copy', 'shmem', 'table', 'zeroPage'],
  refWhy: ['map', 'fault', 'gather', 'pagecache', 'fork'],
  folioFlag: [
    'anon', 'exclusive', 'swapBacked', 'uptodate', 'dirty', 'referenced', 'lru', 'active',
    'locked', 'mlocked', 'unevictable', 'reserved', 'table', 'swapCache', 'ksm', 'writeback',
  ],
  accounted: ['none', 'minor', 'major'],
  vmstat: ['PGFAULT', 'PGMAJFAULT', 'PGREUSE', 'COW_KSM'],
  lruList: ['inactiveAnon', 'activeAnon', 'inactiveFile', 'activeFile'],
  backing: ['anon', 'shmem', 'file', 'hugetlb'],
  op: [
    'mmap', 'munmap', 'mprotect', 'mremap', 'madvise', 'fork', 'exit', 'mlock', 'munlock', 'populate',
  ],
  errno: ['ok', 'ENOMEM', 'EINVAL', 'EFAULT', 'EACCES', 'EBUSY', 'EAGAIN', 'EIO', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EEXIST'],
  notifierPhase: ['start', 'end', 'invalidate', 'changePte'],
  notifierKind: ['UNMAP', 'CLEAR', 'PROTECTION_VMA', 'PROTECTION_PAGE', 'SOFT_DIRTY', 'RELEASE', 'MIGRATE', 'EXCLUSIVE'],
  flushScope: ['page', 'range', 'mm', 'pageLocal', 'pageNoWait'],
  flushReason: ['clearFlush', 'accessFlags', 'gather', 'fork', 'move', 'spurious', 'install', 'protect', 'get', 'exit', 'wrprotect', 'attach'],
} as const;
export type EnumName = keyof typeof ENUMS;

/**
 * Field types: `u32` one word; `i32` one signed word; `vpn` a page number, two words; `word` a 64-bit value, two words
 * (fields `xLo`, `xHi` in an event, `0x…` in JSON); `bit`, `bits:N`, `enum:N:name` small fields of N bits in the header.
 */
export type FieldType = 'u32' | 'i32' | 'vpn' | 'word' | 'bit' | `bits:${number}` | `enum:${number}:${EnumName}`;

export interface EventSpec {
  readonly name: string;
  /** Whose state it changes: `none` states a fact and changes nothing. */
  readonly owner: 'none' | 'cpu' | 'core' | 'gather';
  readonly about: string;
  readonly fields: readonly (readonly [name: string, type: FieldType])[];
}

/** Version of the record layout; stands in the header of a written log. */
export const LOG_VERSION = 1;

export const CATALOGUE: readonly EventSpec[] = [
  // CPUs, accesses, TLBs
  { name: 'CpuSwitched', owner: 'core', about: 'A CPU loaded an address space (0: none).', fields: [['mm', 'u32']] },
  { name: 'AccessStarted', owner: 'none', about: 'An access began; `tlb` tells what the TLB had for it.',
    fields: [['access', 'enum:2:access'], ['mode', 'enum:1:mode'], ['tlb', 'enum:2:tlb'], ['mm', 'u32'], ['vpn', 'vpn']] },
  { name: 'EntryRead', owner: 'none', about: 'The hardware walker read an entry and made this of it.',
    fields: [['level', 'bits:3'], ['verdict', 'enum:2:verdict'], ['index', 'u32'], ['table', 'u32'], ['entry', 'word']] },
  { name: 'TlbFilled', owner: 'cpu', about: 'A translation entered the TLB of this CPU; `flags` are TLB_* bits. `replaced`: the slot held another, which it evicts.',
    fields: [['flags', 'bits:12'], ['level', 'bits:3'], ['replaced', 'bit'], ['slot', 'u32'], ['mm', 'u32'], ['vpn', 'vpn'], ['pfn', 'u32']] },
  { name: 'TlbEvicted', owner: 'cpu', about: 'A translation left the TLB without a flush.',
    fields: [['by', 'enum:1:evictedBy'], ['slot', 'u32'], ['mm', 'u32'], ['vpn', 'vpn']] },
  { name: 'WalkCacheFilled', owner: 'cpu', about: 'The paging-structure cache of this CPU took the PTE table that covers a page.',
    fields: [['slot', 'bits:8'], ['mm', 'u32'], ['vpn', 'vpn'], ['table', 'u32']] },
  { name: 'TlbInvalidated', owner: 'cpu', about: 'This CPU dropped translations for a flush request, and unless `leafOnly` the mm\'s cached tables; half open.',
    fields: [['kind', 'enum:1:invalidation'], ['by', 'enum:2:reach'], ['leafOnly', 'bit'], ['request', 'u32'], ['mm', 'u32'], ['start', 'vpn'], ['end', 'vpn']] },
  { name: 'AccessCompleted', owner: 'core', about: 'The access reached its frame; a write stored `value` there, a read found it.',
    fields: [['access', 'enum:2:access'], ['value', 'bits:8'], ['pfn', 'u32']] },
  { name: 'AccessFailed', owner: 'none', about: 'The access ended in a signal, or in EFAULT for the kernel.',
    fields: [['signal', 'enum:2:signal'], ['code', 'enum:3:sigcode'], ['mm', 'u32'], ['vpn', 'vpn']] },
  // Faults
  { name: 'FaultRaised', owner: 'none', about: 'The hardware reported a fault with this syndrome.',
    fields: [['access', 'enum:2:access'], ['mode', 'enum:1:mode'], ['reason', 'enum:3:walkFault'], ['level', 'bits:3'], ['vpn', 'vpn'], ['syndrome', 'word']] },
  { name: 'FaultDecoded', owner: 'none', about: 'The handler read the syndrome: these fault flags go to the core.', fields: [['flags', 'bits:16']] },
  { name: 'VmaFound', owner: 'none', about: 'A VMA covers the address.', fields: [['vmFlags', 'u32'], ['start', 'vpn'], ['end', 'vpn']] },
  { name: 'VmaMissed', owner: 'none', about: 'No VMA covers the address.', fields: [['vpn', 'vpn']] },
  { name: 'AccessRefused', owner: 'none', about: 'The architecture refused the access before the core was asked.', fields: [['code', 'enum:3:sigcode'], ['vmFlags', 'u32']] },
  { name: 'GupFaulted', owner: 'none', about: 'A kernel path asks for a page by a fault of its own (faultin_page), with these fault flags.', fields: [['flags', 'bits:16'], ['mm', 'u32'], ['vpn', 'vpn']] },
  { name: 'BranchTaken', owner: 'none', about: 'A rule of the specification decided (`RULES`).', fields: [['rule', 'bits:16'], ['arg', 'u32']] },
  { name: 'FaultEnded', owner: 'core', about: 'handle_mm_fault returned these VM_FAULT_* bits (counts PGFAULT), and the task of this mm was charged with it, or not.',
    fields: [['accounted', 'enum:2:accounted'], ['result', 'u32'], ['mm', 'u32']] },
  { name: 'VmstatCounted', owner: 'core', about: 'A vmstat counter rose by one.', fields: [['item', 'enum:3:vmstat']] },
  // Folios
  { name: 'FolioAllocated', owner: 'core', about: 'A folio was taken from the allocator, zeroed, with one reference.',
    fields: [['order', 'bits:4'], ['why', 'enum:4:folioFor'], ['pfn', 'u32']] },
  { name: 'FolioFreed', owner: 'core', about: 'The last reference went: the folio is back in the allocator.', fields: [['order', 'bits:4'], ['pfn', 'u32']] },
  { name: 'RefChanged', owner: 'core', about: 'References of a folio changed.', fields: [['why', 'enum:4:refWhy'], ['pfn', 'u32'], ['delta', 'i32']] },
  { name: 'FolioCopied', owner: 'core', about: 'Contents were copied.', fields: [['from', 'u32'], ['to', 'u32']] },
  { name: 'FolioFlagged', owner: 'core', about: 'A page flag was set or cleared.', fields: [['flag', 'enum:5:folioFlag'], ['on', 'bit'], ['pfn', 'u32']] },
  { name: 'LruAdded', owner: 'core', about: 'A folio went on a list of the LRU.', fields: [['list', 'enum:2:lruList'], ['pfn', 'u32']] },
  // Tables and entries
  { name: 'TableAllocated', owner: 'core', about: 'A page table was taken, every slot empty; not yet linked.',
    fields: [['level', 'bits:3'], ['mm', 'u32'], ['table', 'u32'], ['base', 'vpn']] },
  { name: 'TableFreed', owner: 'core', about: 'A page table went back to the allocator.', fields: [['level', 'bits:3'], ['mm', 'u32'], ['table', 'u32']] },
  { name: 'EntrySet', owner: 'core', about: 'An entry changed from old to new. `vpn` is the first page it covers.',
    fields: [['level', 'bits:3'], ['how', 'enum:2:how'], ['index', 'u32'], ['mm', 'u32'], ['table', 'u32'], ['vpn', 'vpn'], ['new', 'word'], ['old', 'word']] },
  // Reverse map and counters
  { name: 'RmapAdded', owner: 'core', about: 'A mapping of the page began; `object` is the anon_vma or the file, `index` the page of it.',
    fields: [['kind', 'enum:2:rmapKind'], ['exclusive', 'bit'], ['pfn', 'u32'], ['object', 'u32'], ['index', 'vpn']] },
  { name: 'RmapDuplicated', owner: 'core', about: 'Fork mapped the page once more; exclusive is clear now.', fields: [['pfn', 'u32']] },
  { name: 'RmapRemoved', owner: 'core', about: 'A mapping of the page ended.', fields: [['delayed', 'bit'], ['pfn', 'u32']] },
  { name: 'RmapMoved', owner: 'core', about: 'The page became exclusive to one anon_vma (page_move_anon_rmap).', fields: [['pfn', 'u32'], ['object', 'u32']] },
  { name: 'CounterChanged', owner: 'core', about: 'An RSS counter of the mm changed by `delta` pages.', fields: [['counter', 'enum:2:counter'], ['mm', 'u32'], ['delta', 'i32']] },
  // Address spaces
  { name: 'MmCreated', owner: 'core', about: 'An address space was made; its root table follows.', fields: [['topLevel', 'bits:3'], ['mm', 'u32'], ['parent', 'u32']] },
  { name: 'MmDestroyed', owner: 'core', about: 'An address space is gone.', fields: [['mm', 'u32']] },
  { name: 'VmaInserted', owner: 'core', about: 'A VMA joined the address space.',
    fields: [['pkey', 'bits:4'], ['backing', 'enum:3:backing'], ['mm', 'u32'], ['vmFlags', 'u32'], ['start', 'vpn'], ['end', 'vpn'], ['pgoff', 'vpn'], ['object', 'u32'], ['anonVma', 'u32'], ['prot', 'word']] },
  { name: 'VmaRemoved', owner: 'core', about: 'The VMA that starts here left the address space.', fields: [['mm', 'u32'], ['start', 'vpn']] },
  { name: 'AnonVmaCreated', owner: 'core', about: 'An anon_vma was made, linked under a parent (0: none).', fields: [['id', 'u32'], ['parent', 'u32']] },
  { name: 'VmaAnonVmaSet', owner: 'core', about: 'The VMA that starts here got its anon_vma.', fields: [['mm', 'u32'], ['start', 'vpn'], ['anonVma', 'u32']] },
  { name: 'ObjectCreated', owner: 'core', about: 'A shared-memory object was made.', fields: [['object', 'u32'], ['pages', 'vpn']] },
  { name: 'ObjectFreed', owner: 'core', about: 'The last mapping of the object went.', fields: [['object', 'u32']] },
  { name: 'PageCacheAdded', owner: 'core', about: 'A folio became page `index` of the object; the cache holds a reference.', fields: [['object', 'u32'], ['index', 'u32'], ['pfn', 'u32']] },
  { name: 'PageCacheRemoved', owner: 'core', about: 'A folio left the object.', fields: [['object', 'u32'], ['index', 'u32'], ['pfn', 'u32']] },
  // Operations
  { name: 'SyscallEntered', owner: 'none', about: 'A system call began.', fields: [['op', 'enum:5:op'], ['mm', 'u32'], ['vpn', 'vpn'], ['pages', 'vpn'], ['arg', 'u32']] },
  { name: 'SyscallReturned', owner: 'none', about: 'A system call returned.', fields: [['op', 'enum:5:op'], ['errno', 'enum:5:errno'], ['mm', 'u32']] },
  { name: 'NotifierCalled', owner: 'none', about: 'Secondary MMUs were told (mmu_notifier).',
    fields: [['phase', 'enum:2:notifierPhase'], ['kind', 'enum:4:notifierKind'], ['mm', 'u32'], ['start', 'vpn'], ['end', 'vpn']] },
  // Flushes
  { name: 'FlushRequested', owner: 'core', about: 'A kernel path asked for a TLB flush; page numbers half open.',
    fields: [['scope', 'enum:3:flushScope'], ['reason', 'enum:5:flushReason'], ['freedTables', 'bit'], ['strideShift', 'bits:6'], ['mm', 'u32'], ['start', 'vpn'], ['end', 'vpn']] },
  { name: 'FlushCompleted', owner: 'none', about: 'Every CPU has done its part of the flush.', fields: [['request', 'u32']] },
  { name: 'FlushDeferred', owner: 'core', about: 'The mm owes a whole flush (s390 flush_mm).', fields: [['mm', 'u32']] },
  { name: 'FlushPendingChanged', owner: 'core', about: 'Gathers in progress on the mm (tlb_flush_pending).', fields: [['mm', 'u32'], ['delta', 'i32']] },
  // Gather
  { name: 'GatherStarted', owner: 'gather', about: 'A gather began.', fields: [['gather', 'bits:12'], ['fullmm', 'bit'], ['mm', 'u32']] },
  { name: 'GatherVmaStarted', owner: 'gather', about: 'tlb_start_vma: the flags of the VMA being worked on.', fields: [['gather', 'bits:12'], ['vmFlags', 'u32']] },
  { name: 'EntryQueued', owner: 'gather', about: 'An entry was cleared: the range to flush grew. Page numbers half open.',
    fields: [['gather', 'bits:12'], ['level', 'bits:3'], ['start', 'vpn'], ['end', 'vpn']] },
  { name: 'PageQueued', owner: 'gather', about: 'A page took a slot of the gather; `delayed`: still counted as mapped.',
    fields: [['gather', 'bits:12'], ['delayed', 'bit'], ['pfn', 'u32']] },
  { name: 'BatchAdded', owner: 'gather', about: 'The gather went on to another batch; `allocated` unless one was left over.', fields: [['gather', 'bits:12'], ['allocated', 'bit'], ['number', 'u32']] },
  { name: 'TableQueued', owner: 'gather', about: 'A page table was unhooked and waits to be freed.',
    fields: [['gather', 'bits:12'], ['level', 'bits:3'], ['table', 'u32'], ['start', 'vpn'], ['end', 'vpn']] },
  { name: 'GatherEscalated', owner: 'gather', about: 'Another gather runs on this mm: the flush becomes a full one.', fields: [['gather', 'bits:12']] },
  { name: 'GatherTlbFlushed', owner: 'gather', about: 'The recorded range was flushed and starts anew.', fields: [['gather', 'bits:12']] },
  { name: 'GatherRmapsFlushed', owner: 'gather', about: 'Delayed rmap removals were done.', fields: [['gather', 'bits:12'], ['count', 'u32']] },
  { name: 'GatherTablesFreed', owner: 'gather', about: 'Queued tables were handed over and freed.', fields: [['gather', 'bits:12'], ['rcu', 'bit'], ['count', 'u32']] },
  { name: 'GatherPagesFreed', owner: 'gather', about: 'Queued pages were given up; the first batch is in use again.', fields: [['gather', 'bits:12'], ['count', 'u32']] },
  { name: 'GatherFinished', owner: 'gather', about: 'The gather ended.', fields: [['gather', 'bits:12']] },
];
