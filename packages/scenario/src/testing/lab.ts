import { arm64 } from '@faultline/arch-arm64';
import { mmuFor } from '@faultline/arch-arm64/mmu';
import { s390 } from '@faultline/arch-s390';
import { createMmu as s390Mmu } from '@faultline/arch-s390/mmu';
import { x86_64 } from '@faultline/arch-x86';
import { createMmu as x86Mmu } from '@faultline/arch-x86/mmu';
import type { Kernel } from '@faultline/contracts';
import { createMachine, type SimulatedMachine } from '@faultline/machine';

type Maker = (kernel: Kernel, memoryPages: number) => SimulatedMachine;

const x86 = (config: string): Maker => (kernel, memoryPages) => createMachine({ architecture: x86_64({ kernel, config }), createMmu: x86Mmu, memoryPages });
const z: Maker = (kernel, memoryPages) => createMachine({ architecture: s390({ kernel, config: '3level' }), createMmu: s390Mmu, memoryPages });
const arm = (config: string): Maker => (kernel, memoryPages) => {
  const architecture = arm64({ kernel, config });
  return createMachine({ architecture, createMmu: mmuFor(architecture), memoryPages });
};

/** Machines that were recorded, by their directory. @source recordings/README.md "How they were obtained" */
const TARGETS = {
  'x86_64-6.2': [x86('l4'), '6.2'], 'arm64-6.2': [arm('4k-48'), '6.2'], 'arm64-6.2-swaf': [arm('4k-48+swaf'), '6.2'], 's390x-6.2': [z, '6.2'],
  'x86_64-6.1': [x86('l4'), '6.1'], 'arm64-6.1': [arm('4k-48'), '6.1'], 's390x-6.1': [z, '6.1'],
  'x86_64-6.12': [x86('l4'), '6.12'], 'arm64-6.12': [arm('4k-48'), '6.12'], 's390x-6.12': [z, '6.12'], 'x86_64-6.18': [x86('l4+nopku+nohwpoison'), '6.12'],
} as const satisfies Record<string, readonly [Maker, Kernel]>;
export type Target = keyof typeof TARGETS;
export const TARGET_NAMES = Object.keys(TARGETS) as Target[];

/** A fresh machine like a target's: 16 MiB unless said otherwise. */
export function lab(target: Target = 'x86_64-6.2', memoryPages = 4096): SimulatedMachine {
  const [make, kernel] = TARGETS[target];
  return make(kernel, memoryPages);
}
