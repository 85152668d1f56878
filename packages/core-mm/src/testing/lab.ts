import {
  ACCESS_READ, ENUMS, profileOf, runPath, threadOn, type Access, type Architecture, type Codec, type CpuId, type EntrySlot, type Kernel, type Level, type MmId, type Path, type Profile,
  type StepPoint, type Vpn,
} from '@faultline/contracts';
import { AT, givenEntry as changeEntry } from '../../../../tools/arch-lab/cases/given-state';
import { partsOf, type MachineName } from '../../../../tools/arch-lab/cases/machines';
import { Core } from '../core';
import { LoneCore } from '../create-core';
import { immediateGather } from '../immediate-gather';
import { outcomeName } from '../outcome';
import { SystemCalls } from '../system-calls';
import { Caches } from './caches';
import { LabCpu } from './lab-cpu';

/** The paths of a thread: system calls, and accesses of its CPU. */
export class LabPaths extends SystemCalls {
  private readonly cpu: LabCpu;

  constructor(core: Core, caches: Caches) {
    super(core);
    this.cpu = new LabCpu(core, caches);
  }

  /** One byte of user memory: the byte, or -1 - outcome. */
  *access(id: MmId, vpn: Vpn, access: Access, user: boolean, value: number): Path<number> {
    const mm = this.mm(id);
    yield* this.attach(mm);
    return yield* this.cpu.access(mm, vpn, access, user, value);
  }
}

interface LabOptions {
  readonly kernel?: Kernel;
  readonly profile?: Profile;
  /** 16 MiB unless said otherwise. */
  readonly memoryPages?: number;
  readonly cpus?: number;
}

interface Result {
  /** `ok`, `EFAULT` (kernel access), or `SIGSEGV/MAPERR` and the like. */
  readonly result: string;
  /** The byte read. */
  readonly value?: number;
}

/** A core that is complete by itself, and CPUs to touch its memory with. Its own calls act on CPU 0. */
export class CaseLab extends LoneCore {
  readonly architecture: Architecture;
  readonly cpus: number;
  readonly memoryPages: number;
  readonly paths: LabPaths;
  readonly caches: Caches;

  constructor(architecture: Architecture, { memoryPages = 4096, cpus = 1, profile = profileOf(architecture.kernel) }: LabOptions) {
    const caches = new Caches();
    super({ architecture, memoryPages, profile, host: caches });
    this.caches = caches;
    this.architecture = architecture;
    this.cpus = cpus;
    this.memoryPages = memoryPages;
    this.paths = new LabPaths(this.core, caches);
  }

  /** A thread of its own on a CPU, over the same memory. */
  threadOn(cpu: CpuId): LabPaths {
    const { state, arch, profile, host } = this.core;
    const core = new Core({ state, thread: threadOn(this.log, cpu), architecture: arch, profile, host, gather: immediateGather });
    return new LabPaths(core, this.caches);
  }

  spawn(): MmId {
    return this.createMm();
  }

  /** One access of user code at the first byte of a page. `value` for writes. */
  access(mm: MmId, vpn: Vpn, access: (typeof ENUMS.access)[number], value = 0): Result {
    return this.touch(mm, vpn, access, true, value);
  }

  /** The kernel reads or writes the byte for the process. */
  kernelAccess(mm: MmId, vpn: Vpn, access: 'read' | 'write', value = 0): Result {
    return this.touch(mm, vpn, access, false, value);
  }

  private touch(mm: MmId, vpn: Vpn, name: (typeof ENUMS.access)[number], user: boolean, value: number): Result {
    const access = ENUMS.access.indexOf(name) as Access;
    const byte = this.transaction('access', () => runPath(this.paths.access(mm, vpn, access, user, value)));
    if (byte < 0) return { result: outcomeName(-1 - byte) };
    return access === ACCESS_READ ? { result: 'ok', value: byte } : { result: 'ok' };
  }
}

/** A small core to try cases on. */
export const lab = (name: MachineName, { kernel = '6.2', ...options }: LabOptions = {}): CaseLab =>
  new CaseLab(partsOf(name, kernel).architecture, options);

/** An access of user code on a CPU of choice: the byte, or a negative number. */
export const accessOn = (machine: CaseLab, cpu: number, mm: number, access: Access, vpn = AT, value = 0): number =>
  runPath(machine.threadOn(cpu).access(mm, vpn, access, true, value));

/** Every CPU loads the address space; CPU 0 acts afterwards. */
export function loadEverywhere(machine: CaseLab, mm: number): void {
  for (let cpu = machine.cpus - 1; cpu > 0; cpu--) machine.threadOn(cpu).switchTo(mm);
  machine.paths.switchTo(mm);
}

/** Given: the entry of a level at `vpn` was changed so, and no CPU caches another. The tables above it are there. */
export function givenEntry(
  machine: CaseLab, mm: number, change: (codec: Codec, entry: EntrySlot, level: Level) => void, vpn = AT, level?: Level,
): void {
  changeEntry(machine, mm, change, vpn, level);
  machine.caches.evict(mm, vpn);
}

/** A kernel path that can be stopped between its steps while other things happen. */
interface Stoppable<T> {
  /** Goes on to a step that `stop` accepts, by default to the end; undefined: it stopped. */
  run(stop?: (step: StepPoint) => boolean): T | undefined;
}

export function thread<T>(machine: CaseLab, cpu: number, path: (paths: LabPaths) => Path<T>): Stoppable<T> {
  const running = path(machine.threadOn(cpu));
  return {
    run(stop = () => false) {
      for (;;) {
        const step = running.next();
        if (step.done) return step.value;
        if (stop(step.value)) return undefined;
      }
    },
  };
}
