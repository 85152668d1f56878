import type { AnonVmaId, HoldId, MmId, ObjectId, Pfn } from '@faultline/contracts';
import { Grids, type Pages, type ReadonlyWords, type Rows, type Sequences, type Stores } from '@faultline/state-kit';
import { frameRows } from './frames';
import { H_ALIVE, holdRows, HoldState } from './holds';
import {
  A_PARENT, anonVmaRows, freeLists, loadedMms, nextNumbers, N_NEXT_ANON_VMA, N_NEXT_FRAME, N_NEXT_HOLD, N_NEXT_MM, N_NEXT_OBJECT, N_TOP_FRAME, vmstatItems,
} from './memory';
import { M_ALIVE, mmCountRows, mmRows, MmState } from './mm';
import { O_ALIVE, objectRows, ObjectState } from './objects';
import type { Shape } from './shape';
import { swapDevice, swapSlots, SwapState } from './swap';
import { tablePages } from './tables';
import { vmaSequences, type Vma } from './vma';

/** Frames below belong to firmware and kernel image. */
export const FIRST_FRAME = 256;
/** The shared zero page: the first frame of memory. */
export const ZERO_PFN = 256;

/** The declaration of the core's state: its stores, empty. */
const declared = (frames: number) => ({
  frames: frameRows(frames), tables: tablePages(), mms: mmRows(), mmCounts: mmCountRows(), vmas: vmaSequences(), objects: objectRows(),
  pageCache: new Grids('pageCache'), storage: new Grids('storage'), iMmap: new Grids('iMmap'), shmemSwap: new Grids('shmemSwap'), anonVmas: anonVmaRows(), holds: holdRows(), heldPages: new Grids('heldPages'), freeLists: freeLists(), next: nextNumbers(), loaded: loadedMms(), vmstat: vmstatItems(),
  swapSlots: swapSlots(), swapDevice: swapDevice(),
});
type CoreStores = ReturnType<typeof declared>;

/** The whole state of the core: memory, tables, address spaces. Written by `CORE_FOLDS` only. */
export class CoreState {
  readonly frames: Rows;
  readonly tables: Pages;
  readonly mmRows: Rows;
  readonly mmCounts: Rows;
  readonly vmas: Sequences<Vma>;
  readonly objectRows: Rows;
  readonly pageCache: Grids;
  /** First byte of each page of a file, as it is on storage. */
  readonly storage: Grids;
  /** How many VMAs of each address space map an object. @kernel v6.2-rc3 include/linux/fs.h:i_mmap */
  readonly iMmap: Grids;
  /** Slot of each page of shared memory that is on swap; `LOST`: it could not be read back. */
  readonly shmemSwap: Grids;
  readonly anonVmas: Rows;
  readonly holdRows: Rows;
  /** Page of each index of a hold. */
  readonly heldPages: Grids;
  readonly swapSlots: Rows;
  /** The swap device and what is on it: a view. */
  readonly swap: SwapState = new SwapState(this);
  /** Views, by id: no state. */
  private readonly mmViews: MmState[] = [];
  private readonly objectViews: ObjectState[] = [];
  private readonly holdViews: HoldState[] = [];

  constructor(
    readonly shape: Shape,
    readonly memoryPages: number,
    readonly stores: CoreStores & Stores = declared(FIRST_FRAME + memoryPages),
  ) {
    ({
      frames: this.frames, tables: this.tables, mms: this.mmRows, mmCounts: this.mmCounts, vmas: this.vmas, objects: this.objectRows,
      pageCache: this.pageCache, storage: this.storage, iMmap: this.iMmap, shmemSwap: this.shmemSwap, anonVmas: this.anonVmas, holds: this.holdRows, heldPages: this.heldPages, swapSlots: this.swapSlots,
    } = stores);
  }

  /** First free block by order; 0: none. */
  get freeHead(): ReadonlyWords {
    return this.stores.freeLists.arrays[0]!;
  }

  private next(column: number): number {
    return this.stores.next.get(column, 0);
  }

  /** Single frames are taken from below, larger blocks from above. */
  get nextFrame(): Pfn {
    return this.next(N_NEXT_FRAME);
  }

  get topFrame(): Pfn {
    return this.next(N_TOP_FRAME);
  }

  /** Ids are not used again. */
  get nextMm(): MmId {
    return this.next(N_NEXT_MM);
  }

  get nextObject(): ObjectId {
    return this.next(N_NEXT_OBJECT);
  }

  get nextAnonVma(): AnonVmaId {
    return this.next(N_NEXT_ANON_VMA);
  }

  get nextHold(): HoldId {
    return this.next(N_NEXT_HOLD);
  }

  /** Address space loaded on each CPU; 0: none. */
  get loaded(): ReadonlyWords {
    return this.stores.loaded.arrays[0]!;
  }

  /** In the order of `ENUMS.vmstat`. */
  get vmstat(): ReadonlyWords {
    return this.stores.vmstat.arrays[0]!;
  }

  /** What the anon_vma was forked from; 0: nothing. */
  anonVmaParent(id: AnonVmaId): AnonVmaId {
    return this.anonVmas.get(id, A_PARENT);
  }

  /** The address space of this id, which is there. */
  mm(id: MmId): MmState {
    return (this.mmViews[id] ??= new MmState(this, id));
  }

  hasMm(id: MmId): boolean {
    return id > 0 && id < this.nextMm && this.mmRows.get(id, M_ALIVE) !== 0;
  }

  /** Address spaces that are there, by id. */
  mms(): MmState[] {
    return Array.from({ length: this.nextMm }, (_, id) => id).filter((id) => this.hasMm(id)).map((id) => this.mm(id));
  }

  /** The object of this id, which is there. */
  object(id: ObjectId): ObjectState {
    return (this.objectViews[id] ??= new ObjectState(this, id));
  }

  hasObject(id: ObjectId): boolean {
    return id > 0 && id < this.nextObject && this.objectRows.get(id, O_ALIVE) !== 0;
  }

  /** Files and objects of shared memory that are there, by id. */
  objects(): ObjectState[] {
    return Array.from({ length: this.nextObject }, (_, id) => id).filter((id) => this.hasObject(id)).map((id) => this.object(id));
  }

  /** The hold of this id, which is there. */
  hold(id: HoldId): HoldState {
    return (this.holdViews[id] ??= new HoldState(this, id));
  }

  hasHold(id: HoldId): boolean {
    return id > 0 && id < this.nextHold && this.holdRows.get(id, H_ALIVE) !== 0;
  }

  /** Holds that are there, by id. */
  holds(): HoldState[] {
    return Array.from({ length: this.nextHold }, (_, id) => id).filter((id) => this.hasHold(id)).map((id) => this.hold(id));
  }

  /** A copy that shares unwritten chunks with this one. */
  snapshot(): CoreState {
    const copies = Object.entries(this.stores).map(([name, store]) => [name, store.snapshot()]);
    return new CoreState(this.shape, this.memoryPages, Object.fromEntries(copies) as CoreStores);
  }
}

/** An empty machine's memory. @param memoryPages base pages of RAM */
export function initialCoreState(shape: Shape, memoryPages: number): CoreState {
  const state = new CoreState(shape, memoryPages);
  const { next } = state.stores;
  next.set(N_NEXT_FRAME, 0, ZERO_PFN + 1);
  next.set(N_TOP_FRAME, 0, FIRST_FRAME + memoryPages);
  for (const ids of [N_NEXT_MM, N_NEXT_OBJECT, N_NEXT_ANON_VMA, N_NEXT_HOLD]) next.set(ids, 0, 1);
  return state;
}
