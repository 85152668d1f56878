import { handlersByKind, RULE_IDS, statesByKind, type CpuHandlers, type FactHandlers, type HandlerTable } from '@faultline/contracts';
import { FIRST_FRAME } from '@faultline/core-mm';
import type { MachineState } from './state';

/** Why a record cannot follow; undefined: it can. */
type Verdict = string | undefined;

/** Facts change nothing, but say what the state knows better. */
const FACT_GUARDS: Partial<FactHandlers<MachineState, Verdict>> = {
  BranchTaken: (_state, rule) => (RULE_IDS[rule] === undefined ? `there is no rule ${rule}` : undefined),
  FlushCompleted: ({ tlbs }, request) => {
    const cpu = tlbs.findIndex(({ pending }) => pending.placeOf(request) >= 0);
    return cpu < 0 ? undefined : `the share of CPU ${cpu} in request ${request} waits`;
  },
};

/** What a CPU caches is memory, and of an address space, neither of which it knows by itself. */
const CACHE_GUARDS: Partial<CpuHandlers<MachineState, Verdict>> = {
  TlbFilled: ({ core }, _flags, level, _replaced, _slot, mm, _vpn, pfn) => {
    if (!core.hasMm(mm)) return `there is no address space ${mm}`;
    if (!(core.shape.entries[level]! > 0)) return `there is no level ${level}`;
    return pfn >= FIRST_FRAME && pfn < FIRST_FRAME + core.memoryPages ? undefined : `frame 0x${pfn.toString(16)} is outside memory`;
  },
  WalkCacheFilled: ({ core }, _slot, _mm, _vpn, table) => (core.tables.has(table) ? undefined : `no page table stands at 0x${table.toString(16)}`),
};

const ACROSS = handlersByKind({ none: FACT_GUARDS, cpu: CACHE_GUARDS });

/** Asks of each record why it cannot follow on what its owner does not see of a state. */
export const guardsAcross = (state: MachineState): HandlerTable => ({ handlers: ACROSS, states: statesByKind({ none: state, cpu: state }) });
