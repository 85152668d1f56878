import type { Count, CpuSet, Level, MmHw, MmId, Pages, Pfn, TableRef } from '@faultline/contracts';
import { Rows, tally, wide, type ColumnsOf } from '@faultline/state-kit';
import type { CoreState } from './core-state';
import type { Vma } from './vma';

/** Columns of an address space. */
export const M_ALIVE = 0;
export const M_PARENT = 1;
export const M_TOP_LEVEL = 2;
/** Root table, in 2 KiB units; 0 before it is allocated. */
export const M_ROOT = 3;
/** CPUs 0-31; those from 32 on in the word after. */
export const M_ATTACHED = 4;
export const M_CPU_MASK = 6;
export const M_FLUSH_PENDING = 8;
export const M_FLUSH_OWED = 9;
export const M_TABLE_BYTES = 10;
/** Page with a free part for a further small table; 0: none. */
export const M_FRAGMENT = 11;
/** A page of it was pinned at some time. */
export const M_HAS_PINNED = 12;

/** The declaration of an address space. */
export const MM_COLUMNS: ColumnsOf = {
  // eslint-disable-next-line faultline/no-literal-levels -- where a column stands, which is no level
  alive: M_ALIVE, parent: M_PARENT, topLevel: M_TOP_LEVEL, root: M_ROOT, attachedCpus: wide(M_ATTACHED), cpuMask: wide(M_CPU_MASK),
  flushPending: M_FLUSH_PENDING, flushOwed: M_FLUSH_OWED, tableBytes: M_TABLE_BYTES, tableFragment: M_FRAGMENT, hasPinned: M_HAS_PINNED,
};

/** Columns of an address space that count: pages in the order of `ENUMS.counter`, RSS and then locked_vm; then faults. */
export const M_COUNTERS = 0;
/** Only a limit asks it, and nobody who is modelled has one. */
export const M_LOCKED = 4;
export const M_MINOR = 8;
export const M_MAJOR = 9;

/** The declaration of the counts of an address space. */
export const MM_COUNT_COLUMNS: ColumnsOf = { file: 0, anon: 1, swap: 2, shmem: 3, locked: tally(M_LOCKED), minorFaults: tally(M_MINOR), majorFaults: tally(M_MAJOR) };

export const mmRows = (): Rows => new Rows('mms', MM_COLUMNS, 1);
export const mmCountRows = (): Rows => new Rows('mmCounts', MM_COUNT_COLUMNS, 1);

/** A set of CPUs in two words of an address space's row. */
class MmCpus implements CpuSet {
  constructor(
    private readonly state: CoreState,
    private readonly mm: MmId,
    private readonly column: number,
  ) {}

  get lo(): number {
    return this.state.mmRows.get(this.mm, this.column);
  }

  get hi(): number {
    return this.state.mmRows.get(this.mm, this.column + 1);
  }
}

/** One address space, as paths and architectures read it: a view of its row that stays good while the state goes on. */
export class MmState implements MmHw {
  readonly attachedCpus: CpuSet;
  readonly cpuMask: CpuSet;

  constructor(
    private readonly state: CoreState,
    readonly id: MmId,
  ) {
    this.attachedCpus = new MmCpus(state, id, M_ATTACHED);
    this.cpuMask = new MmCpus(state, id, M_CPU_MASK);
  }

  private get(column: number): number {
    return this.state.mmRows.get(this.id, column);
  }

  get parent(): MmId {
    return this.get(M_PARENT);
  }

  get topLevel(): Level {
    return this.get(M_TOP_LEVEL);
  }

  get root(): TableRef {
    return this.get(M_ROOT);
  }

  get flushPending(): Count {
    return this.get(M_FLUSH_PENDING);
  }

  get flushOwed(): boolean {
    return this.get(M_FLUSH_OWED) !== 0;
  }

  get tableBytes(): number {
    return this.get(M_TABLE_BYTES);
  }

  get tableFragment(): Pfn {
    return this.get(M_FRAGMENT);
  }

  /** @kernel v6.2-rc3 include/linux/sched/coredump.h:MMF_HAS_PINNED */
  get hasPinned(): boolean {
    return this.get(M_HAS_PINNED) !== 0;
  }

  get minorFaults(): Count {
    return this.state.mmCounts.get(this.id, M_MINOR);
  }

  get majorFaults(): Count {
    return this.state.mmCounts.get(this.id, M_MAJOR);
  }

  /** RSS of a kind, or locked_vm, in pages. */
  counter(counter: number): Pages {
    return this.state.mmCounts.get(this.id, M_COUNTERS + counter);
  }

  /** Sorted by start; replaced as a whole, never changed in place. */
  get vmas(): readonly Vma[] {
    return this.state.vmas.of(this.id);
  }
}
