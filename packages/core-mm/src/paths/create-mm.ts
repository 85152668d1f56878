import { recMmCreated, type MmId } from '@faultline/contracts';
import { allocTable } from '../alloc';
import type { Core } from '../core';
import type { MmState } from '../state/mm';
import { mmDrop } from './exit';

/**
 * A fresh address space with its root table, attached to no CPU, the cause of what it is filled with; undefined: no memory for one.
 * @param parent what it is forked from; 0: nothing
 * @kernel v6.2-rc3 kernel/fork.c:mm_init
 */
export function createMm(k: Core, parent: MmId): MmState | undefined {
  const { rec, state, arch } = k;
  const id = state.nextMm;
  const made = recMmCreated(rec, arch.geometry.topLevel, id, parent);
  rec.cause = made;
  const mm = state.mm(id);
  const rooted = allocTable(k, mm, mm.topLevel, 0) !== 0;
  rec.cause = made;
  if (!rooted) mmDrop(k, mm);
  return rooted ? mm : undefined;
}
