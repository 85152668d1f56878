import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { arm64 } from '@faultline/arch-arm64';
import { mmuFor as arm64MmuFor } from '@faultline/arch-arm64/mmu';
import { riscv } from '@faultline/arch-riscv';
import { mmuFor as riscvMmuFor } from '@faultline/arch-riscv/mmu';
import { s390 } from '@faultline/arch-s390';
import { createMmu as s390Mmu } from '@faultline/arch-s390/mmu';
import { x86_64 } from '@faultline/arch-x86';
import { createMmu as x86Mmu } from '@faultline/arch-x86/mmu';
import type { Architecture, Kernel } from '@faultline/contracts';
import { createMachine, type CreateMmu, type MachineOptions, type SimulatedMachine } from '@faultline/machine';
import { missing, parseScenario, type Scenario } from '@faultline/scenario';

/** What a machine is made of, by a name for the test. */
export interface Subject {
  readonly name: string;
  readonly architecture: Architecture;
  readonly createMmu: CreateMmu;
}

const x86 = (kernel: Kernel, config = 'l4'): Subject => ({ name: `x86-64:${config} ${kernel}`, architecture: x86_64({ kernel, config }), createMmu: x86Mmu });
const arm = (kernel: Kernel, config = '4k-48'): Subject => {
  const architecture = arm64({ kernel, config });
  return { name: `arm64:${config} ${kernel}`, architecture, createMmu: arm64MmuFor(architecture) };
};
const rv = (kernel: Kernel, config: string): Subject => {
  const architecture = riscv({ kernel, config });
  return { name: `riscv:${config} ${kernel}`, architecture, createMmu: riscvMmuFor(architecture) };
};
const z = (kernel: Kernel, config = '3level'): Subject => ({ name: `s390:${config} ${kernel}`, architecture: s390({ kernel, config }), createMmu: s390Mmu });

/** The three architectures under the modelled kernel. */
export const DEFAULTS: readonly Subject[] = [x86('6.2'), arm('6.2'), z('6.2')];
/** The default and other configurations and kernels that the laws are held to. */
export const SUBJECTS: readonly Subject[] = [...DEFAULTS, arm('6.2', '4k-48+swaf'), x86('6.1'), arm('6.12', '64k-52'), z('6.12', '5level'), rv('6.2', 'sv48'), rv('6.12', 'sv39+svade')];

/** A machine small enough to look at whole after every event. */
export const machineOf = ({ architecture, createMmu }: Subject, options: Partial<Pick<MachineOptions, 'cpus' | 'initialState' | 'firstSeq'>> = {}): SimulatedMachine =>
  createMachine({ architecture, createMmu, memoryPages: 8192, logChunkWords: 4096, ...options });

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const SHARED = here('../../../shared');
const RECORDINGS = join(SHARED, 'recordings');
export const recordingsFolder = existsSync(RECORDINGS) ? RECORDINGS : undefined;

const scenariosIn = (folder: string): Scenario[] =>
  readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => parseScenario(readFileSync(join(folder, name), 'utf8'), name));

export const EXAMPLES = scenariosIn(here('../../examples'));
/** Every scenario at hand that can be run: the examples, and those that were recorded. */
export const SCENARIOS: readonly Scenario[] = [...EXAMPLES, ...(recordingsFolder === undefined ? [] : scenariosIn(join(SHARED, 'scenarios')))].filter((scenario) => missing(scenario).length === 0);
