import { cpuSet, EFFECT_MM, EFFECT_RANGE, LiveSteps, type GatherFlush, type Kernel } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { riscv } from './index';

const MM = { id: 1, topLevel: 3, attachedCpus: cpuSet(0), cpuMask: cpuSet(0), flushPending: 0, flushOwed: false };
const STATE: GatherFlush = { fullmm: false, needFlushAll: false, freedTables: false, start: 0, end: 8, clearedLevels: 1 };

/** The riscv column of arch-interface §4. */
const CAPABILITIES = {
  softDirty: false, uffdWp: false, swapExclusive: false, poisonSignal: false, devmap: false, pmdMigration: true, protnone: true, pkeys: false, executeOnly: true,
  softwareYoung: false, hwYoung: false, oldPrefault: false, installEffect: true, mkPteTakesDirty: false, initialPkru: 0,
  modifyKeeps: { pteDirty: true, hugeDirty: true, old: false, young: true },
};

describe('arch-interface §4: capabilities', () => {
  it.each([
    ['6.1', {}], ['6.2', {}], ['6.12', { swapExclusive: true, devmap: true }],
  ] as const)('kernel %s', (kernel, differs) => expect(riscv({ kernel }).caps).toMatchObject({ ...CAPABILITIES, ...differs }));
  it('the return instruction is 82 80', () => expect(riscv().caps.retByte).toBe(0x82));
  it('whole tables may be moved at pmd and pud', () => expect(riscv().caps).toMatchObject({ canMovePmd: true, canMovePud: true }));
  it('what the kernel assumes of the accessed mark is not what the hart does', () =>
    expect([riscv().caps.hwYoung, riscv().hw.ad.a]).toEqual([false, true]));
});

/** mmu-gather §10, §11, §15. */
const POLICIES: readonly { kernel: Kernel; config: string; tableFree: string; ranges: boolean }[] = [
  { kernel: '6.1', config: 'sv48', tableFree: 'pageBatch', ranges: false },
  { kernel: '6.2', config: 'sv48', tableFree: 'pageBatch', ranges: false },
  { kernel: '6.12', config: 'sv48', tableFree: 'rcuBatch', ranges: true },
  { kernel: '6.12', config: 'sv48+ipi', tableFree: 'pageBatch', ranges: true },
];

describe.each(POLICIES)('mmu-gather: $config, kernel $kernel', ({ kernel, config, tableFree, ranges }) => {
  const { gather } = riscv({ kernel, config });
  it('§10: pages are gathered, VMAs are not merged', () =>
    expect(gather).toMatchObject({ mode: 'batched', mergeVmas: false, tableFree, tableFreeOwesFlush: false }));

  it.each([
    ['some entries', {}, ranges ? EFFECT_RANGE : EFFECT_MM],
    ['the whole address space', { fullmm: true }, EFFECT_MM],
    ['an architecture that asks for all', { needFlushAll: true }, EFFECT_MM],
    ['tables were freed', { freedTables: true, clearedLevels: 2 }, EFFECT_MM],
  ])('§11: %s', (_name, differs, effect) => {
    const steps = new LiveSteps();
    gather.flush({ ...STATE, ...differs }, MM, steps);
    expect([...steps.kind.slice(0, steps.count)]).toEqual([effect]);
  });
});
