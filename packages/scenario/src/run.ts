import { checkFunction, checkObject } from '@faultline/contracts';
import type { Advice, HoldResult, Machine, MmapRequest, Prot } from '@faultline/machine';
import { ScenarioError } from './errors';
import { filesOf } from './files';
import { missing, refusalText } from './missing';
import { Places } from './places';
import { pagesOf, placeOf } from './format/counts';
import type { Scenario } from './format/frame';
import type { PlayedStep, Step, StepName } from './format/steps';

/** What a step came to. */
export interface StepOutcome {
  /** Number of the step, from 0. */
  readonly index: number;
  /** The step. */
  readonly step: Step;
  /** `ok`, an errno name, `SIGNAL/CODE`, or `noProcess`. */
  readonly result: string;
  /** The byte that a read found; of `readGot` one for each page. */
  readonly value?: number | readonly number[];
  /** Minor and major faults of the acting process; absent if it had ended, or if the step was done to it. */
  readonly faults?: readonly [number, number];
  /** First event of the step in the machine's log, and the first after it. */
  readonly first: number;
  /** Seq after its last event. */
  readonly end: number;
}

/** A scenario under way: processes by name in the order they were made, and where mappings are. */
export interface Running {
  /** The machine that it runs on. */
  readonly machine: Machine;
  /** What runs. */
  readonly scenario: Scenario;
  /** Where its mappings are. */
  readonly places: Places;
  /** Its processes: name and mm. */
  readonly processes: ReadonlyMap<string, number>;
}

/** Steps of processes, and of the machine as a whole. */
type ProcessStep = Extract<PlayedStep, { readonly proc: string }>;
type MachineStep = Exclude<PlayedStep, ProcessStep>;
type StepOf<N extends StepName> = Extract<Step, { name: N }>;
/** A step on a file: no process does it. */
type FileStep = Extract<MachineStep, { readonly file: string }>;

const isFileStep = (step: MachineStep): step is FileStep => 'file' in step;

const protOf = (text: string): Prot => ({ r: text.includes('r'), w: text.includes('w'), x: text.includes('x') });
const moves = ({ mayMove, dontUnmap }: StepOf<'mremap'>): boolean => mayMove === true || dontUnmap === true;

/** Steps that are done to a process, not by it: nobody is charged. */
const FROM_OUTSIDE: ReadonlySet<StepName> = new Set(['softDirtyClear', 'refsClear']);

const MIB_SHIFT = 20;
/** The first page of a swap device is its header. */
const HEADER = 1;
/** Slots of a swap device. @param mib its size in MiB */
const slotsOf = (mib: number, pageShift: number): number => mib * 2 ** (MIB_SHIFT - pageShift) - HEADER;

/** Steps that change entries of a process without a flush and without an access of its own: by a call that faults pages in, or clears marks. */
const UNFLUSHED: ReadonlySet<StepName> = new Set(['refsClear', 'mlock', 'madvise', 'pin', 'poke', 'vmWrite']);

/** No pin or reference has this number. */
const NO_HOLD = 0;

interface Result {
  readonly result: string;
  readonly value?: number | readonly number[];
}

/** Plays a scenario on a machine, step by step. Create one for one machine. */
export class ScenarioRun implements Running {
  readonly places: Places;
  readonly processes = new Map<string, number>();
  /** Steps that are done. */
  readonly outcomes: StepOutcome[] = [];
  /** Pins and references by name. */
  private readonly holds = new Map<string, number>();
  /** Files and memfds by name. */
  private readonly files = new Map<string, number>();
  private begun = 0;
  private readonly huge: number;

  /** @throws ScenarioError `not-modelled` if the scenario lacks anything (`missing`); ArgumentError */
  constructor(
    readonly scenario: Scenario,
    readonly machine: Machine,
  ) {
    checkObject('machine', machine, 'a machine');
    checkFunction('machine.spawn', machine.spawn, 'that of a machine');
    const lacks = missing(scenario);
    if (lacks.length > 0) throw new ScenarioError('not-modelled', { file: scenario.name }, `the scenario ${refusalText(lacks)}`, 'ask missing() first, and run one that does without');
    this.huge = machine.architecture.geometry.entries[0]!;
    this.places = new Places(this.huge);
    const { swap = 0 } = scenario.machine ?? {};
    if (swap > 0) machine.swapon(slotsOf(swap, machine.architecture.geometry.pageShift));
    this.makeFiles();
    this.processes.set('A', machine.spawn());
  }

  private makeFiles(): void {
    for (const { name, ...request } of filesOf(this.scenario, this.huge)) {
      const { errno, file } = this.machine.createFile(request);
      if (errno !== 'ok') throw new ScenarioError('too-little-memory', { file: this.scenario.name }, `the file ${name} has ${request.pages} pages, more than memory has room for`, 'give the machine more memoryPages');
      this.files.set(name, file);
    }
  }

  /** Each step's outcome, as soon as the step is done: look at the machine between them. */
  *steps(): Generator<StepOutcome, void, void> {
    for (const [index, step] of this.scenario.steps.entries()) {
      const outcome = this.perform(step, index);
      this.outcomes.push(outcome);
      yield outcome;
    }
  }

  /** Index of the step that is under way, or was the last; undefined: before the first. */
  get underWay(): number | undefined {
    return this.begun === 0 ? undefined : this.begun - 1;
  }

  private perform(step: Step, index: number): StepOutcome {
    const { machine } = this;
    this.begun = index + 1;
    const first = machine.log.length;
    if (!('proc' in step)) return { index, step, ...this.applyToMachine(step as MachineStep), first, end: machine.log.length };
    const mm = this.processes.get(step.proc);
    if (mm === undefined) {
      this.reserve(step);
      return { index, step, result: 'noProcess', first, end: first };
    }
    const before = machine.view.faults(mm);
    // Another kind of step lacks something, and the scenario was refused.
    const result = this.apply(step as ProcessStep, mm);
    this.dropTranslations(step, mm);
    const after = machine.view.mms().includes(mm) ? machine.view.faults(mm) : before;
    return { index, step, ...result, ...(!FROM_OUTSIDE.has(step.name) && { faults: [after.minor - before.minor, after.major - before.major] as const }), first, end: machine.log.length };
  }

  /** The recorder's machine comes to another process after each step, and drops what it caches of this one. That shows where nothing is flushed. */
  private dropTranslations(step: Step, mm: number): void {
    if (!UNFLUSHED.has(step.name)) return;
    const target = 'target' in step ? this.processes.get(step.target) : mm;
    if (target !== undefined) this.machine.evictAll(target);
  }

  private vpn(place: string): number {
    const { mapping, page } = placeOf(place, this.huge);
    return this.places.get(mapping).start + page;
  }

  private pages(count: number | string): number {
    return pagesOf(count, this.huge);
  }

  /** A step that no process does. */
  private applyToFile(step: FileStep): Result {
    const { machine } = this;
    const file = this.files.get(step.file)!;
    switch (step.name) {
      case 'fileRead': return machine.fileRead(file, this.pages(step.offset));
      case 'fileWrite': return { result: machine.fileWrite(file, this.pages(step.offset), step.value) };
      case 'fileTruncate': return { result: machine.fileTruncate(file, this.pages(step.pages)) };
      case 'filePunch': return { result: machine.filePunch(file, this.pages(step.offset), this.pages(step.pages)) };
      case 'fileSync': return { result: machine.fileSync(file) };
    }
  }

  private apply(step: ProcessStep, mm: number): Result {
    const { machine } = this;
    switch (step.name) {
      case 'mmap': return { result: this.mmap(step, mm) };
      case 'read': return machine.access(mm, this.vpn(step.at), 'read');
      case 'write': return machine.access(mm, this.vpn(step.at), 'write', step.value === 'ret' ? machine.architecture.caps.retByte : step.value);
      case 'pin': return { result: this.held(step.as, machine.pin(mm, this.vpn(step.at), this.pages(step.pages), step.mode)) };
      case 'unpin': return this.withHold(step.as, (hold) => ({ result: machine.unpin(mm, hold) }));
      case 'get': return { result: this.held(step.as, machine.get(mm, this.vpn(step.at), this.pages(step.pages))) };
      case 'readGot': return this.withHold(step.as, (hold) => this.readGot(mm, hold));
      case 'dropGot': return this.withHold(step.as, (hold) => ({ result: machine.dropGot(mm, hold) }));
      case 'poke':
      case 'peek':
      case 'vmRead':
      case 'vmWrite': return this.remote(step, mm);
      case 'exec': return machine.access(mm, this.vpn(step.at), 'exec');
      case 'kernelRead': return machine.kernelAccess(mm, this.vpn(step.at), 'read');
      case 'kernelWrite': return machine.kernelAccess(mm, this.vpn(step.at), 'write', step.value);
      case 'softDirtyClear': return { result: machine.clearRefs(mm, 'softDirty') };
      case 'refsClear': return { result: machine.clearRefs(mm, 'referenced') };
      case 'fork': return { result: this.fork(step.child, mm) };
      case 'exit': return { result: this.exit(step.proc, mm) };
      case 'munmap': return { result: machine.munmap(mm, this.vpn(step.at), this.pages(step.pages)) };
      case 'mprotect': return { result: machine.mprotect(mm, this.vpn(step.at), this.pages(step.pages), protOf(step.prot)) };
      case 'mremap': return { result: this.mremap(step, mm) };
      case 'msync': return { result: machine.msync(mm, this.vpn(step.at), this.pages(step.pages)) };
      case 'mlock': return { result: machine.mlock(mm, this.vpn(step.at), this.pages(step.pages), step.onfault ?? false) };
      case 'munlock': return { result: machine.munlock(mm, this.vpn(step.at), this.pages(step.pages)) };
      case 'uffdRegister': return { result: machine.uffdRegister(mm, this.vpn(step.at), this.pages(step.pages), step.mode) };
      case 'uffdUnregister': return { result: machine.uffdUnregister(mm, this.vpn(step.at), this.pages(step.pages)) };
      case 'uffdWp': return { result: machine.uffdWp(mm, this.vpn(step.at), this.pages(step.pages), step.on) };
      case 'uffdCopy': return { result: machine.uffdCopy(mm, this.vpn(step.at), step.value, step.wp ?? false) };
      case 'uffdZero': return { result: machine.uffdZero(mm, this.vpn(step.at), this.pages(step.pages)) };
      case 'uffdPoison': return { result: machine.uffdPoison(mm, this.vpn(step.at), this.pages(step.pages)) };
      case 'madvise': return { result: machine.madvise(mm, this.vpn(step.at), this.pages(step.pages), step.advice as Advice) };
    }
  }

  private applyToMachine(step: MachineStep): Result {
    return isFileStep(step) ? this.applyToFile(step) : { result: this.machine[step.name]() };
  }

  /** Where a mapping of this name goes. */
  private place({ as, pages, skew = 0, fixed }: StepOf<'mmap'>): number {
    if (fixed === undefined) return this.places.add(as, this.pages(pages), this.pages(skew));
    const vpn = this.vpn(fixed);
    this.places.alias(as, vpn);
    return vpn;
  }

  /** The name a process that has ended would have made is a place all the same: others may look there, and find nothing. */
  private reserve(step: Step): void {
    if (step.name === 'mmap') this.place(step);
    if (step.name === 'mremap' && moves(step)) this.places.add(step.as, this.pages(step.newPages));
  }

  private mmap(step: StepOf<'mmap'>, mm: number): string {
    return this.machine.mmap(mm, {
      vpn: this.place(step), pages: this.pages(step.pages), prot: protOf(step.prot), shared: step.share === 'shared', ...this.backing(step), populate: step.populate ?? false,
      locked: step.locked ?? false, noreserve: step.noreserve ?? false,
    });
  }

  /** Anonymous memory has neither an offset nor a descriptor. */
  private backing({ backing, offset = 0, readonlyFd = false }: StepOf<'mmap'>): Pick<MmapRequest, 'backing' | 'file' | 'offset' | 'readOnly'> {
    if (backing === 'anon') return { backing };
    const opened = { offset: this.pages(offset), readOnly: readonlyFd };
    return backing === 'zero' ? { backing, ...opened } : { backing: 'file', file: this.files.get(backing.replace(/.*:/, ''))!, ...opened };
  }

  private fork(child: string, mm: number): string {
    const { errno, mm: made } = this.machine.fork(mm);
    if (errno === 'ok') this.processes.set(child, made);
    return errno;
  }

  /** What the name of a pin or reference stands for; a name that got nothing stands for none. */
  private held(name: string, { errno, hold }: HoldResult): string {
    this.holds.set(name, hold);
    return errno;
  }

  /** Lets go of what a name stands for. Of nothing, that there is none. */
  private withHold<T>(name: string, use: (hold: number) => T): T | { result: string } {
    const hold = this.holds.get(name);
    return hold === undefined || hold === NO_HOLD ? { result: 'EINVAL' } : use(hold);
  }

  private readGot(mm: number, hold: number): Result {
    const { result, values } = this.machine.readGot(mm, hold);
    return { result, value: values };
  }

  private remote(step: StepOf<'poke' | 'peek' | 'vmRead' | 'vmWrite'>, mm: number): Result {
    const { machine } = this;
    const target = this.processes.get(step.target);
    const vpn = this.vpn(step.at);
    if (target === undefined) return { result: 'noProcess' };
    switch (step.name) {
      case 'poke': return machine.poke(mm, target, vpn, step.value);
      case 'peek': return machine.peek(mm, target, vpn);
      case 'vmRead': return machine.vmRead(mm, target, vpn);
      case 'vmWrite': return machine.vmWrite(mm, target, vpn, step.value);
    }
  }

  private exit(name: string, mm: number): string {
    this.machine.exit(mm);
    this.processes.delete(name);
    return 'ok';
  }

  private mremap(step: StepOf<'mremap'>, mm: number): string {
    const { machine } = this;
    const vpn = this.vpn(step.at);
    const pages = this.pages(step.pages);
    const newPages = this.pages(step.newPages);
    if (!moves(step)) return machine.mremap(mm, vpn, pages, newPages);
    return machine.mremap(mm, vpn, pages, newPages, { vpn: this.places.add(step.as, newPages), dontUnmap: step.dontUnmap === true });
  }
}
