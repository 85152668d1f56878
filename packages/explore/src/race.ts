import type { StepPoint } from '@faultline/contracts';
import type { ActingCpu, SimulatedMachine } from '@faultline/machine';

/**
 * A thread's own choice between steps of user code; each option is tried. It keeps nothing but `locals` across this point, so a
 * state that was reached in two ways is one state again.
 */
export interface ChoiceStep {
  /** A thread takes one of several ways. */
  readonly kind: 'choice';
  /** Function and place. */
  readonly label: string;
  /** Number of ways. */
  readonly options: readonly string[];
  /** What is used after the step, by meaning. */
  readonly locals: readonly number[];
}
export const choiceStep = (label: string, options: readonly string[], ...locals: number[]): ChoiceStep =>
  ({ kind: 'choice', label, options, locals });

/** What a thread stops at. */
export type RaceStep = StepPoint | ChoiceStep;
export type RacePath = Generator<RaceStep, unknown, void>;

/** Where a thread finds the number of the option it takes, when it goes on after a choice. */
export interface Choice {
  /** Which option was taken, from 0. */
  readonly taken: number;
}

/** One thread of a race: what it runs, and on which CPU. */
export interface RaceThread {
  /** By which a run names it. */
  readonly name: string;
  /** CPU on which it runs. */
  readonly cpu: number;
  /** The kernel path (or user accesses) it runs, made anew for each execution. */
  readonly path: (on: ActingCpu, scene: Scene, choice: Choice) => RacePath;
}

/** What the setup made: the address space and the pages that hardware may speculate on. */
export interface Scene {
  /** The address space that is raced for. */
  readonly mm: number;
  /** Pages that hardware may touch. */
  readonly pages: readonly number[];
}

/** Invariants of tlb-and-races §7 that the explorer can judge. */
export const INVARIANTS = ['I2', 'I4', 'I9', 'I10', 'I12'] as const;
export type InvariantId = (typeof INVARIANTS)[number];

/** A race: a start, threads, and what hardware may do in between. Every bound is part of it and is printed. */
export interface Race {
  /** By which the command knows it. */
  readonly name: string;
  /** What races with what, in a sentence. */
  readonly about: string;
  /** CPUs of the machine. */
  readonly cpus: number;
  /** Base pages of its memory. */
  readonly memoryPages: number;
  /** Runs in sequence, before any thread. */
  readonly setup: (machine: SimulatedMachine) => Scene;
  /** Who runs at once. */
  readonly threads: readonly RaceThread[];
  /** H1 and H2, between any two steps, on the scene's pages only. H3 to H6 are the accesses of the threads. */
  readonly hardware: readonly ('fill' | 'evict')[];
  /** What is judged. I10 speaks of copy on write: a zap under the shared mmap lock may break it and be right. */
  readonly invariants: readonly InvariantId[];
  /** Bounds in words, for the report. */
  readonly bounds: readonly string[];
}
