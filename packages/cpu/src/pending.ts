import { vpnHi, vpnLo, vpnOf, type Bit, type MmId, type Place, type Seq, type Vpn } from '@faultline/contracts';
import { history, Rows, wide, type ColumnsOf } from '@faultline/state-kit';

/** Columns of a share of a flush that waits. */
const P_SENT = 0;
const P_REQUEST = 1;
const P_MM = 2;
/** `invalidation` in bit 0, `leafOnly` in bit 1, `reach` above. */
const P_HOW = 3;
const P_START = 4;
const P_END = 6;
const P_COLUMNS: ColumnsOf = { sent: history(P_SENT), request: history(P_REQUEST), mm: P_MM, how: P_HOW, start: wide(P_START), end: wide(P_END) };
const P_WORDS = 8;
const KIND_MASK = 1;
const LEAF_ONLY_SHIFT = 1;
const BY_SHIFT = 2;

const shareRows = (): Rows => new Rows('pending', P_COLUMNS);

/** What a CPU was asked to do for flushes and has not done yet, in the order in which it was sent. Written by `TLB_FOLDS` only. */
export class PendingShares {
  constructor(readonly rows = shareRows()) {}

  /** Does a share wait at this place? A share is sent after its request, so never as event 0. */
  has(place: number): boolean {
    return place < this.rows.rows && this.rows.get(place, P_SENT) !== 0;
  }

  /** How many wait. */
  get count(): number {
    let count = 0;
    while (this.has(count)) count++;
    return count;
  }

  /** Seq of its `FlushSent`. */
  sent(place: number): Seq {
    return this.rows.get(place, P_SENT);
  }

  /** Seq of the `FlushRequested` it is a share of. */
  request(place: number): Seq {
    return this.rows.get(place, P_REQUEST);
  }

  mm(place: number): MmId {
    return this.rows.get(place, P_MM);
  }

  kind(place: number): Place<'invalidation'> {
    return (this.rows.get(place, P_HOW) & KIND_MASK) as Place<'invalidation'>;
  }

  leafOnly(place: number): Bit {
    return ((this.rows.get(place, P_HOW) >> LEAF_ONLY_SHIFT) & 1) as Bit;
  }

  by(place: number): Place<'reach'> {
    return (this.rows.get(place, P_HOW) >> BY_SHIFT) as Place<'reach'>;
  }

  start(place: number): Vpn {
    return vpnOf(this.rows.get(place, P_START), this.rows.get(place, P_START + 1));
  }

  end(place: number): Vpn {
    return vpnOf(this.rows.get(place, P_END), this.rows.get(place, P_END + 1));
  }

  /** Where the share of a request waits; -1: nowhere. */
  placeOf(request: Seq): number {
    for (let place = 0; this.has(place); place++) if (this.request(place) === request) return place;
    return -1;
  }

  add(sent: Seq, request: Seq, kind: Place<'invalidation'>, by: Place<'reach'>, leafOnly: Bit, mm: MmId, start: Vpn, end: Vpn): void {
    const { rows, count } = this;
    rows.reach(count);
    rows.set(count, P_SENT, sent);
    rows.set(count, P_REQUEST, request);
    rows.set(count, P_MM, mm);
    rows.set(count, P_HOW, kind | (leafOnly << LEAF_ONLY_SHIFT) | (by << BY_SHIFT));
    rows.set(count, P_START, vpnLo(start));
    rows.set(count, P_START + 1, vpnHi(start));
    rows.set(count, P_END, vpnLo(end));
    rows.set(count, P_END + 1, vpnHi(end));
  }

  /** Takes a share out; those after it move up, so that a state does not depend on its history. */
  remove(place: number): void {
    for (; this.has(place + 1); place++) this.copy(place + 1, place);
    this.rows.clear(place);
  }

  private copy(from: number, to: number): void {
    for (let column = 0; column < P_WORDS; column++) this.rows.set(to, column, this.rows.get(from, column));
  }

  clone(): PendingShares {
    return new PendingShares(this.rows.snapshot());
  }
}
