import { cpuSet, firstCpus, MAX_CPUS, profileOf, type Architecture, type FlushRequested, type Profile } from '@faultline/contracts';
import { shapeOf, type CoreHost } from '@faultline/core-mm';
import { EventLog } from '@faultline/event-log';
import { Subject, throwError, type Observable } from 'rxjs';
import type { MachineOptions } from './api';
import { checkMachineOptions, checkMmu, MAX_MEMORY_PAGES } from './arguments';
import { MachineError } from './errors';
import { FlushPort } from './flush-port';
import { FlushScheduler } from './flush-scheduler';
import { foldsInto, initialMachineState, type MachineState } from './state';

const NO_CPUS = cpuSet();
const MAX_SEQ = 2 ** 31 - 1;
const [MIN_CHUNK_WORDS, MAX_CHUNK_WORDS] = [256, 2 ** 24];
const DEFAULT_MEMORY_PAGES = 262144;

function checked(name: string, value: number, max: number, min = 1): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new MachineError('bad-option', `${name} is ${value}, but must be a whole number from ${min} to ${max}`, `pass ${name} in that range`);
}

/** @throws MachineError `bad-option` for what is no seq, and where work waits on a CPU that an event of this log, or a later one, would have asked for */
function checkFirstSeq({ initialState, firstSeq = 0 }: MachineOptions): void {
  checked('firstSeq', firstSeq, MAX_SEQ, 0);
  const sent = Math.max(-1, ...(initialState?.tlbs ?? []).map(({ pending }) => (pending.has(0) ? pending.sent(pending.count - 1) : -1)));
  if (sent >= firstSeq)
    throw new MachineError('bad-option', `firstSeq is ${firstSeq}, but a CPU has work that event ${sent} asked for`, 'pass the length of the log that the snapshot was taken of');
}

/** A fresh state, or the one to go on from. @throws MachineError `wrong-architecture` for one of another shape */
function stateOf({ architecture, initialState }: MachineOptions, memoryPages: number, cpus: number): MachineState {
  const shape = shapeOf(architecture);
  if (initialState === undefined) return initialMachineState(shape, memoryPages, cpus);
  const { core, tlbs } = initialState;
  if (JSON.stringify(core.shape) === JSON.stringify(shape) && core.memoryPages === memoryPages && tlbs.length === cpus) return initialState;
  throw new MachineError('wrong-architecture', 'the state is of another architecture, memory or number of CPUs', 'go on from a snapshot of a machine with the same options');
}

/** What all CPUs of a machine share: memory, the log, the wires to the architecture's MMU half, and whose turn it is. */
export class SharedParts {
  readonly architecture: Architecture;
  readonly cpus: number;
  readonly memoryPages: number;
  /** The switches in force. */
  readonly profile: Profile;
  readonly state: MachineState;
  readonly log: EventLog;
  readonly scheduler: FlushScheduler;
  readonly host: CoreHost;
  /** Operations that were left for later, in their order. */
  private readonly waiting: (() => void)[] = [];
  private draining = false;

  constructor(options: MachineOptions) {
    checkMachineOptions(options);
    this.architecture = options.architecture;
    this.cpus = checked('cpus', options.cpus ?? 1, MAX_CPUS);
    this.memoryPages = checked('memoryPages', options.memoryPages ?? DEFAULT_MEMORY_PAGES, MAX_MEMORY_PAGES);
    this.profile = options.profile ?? profileOf(options.architecture.kernel);
    this.state = stateOf(options, this.memoryPages, this.cpus);
    checkFirstSeq(options);
    this.log = new EventLog({
      fold: foldsInto(this.state), retain: options.retainLog ?? true, checked: options.checked ?? true,
      ...(options.logChunkWords !== undefined && { chunkWords: checked('logChunkWords', options.logChunkWords, MAX_CHUNK_WORDS, MIN_CHUNK_WORDS) }),
      ...(options.firstSeq !== undefined && { firstSeq: options.firstSeq }),
    });
    const flushes = new Subject<FlushRequested>();
    this.scheduler = new FlushScheduler(this.log, this.state.tlbs);
    this.host = new FlushPort(flushes, this.scheduler);
    this.joinMmu(options, flushes.asObservable());
  }

  /** @throws MachineError `bad-option` for a half that keeps a state of its own: a snapshot would not have it */
  private joinMmu({ createMmu }: MachineOptions, flushes$: Observable<FlushRequested>): void {
    const mmu = createMmu({
      flushes$, log: this.log, cpus: firstCpus(this.cpus),
      cpuMask: (mm) => (this.state.core.hasMm(mm) ? this.state.core.mm(mm).cpuMask : NO_CPUS),
    });
    checkMmu(mmu);
    if (mmu.kinds.length > 0)
      throw new MachineError('bad-option', `the MMU half has a state that goes on by ${mmu.kinds.join(', ')}, and no machine folds it yet`, 'let it decide by the flush and the machine alone, as STATELESS says');
  }

  /** An operation begins. @throws MachineError `busy` inside a delivery or another operation */
  begin(label: string): void {
    if (this.log.busy)
      throw new MachineError('busy', `${label} was called while the machine was at work`, 'a subscriber only looks: leave what it wants done to machine.later()');
    this.log.begin(label);
  }

  /** The operation ends: it is delivered, then what was left for later is done. */
  end(): void {
    this.log.end();
    if (!this.log.busy && !this.draining) this.drain();
  }

  /** One after the other to its end, whatever each of them calls or leaves for later itself. */
  private drain(): void {
    this.draining = true;
    for (let operation = this.waiting.shift(); operation !== undefined; operation = this.waiting.shift()) this.attempt(operation);
    this.draining = false;
  }

  /** Does it now, or once the outermost operation has been delivered and what was left before is done. @throws MachineError `bad-option` */
  later(operation: () => void): void {
    if (typeof operation !== 'function') throw new MachineError('bad-option', 'what is left for later is no function', 'pass one that calls what shall be done');
    if (this.log.busy || this.draining) this.waiting.push(operation);
    else operation();
  }

  /** What was left for later fails on its own account, not on that of whoever was at work; RxJS tells of it on a later turn. */
  private attempt(operation: () => void): void {
    try {
      operation();
    } catch (error) {
      throwError(() => error).subscribe();
    }
  }
}
