import type { MmHw } from '@faultline/contracts';
import type { Vma } from './vma';

/** One address space. Fields are written by `evolve` only. */
export class MmState implements MmHw {
  /** Sorted by start; replaced as a whole (Immer), never changed in place. */
  vmas: readonly Vma[] = [];
  /** Root table, in 2 KiB units; 0 before it is allocated. */
  root = 0;
  attachedCpus = 0;
  cpuMask = 0;
  flushPending = 0;
  flushOwed = false;
  /** RSS by kind, in pages. */
  readonly counters = new Int32Array(4);
  minorFaults = 0;
  majorFaults = 0;
  tableBytes = 0;
  /** Page with a free part for a further small table; 0: none. */
  tableFragment = 0;

  constructor(
    readonly id: number,
    readonly parent: number,
    readonly topLevel: number,
  ) {}

  clone(): MmState {
    const copy = new MmState(this.id, this.parent, this.topLevel);
    copy.vmas = this.vmas;
    copy.root = this.root;
    copy.attachedCpus = this.attachedCpus;
    copy.cpuMask = this.cpuMask;
    copy.flushPending = this.flushPending;
    copy.flushOwed = this.flushOwed;
    copy.counters.set(this.counters);
    copy.minorFaults = this.minorFaults;
    copy.majorFaults = this.majorFaults;
    copy.tableBytes = this.tableBytes;
    copy.tableFragment = this.tableFragment;
    return copy;
  }
}
