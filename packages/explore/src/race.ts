import type { Path } from '@faultline/contracts';
import type { SimulatedMachine } from '@faultline/machine';

/** One thread of a race: what it runs, and on which CPU. */
export interface RaceThread {
  readonly name: string;
  readonly cpu: number;
  /** The kernel path (or user accesses) it runs, made anew for each execution. */
  readonly path: (machine: SimulatedMachine, scene: Scene) => Path<unknown>;
}

/** What the setup made: the address space and the pages that hardware may speculate on. */
export interface Scene {
  readonly mm: number;
  readonly pages: readonly number[];
}

/** A race: a start, threads, and what hardware may do in between. Every bound is part of it and is printed. */
export interface Race {
  readonly name: string;
  readonly about: string;
  readonly cpus: number;
  readonly memoryPages: number;
  /** Runs in sequence, before any thread. */
  readonly setup: (machine: SimulatedMachine) => Scene;
  readonly threads: readonly RaceThread[];
  /** Hardware steps that may come between any two steps, on the scene's pages only. */
  readonly hardware: readonly ('fill' | 'evict')[];
  /** Bounds in words, for the report. */
  readonly bounds: readonly string[];
}
