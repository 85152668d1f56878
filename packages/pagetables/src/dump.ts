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

/** Page tables of the user half of one process, as they were copied out of a machine. */
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
  /** The root's entries that belong to the user half: first, and first beyond. */
  readonly firstIndex: number;
  /** Entry of the root table after the last of user space. */
  readonly endIndex: number;
  /** By physical address. */
  readonly tables: ReadonlyMap<bigint, DumpTable>;
}

/** An address in hexadecimal, as errors and rows show it. */
export const hexOf = (value: bigint): string => `0x${value.toString(16)}`;
