import { CATALOGUE, type FoldTable, type RecordFold } from '@faultline/contracts';
import { CORE_FOLDS, initialCoreState, type CoreState, type Shape } from '@faultline/core-mm';
import { cloneGatherState, evolveGather, initialGatherState, type GatherState } from '@faultline/mmu-gather';
import { Tlb, TLB_FOLDS, WalkCache } from './tlb';

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

/** By kind: how a record of it is folded; undefined: it changes nothing. */
const FOLDS: readonly (RecordFold | undefined)[] = [undefined, ...CATALOGUE.map(({ owner }, at) => {
  if (owner === 'core') return CORE_FOLDS[at + 1];
  return owner === 'cpu' ? TLB_FOLDS[at + 1] : owner === 'gather' ? evolveGather : undefined;
})];

/** What a live machine's log folds with. */
export const foldsInto = ({ core, tlbs, gather }: MachineState): FoldTable => ({ folds: FOLDS, core, cpu: tlbs, gather });

const OWNERS = [undefined, ...CATALOGUE.map(({ owner }) => owner)];

/** The one way to change state, live and in replay (DESIGN §4.1). */
export function evolve(state: MachineState, words: Int32Array, at: number): void {
  const kind = words[at]! & 255;
  const owner = OWNERS[kind];
  if (owner === 'core') FOLDS[kind]!(state.core, words, at);
  else if (owner === 'cpu') FOLDS[kind]!(state.tlbs, words, at);
  else if (owner === 'gather') FOLDS[kind]!(state.gather, words, at);
}

/** A copy of a state that shares what neither side writes. */
export const snapshotState = (state: MachineState): MachineState => ({
  core: state.core.snapshot(),
  gather: cloneGatherState(state.gather),
  tlbs: state.tlbs.map((tlb) => tlb.clone()),
});
