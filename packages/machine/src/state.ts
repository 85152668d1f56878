import { handlersByKind, statesByKind, type HandlerTable } from '@faultline/contracts';
import { CORE_FOLDS, CORE_GUARDS, initialCoreState, type CoreState, type Shape } from '@faultline/core-mm';
import { initialState as initialCpuState, TLB_FOLDS, TLB_GUARDS, type CpuState } from '@faultline/cpu';
import { cloneGatherState, GATHER_FOLDS, GATHER_GUARDS, initialGatherState, type GatherState } from '@faultline/mmu-gather';

/** The whole state of a machine: what a log folds into. */
export interface MachineState {
  readonly core: CoreState;
  readonly gather: GatherState;
  readonly tlbs: CpuState;
}

/** A machine before its first event. */
export const initialMachineState = (shape: Shape, memoryPages: number, cpus: number): MachineState => ({
  core: initialCoreState(shape, memoryPages),
  gather: initialGatherState(),
  tlbs: initialCpuState(cpus, shape.indexBits),
});

const FOLDS = handlersByKind({ core: CORE_FOLDS, cpu: TLB_FOLDS, gather: GATHER_FOLDS });
const GUARDS = handlersByKind({ core: CORE_GUARDS, cpu: TLB_GUARDS, gather: GATHER_GUARDS });

const statesOf = ({ core, tlbs, gather }: MachineState): readonly unknown[] => statesByKind({ core, cpu: tlbs, gather });

/** The one way to change a state, live and in replay (DESIGN §4.1). */
export const foldsInto = (state: MachineState): HandlerTable => ({ handlers: FOLDS, states: statesOf(state) });

/** Asks of each record why it cannot follow on a state. */
export const guardsOf = (state: MachineState): HandlerTable => ({ handlers: GUARDS, states: statesOf(state) });

/** A copy of a state that shares what neither side writes. */
export const snapshotState = (state: MachineState): MachineState => ({
  core: state.core.snapshot(),
  gather: cloneGatherState(state.gather),
  tlbs: state.tlbs.map((tlb) => tlb.clone()),
});
