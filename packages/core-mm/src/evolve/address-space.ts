import {
  FLUSH_MM, PG_SWAP_BACKED, vpnHi, vpnLo, type AnonVmaId, type CpuId, type MmId, type ObjectId, type Pfn, type Pgoff, type Pkey, type Place,
  type VmFlags, type Vpn,
} from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import { F_FLAGS, F_INDEX, F_MAPPING } from '../state/frames';
import { A_PARENT, N_NEXT_ANON_VMA, N_NEXT_MM, N_NEXT_OBJECT } from '../state/memory';
import { M_ALIVE, M_ATTACHED, M_CPU_MASK, M_FLUSH_OWED, M_PARENT, M_TOP_LEVEL } from '../state/mm';
import { O_ALIVE, O_PAGES } from '../state/objects';
import { countCached } from './folio';

export function evolveVmaInserted(
  s: CoreState, pkey: Pkey, backing: Place<'backing'>, mm: MmId, vmFlags: VmFlags, start: Vpn, end: Vpn, pgoff: Pgoff, object: ObjectId,
  anonVma: AnonVmaId, protLo: number, protHi: number,
): void {
  s.vmas.insert(mm, { start, end, vmFlags, pkey, backing, pgoff, object, anonVma, protLo, protHi });
}

export const evolveVmaRemoved = (s: CoreState, mm: MmId, start: Vpn): void => s.vmas.remove(mm, start);

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

export function evolvePageCacheAdded(s: CoreState, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  s.pageCache.set(object, index, pfn);
  countCached(s, pfn, 1);
  s.frames.set(pfn, F_MAPPING, object);
  s.frames.set(pfn, F_INDEX, index);
  s.frames.or(pfn, F_FLAGS, 1 << PG_SWAP_BACKED);
}

export function evolvePageCacheRemoved(s: CoreState, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  s.pageCache.set(object, index, 0);
  countCached(s, pfn, -1);
}

export function evolveObjectCreated(s: CoreState, object: ObjectId, pages: number): void {
  s.objectRows.reach(object);
  s.objectRows.set(object, O_ALIVE, 1);
  s.objectRows.set(object, O_PAGES, vpnLo(pages));
  s.objectRows.set(object, O_PAGES + 1, vpnHi(pages));
  s.stores.next.set(N_NEXT_OBJECT, 0, object + 1);
}

export function evolveObjectFreed(s: CoreState, object: ObjectId): void {
  s.objectRows.clear(object);
  s.pageCache.clear(object);
}

export function evolveAnonVmaCreated(s: CoreState, id: AnonVmaId, parent: AnonVmaId): void {
  s.anonVmas.reach(id);
  s.anonVmas.set(id, A_PARENT, parent);
  s.stores.next.set(N_NEXT_ANON_VMA, 0, id + 1);
}
