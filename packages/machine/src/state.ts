import { argumentText, handlersByKind, isObject, statesByKind, type HandlerTable } from '@faultline/contracts';
import { CORE_FOLDS, CORE_GUARDS, initialState as initialCoreState, type CoreState, type Shape } from '@faultline/core-mm';
import { initialState as initialCpuState, TLB_FOLDS, TLB_GUARDS, type CpuState } from '@faultline/cpu';
import { GATHER_FOLDS, GATHER_GUARDS, initialState as initialGatherState, type GatherState } from '@faultline/mmu-gather';
import { MachineError } from './errors';
import { equalStores, hashStores, Journal, packStores, unpackStores, type PackedStores, type Stores } from '@faultline/state-kit';

/** The whole state of a machine: what a log folds into. */
export interface MachineState {
  /** Memory: frames, tables, address spaces. */
  readonly core: CoreState;
  /** Gathers in progress. */
  readonly gather: GatherState;
  /** What each CPU caches, by CPU. */
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

function statesOf(state: MachineState): readonly unknown[] {
  const { core, tlbs, gather } = checked(state);
  return statesByKind({ core, cpu: tlbs, gather });
}

/** The one way to change a state, live and in replay (DESIGN §4.1). */
export const foldsInto = (state: MachineState): HandlerTable => ({ handlers: FOLDS, states: statesOf(state) });

/** Asks of each record why it cannot follow on a state. */
export const guardsOf = (state: MachineState): HandlerTable => ({ handlers: GUARDS, states: statesOf(state) });

/** Has it the parts of a machine's state? */
export function isMachineState(value: unknown): value is MachineState {
  const { core, gather, tlbs } = (isObject(value) ? value : {}) as Partial<MachineState>;
  return isObject(core) && isObject(gather) && Array.isArray(tlbs);
}

/** @throws MachineError `bad-argument` */
function checked(state: MachineState): MachineState {
  if (isMachineState(state)) return state;
  throw new MachineError('bad-argument', `state is ${argumentText(state)}, but must be the state of a machine`, 'pass what snapshotState, replay or initialMachineState returned');
}

/** A copy of a state that shares what neither side writes. @throws MachineError `bad-argument` */
export function snapshotState(state: MachineState): MachineState {
  const { core, gather, tlbs } = checked(state);
  return { core: core.snapshot(), gather: gather.snapshot(), tlbs: tlbs.map((tlb) => tlb.clone()) };
}

const named = (part: string, stores: Stores): Stores => Object.fromEntries(Object.entries(stores).map(([name, store]) => [`${part}.${name}`, store]));

/** Every store of a machine's state, by part and name: what the declarations of its parts come to. @throws MachineError `bad-argument` */
export function storesOf(state: MachineState): Stores {
  const { core, gather, tlbs } = checked(state);
  return Object.assign(named('core', core.stores), named('gather', gather.stores), ...tlbs.map((tlb, cpu) => named(`cpu${cpu}`, tlb.stores))) as Stores;
}

/** Do two machines of one shape hold the same? */
export const equalStates = (one: MachineState, other: MachineState): boolean => equalStores(storesOf(one), storesOf(other));

/** 32 bits; equal states have equal hashes, whatever their history. */
export const hashState = (state: MachineState): number => hashStores(storesOf(state));

/** A journal of the whole state, off at first: with it on, what records did can be taken back to a mark. */
export function journalOf(state: MachineState): Journal {
  const journal = new Journal();
  journal.watch(Object.values(storesOf(state)));
  return journal;
}

/** The state as it crosses to a worker: `postMessage(packed.stores, packed.transfer)`. */
export const packState = (state: MachineState): PackedStores => packStores(storesOf(state));

/** The state that was packed. @param empty a machine of the same shape before its first event, which becomes that state */
export function unpackState(empty: MachineState, packed: PackedStores['stores']): MachineState {
  unpackStores(storesOf(empty), packed);
  return empty;
}
