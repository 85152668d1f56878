import { runPath, type Access, type Codec, type EntrySlot, type Kernel, type Level, type Path, type StepPoint } from '@faultline/contracts';
import { AT, givenEntry as changeEntry } from '../../../../tools/arch-lab/cases/given-state';
import { partsOf, type MachineName } from '../../../../tools/arch-lab/cases/machines';
import type { MachineOptions } from '../api';
import { createMachine, type SimulatedMachine } from '../machine';
import type { MachinePaths } from '../paths';

export { AT, coreFault, givenVma, mapped, pageAt, prot, recorded, vmaAt } from '../../../../tools/arch-lab/cases/given-state';
export { MACHINES, type MachineName } from '../../../../tools/arch-lab/cases/machines';
export { ofType, rules } from '../../../../tools/arch-lab/cases/words';

export type LabOptions = Partial<Omit<MachineOptions, 'architecture' | 'createMmu'>> & { readonly kernel?: Kernel };

/** A small machine to test on: 16 MiB unless said otherwise. */
export function lab(name: MachineName, { kernel = '6.2', ...options }: LabOptions = {}): SimulatedMachine {
  return createMachine({ ...partsOf(name, kernel), memoryPages: 4096, ...options });
}

/** An access of user code on a CPU of choice: the byte, or a negative number. */
export function accessOn(machine: SimulatedMachine, cpu: number, mm: number, access: Access, vpn = AT, value = 0): number {
  return runPath(machine.on(cpu).paths.access(mm, vpn, access, true, value));
}

/** Given: the entry of a level at `vpn` was changed so, and no TLB holds it. The tables above it are there. */
export function givenEntry(
  machine: SimulatedMachine, mm: number, change: (codec: Codec, entry: EntrySlot, level: Level) => void, vpn = AT, level?: Level,
): void {
  changeEntry(machine, mm, change, vpn, level);
  for (let cpu = machine.cpus - 1; cpu >= 0; cpu--) machine.on(cpu).unit.evict(machine.core.state.mm(mm), vpn);
}

/** A kernel path that can be stopped between its steps while other things happen. */
export interface Stoppable<T> {
  /** Goes on to a step that `stop` accepts, by default to the end; undefined: it stopped. */
  run(stop?: (step: StepPoint) => boolean): T | undefined;
}

export function thread<T>(machine: SimulatedMachine, cpu: number, path: (paths: MachinePaths) => Path<T>): Stoppable<T> {
  const { scheduler } = machine;
  const running = path(machine.threadOn(cpu).paths);
  const advance = (stop: (step: StepPoint) => boolean): T | undefined => {
    for (;;) {
      const step = running.next();
      if (step.done) return step.value;
      if (step.value.kind === 'flush') scheduler.drain();
      if (stop(step.value)) return undefined;
    }
  };
  return {
    run(stop = () => false) {
      scheduler.held = true;
      const result = advance(stop);
      scheduler.held = false;
      return result;
    },
  };
}

/** Runs a kernel path to its end on a CPU of one's choice; the calls of a machine all act on CPU 0. */
export function onCpu<T>(machine: SimulatedMachine, cpu: number, path: (paths: MachinePaths) => Path<T>): T {
  return runPath(path(machine.on(cpu).paths));
}

/** Every CPU loads the address space; CPU 0 acts afterwards. */
export function loadEverywhere(machine: SimulatedMachine, mm: number): void {
  for (let cpu = machine.cpus - 1; cpu >= 0; cpu--) machine.on(cpu).paths.switchTo(mm);
}

/** A kernel path on CPU 0 that runs to the first step point that is wanted; in between, other CPUs may act. Undefined: it ended. */
export function steppedPath(
  machine: SimulatedMachine, path: (paths: MachinePaths) => Path<unknown>,
): (wanted: StepPoint['kind']) => StepPoint | undefined {
  const { scheduler } = machine;
  const running = path(machine.threadOn(0).paths);
  return (wanted) => {
    scheduler.held = true;
    let step = running.next();
    while (!step.done && step.value.kind !== wanted) step = running.next();
    scheduler.held = false;
    return step.done ? undefined : step.value;
  };
}
