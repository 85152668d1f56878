import {
  argumentText, handlersByKind, plain, profileOf, statesByKind, threadOn, type Access, type Architecture, type ENUMS, type FaultDecoded, type FaultEnded,
  type FaultRaised, type FlushCompleted, type FlushRequested, type MmEvent, type MmId, type MmuGather, type Profile, type Vpn,
} from '@faultline/contracts';
import { EventLog, type Transaction } from '@faultline/event-log';
import type { Observable } from 'rxjs';
import { accessNamed, checkCoreOptions, checkPage } from './arguments';
import { Core, type CoreHost } from './core';
import { CoreError } from './errors';
import { CORE_FOLDS } from './evolve/evolve-core';
import { userFault } from './fault/user-fault';
import { flushedAtOnce } from './flushed-at-once';
import { immediateGather } from './immediate-gather';
import { outcomeName } from './outcome';
import { createMm } from './paths/create-mm';
import { SequentialCalls, type Turn } from './sequential-calls';
import { initialCoreState, type CoreState } from './state/core-state';
import { shapeOf } from './state/shape';
import { SystemCalls } from './system-calls';
import { StateView } from './state-view';
import type { CoreView } from './views';

const DEFAULT_MEMORY_PAGES = 16384;
const MAX_MEMORY_PAGES = 2 ** 24;

/** What a core is made of. */
export interface CreateCoreOptions {
  /** What the page tables are made of. */
  readonly architecture: Architecture;
  /** Base pages of memory, 1 … 2^24; default 16384 (64 MiB at 4 KiB). */
  readonly memoryPages?: number;
  /** The switches in force; default: those of the architecture's kernel. */
  readonly profile?: Profile;
  /** Default: `immediateGather`, which flushes and frees page by page. */
  readonly gather?: (core: Core) => MmuGather;
  /** Who carries flushes out; default: nobody caches anything, so that each is complete at once. */
  readonly host?: CoreHost;
}

/** An operation is one of the log's. @throws CoreError `busy` inside a delivery */
const turnOf = (log: EventLog): Turn => ({
  begin(label) {
    if (log.busy) throw new CoreError('busy', `${label} was called while the core was at work`, 'a subscriber only looks: call it when the operation at hand has returned');
    log.begin(label);
  },
  end: () => log.end(),
});

function memoryOf({ architecture, memoryPages = DEFAULT_MEMORY_PAGES }: CreateCoreOptions): CoreState {
  if (Number.isInteger(memoryPages) && memoryPages >= 1 && memoryPages <= MAX_MEMORY_PAGES) return initialCoreState(shapeOf(architecture), memoryPages);
  throw new CoreError('bad-argument', `memoryPages is ${argumentText(memoryPages)}, but must be a whole number from 1 to ${MAX_MEMORY_PAGES}`, 'pass memoryPages in that range');
}

const logOf = (state: CoreState): EventLog =>
  new EventLog({ fold: { handlers: handlersByKind({ core: CORE_FOLDS }), states: statesByKind({ core: state }) } });

function coreOf(options: CreateCoreOptions, state: CoreState, log: EventLog): Core {
  const { architecture, profile = profileOf(architecture.kernel), gather = immediateGather, host = flushedAtOnce } = options;
  return new Core({ state, thread: threadOn(log), architecture, profile, host, gather });
}

/** A fault core that is complete by itself: memory, address spaces, a log, one thread, and no CPU that caches anything. */
export class LoneCore extends SequentialCalls {
  /** The context of its paths, for whoever runs one by hand. */
  readonly core: Core;
  readonly log: EventLog;
  readonly view: CoreView;
  /** Every event, frozen, in causal order; built only while somebody listens. */
  readonly events$: Observable<MmEvent>;
  /** One handle for each operation, at its end. */
  readonly transactions$: Observable<Transaction>;
  /** Faults: raised, read by the handler, ended by the core. */
  readonly faults$: Observable<FaultRaised | FaultDecoded | FaultEnded>;
  /** Flushes: asked for, and complete. Page numbers, half open. */
  readonly flushes$: Observable<FlushRequested | FlushCompleted>;
  private readonly calls: SystemCalls;

  /** @throws CoreError `bad-argument` */
  constructor(options: CreateCoreOptions) {
    checkCoreOptions(options);
    const state = memoryOf(options);
    const log = logOf(state);
    const core = coreOf(options, state, log);
    const calls = new SystemCalls(core);
    super(calls, turnOf(log));
    this.core = core;
    this.log = log;
    this.calls = calls;
    this.view = new StateView(options.architecture, state);
    this.events$ = log.events$;
    this.transactions$ = log.transactions$;
    this.faults$ = log.stream('FaultRaised', 'FaultDecoded', 'FaultEnded');
    this.flushes$ = log.stream('FlushRequested', 'FlushCompleted');
  }

  /** An address space with nothing in it; returns its number. @throws CoreError `out-of-memory` without memory for its root table */
  createMm(): MmId {
    return this.transaction('createMm', () => {
      this.core.rec.cause = -1;
      const mm = createMm(this.core, 0);
      if (mm !== undefined) return mm.id;
      throw new CoreError('out-of-memory', 'no memory for a root page table', 'give the core more memoryPages');
    });
  }

  /**
   * User code faults on page `vpn`: `ok`, or signal and code, `SIGSEGV/MAPERR`. The handler is run whatever the tables say; whether
   * hardware would have faulted is for a CPU to tell.
   * @throws CoreError `no-such-mm`, `out-of-memory`, `bad-argument`
   * @kernel v6.2-rc3 mm/memory.c:handle_mm_fault
   */
  fault(mm: MmId, vpn: Vpn, access: (typeof ENUMS.access)[number]): string {
    return this.transaction('fault', () => {
      const space = this.calls.mm(mm);
      const place = accessNamed(access) as Access;
      checkPage(vpn);
      plain(this.calls, 'attach')(space);
      return outcomeName(plain(userFault)(this.core, space, vpn, place));
    });
  }
}

/**
 * A fault core of its own: no state is shared with another. Its gather and its log come with it.
 * @example
 * const core = createCore({ architecture: x86_64() });
 * const mm = core.createMm();
 * core.mmap(mm, { vpn: 16, pages: 1, prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' });
 * core.fault(mm, 16, 'write'); // 'ok'
 * core.munmap(mm, 16, 1);
 * @throws CoreError `bad-argument`
 */
export const createCore = (options: CreateCoreOptions): LoneCore => new LoneCore(options);
