import {
  argumentText, type Architecture, type CpuId, type EntryRead, type FaultDecoded, type FaultEnded, type FaultRaised, type FlushRequested,
  type GatherPagesFreed, type GatherTablesFreed, type MmEvent, type Profile, type TlbInvalidated,
} from '@faultline/contracts';
import { StateView } from '@faultline/core-mm';
import type { EventLog, Transaction } from '@faultline/event-log';
import type { Observable } from 'rxjs';
import { ActingCpu } from './acting-cpu';
import type { Machine, MachineOptions } from './api';
import { MachineError } from './errors';
import type { FlushScheduler } from './flush-scheduler';
import { SharedParts } from './shared-parts';
import type { MachineState } from './state';

/** The composition root: one architecture, the core, the gather, CPUs and the log, wired by streams. Its own calls act on CPU 0. */
export class SimulatedMachine extends ActingCpu implements Machine {
  readonly architecture: Architecture;
  readonly log: EventLog;
  readonly state: MachineState;
  readonly view: StateView;
  readonly scheduler: FlushScheduler;
  readonly cpus: number;
  readonly memoryPages: number;
  readonly profile: Profile;
  private readonly acting: ActingCpu[] = [this];

  constructor(options: MachineOptions) {
    super(new SharedParts(options), 0);
    const { architecture, log, state, scheduler, cpus, memoryPages, profile } = this.shared;
    this.architecture = architecture;
    this.log = log;
    this.state = state;
    this.scheduler = scheduler;
    this.cpus = cpus;
    this.memoryPages = memoryPages;
    this.profile = profile;
    this.view = new StateView(architecture, state.core);
  }

  on(cpu: CpuId): ActingCpu {
    this.checkCpu(cpu);
    return (this.acting[cpu] ??= new ActingCpu(this.shared, cpu));
  }

  /** A thread of its own on a CPU, beside others there. @throws MachineError `bad-option` */
  threadOn(cpu: CpuId): ActingCpu {
    this.checkCpu(cpu);
    return new ActingCpu(this.shared, cpu);
  }

  private checkCpu(cpu: CpuId): void {
    if (!Number.isInteger(cpu) || cpu < 0 || cpu >= this.cpus)
      throw new MachineError('bad-option', `there is no CPU ${argumentText(cpu)}`, `name one from 0 to ${this.cpus - 1}`);
  }

  later(operation: () => void): void {
    this.shared.later(operation);
  }

  get events$(): Observable<MmEvent> {
    return this.log.events$;
  }

  get transactions$(): Observable<Transaction> {
    return this.log.transactions$;
  }

  get flushes$(): Observable<FlushRequested> {
    return this.log.stream('FlushRequested');
  }

  get invalidations$(): Observable<TlbInvalidated> {
    return this.log.stream('TlbInvalidated');
  }

  get faults$(): Observable<FaultRaised | FaultDecoded | FaultEnded> {
    return this.log.stream('FaultRaised', 'FaultDecoded', 'FaultEnded');
  }

  get reads$(): Observable<EntryRead> {
    return this.log.stream('EntryRead');
  }

  get frees$(): Observable<GatherPagesFreed | GatherTablesFreed> {
    return this.log.stream('GatherPagesFreed', 'GatherTablesFreed');
  }
}

/** A machine of its own: no state is shared with another. @throws MachineError `bad-option`, `wrong-architecture` */
export const createMachine = (options: MachineOptions): SimulatedMachine => new SimulatedMachine(options);
