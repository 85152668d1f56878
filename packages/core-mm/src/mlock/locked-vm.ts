import { COUNTER_LOCKED, recCounterChanged, VM_LOCKED, type Delta, type Pages } from '@faultline/contracts';
import type { Core } from '../core';
import type { MmState } from '../state/mm';
import type { Vma } from '../state/vma';

/** Pages come to `mm->locked_vm` or go. A limit would be held to it (RLIMIT_MEMLOCK), had not all who run here the right to lock any number. */
export function countLocked(k: Core, mm: MmState, delta: Delta): void {
  if (delta !== 0) recCounterChanged(k.rec, COUNTER_LOCKED, mm.id, delta);
}

/** Pages of the VMAs that are locked. */
export const lockedPages = (vmas: readonly Vma[]): Pages => vmas.reduce((sum, vma) => sum + (vma.vmFlags & VM_LOCKED ? vma.end - vma.start : 0), 0);
