import {
  entrySlot, LiveSteps, type Architecture, type EntrySlot, type FlushRequested, type MmId, type MmuGather, type Path, type Profile,
  type TableRef, type Thread, type Vpn,
} from '@faultline/contracts';
import { Cursor } from './cursor';
import type { CoreState } from './state/core-state';
import type { MmState } from './state/mm';

/** What the core asks of the machine around it. */
export interface CoreHost {
  /** Sends a recorded flush to the CPUs, and waits until each has done its part. */
  flush(request: FlushRequested): Path<void>;
}

export interface CoreOptions {
  /** What its paths read, and its events change. */
  readonly state: CoreState;
  /** Who acts. */
  readonly thread: Thread;
  /** What the page tables are made of. */
  readonly architecture: Architecture;
  /** Who carries flushes out. */
  readonly host: CoreHost;
  /** The switches in force; entries are encoded as the architecture's kernel does. */
  readonly profile: Profile;
  /** Makes the gather, which serves the core and is served by it. */
  readonly gather: (core: Core) => MmuGather;
}

/** The fault core's context: what every path reads. It holds no state of its own but scratch slots. */
export class Core {
  readonly state: CoreState;
  /** Who acts. */
  readonly rec: Thread;
  readonly arch: Architecture;
  readonly host: CoreHost;
  readonly profile: Profile;
  /** Set to another by who takes one of its protections away. */
  gather: MmuGather;
  /** Scratch; never holds a value across a step point. */
  readonly entry: EntrySlot = entrySlot();
  readonly old: EntrySlot = entrySlot();
  /** Scratch of `setEntry` and of live operations alone. */
  readonly before: EntrySlot = entrySlot();
  readonly store: EntrySlot = entrySlot();
  /** Scratch for looking one page up. */
  readonly cursor = new Cursor(undefined as never, 0, 0);
  /** Cache of the last lookup of a PTE table, and the pages it serves: no state. `setEntry` invalidates it with any change above PTEs. */
  readonly lastTable: { mm: MmId; table: TableRef; start: Vpn; end: Vpn } = { mm: 0, table: 0, start: 0, end: 0 };
  private readonly freeSteps: LiveSteps[] = [];

  constructor(options: CoreOptions) {
    this.state = options.state;
    this.rec = options.thread;
    this.arch = options.architecture;
    this.host = options.host;
    this.profile = options.profile;
    this.gather = options.gather(this);
  }

  /** An empty step list, the caller's own until it is carried out. */
  steps(): LiveSteps {
    return this.freeSteps.pop() ?? new LiveSteps();
  }

  /** Frees a step list that was carried out, for the next call. */
  stepsDone(steps: LiveSteps): void {
    steps.clear();
    this.freeSteps.push(steps);
  }

  /** The scratch cursor, before one page. */
  cursorAt(mm: MmState, vpn: Vpn): Cursor {
    const { cursor } = this;
    cursor.mm = mm;
    cursor.start = vpn;
    cursor.limit = vpn + 1;
    return cursor;
  }

  /** Invalidates the cached lookup: for whoever changes the state in other ways than by paths. */
  invalidateLookup(): void {
    this.lastTable.table = 0;
  }

  /** An entry slot that survives step points. */
  slot(lo: number, hi: number): EntrySlot {
    return { lo, hi };
  }
}
