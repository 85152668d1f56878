import type { DumpConfig } from './shape';

/** One table of a dump. */
export interface DumpTable {
  /** Physical address, in bytes. */
  readonly phys: bigint;
  /** Linux level: 0 the table of base pages. (The format counts from 1.) */
  readonly level: number;
  /** Number of entries. */
  readonly size: number;
  /** Value of every entry that `entries` lacks. */
  readonly fill: bigint;
  /** Entries by index, in ascending order. */
  readonly entries: ReadonlyMap<number, bigint>;
}

/** Page tables of one process, as they were copied out of a machine: of its user half, of the kernel's, or of both where one root serves both. */
export interface Dump {
  /** What the dump calls itself. */
  readonly name: string;
  /** Machine name: `x86_64`, `arm64`, `s390x`, `riscv64`. */
  readonly machine: string;
  /** Release of the kernel: `6.1.0-56-amd64`. */
  readonly kernel: string;
  /** The machine that it is of. */
  readonly config: DumpConfig;
  /** The root table. */
  readonly root: DumpTable;
  /** Whose half a root of its own is. */
  readonly half: 'user' | 'kernel';
  /** The root's entries that were dumped: first, and first beyond. */
  readonly firstIndex: number;
  /** Entry of the root table after the last that was dumped. */
  readonly endIndex: number;
  /** By physical address. */
  readonly tables: ReadonlyMap<bigint, DumpTable>;
}

/** An address in hexadecimal, as errors and rows show it. */
export const hexOf = (value: bigint): string => `0x${value.toString(16)}`;
