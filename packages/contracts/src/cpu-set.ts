import { ArgumentError } from './check';
import type { CpuId } from './numbers';

/** CPUs that a machine can have. */
export const MAX_CPUS = 64;

/** Some CPUs: CPU n is bit n of `lo` up to 31, from 32 on bit n - 32 of `hi`. Signed 32-bit words, so that a view of a state is a set as it is. */
export interface CpuSet {
  /** CPUs 0 … 31, a bit each. */
  readonly lo: number;
  /** CPUs 32 … 63, a bit each. */
  readonly hi: number;
}

const WORD = 32;
const NONE = -1;
const bitIn = (cpu: CpuId): number => 1 << (cpu & (WORD - 1));
/** Is it the number of a CPU? */
const isCpu = (cpu: number): boolean => typeof cpu === 'number' && (cpu & (MAX_CPUS - 1)) === cpu;

function checkCpu(cpu: CpuId): void {
  if (!isCpu(cpu)) throw new ArgumentError('cpu', cpu, `a whole number from 0 to ${MAX_CPUS - 1}`);
}

const lowest = (word: number): number => WORD - 1 - Math.clz32(word & -word);

/** The set of these CPUs. @throws ArgumentError */
export function cpuSet(...cpus: readonly CpuId[]): CpuSet {
  let [lo, hi] = [0, 0];
  for (const cpu of cpus) {
    checkCpu(cpu);
    if (cpu < WORD) lo |= bitIn(cpu);
    else hi |= bitIn(cpu);
  }
  return Object.freeze({ lo, hi });
}

/** CPUs 0 … count - 1. @throws ArgumentError */
export function firstCpus(count: number): CpuSet {
  if (!Number.isInteger(count) || count < 0 || count > MAX_CPUS) throw new ArgumentError('count', count, `a whole number from 0 to ${MAX_CPUS}`);
  return cpuSet(...Array.from({ length: count }, (_, cpu) => cpu));
}

/** Is the CPU one of them? */
export const hasCpu = ({ lo, hi }: CpuSet, cpu: CpuId): boolean => isCpu(cpu) && ((cpu < WORD ? lo : hi) & bitIn(cpu)) !== 0;

/** Is it the only one? */
export const isOnlyCpu = ({ lo, hi }: CpuSet, cpu: CpuId): boolean =>
  isCpu(cpu) && (cpu < WORD ? hi === 0 && lo === bitIn(cpu) : lo === 0 && hi === bitIn(cpu));

/** The set with one CPU more: the same set where it is one of them, so that nothing is allocated in the usual case. @throws ArgumentError */
export function withCpu(set: CpuSet, cpu: CpuId): CpuSet {
  if (hasCpu(set, cpu)) return set;
  checkCpu(cpu);
  return cpu < WORD ? { lo: set.lo | bitIn(cpu), hi: set.hi } : { lo: set.lo, hi: set.hi | bitIn(cpu) };
}

/**
 * The lowest CPU from `from` on; -1: there is none.
 * @example for (let cpu = nextCpu(set, 0); cpu >= 0; cpu = nextCpu(set, cpu + 1)) use(cpu);
 */
export function nextCpu({ lo, hi }: CpuSet, from: CpuId): number {
  const low = from < WORD ? lo & (-1 << from) : 0;
  if (low !== 0) return lowest(low);
  const high = from < WORD ? hi : from < MAX_CPUS ? hi & (-1 << (from - WORD)) : 0;
  return high !== 0 ? WORD + lowest(high) : NONE;
}

/** The CPUs of a set, for tests and people. */
export function cpusOf(set: CpuSet): CpuId[] {
  const cpus: CpuId[] = [];
  for (let cpu = nextCpu(set, 0); cpu >= 0; cpu = nextCpu(set, cpu + 1)) cpus.push(cpu);
  return cpus;
}
