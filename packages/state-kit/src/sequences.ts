import { wordHash } from './chunk';
import type { WordSink } from './sink';
import { Journal, type Packed, type Store } from './store';

type Row = Readonly<Record<string, number>>;
const NONE: readonly never[] = Object.freeze([]);

const halves = new Float64Array(1);
const bits = new Int32Array(halves.buffer);
function numberHash(place: number, value: number): number {
  halves[0] = value;
  return (wordHash(place, bits[0]!) + wordHash(place ^ 0x5bd1e995, bits[1]!)) | 0;
}

function putNumber(value: number, out: WordSink): void {
  halves[0] = value;
  out.put(bits[0]!);
  out.put(bits[1]!);
}

/** Small sorted sequences of frozen rows, by the number of their owner. A change replaces the sequence. */
export class Sequences<T extends object> implements Store {
  journal = new Journal();
  place = 0;
  private lists: (readonly T[] | undefined)[] = [];
  private changes = 0;

  /** @param columns of a row: numbers up to 2^53 @param key the column that sorts */
  constructor(readonly name: string, readonly columns: readonly (keyof T & string)[], readonly key: keyof T & string) {}

  of(owner: number): readonly T[] {
    return this.lists[owner] ?? NONE;
  }

  private put(owner: number, list: readonly T[]): void {
    if (this.journal.on) this.journal.keep(this.place, owner, 0, this.lists[owner]);
    while (this.lists.length < owner) this.lists.push(undefined);
    this.lists[owner] = list.length === 0 ? undefined : list;
    this.changes++;
  }

  /** Where the row with this key is, or would be. */
  private placeOf(list: readonly T[], key: number): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((list[middle]![this.key] as number) >= key) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  insert(owner: number, row: T): void {
    const list = this.of(owner).slice();
    list.splice(this.placeOf(list, row[this.key] as number), 0, Object.freeze(row));
    this.put(owner, list);
  }

  /** Removes the row with this key. */
  remove(owner: number, key: number): void {
    this.put(owner, this.of(owner).filter((row) => row[this.key] !== key));
  }

  /** Changes columns of the row with this key. */
  change(owner: number, key: number, change: Partial<T>): void {
    this.put(owner, this.of(owner).map((row) => (row[this.key] === key ? Object.freeze({ ...row, ...change }) : row)));
  }

  /** Removes an owner. */
  clear(owner: number): void {
    this.put(owner, NONE);
  }

  undo(owner: number, _: number, old: number): void {
    this.lists[owner] = this.journal.take(old) as readonly T[] | undefined;
    this.changes++;
  }

  snapshot(): Sequences<T> {
    const copy = new Sequences<T>(this.name, this.columns, this.key);
    copy.lists = this.lists.slice();
    return copy;
  }

  private values(list: readonly T[]): number[] {
    return list.flatMap((row) => this.columns.map((column) => row[column] as number));
  }

  equals(other: this): boolean {
    const count = Math.max(this.lists.length, other.lists.length);
    for (let owner = 0; owner < count; owner++) {
      if (this.lists[owner] === other.lists[owner]) continue;
      const [one, against] = [this.values(this.of(owner)), this.values(other.of(owner))];
      if (one.length !== against.length || one.some((value, at) => value !== against[at])) return false;
    }
    return true;
  }

  hash(): number {
    let sum = 0;
    this.lists.forEach((list, owner) => this.values(list ?? NONE).forEach((value, at) => void (sum = (sum + numberHash(owner * 0x10001 + at, value)) | 0)));
    return sum;
  }

  version(): number {
    return this.changes;
  }

  /** Of each owner with rows its number, how many, and their values as doubles. */
  encode(out: WordSink): void {
    this.lists.forEach((list, owner) => {
      if (list === undefined) return;
      out.put(owner);
      out.put(list.length);
      for (const value of this.values(list)) putNumber(value, out);
    });
  }

  /** Sequences count nothing. */
  encodeTallies(): void {}

  plain(): Readonly<Record<string, readonly Row[]>> {
    return Object.fromEntries(this.pack().map(([owner, list]) => [owner, list as readonly Row[]]));
  }

  pack(): Packed {
    return this.lists.flatMap((list, owner) => (list === undefined ? [] : [[owner, list] as const]));
  }

  unpack(packed: Packed): void {
    for (const [owner, list] of packed) this.put(owner, (list as readonly T[]).map((row) => Object.freeze(row)));
  }
}
