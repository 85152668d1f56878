import { dropVmFlags, VM_SOFTDIRTY, vmFlagsDiffer, type AnonVmaId, type Pkey, type VmFlags, type Vpn } from '@faultline/contracts';
import type { Core } from '../core';
import { singularChain } from '../rmap';
import type { MmState } from '../state/mm';
import { vmaIndex, type Vma } from '../state/vma';
import { insertVma, removeVma, slice, type VmaDraft } from './vma-ops';

/** The VMAs right before and after a place. */
interface Neighbours {
  readonly prev: Vma | undefined;
  readonly next: Vma | undefined;
}

function neighboursOf({ vmas }: MmState, start: Vpn): Neighbours {
  const at = vmaIndex(vmas, start);
  return { prev: vmas[at - 1], next: vmas[at] };
}

/**
 * May one anon_vma stand for both? A VMA without one takes that of a neighbour that is linked to no other; inherited ones would be lost
 * to it. @param neighbour whose links are asked; undefined: nobody's
 * @kernel v6.2-rc3 mm/mmap.c:is_mergeable_anon_vma
 */
const oneAnonVma = (k: Core, one: AnonVmaId, other: AnonVmaId, neighbour: Vma | undefined): boolean =>
  one === other || ((one === 0 || other === 0) && (neighbour === undefined || singularChain(k, neighbour)));

/**
 * Does `right` go on where `left` ends, with the same flags and in the same file? Soft-dirty alone keeps no two apart.
 * @kernel v6.2-rc3 mm/mmap.c:is_mergeable_vma
 */
const goesOn = (left: VmaDraft, right: VmaDraft): boolean =>
  left.end === right.start && dropVmFlags(vmFlagsDiffer(left.vmFlags, right.vmFlags), VM_SOFTDIRTY) === 0 && left.pkey === right.pkey
  && left.backing === right.backing && left.object === right.object && left.pgoff + (left.end - left.start) === right.pgoff;

const mergesAfter = (k: Core, prev: Vma | undefined, draft: VmaDraft, anonVma = draft.anonVma): prev is Vma =>
  prev !== undefined && goesOn(prev, draft) && oneAnonVma(k, anonVma, prev.anonVma, prev);
const mergesBefore = (k: Core, next: Vma | undefined, draft: VmaDraft): next is Vma =>
  next !== undefined && goesOn(draft, next) && oneAnonVma(k, draft.anonVma, next.anonVma, next);

/** With both neighbours, if these agree with each other too; else rather with the one before. @kernel v6.2-rc3 mm/mmap.c:vma_merge */
function merging(k: Core, { prev, next }: Neighbours, draft: VmaDraft): Neighbours {
  const before = mergesAfter(k, prev, draft) ? prev : undefined;
  const after = mergesBefore(k, next, draft) ? next : undefined;
  if (before === undefined || after === undefined || oneAnonVma(k, before.anonVma, after.anonVma, undefined)) return { prev: before, next: after };
  return { prev: before, next: undefined };
}

/** The one after is asked first; the one before has to agree with it, or with the new mapping alone. @kernel v6.2-rc3 mm/mmap.c:mmap_region */
function expanding(k: Core, { prev, next }: Neighbours, draft: VmaDraft): Neighbours {
  const after = mergesBefore(k, next, draft) ? next : undefined;
  return { prev: mergesAfter(k, prev, draft, after?.anonVma) ? prev : undefined, next: after };
}

/** One VMA in the place of a draft and of the neighbours it merges with. Returns the seq. */
function insertJoined(k: Core, mm: MmState, draft: VmaDraft, { prev, next }: Neighbours, vmFlags: VmFlags): number {
  const first = prev ?? draft;
  if (prev !== undefined) removeVma(k, mm, prev);
  if (next !== undefined) removeVma(k, mm, next);
  const anonVma = first.anonVma || draft.anonVma || (next?.anonVma ?? 0);
  return insertVma(k, mm, { ...first, end: (next ?? draft).end, vmFlags, anonVma });
}

/** Inserts a new mapping, merged where the kernel would. Returns the seq. */
export function insertMapped(k: Core, mm: MmState, draft: VmaDraft): number {
  const around = neighboursOf(mm, draft.start);
  return insertJoined(k, mm, draft, k.profile['mmap-merges-as-others'] ? merging(k, around, draft) : expanding(k, around, draft), draft.vmFlags);
}

/** Inserts a VMA whose flags changed or which grew, merged where the kernel would: its flags go for all. Returns the seq. */
export const insertChanged = (k: Core, mm: MmState, draft: VmaDraft): number =>
  insertJoined(k, mm, draft, merging(k, neighboursOf(mm, draft.start), draft), draft.vmFlags);

/** Inserts a VMA that moved, merged where the kernel would: a neighbour that takes it in keeps its flags. Returns the seq. */
export function insertMoved(k: Core, mm: MmState, draft: VmaDraft): number {
  const around = merging(k, neighboursOf(mm, draft.start), draft);
  return insertJoined(k, mm, draft, around, (around.prev ?? around.next ?? draft).vmFlags);
}

/** Gives start … end of the VMA new flags: splits and merges as needed; the VMA's being in place is the cause of what follows. */
export function changeFlags(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn, vmFlags: VmFlags, pkey: Pkey): void {
  k.rec.cause = removeVma(k, mm, vma);
  if (vma.start < start) insertVma(k, mm, slice(vma, vma.start, start));
  if (end < vma.end) insertVma(k, mm, slice(vma, end, vma.end));
  k.rec.cause = insertChanged(k, mm, { ...slice(vma, start, end), vmFlags, pkey });
}
