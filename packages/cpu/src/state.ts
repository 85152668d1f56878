import { Tlb, WalkCache } from './tlb';

/** The caches of each CPU. */
export type CpuState = readonly Tlb[];

/** Caches that hold nothing. @param cpus how many @param indexBits bits of a page number that index a PTE table */
export const initialState = (cpus: number, indexBits: number): CpuState => Array.from({ length: cpus }, () => new Tlb(new WalkCache(indexBits)));
