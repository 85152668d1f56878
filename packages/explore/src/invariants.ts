import { K_ACCESS_COMPLETED } from '@faultline/contracts';
import { coreInvariants, F_REF } from '@faultline/core-mm';
import type { World } from './world';

/** An invariant that broke, and how. */
export interface Violation {
  /** Number of tlb-and-races §7. */
  readonly invariant: string;
  readonly message: string;
}

const hex = (value: number): string => `0x${value.toString(16)}`;

/** I2, at every access: no frame is reached that was given back. */
export function violationOf(world: World, from: number): Violation | undefined {
  let found: Violation | undefined;
  const { machine } = world;
  machine.log.forEachRecord((words, at) => {
    if ((words[at]! & 255) !== K_ACCESS_COMPLETED || found !== undefined) return;
    const pfn = words[at + 2]!;
    if (machine.state.core.frames.get(pfn, F_REF) !== 0) return;
    const access = ((words[at]! >>> 16) & 3) === 1 ? 'wrote' : 'read';
    found = { invariant: 'I2', message: `CPU ${(words[at]! >>> 8) & 255} ${access} frame ${hex(pfn)}, which was freed` };
  }, from);
  return found;
}

/** I12, at the end: counts equal mappings, no lock is held, nothing is pending. */
export function violationAtEnd(world: World): Violation | undefined {
  if (!world.locks.free) return { invariant: 'I12', message: 'a lock is held at the end' };
  const [broken] = coreInvariants(world.machine.architecture, world.machine.state.core);
  return broken === undefined ? undefined : { invariant: 'I12', message: broken };
}
