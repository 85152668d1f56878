import {
  FLUSH_MM, PG_SWAP_BACKED, type AnonVmaId, type CpuId, type MmId, type ObjectId, type Pfn, type Pgoff, type Pkey, type Place,
  type VmFlags, type Vpn,
} from '@faultline/contracts';
import { produce, freeze } from 'immer';
import type { CoreState } from '../state/core-state';
import { F_FLAGS, F_INDEX, F_MAPPING, F_REF } from '../state/frames';
import { MmState } from '../state/mm';
import { ObjectState } from '../state/objects';
import { vmaIndex, type Vma } from '../state/vma';


function setVmas(mm: MmState, change: (vmas: Vma[]) => void): void {
  mm.vmas = produce(mm.vmas, change as (vmas: readonly Vma[]) => void);
}

export function evolveVmaInserted(
  s: CoreState, pkey: Pkey, backing: Place<'backing'>, mm: MmId, vmFlags: VmFlags, start: Vpn, end: Vpn, pgoff: Pgoff, object: ObjectId,
  anonVma: AnonVmaId, protLo: number, protHi: number,
): void {
  const vma: Vma = freeze({ start, end, vmFlags, pkey, backing, pgoff, object, anonVma, protLo, protHi });
  setVmas(s.mm(mm), (vmas) => void vmas.splice(vmaIndex(vmas, start), 0, vma));
}

export function evolveVmaRemoved(s: CoreState, mm: MmId, start: Vpn): void {
  setVmas(s.mm(mm), (vmas) => void vmas.splice(vmaIndex(vmas, start), 1));
}

export function evolveVmaAnonVmaSet(s: CoreState, mmId: number, start: Vpn, anonVma: AnonVmaId): void {
  const mm = s.mm(mmId);
  const index = vmaIndex(mm.vmas, start);
  setVmas(mm, (vmas) => void (vmas[index] = { ...vmas[index]!, anonVma }));
}

export function evolveMmCreated(s: CoreState, topLevel: number, mm: MmId, parent: number): void {
  s.mms[mm] = new MmState(mm, parent, topLevel);
}

export function evolveCpuSwitched(s: CoreState, mm: MmId, cpu: CpuId): void {
  const next = s.mms[mm];
  const before = s.mms[s.loaded[cpu]!];
  if (before !== undefined) before.attachedCpus &= ~(1 << cpu);
  if (next !== undefined) {
    next.attachedCpus |= 1 << cpu;
    next.cpuMask |= 1 << cpu;
  }
  s.loaded[cpu] = mm;
}

export function evolveFlushRequested(s: CoreState, scope: number, _reason: number, _freedTables: number, _stride: number, mm: MmId): void {
  if (scope === FLUSH_MM) s.mm(mm).flushOwed = false;
}

export function evolvePageCacheAdded(s: CoreState, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  s.objects[object]!.set(index, pfn);
  s.frames.add(pfn, F_REF, 1);
  s.frames.set(pfn, F_MAPPING, object);
  s.frames.set(pfn, F_INDEX, index);
  s.frames.set(pfn, F_FLAGS, s.frames.get(pfn, F_FLAGS) | (1 << PG_SWAP_BACKED));
}

export function evolvePageCacheRemoved(s: CoreState, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  s.objects[object]!.set(index, 0);
  s.frames.add(pfn, F_REF, -1);
}

export function evolveObjectCreated(s: CoreState, object: ObjectId, pages: number): void {
  s.objects[object] = new ObjectState(object, pages);
}
