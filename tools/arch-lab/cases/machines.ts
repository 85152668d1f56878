import { arm64 } from '@faultline/arch-arm64';
import { mmuFor } from '@faultline/arch-arm64/mmu';
import { s390 } from '@faultline/arch-s390';
import { createMmu as s390Mmu } from '@faultline/arch-s390/mmu';
import { x86_64 } from '@faultline/arch-x86';
import { createMmu as x86Mmu } from '@faultline/arch-x86/mmu';
import { KERNELS, type Architecture, type Kernel } from '@faultline/contracts';

/** Architectures that the cases of the specification run on, by the name `uname -m` has for them. Generic packages know none. */
export const MACHINES = ['x86-64', 'arm64', 'arm64-swaf', 's390'] as const;
export type MachineName = (typeof MACHINES)[number];

/** Every machine under every kernel: for `describe.each`. */
export const EVERYWHERE = MACHINES.flatMap((name) => KERNELS.map((kernel) => ({ name, kernel })));

export function partsOf(name: MachineName, kernel: Kernel): { architecture: Architecture; createMmu: typeof x86Mmu } {
  if (name === 'x86-64') return { architecture: x86_64({ kernel }), createMmu: x86Mmu };
  if (name === 's390') return { architecture: s390({ kernel }), createMmu: s390Mmu };
  const architecture = arm64({ kernel, config: name === 'arm64' ? '4k-48' : '4k-48+swaf' });
  return { architecture, createMmu: mmuFor(architecture) };
}
