import {
  cpuSet, EFFECT_MM, EFFECT_PAGE, EFFECT_PAGE_LOCAL, EFFECT_RANGE, LiveSteps, STEP_STORE, wordOf, type EntrySlot, type Kernel, type LiveOps, type MmHw,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { riscv } from './index';
import { slotOf } from './testing/tables';

const mm = (flushPending = 0): MmHw => ({ id: 1, topLevel: 3, attachedCpus: cpuSet(0), cpuMask: cpuSet(0), flushPending, flushOwed: false });
const NAMES: Readonly<Record<number, string>> = { [EFFECT_PAGE]: 'page', [EFFECT_PAGE_LOCAL]: 'local page', [EFFECT_RANGE]: 'range', [EFFECT_MM]: 'mm' };

/** Steps in words: a store as the value, an effect by its name. */
function stepsOf(run: (steps: LiveSteps) => unknown): { steps: (string | bigint)[]; result: unknown } {
  const steps = new LiveSteps();
  const result = run(steps);
  return {
    result,
    steps: Array.from({ length: steps.count }, (_, at) => (steps.kind[at] === STEP_STORE ? wordOf(steps.lo[at]!, steps.hi[at]!) : NAMES[steps.kind[at]!]!)),
  };
}

/** A page: V R W U A D, frame 0x80f00; its forms differ in the low byte. */
const PAGE = 0x203c00d7n;
const OLD = 0x203c0097n;
const READ_ONLY = 0x203c00d3n;
const PROT_NONE = 0x203c00e2n;
const HUGE = 0x240800d7n;
const HUGE_INVALID = 0x240800d6n;

type Row = readonly [string, (live: LiveOps, steps: LiveSteps) => unknown, readonly (string | bigint)[], unknown?];
const e = (word: bigint): EntrySlot => slotOf(word);

/** arch-riscv §8, and its column of arch-interface §5. The same in every kernel, where no row says otherwise. */
const EVERYWHERE: readonly Row[] = [
  ['getAndClear', (l, s) => l.getAndClear(0, e(PAGE), mm(), 0, s), [0n]],
  ['getAndClear of a huge entry', (l, s) => l.getAndClear(1, e(HUGE), mm(), 0, s), [0n]],
  ['getAndClearFull', (l, s) => l.getAndClearFull(0, e(PAGE), mm(), 0, false, s), [0n]],
  ['getAndClearFull, whole mm', (l, s) => l.getAndClearFull(0, e(PAGE), mm(), 0, true, s), [0n]],
  ['clearFlush', (l, s) => l.clearFlush(0, e(PAGE), mm(), 0, s), [0n, 'page']],
  ['clearFlush of PROT_NONE, flush pending', (l, s) => l.clearFlush(0, e(PROT_NONE), mm(1), 0, s), [0n, 'page']],
  ['clearFlush of a huge entry', (l, s) => l.clearFlush(1, e(HUGE), mm(), 0, s), [0n, 'range']],
  ['clearFlush of an invalidated huge entry', (l, s) => l.clearFlush(1, e(HUGE_INVALID), mm(), 0, s), [0n, 'range']],
  ['setWrProtect', (l, s) => l.setWrProtect(0, e(PAGE), mm(), 0, s), [READ_ONLY]],
  ['testAndClearYoung', (l, s) => l.testAndClearYoung(0, e(PAGE), mm(), 0, s), [OLD], true],
  ['testAndClearYoung of an old entry', (l, s) => l.testAndClearYoung(0, e(OLD), mm(), 0, s), [], false],
  ['clearFlushYoung', (l, s) => l.clearFlushYoung(0, e(PAGE), mm(), 0, s), [OLD], true],
  ['clearFlushYoung of an old entry', (l, s) => l.clearFlushYoung(0, e(OLD), mm(), 0, s), [], false],
  ['clearFlushYoung of a huge entry', (l, s) => l.clearFlushYoung(1, e(HUGE), mm(), 0, s), [0x24080097n, 'range'], true],
  ['modifyProtStart', (l, s) => l.modifyProtStart(0, e(PAGE), mm(), 0, s), [0n]],
  ['modifyProtCommit', (l, s) => l.modifyProtCommit(0, e(PAGE), e(READ_ONLY), mm(), 0, s), [READ_ONLY]],
  ['invalidateHuge', (l, s) => l.invalidateHuge(1, e(HUGE), mm(), 0, s), [HUGE_INVALID, 'range']],
  ['fixSpurious', (l, s) => l.fixSpurious(mm(), 0, s), ['page']],
  ['flushPage', (l, s) => l.flushPage(mm(), s), ['page']],
  ['flushRange', (l, s) => l.flushRange(mm(), s), ['range']],
  ['flushMm', (l, s) => l.flushMm(mm(), s), ['mm']],
  ['needsFlush, nothing lost', (l) => l.needsFlush(Number(READ_ONLY), 0, Number(PAGE), 0), [], true],
];
/** The hart may have cached an entry as invalid: every install is fenced, so every change is reported. */
const WITHOUT_SVVPTC: readonly Row[] = [
  ['setAccessFlags, for a write', (l, s) => l.setAccessFlags(0, e(READ_ONLY), e(PAGE), true, mm(), 0, s), [PAGE], true],
  ['setAccessFlags, for a read', (l, s) => l.setAccessFlags(0, e(OLD), e(PAGE), false, mm(), 0, s), [PAGE], true],
  ['setAccessFlags takes the entry whole, what it loses too', (l, s) => l.setAccessFlags(0, e(PAGE), e(READ_ONLY), false, mm(), 0, s), [READ_ONLY], true],
  ['setAccessFlags, nothing differs', (l, s) => l.setAccessFlags(0, e(PAGE), e(PAGE), true, mm(), 0, s), [], true],
  ['afterInstall', (l, s) => l.afterInstall(mm(), 0, s), ['local page']],
];
const WITH_SVVPTC: readonly Row[] = [
  ['setAccessFlags', (l, s) => l.setAccessFlags(0, e(READ_ONLY), e(PAGE), true, mm(), 0, s), [PAGE, 'page'], true],
  ['setAccessFlags, nothing differs', (l, s) => l.setAccessFlags(0, e(PAGE), e(PAGE), true, mm(), 0, s), [], false],
  ['afterInstall', (l, s) => l.afterInstall(mm(), 0, s), []],
];
/** `pte_accessible` is generic, always true, up to 6.2. */
const OLDER: readonly Row[] = [
  ['clearFlush of PROT_NONE', (l, s) => l.clearFlush(0, e(PROT_NONE), mm(), 0, s), [0n, 'page']],
  ['clearFlush of an empty entry', (l, s) => l.clearFlush(0, e(0n), mm(), 0, s), [0n, 'page']],
];
const NEWER: readonly Row[] = [
  ['clearFlush of PROT_NONE', (l, s) => l.clearFlush(0, e(PROT_NONE), mm(), 0, s), [0n]],
  ['clearFlush of an empty entry', (l, s) => l.clearFlush(0, e(0n), mm(1), 0, s), [0n]],
];

const SUBJECTS: readonly { kernel: Kernel; config: string; rows: readonly Row[] }[] = [
  { kernel: '6.1', config: 'sv39', rows: [...EVERYWHERE, ...WITHOUT_SVVPTC, ...OLDER] },
  { kernel: '6.2', config: 'sv48', rows: [...EVERYWHERE, ...WITHOUT_SVVPTC, ...OLDER] },
  { kernel: '6.12', config: 'sv57', rows: [...EVERYWHERE, ...WITHOUT_SVVPTC, ...NEWER] },
  { kernel: '6.12', config: 'sv48+svvptc', rows: [...EVERYWHERE, ...WITH_SVVPTC, ...NEWER] },
];

describe.each(SUBJECTS)('§8: $config, kernel $kernel', ({ kernel, config, rows }) => {
  const { live, caps } = riscv({ kernel, config });
  it.each(rows.map(([name, run, steps, result]) => ({ name, run, steps, result })))('$name', ({ run, steps, result }) => {
    const found = stepsOf((list) => run(live, list));
    expect(found.steps).toEqual(steps);
    expect(found.result).toBe(result);
  });
  it('says whether an install has an effect', () => expect(caps.installEffect).toBe(!config.includes('svvptc')));
});
