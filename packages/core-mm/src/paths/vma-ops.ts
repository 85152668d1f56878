import {
  recVmaInserted, recVmaRemoved, VM_ACCESS_FLAGS, VM_EXEC, VM_SHARED, type VmFlags, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import type { MmState } from '../state/mm';
import { vmaIndex, type Vma } from '../state/vma';
import { vmaWantsWritenotify } from './can-change-pte-writable';

/** A VMA to be made: its protection follows from its flags. */
export type VmaDraft = Omit<Vma, 'protLo' | 'protHi'>;

/**
 * `vm_page_prot` of flags and key. Where the first write of a page has to be seen, the protection is that of a private mapping: without
 * the write bit.
 * @kernel v6.2-rc3 mm/mmap.c:vma_set_page_prot
 */
function withProt(k: Core, draft: VmaDraft): Vma {
  const writenotify = vmaWantsWritenotify(k, draft as Vma);
  k.arch.prot.pageProt(writenotify ? draft.vmFlags & ~VM_SHARED : draft.vmFlags, draft.pkey, k.entry);
  return { ...draft, protLo: k.entry.lo, protHi: k.entry.hi };
}

/** Inserts a VMA; the place is free. Returns the seq. */
export function insertVma(k: Core, mm: MmState, draft: VmaDraft): number {
  const v = withProt(k, draft);
  return recVmaInserted(k.rec, v.pkey, v.backing, mm.id, v.vmFlags, v.start, v.end, v.pgoff, v.object, v.anonVma, { lo: v.protLo, hi: v.protHi });
}

export function removeVma(k: Core, mm: MmState, vma: Vma): number {
  return recVmaRemoved(k.rec, mm.id, vma.start);
}

/** Removes VMAs; returns the seq of the last, or the cause that there was. */
export function removeVmas(k: Core, mm: MmState, vmas: readonly Vma[]): number {
  let { cause } = k.rec;
  for (const vma of vmas) cause = removeVma(k, mm, vma);
  return cause;
}

/** Part of a VMA. */
export const slice = (vma: Vma, start: Vpn, end: Vpn): VmaDraft =>
  ({ ...vma, start, end, pgoff: vma.pgoff + (start - vma.start) });

/** Makes start … end of the VMA a VMA of its own. Returns it. @kernel v6.2-rc3 mm/mmap.c:split_vma */
export function isolate(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn): Vma {
  if (vma.start === start && vma.end === end) return vma;
  const { cause } = k.rec;
  k.rec.cause = removeVma(k, mm, vma);
  if (vma.start < start) insertVma(k, mm, slice(vma, vma.start, start));
  insertVma(k, mm, slice(vma, start, end));
  if (end < vma.end) insertVma(k, mm, slice(vma, end, vma.end));
  k.rec.cause = cause;
  return mm.vmas[vmaIndex(mm.vmas, start)]!;
}

/** The key a mapping with this protection gets: execute alone is kept unreadable where keys allow. @kernel v6.2-rc3 arch_override_mprotect_pkey */
export const pkeyFor = (k: Core, vmFlags: VmFlags): number =>
  (vmFlags & VM_ACCESS_FLAGS) === VM_EXEC ? k.arch.prot.execOnlyPkey : 0;
