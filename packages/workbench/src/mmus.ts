import { mmuFor as arm64 } from '@faultline/arch-arm64/mmu';
import { mmuFor as riscv } from '@faultline/arch-riscv/mmu';
import { createMmu as s390 } from '@faultline/arch-s390/mmu';
import { createMmu as toy } from '@faultline/arch-toy/mmu';
import { createMmu as x86 } from '@faultline/arch-x86/mmu';
import type { CreateMmu } from '@faultline/machine';
import type { ArchitectureName } from './architecture-names';
import type { Chosen, Outside } from './architectures';

/** The MMU half of each known architecture, by the architecture's own name. */
const MMUS: Readonly<Record<ArchitectureName, Outside['mmu']>> = {
  'x86-64': () => x86, arm64, riscv, s390: () => s390, toy: () => toy,
};

/** The MMU half that a machine of this architecture needs. */
export const mmuOf = ({ architecture, outside }: Chosen): CreateMmu =>
  (outside?.mmu ?? MMUS[architecture.name as ArchitectureName])(architecture);
