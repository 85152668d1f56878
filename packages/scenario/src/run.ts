import type { Advice, Machine, Prot } from '@faultline/machine';
import { Places } from './places';
import { pagesOf, placeOf, type Scenario, type Step } from './steps';

/** What a step came to. */
export interface StepOutcome {
  readonly index: number;
  readonly step: Step;
  /** `ok`, an errno name, `SIGNAL/CODE`, or `noProcess`. */
  readonly result: string;
  readonly value?: number;
  /** Minor and major faults of the acting process; absent if it had ended. */
  readonly faults?: readonly [number, number];
  /** First event of the step in the machine's log, and the first after it. */
  readonly first: number;
  readonly end: number;
}

/** A scenario under way: processes by name in the order they were made, and where mappings are. */
export interface Running {
  readonly machine: Machine;
  readonly scenario: Scenario;
  readonly places: Places;
  readonly processes: ReadonlyMap<string, number>;
}

const protOf = (text: string): Prot => ({ r: text.includes('r'), w: text.includes('w'), x: text.includes('x') && text !== 'none' });
const noProt: Prot = { r: false, w: false, x: false };

interface Result {
  readonly result: string;
  readonly value?: number;
}

/** Plays a scenario on a machine, step by step. Create one for one machine. */
export class ScenarioRun implements Running {
  readonly places: Places;
  readonly processes = new Map<string, number>();
  private readonly huge: number;

  /** @param scenario one that lacks nothing (`missing`) */
  constructor(
    readonly scenario: Scenario,
    readonly machine: Machine,
  ) {
    this.huge = machine.architecture.geometry.entries[0]!;
    this.places = new Places(this.huge);
    this.processes.set('A', machine.spawn());
  }

  /** Each step's outcome, as soon as the step is done: look at the machine between them. */
  *steps(): Generator<StepOutcome, void, void> {
    for (const [index, step] of this.scenario.steps.entries()) yield this.perform(step, index);
  }

  private perform(step: Step, index: number): StepOutcome {
    const { machine } = this;
    const first = machine.log.length;
    const proc = 'proc' in step ? step.proc : '';
    const mm = this.processes.get(proc);
    if (mm === undefined) return { index, step, result: 'noProcess', first, end: first };
    const before = machine.view.faults(mm);
    const result = this.apply(step, mm);
    const after = machine.view.mms().includes(mm) ? machine.view.faults(mm) : before;
    return { index, step, ...result, faults: [after.minor - before.minor, after.major - before.major], first, end: machine.log.length };
  }

  private vpn(place: string): number {
    const { mapping, page } = placeOf(place, this.huge);
    return this.places.get(mapping).start + page;
  }

  private pages(count: number | string): number {
    return pagesOf(count, this.huge);
  }

  private apply(step: Step, mm: number): Result {
    const { machine } = this;
    switch (step.name) {
      case 'mmap': return { result: this.mmap(step, mm) };
      case 'read': return machine.access(mm, this.vpn(step.at), 'read');
      case 'write': return machine.access(mm, this.vpn(step.at), 'write', step.value === 'ret' ? machine.architecture.caps.retByte : step.value);
      case 'exec': return machine.access(mm, this.vpn(step.at), 'exec');
      case 'kernelRead': return machine.kernelAccess(mm, this.vpn(step.at), 'read');
      case 'kernelWrite': return machine.kernelAccess(mm, this.vpn(step.at), 'write', step.value);
      case 'fork': return { result: this.fork(step.child, mm) };
      case 'exit': return { result: this.exit(step.proc, mm) };
      case 'munmap': return { result: machine.munmap(mm, this.vpn(step.at), this.pages(step.pages)) };
      case 'mprotect': return { result: machine.mprotect(mm, this.vpn(step.at), this.pages(step.pages), step.prot === 'none' ? noProt : protOf(step.prot)) };
      case 'mremap': return { result: this.mremap(step, mm) };
      case 'madvise': return { result: machine.madvise(mm, this.vpn(step.at), this.pages(step.pages), step.advice as Advice) };
      default: throw new RangeError(`step '${step.name}' is not modelled: check the scenario with missing() first`);
    }
  }

  private mmap(step: Extract<Step, { name: 'mmap' }>, mm: number): string {
    const pages = this.pages(step.pages);
    const fixed = step.fixed === undefined ? undefined : this.vpn(step.fixed);
    const vpn = fixed ?? this.places.add(step.as, pages, this.pages(step.skew ?? 0));
    if (fixed !== undefined) this.places.alias(step.as, fixed, pages);
    return this.machine.mmap(mm, {
      vpn, pages, prot: step.prot === 'none' ? noProt : protOf(step.prot), shared: step.share === 'shared', backing: step.backing === 'zero' ? 'zero' : 'anon',
      populate: step.populate ?? false, noreserve: step.noreserve ?? false,
    });
  }

  private fork(child: string, mm: number): string {
    const { errno, mm: made } = this.machine.fork(mm);
    if (errno === 'ok') this.processes.set(child, made);
    return errno;
  }

  private exit(name: string, mm: number): string {
    this.machine.exit(mm);
    this.processes.delete(name);
    return 'ok';
  }

  private mremap(step: Extract<Step, { name: 'mremap' }>, mm: number): string {
    const vpn = this.vpn(step.at);
    const pages = this.pages(step.pages);
    const newPages = this.pages(step.newPages);
    const dontUnmap = step.dontUnmap === true;
    if (step.mayMove !== true && !dontUnmap) {
      const errno = this.machine.mremap(mm, vpn, pages, newPages);
      if (errno === 'ok') this.places.widen(step.as, vpn - this.places.get(step.as).start + newPages);
      return errno;
    }
    const to = this.places.add(step.as, newPages);
    return this.machine.mremap(mm, vpn, pages, newPages, { vpn: to, dontUnmap });
  }
}
