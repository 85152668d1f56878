import {
  ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, codeOf, ENUMS, placeOf, plain, profileOf, recTlbInvalidated, signalOf, type Access, type EntryRead,
  type FaultDecoded, type FaultEnded, type FaultRaised, type FlushRequest, type GatherPagesFreed, type GatherTablesFreed,
  type Invalidation, type MmEvent, type MmId, type Profile, type Vpn, type Wire,
} from '@faultline/contracts';
import { Core, CoreCpuHost, shapeOf, type CoreOptions } from '@faultline/core-mm';
import { AccessUnit } from '@faultline/cpu';
import { EventLog, type Transaction } from '@faultline/event-log';
import { createGather } from '@faultline/mmu-gather';
import { Subject } from 'rxjs';
import type { AccessResult, Advice, Errno, Machine, MachineOptions, MmapRequest, Prot } from './api';
import { MachineError } from './errors';
import { FlushPort } from './flush-port';
import { FlushQueue } from './flush-queue';
import { gatherHost } from './gather-host';
import { MachinePaths } from './paths';
import { foldsInto, initialMachineState, type MachineState } from './state';
import { StateView } from './view';

const MAX_CPUS = 32;
const MAX_MEMORY_PAGES = 2 ** 24;
const DEFAULT_MEMORY_PAGES = 262144;
const ACCESSES = { read: ACCESS_READ, write: ACCESS_WRITE, exec: ACCESS_EXEC } as const;

function checked(name: string, value: number, max: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new MachineError('bad-option', `${name} is ${value}, but must be a whole number from 1 to ${max}`, `pass ${name} in that range`);
}

/** The operations of a machine, run in sequence. */
const operationsOf = (paths: MachinePaths) => ({
  mmap: plain(paths, 'mmap'), munmap: plain(paths, 'munmap'), mprotect: plain(paths, 'mprotect'), mremap: plain(paths, 'mremap'),
  madvise: plain(paths, 'madvise'), fork: plain(paths, 'fork'), exit: plain(paths, 'exit'), access: plain(paths, 'access'),
});
type Operations = ReturnType<typeof operationsOf>;

/** The composition root: one architecture, the core, the gather, CPUs and the log, wired by streams. */
export class SimulatedMachine implements Machine {
  readonly architecture;
  readonly log: EventLog;
  readonly state: MachineState;
  readonly view: StateView;
  readonly core: Core;
  readonly paths: MachinePaths;
  readonly unit: AccessUnit;
  /** The same operations without step points: what the calls below run. */
  private readonly sequence: Operations;
  /** The same for operations that a subscriber starts inside another one, by depth: each has scratch slots of its own. */
  private readonly nested: Operations[] = [];
  private readonly coreOptions: CoreOptions;
  /** The switches in force. */
  readonly profile: Profile;
  readonly queue = new FlushQueue();
  readonly cpus: number;
  readonly memoryPages: number;
  readonly flushes$: Wire<FlushRequest>;
  private readonly flushSubject = new Subject<FlushRequest>();

  constructor(options: MachineOptions) {
    this.architecture = options.architecture;
    this.cpus = checked('cpus', options.cpus ?? 1, MAX_CPUS);
    this.memoryPages = checked('memoryPages', options.memoryPages ?? DEFAULT_MEMORY_PAGES, MAX_MEMORY_PAGES);
    const state = this.stateOf(options);
    this.state = state;
    this.log = new EventLog({ fold: foldsInto(state), retain: options.retainLog ?? true, checked: options.checked ?? true, ...(options.logChunkWords ? { chunkWords: options.logChunkWords } : {}) });
    this.flushes$ = this.flushSubject.asObservable();
    this.profile = options.profile ?? profileOf(options.architecture.kernel);
    this.coreOptions = {
      state: state.core, recorder: this.log, architecture: options.architecture, profile: this.profile,
      host: new FlushPort(this.flushSubject, this.queue),
    };
    this.core = new Core(this.coreOptions);
    this.core.gather = createGather({
      recorder: this.log, state: state.gather, host: gatherHost(this.core), policy: options.architecture.gather,
      profile: this.profile, smp: this.cpus > 1, pageShift: options.architecture.geometry.pageShift,
    });
    this.unit = new AccessUnit(this.core, state.tlbs, new CoreCpuHost(this.core));
    this.paths = new MachinePaths(this.core, this.unit);
    this.sequence = operationsOf(this.paths);
    this.view = new StateView(options.architecture, state.core);
    const mmu = options.createMmu({
      flushes$: this.flushes$, cpus: 2 ** this.cpus - 1, cpuMask: (mm) => (state.core.hasMm(mm) ? state.core.mm(mm).cpuMask : 0),
      enqueue: (cpu, request, work) => this.queue.enqueue(cpu, request, work),
    });
    mmu.invalidations$.subscribe((invalidation) => this.invalidate(invalidation));
  }

  /** A fresh state, or the one to go on from. @throws MachineError `wrong-architecture` for one of another shape */
  private stateOf({ architecture, initialState }: MachineOptions): MachineState {
    const shape = shapeOf(architecture);
    if (initialState === undefined) return initialMachineState(shape, this.memoryPages, this.cpus);
    const { core, tlbs } = initialState;
    const same = JSON.stringify(core.shape) === JSON.stringify(shape) && core.memoryPages === this.memoryPages && tlbs.length === this.cpus;
    if (same) return initialState;
    throw new MachineError('wrong-architecture', 'the state is of another architecture, memory or number of CPUs', 'go on from a snapshot of a machine with the same options');
  }

  /** The operations of the depth at hand: an operation that a subscriber starts must not use the slots of the one under way. */
  private get operations(): Operations {
    const { depth } = this.log;
    return depth === 0 ? this.sequence : (this.nested[depth] ??= operationsOf(this.nestedPaths()));
  }

  private nestedPaths(): MachinePaths {
    const core = new Core(this.coreOptions);
    core.gather = this.core.gather;
    return new MachinePaths(core, new AccessUnit(core, this.state.tlbs, new CoreCpuHost(core)));
  }

  get events$(): Wire<MmEvent> {
    return this.log.events$;
  }

  get transactions$(): Wire<Transaction> {
    return this.log.transactions$;
  }

  get faults$(): Wire<FaultRaised | FaultDecoded | FaultEnded> {
    return this.log.stream('FaultRaised', 'FaultDecoded', 'FaultEnded');
  }

  get reads$(): Wire<EntryRead> {
    return this.log.stream('EntryRead');
  }

  get frees$(): Wire<GatherPagesFreed | GatherTablesFreed> {
    return this.log.stream('GatherPagesFreed', 'GatherTablesFreed');
  }

  /** A CPU does its part of a flush. */
  private invalidate({ cpu, mm, kind, by, request, start, end, leafOnly }: Invalidation): void {
    const { log } = this;
    const { cpu: actor, cause } = log;
    log.cpu = cpu;
    log.cause = request;
    recTlbInvalidated(log, placeOf('invalidation', kind), placeOf('reach', by), leafOnly === true ? 1 : 0, request, mm, start, end);
    log.cpu = actor;
    log.cause = cause;
  }

  /** Runs one operation in sequence, as one transaction. */
  private run<T>(label: string, operation: (operations: Operations) => T): T {
    const { operations } = this;
    this.log.cpu = 0;
    this.log.begin(label);
    try {
      return operation(operations);
    } finally {
      this.log.end();
    }
  }

  spawn(): number {
    this.log.cpu = 0;
    this.log.cause = -1;
    this.log.begin('spawn');
    try {
      return this.paths.spawn().id;
    } finally {
      this.log.end();
    }
  }

  mmap(mm: MmId, request: MmapRequest): Errno {
    return this.run('mmap', (operations) => operations.mmap(mm, request));
  }

  munmap(mm: MmId, vpn: Vpn, pages: number): Errno {
    return this.run('munmap', (operations) => operations.munmap(mm, vpn, pages));
  }

  mprotect(mm: MmId, vpn: Vpn, pages: number, prot: Prot): Errno {
    return this.run('mprotect', (operations) => operations.mprotect(mm, vpn, pages, prot));
  }

  mremap(mm: MmId, vpn: Vpn, pages: number, newPages: number, to?: { vpn: Vpn; dontUnmap: boolean }): Errno {
    return this.run('mremap', (operations) => operations.mremap(mm, vpn, pages, newPages, to));
  }

  madvise(mm: MmId, vpn: Vpn, pages: number, advice: Advice): Errno {
    return this.run('madvise', (operations) => operations.madvise(mm, vpn, pages, advice));
  }

  fork(mm: MmId): { readonly errno: Errno; readonly mm: MmId } {
    return this.run('fork', (operations) => operations.fork(mm));
  }

  exit(mm: MmId): void {
    this.run('exit', (operations) => operations.exit(mm));
  }

  access(mm: MmId, vpn: Vpn, access: 'read' | 'write' | 'exec', value = 0): AccessResult {
    return this.accessAs(mm, vpn, ACCESSES[access], true, value);
  }

  kernelAccess(mm: MmId, vpn: Vpn, access: 'read' | 'write', value = 0): AccessResult {
    return this.accessAs(mm, vpn, ACCESSES[access], false, value);
  }

  private accessAs(mm: MmId, vpn: Vpn, access: Access, user: boolean, value: number): AccessResult {
    const byte = this.touch(mm, vpn, access, user, value);
    if (byte < 0) return { result: failureName(-1 - byte) };
    return access === ACCESS_READ ? { result: 'ok', value: byte } : { result: 'ok' };
  }

  /** As `access`, without building a result: the byte, or -1 - outcome. The way of benchmarks. */
  touch(mm: MmId, vpn: Vpn, access: Access, user: boolean, value: number): number {
    const { log, operations } = this;
    log.cpu = 0;
    log.begin('access');
    try {
      return operations.access(mm, vpn, access, user, value);
    } finally {
      log.end();
    }
  }
}

function failureName(outcome: number): string {
  const signal = ENUMS.signal[signalOf(outcome)]!;
  return signal === 'EFAULT' ? signal : `${signal}/${ENUMS.sigcode[codeOf(outcome)]!}`;
}

/** A machine of its own: no state is shared with another. */
export const createMachine = (options: MachineOptions): SimulatedMachine => new SimulatedMachine(options);

