import { arm64 } from '@faultline/arch-arm64';
import { mmuFor } from '@faultline/arch-arm64/mmu';
import { s390 } from '@faultline/arch-s390';
import { createMmu as s390Mmu } from '@faultline/arch-s390/mmu';
import { x86_64 } from '@faultline/arch-x86';
import { createMmu as x86Mmu } from '@faultline/arch-x86/mmu';
import {
  ENUMS, FAULT_FLAG_DEFAULT, HOW_SET, KERNELS, recRefChanged, recVmaInserted, recVmaRemoved, REF_FAULT, RULE_IDS, runPath, threadOn,
  VM_SHARED, vmFlagsOf, type Access, type Architecture, type Codec, type EntrySlot, type Kernel, type MmEvent, type Path,
  type RuleId, type StepPoint, type VmFlags, PTE, type Level,
} from '@faultline/contracts';
import { entryFor, handleMmFault, setEntry, vmaLookup, type Vma } from '@faultline/core-mm';
import type { CreateMmu, MachineOptions, PageView, Prot } from '../api';
import { createMachine, type SimulatedMachine } from '../machine';
import type { MachinePaths } from '../paths';

/** Architectures that tests of the machine run on, by the name `uname -m` has for them. */
export const MACHINES = ['x86-64', 'arm64', 'arm64-swaf', 's390'] as const;
export type MachineName = (typeof MACHINES)[number];

function partsOf(name: MachineName, kernel: Kernel): { architecture: Architecture; createMmu: CreateMmu } {
  if (name === 'x86-64') return { architecture: x86_64({ kernel }), createMmu: x86Mmu };
  if (name === 's390') return { architecture: s390({ kernel }), createMmu: s390Mmu };
  const architecture = arm64({ kernel, config: name === 'arm64' ? '4k-48' : '4k-48+swaf' });
  return { architecture, createMmu: mmuFor(architecture) };
}

export type LabOptions = Partial<Omit<MachineOptions, 'architecture' | 'createMmu'>> & { readonly kernel?: Kernel };

/** A small machine to test on: 16 MiB unless said otherwise. */
export function lab(name: MachineName, { kernel = '6.2', ...options }: LabOptions = {}): SimulatedMachine {
  return createMachine({ ...partsOf(name, kernel), memoryPages: 4096, ...options });
}

/** What an operation recorded. */
export function recorded(machine: SimulatedMachine, operation: () => unknown): MmEvent[] {
  const from = machine.log.length;
  operation();
  return [...machine.log.events(from)];
}

/** Events of one type. */
export const ofType = <T extends MmEvent['type']>(events: readonly MmEvent[], type: T): Extract<MmEvent, { type: T }>[] =>
  events.filter((event): event is Extract<MmEvent, { type: T }> => event.type === type);

/** Every machine under every kernel: for `describe.each`. */
export const EVERYWHERE = MACHINES.flatMap((name) => KERNELS.map((kernel) => ({ name, kernel })));

/** First page of the mappings of tests: aligned to a fault-around window and to a PTE table. */
export const AT = 0x10000;

/** A protection as `/proc/PID/maps` writes it: `rw`, `r`, `-`. */
export const prot = (text: string): Prot => ({ r: text.includes('r'), w: text.includes('w'), x: text.includes('x') });

/** A fresh process with one mapping. */
export function mapped(machine: SimulatedMachine, text = 'rw', { at = AT, pages = 1, shared = false } = {}): number {
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: at, pages, prot: prot(text), shared, backing: 'anon' });
  return mm;
}

/** Rules that decided, in order. */
export const rules = (events: readonly MmEvent[]): RuleId[] => ofType(events, 'BranchTaken').map(({ rule }) => RULE_IDS[rule]!);
export const hasRule = (events: readonly MmEvent[], rule: RuleId): boolean =>
  ofType(events, 'BranchTaken').some((event) => RULE_IDS[event.rule] === rule);

/** Value of a vmstat counter. */
export const vmstat = (machine: SimulatedMachine, item: (typeof ENUMS.vmstat)[number]): number =>
  machine.state.core.vmstat[ENUMS.vmstat.indexOf(item)]!;

/** The page mapped at `vpn`. */
export const pageAt = (machine: SimulatedMachine, mm: number, vpn = AT): PageView => machine.view.page(machine.view.entry(mm, vpn)!.pfn);

/** The core's own record of the VMA at `vpn`. */
export const vmaAt = (machine: SimulatedMachine, mm: number, vpn = AT): Vma => vmaLookup(machine.state.core.mm(mm).vmas, vpn)!;

/** A fault that no CPU raised, as GUP or KSM make them: `VM_FAULT_*` bits. Task `task` runs it and is charged. */
export function coreFault(machine: SimulatedMachine, mm: number, flags: number, { vpn = AT, task = mm } = {}): number {
  const { core, architecture: { caps } } = machine;
  core.rec.cause = -1;
  return runPath(handleMmFault(core, core.state.mm(mm), vmaAt(machine, mm, vpn), vpn, FAULT_FLAG_DEFAULT | flags, caps.initialPkru, task));
}

/** An access of user code on a CPU of choice: the byte, or a negative number. */
export function accessOn(machine: SimulatedMachine, cpu: number, mm: number, access: Access, vpn = AT, value = 0): number {
  return runPath(machine.on(cpu).paths.access(mm, vpn, access, true, value));
}

/**
 * Given: the entry of a level at `vpn` was changed so, and no TLB holds it. For states that this machine's calls do not lead to.
 * The tables above it are there.
 */
export function givenEntry(
  machine: SimulatedMachine, mm: number, change: (codec: Codec, entry: EntrySlot, level: Level) => void, vpn = AT, level: Level = PTE,
): void {
  const { core } = machine;
  const at = entryFor(core, core.state.mm(mm), vpn, level);
  if (at.level !== level) throw new Error(`no table leads to an entry of level ${level} for page ${vpn}`);
  const entry = { ...at.entry };
  change(core.arch.codec, entry, level);
  core.rec.cause = -1;
  setEntry(core, at, HOW_SET, entry);
  for (let cpu = machine.cpus - 1; cpu >= 0; cpu--) machine.on(cpu).unit.evict(core.state.mm(mm), vpn);
}

/** Given: the VMA at `vpn` has these flags (and key), and the protection that follows from them. */
export function givenVma(
  machine: SimulatedMachine, mm: number, flagsOf: (vmFlags: VmFlags) => number, { vpn = AT, pkey = 0, writenotify = false } = {},
): void {
  const { log, architecture } = machine;
  const vma = vmaAt(machine, mm, vpn);
  const vmFlags = vmFlagsOf(flagsOf(vma.vmFlags));
  const protection = { lo: 0, hi: 0 };
  architecture.prot.pageProt(writenotify ? vmFlags & ~VM_SHARED : vmFlags, pkey, protection);
  recVmaRemoved(threadOn(log), mm, vma.start);
  recVmaInserted(threadOn(log), pkey, vma.backing, mm, vmFlags, vma.start, vma.end, vma.pgoff, vma.object, vma.anonVma, protection);
}

/** Given: somebody holds `count` more references to the page (a short-term reference, a remote LRU batch, …). */
export function givenReferences(machine: SimulatedMachine, pfn: number, count: number): void {
  recRefChanged(threadOn(machine.log), REF_FAULT, pfn, count);
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

/** What a fault does, in short words; undefined: an event that changes no page, entry or count. */
function inWords(event: MmEvent): string | undefined {
  switch (event.type) {
    case 'RefChanged': return `ref ${event.delta > 0 ? '+' : ''}${event.delta} ${event.why}`;
    case 'FolioAllocated': return `alloc ${event.why}`;
    case 'FolioFreed': return 'free';
    case 'FolioCopied': return 'copy';
    case 'FolioFlagged': return `page.${event.flag} ${event.on ? 'set' : 'clear'}`;
    case 'NotifierCalled': return `notifier ${event.phase} ${event.kind}`;
    case 'EntrySet': return `${event.level === 0 ? 'pte' : 'table'}.${event.how}`;
    case 'FlushRequested': return `flush ${event.scope}`;
    case 'FlushDeferred': return 'flush owed';
    case 'RmapAdded': return `rmap.add ${event.kind}${event.exclusive ? ' exclusive' : ''}`;
    case 'RmapRemoved': return 'rmap.remove';
    case 'RmapMoved': return 'rmap.move';
    case 'LruAdded': return 'lru.add';
    case 'CounterChanged': return `${event.counter} ${event.delta > 0 ? '+' : ''}${event.delta}`;
    case 'VmstatCounted': return event.item;
    case 'AnonVmaCreated': return 'anon_vma';
    case 'TableAllocated': return `table.alloc ${event.level}`;
    case 'PageCacheAdded': return 'cache.add';
    default: return undefined;
  }
}

/** What happened, in short words. */
export const story = (events: readonly MmEvent[]): string[] => events.flatMap((event) => inWords(event) ?? []);

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
