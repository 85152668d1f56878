import { EFFECT_MM, EFFECT_RANGE, type GatherFlush, type GatherPolicy, type LiveSteps, type MmHw } from '@faultline/contracts';

/** What architectures choose (mmu-gather.md §10, §11). */
type Flush = (state: GatherFlush, mm: MmHw, steps: LiveSteps) => void;

const whole = ({ fullmm, needFlushAll }: GatherFlush): boolean => fullmm || needFlushAll;

const rangeOrMm: Flush = (state, _, steps) => steps.effect(whole(state) ? EFFECT_MM : EFFECT_RANGE);
const generic: Flush = (state, _, steps) => {
  if (whole(state)) steps.effect(EFFECT_MM);
  else if (state.end !== 0) steps.effect(EFFECT_RANGE);
};
const arm64: Flush = (state, _, steps) => {
  if (!state.fullmm) steps.effect(EFFECT_RANGE);
  else if (state.freedTables) steps.effect(EFFECT_MM);
};
const s390: Flush = (_, { flushOwed }, steps) => {
  if (flushOwed) steps.effect(EFFECT_MM);
};
const riscv61: Flush = (_, __, steps) => steps.effect(EFFECT_MM);
const riscv612: Flush = (state, _, steps) => steps.effect(whole(state) || state.freedTables ? EFFECT_MM : EFFECT_RANGE);

const BATCHED = { mode: 'batched', tableFreeOwesFlush: false } as const;

export const X86:             GatherPolicy = { ...BATCHED, mergeVmas: true,  tableFree: 'rcuBatch',  flush: rangeOrMm };
export const X86_NO_PARAVIRT: GatherPolicy = { ...BATCHED, mergeVmas: true,  tableFree: 'pageBatch', flush: rangeOrMm };
export const ARM64:           GatherPolicy = { ...BATCHED, mergeVmas: false, tableFree: 'rcuBatch',  flush: arm64 };
export const RISCV_6_1:       GatherPolicy = { ...BATCHED, mergeVmas: false, tableFree: 'pageBatch', flush: riscv61 };
export const RISCV_6_12:      GatherPolicy = { ...BATCHED, mergeVmas: false, tableFree: 'rcuBatch',  flush: riscv612 };
export const GENERIC:         GatherPolicy = { ...BATCHED, mergeVmas: false, tableFree: 'pageBatch', flush: generic };
export const S390:            GatherPolicy = { mode: 'immediate', mergeVmas: true, tableFree: 'rcuBatch', tableFreeOwesFlush: true, flush: s390 };
