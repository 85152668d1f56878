import { vpnOf, type ObjectId, type Pages, type Pfn, type Pgoff, type Place } from '@faultline/contracts';
import { Rows, wide, type ColumnsOf } from '@faultline/state-kit';
import type { CoreState } from './core-state';

export const O_ALIVE = 0;
/** Length in pages, low half; the high one in the word after. */
export const O_PAGES = 1;
/** What it is: place in `ENUMS.backing`. */
export const O_BACKING = 3;
/** Open descriptors. */
export const O_OPEN = 4;
/** VMAs that map it. */
export const O_MAPPED = 5;
/** The window that was read ahead last: its first page, */
export const O_RA_START = 6;
/** its pages, */
export const O_RA_SIZE = 7;
/** and how many of them are left when the next one is due. */
export const O_RA_ASYNC = 8;
/** Page that read(2) came to last, plus 1; 0: none yet. */
export const O_READ_TO = 9;

/** The declaration of an object: a file, or shared memory. @kernel v6.2-rc3 include/linux/fs.h:struct address_space */
export const OBJECT_COLUMNS: ColumnsOf = {
  alive: O_ALIVE, pages: wide(O_PAGES), backing: O_BACKING, open: O_OPEN, mapped: O_MAPPED, raStart: O_RA_START, raSize: O_RA_SIZE, raAsync: O_RA_ASYNC, readTo: O_READ_TO,
};
export const objectRows = (): Rows => new Rows('objects', OBJECT_COLUMNS, 1);

/** What an object has at an index without a page. */
export const NO_PAGE = 0;
/** In place of a slot: what was on swap could not be read back. */
export const LOST = -1;

/** One file or shared-memory object, as paths read it: its length, and its cached pages by index. */
export class ObjectState {
  constructor(
    private readonly state: CoreState,
    readonly id: ObjectId,
  ) {}

  private word(column: number): number {
    return this.state.objectRows.get(this.id, column);
  }

  get pages(): Pages {
    return vpnOf(this.word(O_PAGES), this.word(O_PAGES + 1));
  }

  /** Place in `ENUMS.backing`. */
  get backing(): Place<'backing'> {
    return this.word(O_BACKING) as Place<'backing'>;
  }

  /** Open descriptors. */
  get open(): number {
    return this.word(O_OPEN);
  }

  /** VMAs that map it. */
  get mapped(): number {
    return this.word(O_MAPPED);
  }

  /** The window that was read ahead last. */
  get readahead(): Readahead {
    return { start: this.word(O_RA_START), size: this.word(O_RA_SIZE), async: this.word(O_RA_ASYNC) };
  }

  /** Page that read(2) came to last; undefined: it was not read yet. */
  get lastRead(): Pgoff | undefined {
    const to = this.word(O_READ_TO);
    return to === 0 ? undefined : to - 1;
  }

  /** Page cached at an index; 0: none. */
  get(index: Pgoff): Pfn {
    return this.state.pageCache.get(this.id, index);
  }

  /** First byte on storage of a page of a file. */
  stored(index: Pgoff): number {
    return this.state.storage.get(this.id, index);
  }

  /** Slot of a page that is on swap; 0: it is not; `LOST`. */
  slotAt(index: Pgoff): number {
    return this.state.shmemSwap.get(this.id, index);
  }

  /** Calls back for each page that is on swap, or lost there. */
  forEachSwapped(visit: (index: Pgoff, slot: number) => void): void {
    this.state.shmemSwap.forEach(this.id, visit);
  }

  /** Calls back for each page that is cached, in order. */
  forEach(visit: (index: Pgoff, pfn: Pfn) => void): void {
    this.state.pageCache.forEach(this.id, visit);
  }
}

/** A window of pages read ahead. @kernel v6.2-rc3 include/linux/fs.h:struct file_ra_state */
export interface Readahead {
  /** First page. */
  readonly start: Pgoff;
  /** Pages. */
  readonly size: Pages;
  /** Pages at its end, the first of which makes the next window due. */
  readonly async: Pages;
}
