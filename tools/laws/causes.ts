import type { MmEvent } from '@faultline/contracts';

type Kind = MmEvent['type'];
/** A kind of event that leads to another; `nothing`: a root. */
export type Cause = Kind | 'nothing';

/** What may lead to a kind of event, and why it does. */
interface Row {
  readonly of: readonly Cause[];
  readonly because: string;
}

/** The causes of events: for each kind, in the order of the catalogue, the kinds that its `cause` may name. */
export const CAUSES: Readonly<Record<Kind, Row>> = {
  AccessStarted: { of: ['nothing'], because: 'user code, or the kernel on its behalf, does what it likes' },
  EntryRead: { of: ['AccessStarted', 'nothing'], because: 'an access walks; hardware speculates' },
  AccessFailed: { of: ['VmaMissed', 'AccessRefused', 'FaultEnded'], because: 'nothing is mapped there, the access is not allowed, or the core returned an error' },
  FaultRaised: { of: ['EntryRead', 'AccessStarted'], because: 'the entry forbids it, or a cached translation does' },
  FaultDecoded: { of: ['FaultRaised'], because: 'the handler reads the syndrome' },
  VmaFound: { of: ['FaultDecoded', 'FaultEnded'], because: 'the handler looks the address up, once more if the fault is to be made anew' },
  VmaMissed: { of: ['FaultDecoded'], because: 'the handler looks the address up' },
  AccessRefused: { of: ['VmaFound'], because: 'the VMA does not allow the access' },
  GupFaulted: { of: ['BranchTaken'], because: 'the page cannot be followed as it is mapped' },
  BranchTaken: {
    of: ['SyscallEntered', 'MmCreated', 'VmaInserted', 'VmaFound', 'GupFaulted', 'NotifierCalled', 'BranchTaken', 'EntrySet', 'FolioAllocated', 'FolioCopied', 'ObjectResized', 'GatherVmaStarted', 'SwapLoaded', 'SwapDeviceSwitched'],
    because: 'a call or a fault decides, entry by entry, or on a decision before; another CPU was faster than the page was made; a file ends before what is mapped',
  },
  SyscallEntered: { of: ['nothing'], because: 'a program calls' },
  SyscallReturned: { of: ['SyscallEntered'], because: 'what was called returns' },
  NotifierCalled: {
    of: ['SyscallEntered', 'MmCreated', 'GatherStarted', 'VmaInserted', 'BranchTaken', 'FolioAllocated', 'FolioCopied', 'EntrySet'],
    because: 'a range is about to change or has changed: for an unmapping, a move, new protection, a fork, or a page that replaces another',
  },
  FlushCompleted: { of: ['FlushRequested'], because: 'every CPU has done its part of it' },

  TlbFilled: { of: ['EntryRead'], because: 'the walk ended at this entry' },
  TlbEvicted: { of: ['AccessStarted', 'nothing'], because: 'the access faults on it; hardware evicts it' },
  WalkCacheFilled: { of: ['EntryRead'], because: 'the walk came this way' },
  WalkCacheEvicted: { of: ['nothing'], because: 'hardware evicts it' },
  FlushSent: { of: ['FlushRequested'], because: 'the MMU half decides on each request as it comes' },
  TlbInvalidated: { of: ['FlushSent'], because: 'the CPU does the share that waits there' },

  CpuSwitched: { of: ['nothing', 'SyscallEntered'], because: 'a thread of the mm comes on; the mm exits' },
  AccessCompleted: { of: ['AccessStarted', 'SyscallEntered'], because: 'this is what it came to, however often it faulted; a call reads or writes a page that it holds' },
  FaultEnded: { of: ['VmaFound', 'GupFaulted'], because: 'the core answers whoever called it' },
  VmstatCounted: { of: ['EntrySet', 'BranchTaken', 'SwapLoaded', 'FolioAllocated', 'SyscallEntered'], because: 'the page was reused, with its entry as it was; one was read from swap; shared memory is read from swap' },
  FolioAllocated: { of: ['MmCreated', 'VmaFound', 'GupFaulted', 'NotifierCalled', 'BranchTaken', 'SyscallEntered', 'SwapDeviceSwitched'], because: 'a table is missing, or a rule wants a page; a call reads or writes a file; what is on swap is read ahead, or brought back' },
  FolioFreed: { of: ['RefChanged', 'PageCacheRemoved'], because: 'that was the last reference' },
  RefChanged: {
    of: ['BranchTaken', 'NotifierCalled', 'FolioAllocated', 'FolioCopied', 'EntrySet', 'GatherTlbFlushed', 'EntryQueued', 'PageQueued', 'TableQueued', 'TableFreed', 'SyscallEntered', 'PageReleased', 'SwapLoaded', 'SwapStored', 'SwapDeviceSwitched', 'GatherVmaStarted'],
    because: 'a rule or a fork maps the page once more; its entry went, or its gather was flushed; it held a table; a call takes the page or puts it, or a hold gave it back. Without `flush-before-free` it goes as it is queued, or leaves the swap cache',
  },
  FolioCopied: { of: ['FolioAllocated', 'BranchTaken'], because: 'there is a place to copy to; a child gets a copy of a pinned page' },
  FolioFlagged: {
    of: ['EntrySet', 'BranchTaken', 'SyscallEntered', 'FolioAllocated', 'FolioCopied', 'VmaInserted', 'RmapAdded', 'RmapRemoved', 'ObjectResized', 'VmaRemoved', 'GatherVmaStarted', 'SwapDeviceSwitched', 'SwapLoaded'],
    because: 'marks of the entry go to the page; a rule or a call touches it; it is new, is mapped or is mapped no more by a locked VMA, or its VMA is locked or unlocked; a page read ahead makes the next window due; one that leaves its file is dirty no more; pages are lazily freed; a page that came back from swap has no slot',
  },
  LruAdded: { of: ['FolioAllocated', 'FolioCopied', 'BranchTaken'], because: 'the page is new, or reclaim puts it back' },
  MlockCounted: {
    of: ['FolioAllocated', 'FolioCopied', 'VmaInserted', 'RmapAdded', 'RmapRemoved'],
    because: 'a locked VMA maps a new page, or one more, or one less; its VMA is locked or unlocked',
  },
  TableAllocated: { of: ['FolioAllocated', 'VmaFound', 'GupFaulted', 'NotifierCalled', 'BranchTaken'], because: 'its page was allocated, or another table left room in one' },
  TableFreed: {
    of: ['GatherTlbFlushed', 'TableQueued', 'SyscallEntered', 'MmCreated', 'BranchTaken'],
    because: 'its gather was flushed; the root goes with its mm; a fault that got it ahead found no use for it. Without `flush-before-free` it goes as it is queued',
  },
  EntrySet: {
    of: ['BranchTaken', 'FolioAllocated', 'FolioCopied', 'TableAllocated', 'RmapDuplicated', 'RmapAdded', 'EntrySet', 'GatherVmaStarted', 'GatherStarted', 'NotifierCalled', 'AccessStarted', 'SyscallEntered', 'nothing'],
    because: 'a tracker clears its marks; a rule, a page, a copy or a table is to be mapped; a child gets what its parent has; an entry follows another; a range is unmapped or protected; hardware marks',
  },
  RmapAdded: { of: ['BranchTaken', 'FolioAllocated', 'FolioCopied', 'NotifierCalled'], because: 'the page is to be mapped; the range is shared with a child' },
  RmapDuplicated: { of: ['NotifierCalled'], because: 'the range is shared with a child' },
  RmapRemoved: { of: ['EntrySet', 'GatherTlbFlushed', 'BranchTaken'], because: 'the entry went, or it is certain that no CPU uses it; what was lazily freed is dropped' },
  RmapMoved: { of: ['VmaFound', 'GupFaulted', 'BranchTaken'], because: 'nobody else has the page' },
  CounterChanged: {
    of: ['BranchTaken', 'FolioAllocated', 'FolioCopied', 'EntrySet', 'VmaInserted', 'VmaRemoved', 'SyscallEntered', 'SwapLoaded', 'SwapDeviceSwitched'],
    because: 'a page is to be mapped; for a table at once, the last entry that counted; a locked VMA comes, goes, grows or has moved',
  },
  MmCreated: { of: ['nothing', 'SyscallEntered'], because: 'the first of its line; a fork' },
  MmDestroyed: { of: ['SyscallEntered', 'MmCreated'], because: 'it exits; memory ran out when it was made' },
  VmaInserted: { of: ['SyscallEntered', 'MmCreated', 'VmaRemoved'], because: 'a call maps; a child gets what its parent has; a part or a heir of one removed' },
  VmaRemoved: { of: ['SyscallEntered', 'MmCreated', 'BranchTaken', 'VmaRemoved'], because: 'a call unmaps or changes it; a child is torn down; its neighbour changed and takes it in' },
  AnonVmaCreated: { of: ['BranchTaken', 'MmCreated'], because: 'a first page is wanted; a child gets one of its own' },
  VmaAnonVmaSet: { of: ['AnonVmaCreated', 'BranchTaken'], because: 'one was made for it, or a neighbour has one' },
  ObjectCreated: { of: ['SyscallEntered'], because: 'a call maps shared memory' },
  DescriptorsChanged: { of: ['SyscallEntered', 'BranchTaken'], because: 'a call makes the file or closes it; a fault holds the file while it drops the mmap lock' },
  ObjectResized: { of: ['SyscallEntered'], because: 'a call cuts it, grows it, or writes beyond its end' },
  ObjectFreed: { of: ['VmaRemoved', 'SyscallEntered'], because: 'that was the last mapping; the last descriptor is closed, or memory ran out when it was filled' },
  PageCacheAdded: { of: ['FolioAllocated', 'SwapLoaded', 'BranchTaken', 'SyscallEntered', 'SwapDeviceSwitched'], because: 'the page is new, or came back from swap, or was still in the swap cache' },
  PageCacheRemoved: { of: ['VmaRemoved', 'SyscallEntered', 'ObjectResized', 'BranchTaken', 'SwapSlotAllocated'], because: 'that was the last mapping of the object, or the last descriptor; it ends before the page; a hole is punched there; it has a slot instead' },
  ShmemSwapped: { of: ['SwapSlotAllocated', 'SwapLoaded', 'BranchTaken', 'SyscallEntered', 'SwapDeviceSwitched', 'ObjectResized', 'VmaRemoved'], because: 'it goes to the slot; it has come back, read or still cached; it is dropped with its object, or with that part' },
  ShmemFailed: { of: ['FolioAllocated'], because: 'there is a page, and the device cannot fill it' },
  StorageSet: { of: ['SyscallEntered'], because: 'a file begins with content' },
  StorageDiscarded: { of: ['ObjectResized', 'SyscallEntered', 'BranchTaken'], because: 'the file ends before it; a hole is punched' },
  PageRead: { of: ['FolioAllocated', 'BranchTaken'], because: 'the page is new, and has to be filled; a fault waits for it' },
  PageStored: { of: ['SyscallEntered'], because: 'a call writes dirty pages back' },
  ReadAheadPlanned: { of: ['BranchTaken', 'SyscallEntered'], because: 'a page is missing, or has the mark; a call reads it' },
  FileAccessed: { of: ['SyscallEntered'], because: 'a call reads or writes a byte' },
  MmPinned: { of: ['SyscallEntered'], because: 'the call pins, or may' },
  HoldCreated: { of: ['SyscallEntered'], because: 'the call got pages to keep' },
  PageRetained: { of: ['HoldCreated'], because: 'the hold is for it' },
  PageReleased: { of: ['SyscallEntered'], because: 'the call drops the hold; its process exits' },
  HoldFreed: { of: ['SyscallEntered'], because: 'it has given back its last page' },
  FlushRequested: {
    of: ['EntrySet', 'BranchTaken', 'EntryQueued', 'PageQueued', 'TableQueued', 'GatherEscalated', 'MmCreated', 'SyscallEntered', 'nothing'],
    because: 'a tracker cleared its marks; an entry changed; a fault was spurious; what a gather took last made it due; a fork protected the parent; a CPU loads an mm that owes one',
  },
  FlushDeferred: { of: ['EntrySet'], because: 'no other CPU has the mm loaded' },
  SwapDeviceAdded: { of: ['SyscallEntered'], because: 'a call brings it into use' },
  SwapDeviceSwitched: { of: ['SyscallEntered'], because: 'a call is about to empty it' },
  SwapDeviceRemoved: { of: ['SyscallEntered'], because: 'the call has emptied it' },
  SwapDeviceFailed: { of: ['nothing'], because: 'hardware fails as it likes' },
  SwapSlotAllocated: { of: ['BranchTaken'], because: 'reclaim has to write the page somewhere' },
  SwapSlotFreed: { of: ['SwapCountChanged', 'SwapCacheRemoved'], because: 'that was the last entry of it, or the page of the cache' },
  SwapCountChanged: {
    of: ['BranchTaken', 'EntrySet', 'SwapLoaded', 'GatherStarted', 'GatherVmaStarted', 'SwapSlotAllocated', 'SyscallEntered', 'ObjectResized', 'SwapDeviceSwitched', 'VmaRemoved', 'FolioAllocated'],
    because: 'a child gets the entry too; the entry took the place of a mapping, or gave it back; a page comes in; an entry is unmapped; shared memory has its slot, or has no more use for it; what could not be read is lost',
  },
  SwapCacheAdded: { of: ['BranchTaken', 'FolioAllocated', 'SwapSlotAllocated'], because: 'reclaim is to write it; there is a page to read into; shared memory has its slot' },
  SwapCacheRemoved: { of: ['BranchTaken', 'EntrySet', 'SwapStored', 'GatherVmaStarted', 'SyscallEntered', 'SwapDeviceSwitched', 'SwapLoaded', 'FolioAllocated'], because: 'a rule has no more use for it there; the last entry was replaced; its slot has the content; pages are lazily freed; a page of shared memory is back in its place' },
  SwapStored: { of: ['BranchTaken'], because: 'nothing maps the page any more' },
  SwapLoaded: { of: ['FolioAllocated'], because: 'there is a page to read into' },
  FlushPendingChanged: {
    of: ['SyscallEntered', 'VmaRemoved', 'BranchTaken', 'NotifierCalled', 'GatherStarted'],
    because: 'a gather is to begin, for what it is to do; the gather has ended',
  },

  GatherStarted: { of: ['SyscallEntered', 'VmaRemoved', 'BranchTaken', 'NotifierCalled'], because: 'a call protects, unmaps, drops pages or exits' },
  GatherVmaStarted: { of: ['NotifierCalled', 'GatherStarted'], because: 'the range is told of and can be unmapped; pages are to be cold' },
  EntryQueued: { of: ['EntrySet'], because: 'a TLB may hold it as it was' },
  PageQueued: { of: ['EntrySet'], because: 'a TLB may lead to it' },
  BatchAdded: { of: ['PageQueued', 'TableQueued'], because: 'that took the last slot' },
  TableQueued: { of: ['EntrySet'], because: 'a walker may be in it' },
  GatherEscalated: { of: ['GatherStarted', 'EntryQueued', 'PageQueued', 'GatherTlbFlushed'], because: 'the gather ends, whatever it came to last, and is not alone' },
  GatherTlbFlushed: {
    of: ['FlushCompleted', 'EntryQueued', 'PageQueued', 'GatherEscalated'],
    because: 'every CPU has done its part; the architecture had nothing left to flush for what was queued',
  },
  GatherRmapsFlushed: { of: ['GatherTlbFlushed'], because: 'no CPU writes to the pages any more' },
  GatherTablesFreed: { of: ['GatherTlbFlushed', 'TableQueued'], because: 'no CPU walks them any more. Without `flush-before-free` they go as they are queued' },
  GatherPagesFreed: {
    of: ['GatherTlbFlushed', 'EntryQueued', 'PageQueued', 'TableQueued'],
    because: 'no CPU uses them any more. Without `flush-before-free` they go as they are queued',
  },
  GatherFinished: { of: ['GatherStarted'], because: 'what began ends' },
};
