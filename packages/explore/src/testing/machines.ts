import { arm64 } from '@faultline/arch-arm64';
import { mmuFor } from '@faultline/arch-arm64/mmu';
import { s390 } from '@faultline/arch-s390';
import { createMmu as s390Mmu } from '@faultline/arch-s390/mmu';
import { x86_64 } from '@faultline/arch-x86';
import { createMmu as x86Mmu } from '@faultline/arch-x86/mmu';
import { profileOf, withSwitches, type Architecture, type Kernel, type Profile } from '@faultline/contracts';
import type { CreateMmu } from '@faultline/machine';

export const ARCHES = ['x86-64', 'arm64', 's390'] as const;
export type ArchName = (typeof ARCHES)[number];

export interface Parts {
  readonly architecture: Architecture;
  readonly createMmu: CreateMmu;
}

/** What a stage needs of an architecture. */
export function parts(name: ArchName, kernel: Kernel = '6.2'): Parts {
  if (name === 'x86-64') return { architecture: x86_64({ kernel }), createMmu: x86Mmu };
  if (name === 's390') return { architecture: s390({ kernel }), createMmu: s390Mmu };
  const architecture = arm64({ kernel });
  return { architecture, createMmu: mmuFor(architecture) };
}

/** A kernel whose gathers may free pages before the flush. */
export const ruleOff = (kernel: Kernel = '6.2'): Profile => withSwitches(profileOf(kernel), { without: ['flush-before-free'] });
