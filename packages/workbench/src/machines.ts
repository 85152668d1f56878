import { createMachine, type SimulatedMachine } from '@faultline/machine';
import type { Chosen } from './architectures';
import { mmuOf } from './mmus';

/** Memory of a scenario's machine: 1 GiB at 4 KiB, as recorded. */
export const MEMORY_PAGES = 262144;

export const machineOf = (chosen: Chosen): SimulatedMachine =>
  createMachine({ architecture: chosen.architecture, createMmu: mmuOf(chosen), memoryPages: MEMORY_PAGES, ...(chosen.profile && { profile: chosen.profile }) });
