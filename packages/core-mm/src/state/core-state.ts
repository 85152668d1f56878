import { PG_TABLE, type TableRef } from '@faultline/contracts';
import { FrameArena, F_FLAGS, F_MAPPING } from './frames';
import type { MmState } from './mm';
import type { ObjectState } from './objects';
import type { Shape } from './shape';
import { TableArena } from './tables';

const MAX_ORDER = 16;
const MAX_CPUS = 32;
const VMSTAT_ITEMS = 8;

/** Frames below belong to firmware and kernel image. */
export const FIRST_FRAME = 256;
/** The shared zero page: the first frame of memory. */
export const ZERO_PFN = 256;

/** The whole state of the core: memory, tables, address spaces. Written by `CORE_FOLDS` only. */
export class CoreState {
  /** By id; ids are not used again. */
  mms: (MmState | undefined)[] = [];
  objects: (ObjectState | undefined)[] = [];
  /** Parent of each anon_vma, by id; index 0 is no anon_vma. */
  anonVmas: number[] = [0];
  /** First free block by order; 0: none. */
  readonly freeHead = new Int32Array(MAX_ORDER);
  /** Single frames are taken from below, larger blocks from above. */
  nextFrame = ZERO_PFN + 1;
  topFrame: number;
  /** Address space loaded on each CPU; 0: none. */
  readonly loaded = new Int32Array(MAX_CPUS);
  /** In the order of `ENUMS.vmstat`. */
  readonly vmstat = new Int32Array(VMSTAT_ITEMS);

  constructor(
    readonly shape: Shape,
    readonly frames: FrameArena,
    readonly tables: TableArena,
    readonly memoryPages: number,
  ) {
    this.topFrame = FIRST_FRAME + memoryPages;
  }

  mm(id: number): MmState {
    return this.mms[id]!;
  }

  /** Is this page used for page tables? A table that was freed may still be named by a cached translation. */
  tableThere(table: TableRef): boolean {
    return ((this.frames.get(table >> this.shape.refShift, F_FLAGS) >>> PG_TABLE) & 1) === 1;
  }

  /** Slot of a table in the arena; -1: no table stands in this part of a page of tables. */
  tableSlot(table: TableRef): number {
    const { refShift } = this.shape;
    return this.frames.get(table >> refShift, F_MAPPING + (table & ((1 << refShift) - 1) & 1)) - 1;
  }

  /** A copy that shares unwritten chunks with this one. */
  snapshot(): CoreState {
    const copy = new CoreState(this.shape, this.frames.snapshot(), this.tables.snapshot(), this.memoryPages);
    copy.mms = this.mms.map((mm) => mm?.clone());
    copy.objects = this.objects.map((object) => object?.snapshot());
    copy.anonVmas = this.anonVmas.slice();
    copy.freeHead.set(this.freeHead);
    copy.nextFrame = this.nextFrame;
    copy.topFrame = this.topFrame;
    copy.loaded.set(this.loaded);
    copy.vmstat.set(this.vmstat);
    return copy;
  }
}

/** An empty machine's memory. @param memoryPages base pages of RAM */
export const initialCoreState = (shape: Shape, memoryPages: number): CoreState =>
  new CoreState(shape, FrameArena.create(FIRST_FRAME + memoryPages), TableArena.create(), memoryPages);
