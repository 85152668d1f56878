import { wordHex, wordHi, wordLo } from '@faultline/contracts';
import type { Draft } from 'immer';
import type { Handlers } from '../projection';
import type { PlainObject, PlainState, PlainVma } from './plain-state';

const byStart = (a: PlainVma, b: PlainVma): number => a.start - b.start;
const without = (cpus: readonly number[], cpu: number): number[] => cpus.filter((each) => each !== cpu);
const withCpu = (cpus: readonly number[], cpu: number): number[] => [...without(cpus, cpu), cpu].sort((a, b) => a - b);

function counted(counts: Draft<Record<string, number>>, name: string, delta: number): void {
  const count = (counts[name] ?? 0) + delta;
  if (count === 0) delete counts[name];
  else counts[name] = count;
}

/** VMAs of the address space map the object, or no longer. */
function mapped(object: Draft<PlainObject>, mm: number, delta: number): void {
  object.mapped += delta;
  counted(object.mappedBy, `${mm}`, delta);
}

/** Address spaces, their VMAs and counters, and what they were forked from. */
export const MMS: Handlers<PlainState> = {
  CpuSwitched(state, { cpu, mm }) {
    const before = state.mms[state.loaded[cpu] ?? 0];
    if (before !== undefined) before.attached = without(before.attached, cpu);
    delete state.loaded[cpu];
    if (mm === 0) return;
    state.loaded[cpu] = mm;
    const now = state.mms[mm]!;
    now.attached = withCpu(now.attached, cpu);
    now.cpuMask = withCpu(now.cpuMask, cpu);
  },
  FaultEnded(state, { accounted, mm }) {
    counted(state.vmstat, 'PGFAULT', 1);
    const task = state.mms[mm]!;
    if (accounted === 'major') task.major++;
    else if (accounted === 'minor') task.minor++;
  },
  VmstatCounted(state, { item }) {
    counted(state.vmstat, item, 1);
  },
  CounterChanged(state, { mm, counter, delta }) {
    counted(state.mms[mm]!.counters, counter, delta);
  },
  MmCreated(state, { mm, parent, topLevel }) {
    state.given['mm'] = mm;
    state.mms[mm] = {
      parent, topLevel, root: 0, vmas: [], counters: {}, minor: 0, major: 0, tableBytes: 0, fragment: 0, flushPending: 0, flushOwed: false, attached: [], cpuMask: [], hasPinned: false,
    };
  },
  MmDestroyed(state, { mm }) {
    delete state.mms[mm];
  },
  VmaInserted(state, { mm, start, end, vmFlags, pkey, backing, pgoff, object, anonVma, prot }) {
    const { vmas } = state.mms[mm]!;
    vmas.push({ start, end, vmFlags, pkey, backing, pgoff, object, anonVma, prot: wordHex(wordLo(prot), wordHi(prot)) });
    vmas.sort(byStart);
    if (object !== 0) mapped(state.objects[object]!, mm, 1);
  },
  VmaRemoved(state, { mm, start }) {
    const { object } = state.mms[mm]!.vmas.find((vma) => vma.start === start)!;
    if (object !== 0) mapped(state.objects[object]!, mm, -1);
    state.mms[mm]!.vmas = state.mms[mm]!.vmas.filter((vma) => vma.start !== start);
  },
  AnonVmaCreated(state, { id, parent }) {
    state.given['anonVma'] = id;
    state.anonVmas[id] = parent;
  },
  VmaAnonVmaSet(state, { mm, start, anonVma }) {
    state.mms[mm]!.vmas.find((vma) => vma.start === start)!.anonVma = anonVma;
  },
  MmPinned(state, { mm }) {
    state.mms[mm]!.hasPinned = true;
  },
  HoldCreated(state, { hold, kind, mm }) {
    state.given['hold'] = hold;
    state.holds[hold] = { kind, mm, pages: {} };
  },
  HoldFreed(state, { hold }) {
    delete state.holds[hold];
  },
  FlushRequested(state, { scope, mm }) {
    if (scope === 'mm') state.mms[mm]!.flushOwed = false;
  },
  FlushDeferred(state, { mm }) {
    state.mms[mm]!.flushOwed = true;
  },
  FlushPendingChanged(state, { mm, delta }) {
    state.mms[mm]!.flushPending += delta;
  },
};
