import type { MmHw } from './arch/mm-hw';
import type { EntrySlot } from './arch/entry';
import type { FaultSlot } from './arch/walk';
import type { Place } from './events/enums';
import type { Byte, MmId, Pfn, TableIndex, TableRef, Vpn } from './numbers';
import type { Level } from './levels';
import type { Path } from './paths';

/** An address space as a CPU loads it. */
export interface LoadedMm extends MmHw {
  /** Root table; 0: there is none. */
  readonly root: TableRef;
}

/** Where hardware found an entry, and the page it was looking for. */
export interface WalkedEntry {
  /** Address space. */
  readonly mm: MmId;
  /** First page that the entry covers. */
  readonly vpn: Vpn;
  /** Level of the table, 0 is the PTE. */
  readonly level: Level;
  /** The table, in units of 2 KiB. */
  readonly table: TableRef;
  /** Place of the entry in its table. */
  readonly index: TableIndex;
}

/** What a CPU asks of the memory and the kernel around it; it tells of the rest by events. */
export interface CpuHost {
  /** The byte a page holds. */
  load(pfn: Pfn): Byte;
  /** Reads an entry into the slot. False: no table stands there any more, as a stale translation may say; nothing is written. */
  readEntry(table: TableRef, index: TableIndex, out: EntrySlot): boolean;
  /** Sets accessed and dirty bits: the entry becomes `entry`, if it still is `old`. False: it has changed. */
  updateEntry(at: WalkedEntry, old: EntrySlot, entry: EntrySlot): boolean;
  /** Enters the kernel's fault handler. 0: go on; otherwise `signalOf` and `codeOf` say how it failed. */
  pageFault(mm: MmId, vpn: Vpn, fault: FaultSlot, pkru: number): Path<number>;
}

/** How a fault failed, as one number; never 0. */
export const failedWith = (signal: number, code: number): number => ((signal + 1) << 8) | code;
/** Signal of a fault that failed. */
export const signalOf = (outcome: number): Place<'signal'> => ((outcome >> 8) - 1) as Place<'signal'>;
/** Code of the signal of a fault that failed. */
export const codeOf = (outcome: number): Place<'sigcode'> => (outcome & 255) as Place<'sigcode'>;
