import { createMachine, type SimulatedMachine } from '@faultline/machine';
import type { Chosen } from './architectures';

/** Memory of a scenario's machine: 1 GiB at 4 KiB, as recorded. */
export const MEMORY_PAGES = 262144;

export const machineOf = ({ architecture, createMmu, profile }: Chosen): SimulatedMachine =>
  createMachine({ architecture, createMmu, memoryPages: MEMORY_PAGES, ...(profile && { profile }) });
