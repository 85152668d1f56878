import { vpnOf, type ObjectId, type Pages, type Pfn, type Pgoff } from '@faultline/contracts';
import { Rows, wide, type ColumnsOf } from '@faultline/state-kit';
import type { CoreState } from './core-state';

export const O_ALIVE = 0;
/** Length in pages, low half; the high one in the word after. */
export const O_PAGES = 1;

/** The declaration of a shared-memory object. */
export const OBJECT_COLUMNS: ColumnsOf = { alive: O_ALIVE, pages: wide(O_PAGES) };
export const objectRows = (): Rows => new Rows('objects', OBJECT_COLUMNS, 1);

/** What an object has at an index without a page. */
export const NO_PAGE = 0;

/** One shared-memory object, as paths read it: its length, and its pages by index (0: a hole). */
export class ObjectState {
  constructor(
    private readonly state: CoreState,
    readonly id: ObjectId,
  ) {}

  get pages(): Pages {
    const { objectRows } = this.state;
    return vpnOf(objectRows.get(this.id, O_PAGES), objectRows.get(this.id, O_PAGES + 1));
  }

  get(index: Pgoff): Pfn {
    return this.state.pageCache.get(this.id, index);
  }

  /** Calls back for each page that is there, in order. */
  forEach(visit: (index: Pgoff, pfn: Pfn) => void): void {
    this.state.pageCache.forEach(this.id, visit);
  }
}
