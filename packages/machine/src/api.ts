import {
  type Architecture, type CpuId, type CreateMmuOf, type EntryRead, type FaultDecoded, type FaultEnded, type FaultRaised, type FlushRequested,
  type FlushSent, type GatherPagesFreed, type GatherTablesFreed, type MmEvent, type Profile, type TlbInvalidated,
} from '@faultline/contracts';
import type { CoreView, FileCalls, GupCalls, MemoryCalls, SwapCalls, UffdCalls } from '@faultline/core-mm';
import type { EventLog, Transaction } from '@faultline/event-log';
import type { Observable } from 'rxjs';
import type { MachineState } from './state';

export type {
  Advice, ByteResult, BytesResult, ClearedMarks, CoreView as MachineView, EntryView, Errno, FileRequest, FileResult, HoldersView, HoldResult, HoldView, MmapRequest, PageView, PinMode, Prot, UffdMode, VmaView,
} from '@faultline/core-mm';

/** How the MMU half of an architecture is made. */
export type CreateMmu = CreateMmuOf<Observable<FlushRequested>, Observable<FlushSent>>;

/** What a machine is made of. */
export interface MachineOptions {
  /** What the page tables are made of. */
  readonly architecture: Architecture;
  /** The MMU half that comes with the architecture. */
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

export interface AccessResult {
  /** `ok`, `EFAULT` (kernel access), or `SIGSEGV/MAPERR` and the like. */
  readonly result: string;
  /** The byte read (0 … 255); undefined unless a read succeeded. */
  readonly value?: number;
}

/** What can be done on a CPU. @throws MachineError `busy` from inside a handler: leave it to `Machine.later`; `bad-argument` for what no program could do, before anything is recorded */
export interface Operations extends MemoryCalls, GupCalls, FileCalls, SwapCalls, UffdCalls {
  /** A first process with an empty address space; returns its mm. */
  spawn(): number;
  /** One access of user code at the first byte of a page. `value` for writes. */
  access(mm: number, vpn: number, access: 'read' | 'write' | 'exec', value?: number): AccessResult;
  /** The CPU drops every translation of the address space that it caches, as hardware may at any time. */
  evictAll(mm: number): void;
  /** The kernel reads or writes the byte for the process (`read(2)`, `write(2)` on a pipe). */
  kernelAccess(mm: number, vpn: number, access: 'read' | 'write', value?: number): AccessResult;
}

/** A machine: memory, CPUs with TLBs, one architecture, the shared core, and the log of all that happens. */
export interface Machine extends Operations {
  /** What the page tables are made of. */
  readonly architecture: Architecture;
  /** The switches in force. */
  readonly profile: Profile;
  /** Every event, and streams of them. */
  readonly log: EventLog;
  /** Questions to its state. */
  readonly view: CoreView;
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
  /** Pages and tables that gathers freed, in batches. */
  readonly frees$: Observable<GatherPagesFreed | GatherTablesFreed>;
  /** The same operations on another CPU. @throws MachineError `bad-option` */
  on(cpu: CpuId): Operations;
  /**
   * Does it now; from inside a handler, once the outermost operation has been delivered. A call of `Operations` made there throws
   * `busy` and changes nothing.
   */
  later(operation: () => void): void;
}
