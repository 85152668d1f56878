import { produce, freeze } from 'immer';
import type { CoreState } from '../state/core-state';
import { F_FLAGS, F_INDEX, F_MAPPING, F_REF } from '../state/frames';
import { PG_SWAPBACKED } from '../state/flags';
import { MmState } from '../state/mm';
import { ObjectState } from '../state/objects';
import { vmaIndex, type Vma } from '../state/vma';

/** Place in `ENUMS.flushScope`. */
const FLUSH_MM = 2;

function setVmas(mm: MmState, change: (vmas: Vma[]) => void): void {
  mm.vmas = produce(mm.vmas, change as (vmas: readonly Vma[]) => void);
  mm.found = undefined;
}

export function evolveVmaInserted(
  s: CoreState, pkey: number, backing: number, mm: number, vmFlags: number, start: number, end: number, pgoff: number, object: number,
  anonVma: number, protLo: number, protHi: number,
): void {
  const vma: Vma = freeze({ start, end, vmFlags, pkey, backing, pgoff, object, anonVma, protLo, protHi });
  setVmas(s.mm(mm), (vmas) => void vmas.splice(vmaIndex(vmas, start), 0, vma));
}

export function evolveVmaRemoved(s: CoreState, mm: number, start: number): void {
  setVmas(s.mm(mm), (vmas) => void vmas.splice(vmaIndex(vmas, start), 1));
}

export function evolveVmaAnonVmaSet(s: CoreState, mmId: number, start: number, anonVma: number): void {
  const mm = s.mm(mmId);
  const index = vmaIndex(mm.vmas, start);
  setVmas(mm, (vmas) => void (vmas[index] = { ...vmas[index]!, anonVma }));
}

export function evolveMmCreated(s: CoreState, topLevel: number, mm: number, parent: number): void {
  s.mms[mm] = new MmState(mm, parent, topLevel);
}

export function evolveCpuSwitched(s: CoreState, mm: number, cpu: number): void {
  const next = s.mms[mm];
  const before = s.mms[s.loaded[cpu]!];
  if (before !== undefined) before.attachedCpus &= ~(1 << cpu);
  if (next !== undefined) {
    next.attachedCpus |= 1 << cpu;
    next.cpuMask |= 1 << cpu;
  }
  s.loaded[cpu] = mm;
}

export function evolveFlushRequested(s: CoreState, scope: number, _reason: number, _freedTables: number, _stride: number, mm: number): void {
  if (scope === FLUSH_MM) s.mm(mm).flushOwed = false;
}

export function evolvePageCacheAdded(s: CoreState, object: number, index: number, pfn: number): void {
  s.objects[object]!.set(index, pfn);
  s.frames.add(pfn, F_REF, 1);
  s.frames.set(pfn, F_MAPPING, object);
  s.frames.set(pfn, F_INDEX, index);
  s.frames.set(pfn, F_FLAGS, s.frames.get(pfn, F_FLAGS) | (1 << PG_SWAPBACKED));
}

export function evolvePageCacheRemoved(s: CoreState, object: number, index: number, pfn: number): void {
  s.objects[object]!.set(index, 0);
  s.frames.add(pfn, F_REF, -1);
}

export function evolveObjectCreated(s: CoreState, object: number, pages: number): void {
  s.objects[object] = new ObjectState(object, pages);
}
