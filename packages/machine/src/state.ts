import { CATALOGUE } from '@faultline/contracts';
import { evolveCore, initialCoreState, type CoreState, type Shape } from '@faultline/core-mm';
import { cloneGatherState, evolveGather, initialGatherState, type GatherState } from '@faultline/mmu-gather';
import { evolveTlb, Tlb, WalkCache } from './tlb';

/** The whole state of a machine: what a log folds into. */
export interface MachineState {
  readonly core: CoreState;
  readonly gather: GatherState;
  readonly tlbs: readonly Tlb[];
}

/** A machine before its first event. */
export const initialMachineState = (shape: Shape, memoryPages: number, cpus: number): MachineState => ({
  core: initialCoreState(shape, memoryPages),
  gather: initialGatherState(),
  tlbs: Array.from({ length: cpus }, () => new Tlb(new WalkCache(31 - Math.clz32(shape.entries[0]!)))),
});

const NOBODY = 0;
const CORE = 1;
const CPU = 2;
const OWNER_CODES = { none: NOBODY, core: CORE, cpu: CPU, gather: 3 } as const;
/** Whose state a kind of event changes. */
const OWNERS = Uint8Array.from([NOBODY, ...CATALOGUE.map((spec) => OWNER_CODES[spec.owner])]);

/** The one way to change state, live and in replay (DESIGN §4.1). */
export function evolve(state: MachineState, words: Int32Array, at: number): void {
  const owner = OWNERS[words[at]! & 255]!;
  if (owner === CORE) evolveCore(state.core, words, at);
  else if (owner === CPU) evolveTlb(state.tlbs, words, at);
  else if (owner !== NOBODY) evolveGather(state.gather, words, at);
}

/** A copy of a state that shares what neither side writes. */
export const snapshotState = (state: MachineState): MachineState => ({
  core: state.core.snapshot(),
  gather: cloneGatherState(state.gather),
  tlbs: state.tlbs.map((tlb) => tlb.clone()),
});
