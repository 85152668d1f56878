import {
  FLUSH_MM, type AnonVmaId, type CpuId, type Delta, type MmId, type ObjectId, type Pgoff, type Pkey, type Place, type VmFlags, type Vpn,
} from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import { A_PARENT, N_NEXT_ANON_VMA, N_NEXT_MM } from '../state/memory';
import { M_ALIVE, M_ATTACHED, M_CPU_MASK, M_FLUSH_OWED, M_PARENT, M_TOP_LEVEL } from '../state/mm';
import { O_MAPPED } from '../state/objects';
import { vmaLookup } from '../state/vma';

export function evolveVmaInserted(
  s: CoreState, pkey: Pkey, backing: Place<'backing'>, mm: MmId, vmFlags: VmFlags, start: Vpn, end: Vpn, pgoff: Pgoff, object: ObjectId,
  anonVma: AnonVmaId, protLo: number, protHi: number,
): void {
  s.vmas.insert(mm, { start, end, vmFlags, pkey, backing, pgoff, object, anonVma, protLo, protHi });
  if (object !== 0) countMapped(s, object, mm, 1);
}

/** The index from an object to who maps it. */
function countMapped(s: CoreState, object: ObjectId, mm: MmId, delta: Delta): void {
  s.objectRows.add(object, O_MAPPED, delta);
  s.iMmap.set(object, mm, s.iMmap.get(object, mm) + delta);
}

export function evolveVmaRemoved(s: CoreState, mm: MmId, start: Vpn): void {
  const { object } = vmaLookup(s.vmas.of(mm), start)!;
  s.vmas.remove(mm, start);
  if (object !== 0) countMapped(s, object, mm, -1);
}

export const evolveVmaAnonVmaSet = (s: CoreState, mm: MmId, start: Vpn, anonVma: AnonVmaId): void => s.vmas.change(mm, start, { anonVma });

export function evolveMmCreated(s: CoreState, topLevel: number, mm: MmId, parent: number): void {
  s.mmRows.reach(mm);
  s.mmCounts.reach(mm);
  s.mmRows.set(mm, M_ALIVE, 1);
  s.mmRows.set(mm, M_PARENT, parent);
  s.mmRows.set(mm, M_TOP_LEVEL, topLevel);
  s.stores.next.set(N_NEXT_MM, 0, mm + 1);
}

export function evolveMmDestroyed(s: CoreState, mm: MmId): void {
  s.mmRows.clear(mm);
  s.mmCounts.clear(mm);
  s.vmas.clear(mm);
}

export function evolveCpuSwitched(s: CoreState, mm: MmId, cpu: CpuId): void {
  const before = s.loaded[cpu]!;
  const word = cpu >> 5;
  const bit = 1 << (cpu & 31);
  if (s.hasMm(before)) s.mmRows.set(before, M_ATTACHED + word, s.mmRows.get(before, M_ATTACHED + word) & ~bit);
  if (s.hasMm(mm)) {
    s.mmRows.or(mm, M_ATTACHED + word, bit);
    s.mmRows.or(mm, M_CPU_MASK + word, bit);
  }
  s.stores.loaded.set(0, cpu, mm);
}

export function evolveFlushRequested(s: CoreState, scope: number, _reason: number, _freedTables: number, _stride: number, mm: MmId): void {
  if (scope === FLUSH_MM) s.mmRows.set(mm, M_FLUSH_OWED, 0);
}

export function evolveAnonVmaCreated(s: CoreState, id: AnonVmaId, parent: AnonVmaId): void {
  s.anonVmas.reach(id);
  s.anonVmas.set(id, A_PARENT, parent);
  s.stores.next.set(N_NEXT_ANON_VMA, 0, id + 1);
}
