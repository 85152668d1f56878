import { HOLD_PIN, type Delta, type HoldId, type MmId, type Pfn, type Pgoff, type Place } from '@faultline/contracts';
import { Rows, type ColumnsOf } from '@faultline/state-kit';
import type { CoreState } from './core-state';

export const H_ALIVE = 0;
/** Place in `ENUMS.holdKind`. */
export const H_KIND = 1;
/** Whose process has it. */
export const H_MM = 2;

/** The declaration of what holds pages after the call that referred to them. */
export const HOLD_COLUMNS: ColumnsOf = { alive: H_ALIVE, kind: H_KIND, mm: H_MM };
export const holdRows = (): Rows => new Rows('holds', HOLD_COLUMNS, 1);

/** A pin of a small folio in references. @kernel v6.2-rc3 include/linux/mm.h:GUP_PIN_COUNTING_BIAS */
export const GUP_PIN_COUNTING_BIAS = 1024;

/** References that a hold of this kind keeps to each of its pages. */
export const referencesOf = (kind: Place<'holdKind'>): Delta => (kind === HOLD_PIN ? GUP_PIN_COUNTING_BIAS : 1);

/** References that outlive a call, as paths read them. */
export class HoldState {
  constructor(
    private readonly state: CoreState,
    readonly id: HoldId,
  ) {}

  get kind(): Place<'holdKind'> {
    return this.state.holdRows.get(this.id, H_KIND) as Place<'holdKind'>;
  }

  get mm(): MmId {
    return this.state.holdRows.get(this.id, H_MM);
  }

  get(index: Pgoff): Pfn {
    return this.state.heldPages.get(this.id, index);
  }

  /** Calls back for each of its pages, in order. */
  forEach(visit: (index: Pgoff, pfn: Pfn) => void): void {
    this.state.heldPages.forEach(this.id, visit);
  }

  /** Its pages, in order. */
  get pages(): Pfn[] {
    const pages: Pfn[] = [];
    this.forEach((_, pfn) => void pages.push(pfn));
    return pages;
  }
}
