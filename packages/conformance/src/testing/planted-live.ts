import { EFFECT_DEFER_MM, EFFECT_PAGE, LiveSteps, STEP_STORE, type LiveOps, type StepKind } from '@faultline/contracts';
import { armSoftware, plant, x86, z, type Planted } from './plant';

const RW = 0x2;
const A = 0x20;
const D = 0x40;

type Op = 'getAndClear' | 'clearFlush' | 'setWrProtect' | 'testAndClearYoung' | 'clearFlushYoung' | 'modifyProtStart' | 'invalidateHuge';

/** An operation whose steps are changed one by one; undefined drops a step. */
const stepsOf =
  (op: Op, change: (kind: number, lo: number, hi: number) => readonly [number, number, number] | undefined) =>
  (live: LiveOps): Partial<LiveOps> => ({
    [op]: (
      level: number,
      old: { lo: number; hi: number },
      mm: Parameters<LiveOps['clearFlush']>[2],
      cpu: number,
      steps: LiveSteps,
    ): unknown => {
      const own = new LiveSteps();
      const result = live[op](level, old, mm, cpu, own) as unknown;
      for (let at = 0; at < own.count; at++) {
        const step = change(own.kind[at]!, own.lo[at]!, own.hi[at]!);
        if (step?.[0] === STEP_STORE) steps.store(step[1], step[2]);
        else if (step !== undefined) steps.effect(step[0] as StepKind);
      }
      return result;
    },
  });
const storing = (op: Op, value: (lo: number, hi: number) => readonly [number, number]) =>
  stepsOf(op, (kind, lo, hi) => (kind === STEP_STORE ? [kind, ...value(lo, hi)] : [kind, lo, hi]));
const onlyStores = (op: Op) => stepsOf(op, (kind, lo, hi) => (kind === STEP_STORE ? [kind, lo, hi] : undefined));

/** Faults of live operations. */
export const plantedLive: readonly Planted[] = [
  plant(
    'getAndClear leaves the empty entry',
    'zero on s390',
    z,
    'live',
    storing('getAndClear', () => [0, 0]),
  ),
  plant(
    'clearFlush leaves the empty entry',
    'zero on s390',
    z,
    'live',
    storing('clearFlush', () => [0, 0]),
  ),
  plant('getAndClearFull leaves the empty entry, full or not', 'nothing cleared when the mm goes away', x86, 'live', (it) => ({
    getAndClearFull(level, old, mm, cpu, full, steps) {
      if (!full) it.getAndClearFull(level, old, mm, cpu, full, steps);
    },
  })),
  plant('clearFlush flushes whatever was accessible', 'no flush', x86, 'live', onlyStores('clearFlush')),
  plant(
    'where nothing is gathered, getAndClear flushes or leaves the mm owing a flush',
    'owing while another CPU has the mm',
    z,
    'live',
    stepsOf('getAndClear', (kind, lo, hi) => (kind === STEP_STORE ? [kind, lo, hi] : [EFFECT_DEFER_MM, 0, 0])),
  ),
  plant(
    'setWrProtect leads to what wrProtect makes',
    'dirty lost on fork',
    x86,
    'live',
    storing('setWrProtect', (lo, hi) => [lo & ~D, hi]),
  ),
  plant('testAndClearYoung makes old, tells whether it was young, and changes nothing else', 'every page was young', x86, 'live', (it) => ({
    testAndClearYoung(level, old, mm, cpu, steps) {
      it.testAndClearYoung(level, old, mm, cpu, steps);
      return true;
    },
  })),
  plant(
    'clearFlushYoung makes old, tells whether it was young, and changes nothing else',
    'dirty lost with age',
    x86,
    'live',
    storing('clearFlushYoung', (lo, hi) => [lo & ~D, hi]),
  ),
  plant('after modifyProtStart hardware refuses the entry until the commit', 'an entry that stays in use', x86, 'live', () => ({
    modifyProtStart() {},
  })),
  plant('modifyProtCommit stores the entry it is given', 'the old entry stored again', x86, 'live', () => ({
    modifyProtCommit: (_level, old, _entry, _mm, _cpu, steps) => steps.store(old.lo, old.hi),
  })),
  plant(
    'invalidateHuge hides the leaf from hardware, flushes it, and keeps frame and marks',
    'no flush',
    x86,
    'live',
    onlyStores('invalidateHuge'),
  ),
  plant(
    'invalidateHuge hides the leaf from hardware, flushes it, and keeps frame and marks',
    'accessed lost',
    x86,
    'live',
    storing('invalidateHuge', (lo, hi) => [lo & ~A, hi]),
  ),
  plant('no live operation flushes before the store that takes the rights away', 'a flush that comes first', x86, 'live', () => ({
    clearFlush(_level, _old, _mm, _cpu, steps) {
      steps.effect(EFFECT_PAGE);
      steps.store(0, 0);
    },
  })),
  plant('live operations leave the slots of their caller alone', 'an entry that is aged in place', x86, 'live', (it) => ({
    testAndClearYoung(level, old, mm, cpu, steps) {
      const young = it.testAndClearYoung(level, old, mm, cpu, steps);
      old.lo &= ~A;
      return young;
    },
  })),
  plant('setAccessFlags leads to the entry that the fault wants', 'a store that never becomes writable', x86, 'live', () => ({
    setAccessFlags(_level, old, entry, _dirty, _mm, _cpu, steps) {
      steps.store((entry.lo & ~RW) | (old.lo & RW), entry.hi);
      return old.lo !== entry.lo || old.hi !== entry.hi;
    },
  })),
  plant('setAccessFlags says changed whenever the entries differ', 'never changed', x86, 'live', (it) => ({
    setAccessFlags(level, old, entry, dirty, mm, cpu, steps) {
      it.setAccessFlags(level, old, entry, dirty, mm, cpu, steps);
      return false;
    },
  })),
  plant('after setAccessFlags the access succeeds', 'read-only kept from the old entry', armSoftware, 'live', () => ({
    setAccessFlags(_level, old, entry, _dirty, _mm, _cpu, steps) {
      steps.store(entry.lo | (old.lo & 0x80), entry.hi);
      return true;
    },
  })),
  plant('needsFlush asks for a flush whenever rights or dirty are lost', 'never', x86, 'live', () => ({ needsFlush: () => false })),
];

/** Faults of the gather and of the flush calls. */
export const plantedGathers: readonly Planted[] = [
  plant('the gather is of a kind there is', 'a mode of its own', x86, 'gather', () => ({ mode: 'lazy' as 'batched' })),
  plant('a batched gather flushes before pages are freed', 'tables of a whole mm freed without a flush', x86, 'gather', (it) => ({
    flush(state, mm, steps) {
      if (!state.fullmm) it.flush(state, mm, steps);
    },
  })),
  plant('an immediate gather performs the flush that is owed', 'a debt that is never paid', z, 'gather', () => ({ flush() {} })),
  plant(
    'the flush calls flush; where nothing is gathered, at least when a flush is owed',
    'flush_tlb_range that does nothing',
    x86,
    'live',
    () => ({ flushRange() {} }),
  ),
  plant(
    'the flush calls flush; where nothing is gathered, at least when a flush is owed',
    'a debt that fork does not pay',
    z,
    'live',
    () => ({ flushMm() {} }),
  ),
  plant('flush calls, fixSpurious and afterInstall store nothing', 'a spurious fault that clears the entry', x86, 'live', () => ({
    fixSpurious: (_mm, _cpu, steps) => steps.store(0, 0),
  })),
  plant('afterInstall has an effect exactly if caps.installEffect says so', 'an effect that is spared', x86, 'live', () => ({
    afterInstall: (_mm, _cpu, steps) => steps.effect(EFFECT_PAGE),
  })),
];
