import {
  type Architecture, type CpuId, type CreateMmuOf, type EntryRead, type FaultDecoded, type FaultEnded, type FaultRaised, type FlushRequested,
  type FlushSent, type GatherPagesFreed, type GatherTablesFreed, type MmEvent, type Profile, type TlbInvalidated,
} from '@faultline/contracts';
import type { EventLog, Transaction } from '@faultline/event-log';
import type { Observable } from 'rxjs';
import type { MachineState } from './state';

/** How the MMU half of an architecture is made. */
export type CreateMmu = CreateMmuOf<Observable<FlushRequested>, Observable<FlushSent>>;

/** What a machine is made of. */
export interface MachineOptions {
  readonly architecture: Architecture;
  readonly createMmu: CreateMmu;
  /** 1 … 64, default 1. */
  readonly cpus?: number;
  /** Base pages of memory; default 262144 (1 GiB at 4 KiB). At most 2^24. */
  readonly memoryPages?: number;
  /** Keep the log (default); without, old events are dropped once they were delivered. */
  readonly retainLog?: boolean;
  /** Hold each operand of an event against its meaning (default); without, a long run is faster. */
  readonly checked?: boolean;
  /** Words a log chunk holds; see `EventLog`. */
  readonly logChunkWords?: number;
  /** Go on from a snapshot of the same architecture, memory and CPUs. The machine makes it its own. */
  readonly initialState?: MachineState;
  /** Seq of the first event, default 0: with a snapshot, the length of the log that it was taken of, for what waits on CPUs names events of that. */
  readonly firstSeq?: number;
  /** The switches in force; default: those of the architecture's kernel. Entries are encoded as that kernel does in any case. */
  readonly profile?: Profile;
}

/** Protection of a mapping, any of `r`, `w`, `x`, or nothing. */
export interface Prot {
  readonly r: boolean;
  readonly w: boolean;
  readonly x: boolean;
}

export interface MmapRequest {
  /** First page. MAP_FIXED: what lies there is unmapped. */
  readonly vpn: number;
  readonly pages: number;
  readonly prot: Prot;
  readonly shared: boolean;
  /** `zero`: /dev/zero, anonymous when private, shared memory when shared. */
  readonly backing: 'anon' | 'zero';
  readonly populate?: boolean;
  readonly noreserve?: boolean;
}

export type Errno =
  | 'ok' | 'ENOMEM' | 'EINVAL' | 'EFAULT' | 'EACCES' | 'EBUSY' | 'EAGAIN' | 'EIO' | 'EOPNOTSUPP' | 'ENOSYS' | 'EPERM' | 'EEXIST';

export type Advice =
  | 'normal' | 'random' | 'sequential' | 'dontneed' | 'populate_read' | 'populate_write'
  | 'dontfork' | 'dofork' | 'wipeonfork' | 'keeponfork';

export interface AccessResult {
  /** `ok`, `EFAULT` (kernel access), or `SIGSEGV/MAPERR` and the like. */
  readonly result: string;
  /** The byte read (0 … 255); undefined unless a read succeeded. */
  readonly value?: number;
}

/** One VMA as the model holds it. Frozen. Page numbers, half open. */
export interface VmaView {
  readonly start: number;
  readonly end: number;
  readonly vmFlags: number;
  readonly pkey: number;
  readonly backing: 'anon' | 'shmem' | 'file' | 'hugetlb';
  readonly pgoff: number;
  readonly object: number;
  readonly anonVma: number;
}

/** One leaf entry, read without side effects. */
export interface EntryView {
  readonly level: number;
  readonly lo: number;
  readonly hi: number;
  readonly present: boolean;
  readonly young: boolean;
  readonly dirty: boolean;
  readonly write: boolean;
  readonly special: boolean;
  readonly softDirty: boolean;
  readonly pfn: number;
  readonly zeroPage: boolean;
}

/** One page frame. `generation` tells lives of one frame apart: it rises with each allocation. */
export interface PageView {
  readonly pfn: number;
  readonly generation: number;
  readonly refcount: number;
  readonly mapcount: number;
  readonly value: number;
  readonly anon: boolean;
  readonly exclusive: boolean;
  readonly swapBacked: boolean;
  readonly uptodate: boolean;
  readonly dirty: boolean;
  readonly referenced: boolean;
  readonly lru: boolean;
  readonly active: boolean;
  readonly mlocked: boolean;
  readonly unevictable: boolean;
}

/** Questions to the state of a machine. None of them changes or records anything. */
export interface MachineView {
  /** Live address spaces, oldest first. */
  mms(): readonly number[];
  vmas(mm: number): readonly VmaView[];
  /** The leaf entry that covers page `vpn`; undefined: no table, or the entry is empty. */
  entry(mm: number, vpn: number): EntryView | undefined;
  /** First page from `vpn` to before `end` that a PTE table covers; `end`: none. For looking at sparse ranges. */
  nextCovered(mm: number, vpn: number, end: number): number;
  page(pfn: number): PageView;
  /** Faults counted so far for the task of this mm. */
  faults(mm: number): { readonly minor: number; readonly major: number };
  counters(mm: number): { readonly file: number; readonly anon: number; readonly swap: number; readonly shmem: number };
  /** Page-table bytes of the mm. */
  tableBytes(mm: number): number;
}

/** What can be done on a CPU. @throws MachineError `busy` from inside a handler: leave it to `Machine.later` */
export interface Operations {
  /** A first process with an empty address space; returns its mm. */
  spawn(): number;
  mmap(mm: number, request: MmapRequest): Errno;
  munmap(mm: number, vpn: number, pages: number): Errno;
  mprotect(mm: number, vpn: number, pages: number, prot: Prot): Errno;
  /** Resizes in place, or moves to `to` (MREMAP_FIXED) when given. */
  mremap(mm: number, vpn: number, pages: number, newPages: number, to?: { readonly vpn: number; readonly dontUnmap: boolean }): Errno;
  madvise(mm: number, vpn: number, pages: number, advice: Advice): Errno;
  /** Returns the child's mm. */
  fork(mm: number): { readonly errno: Errno; readonly mm: number };
  exit(mm: number): void;
  /** One access of user code at the first byte of a page. `value` for writes. */
  access(mm: number, vpn: number, access: 'read' | 'write' | 'exec', value?: number): AccessResult;
  /** The kernel reads or writes the byte for the process (`read(2)`, `write(2)` on a pipe). */
  kernelAccess(mm: number, vpn: number, access: 'read' | 'write', value?: number): AccessResult;
}

/** A machine: memory, CPUs with TLBs, one architecture, the shared core, and the log of all that happens. */
export interface Machine extends Operations {
  readonly architecture: Architecture;
  readonly log: EventLog;
  readonly view: MachineView;
  /** Every event, frozen, in causal order; built only while somebody listens. */
  readonly events$: Observable<MmEvent>;
  /** One immutable handle for each outermost operation, at its end. */
  readonly transactions$: Observable<Transaction>;
  /** Flushes that were asked for: what the architecture's MMU half is joined to. */
  readonly flushes$: Observable<FlushRequested>;
  /** What CPUs did for them. */
  readonly invalidations$: Observable<TlbInvalidated>;
  /** Faults: raised by hardware, read by the handler, ended by the core. */
  readonly faults$: Observable<FaultRaised | FaultDecoded | FaultEnded>;
  /** Entries that hardware walkers read. */
  readonly reads$: Observable<EntryRead>;
  /** Pages and tables that gathers gave up, in batches. */
  readonly frees$: Observable<GatherPagesFreed | GatherTablesFreed>;
  /** The same operations on another CPU. @throws MachineError `bad-option` */
  on(cpu: CpuId): Operations;
  /**
   * Does it now; from inside a handler, once the outermost operation has been delivered. A call of `Operations` made there throws
   * `busy` and changes nothing.
   */
  later(operation: () => void): void;
}
