import { Tlb } from './tlb';
import { WalkCache } from './walk-cache';

/** Of each CPU what it caches, and the shares of flushes that wait there. */
export type CpuState = readonly Tlb[];

/** Caches that hold nothing, and no work. @param cpus how many @param indexBits bits of a page number that index a PTE table */
export const initialState = (cpus: number, indexBits: number): CpuState => Array.from({ length: cpus }, () => new Tlb(new WalkCache(indexBits)));
