import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Columns } from './columns';
import { checkColumns, history, tally, wide } from './declaration';
import { Grids } from './grids';
import { Pages } from './pages';
import { Rows } from './rows';
import { Sequences } from './sequences';
import { equalStores, hashStores, packStores, plainStores, unpackStores, type Stores } from './state';
import { Journal } from './store';

interface Pair {
  readonly at: number;
  readonly value: number;
}

/** A state with a store of each kind. */
const fresh = () => ({
  rows: new Rows('rows', { one: 0, pair: wide(3), last: 15 }, 600),
  columns: new Columns('columns', ['a', 'b'], 40),
  pages: new Pages('pages'),
  grids: new Grids('grids'),
  sequences: new Sequences<Pair>('sequences', ['at', 'value'], 'at'),
});
type State = ReturnType<typeof fresh>;
type Write = (state: State) => void;

const COLUMNS = [0, 3, 4, 15];
const word = fc.oneof(fc.integer(), fc.constant(0), fc.constant(1));
const small = fc.nat(5);
const shown = (text: string, write: Write): Write => Object.assign(write, { [fc.toStringMethod]: () => text });

function pageWrite(key: number, at: number, value: number): Write {
  return shown(`page ${key} ${at} ${value}`, ({ pages }) => {
    if (!pages.has(key)) pages.add(key, new Int32Array(8).fill(at));
    else if (value === 0) pages.remove(key);
    else pages.setPair(key, at, value, ~value);
  });
}

function sequenceWrite(owner: number, at: number, value: number): Write {
  return shown(`sequence ${owner} ${at} ${value}`, ({ sequences }) => {
    if (!sequences.of(owner).some((row) => row.at === at)) sequences.insert(owner, { at, value });
    else if (value === 0) sequences.remove(owner, at);
    else sequences.change(owner, at, { value });
  });
}

const write: fc.Arbitrary<Write> = fc.oneof(
  fc.tuple(fc.constantFrom(0, 1, 255, 256, 599), fc.constantFrom(...COLUMNS), word).map(([row, column, value]) => shown(`row ${row} ${column} ${value}`, ({ rows }) => rows.set(row, column, value))),
  fc.tuple(fc.constantFrom(2, 300), word).map(([row, value]) => shown(`whole row ${row} ${value}`, ({ rows }) => {
    const words = rows.write(row);
    for (const column of COLUMNS) words[rows.base(row) + column] = value;
  })),
  fc.tuple(fc.nat(1), fc.nat(39), word).map(([column, at, value]) => shown(`column ${column} ${at} ${value}`, ({ columns }) => columns.add(column, at, value))),
  fc.tuple(fc.constantFrom(0, 7, 256, 700), fc.nat(6), word).map(([key, at, value]) => pageWrite(key, at, value)),
  fc.tuple(small, fc.constantFrom(0, 511, 512, 70000), word).map(([owner, index, value]) => shown(`grid ${owner} ${index} ${value}`, ({ grids }) => (value === 7 ? grids.clear(owner) : grids.set(owner, index, value)))),
  fc.tuple(small, fc.oneof(small, fc.constantFrom(2 ** 40, 2 ** 52)), fc.oneof(small, fc.constant(2 ** 53 - 1))).map(([owner, at, value]) => sequenceWrite(owner, at, value)),
);
const writes = fc.array(write, { maxLength: 60 });

const after = (list: readonly Write[], state = fresh()): State => {
  for (const each of list) each(state);
  return state;
};
const snapshot = (state: State): State => Object.fromEntries(Object.entries(state).map(([name, store]) => [name, store.snapshot()])) as unknown as State;
const told = (stores: Stores): string => JSON.stringify(plainStores(stores));
const journaled = (state: State): Journal => {
  const journal = new Journal();
  journal.watch(Object.values(state));
  journal.on = true;
  return journal;
};

describe('a snapshot', () => {
  it('keeps what it holds, and what comes after on either side stays there', () => {
    fc.assert(fc.property(writes, writes, writes, (first, second, third) => {
      const state = after(first);
      const copy = snapshot(state);
      const before = told(copy);
      after(second, state);
      expect(told(copy)).toBe(before);
      const further = told(state);
      after(third, copy);
      expect(told(state)).toBe(further);
      expect(told(copy)).toBe(told(after([...first, ...third])));
    }));
  });
});

describe('the journal', () => {
  it('takes back every write since a mark, snapshots in between or not', () => {
    fc.assert(fc.property(writes, writes, writes, fc.boolean(), (first, second, third, copied) => {
      const state = after(first);
      const journal = journaled(state);
      const before = snapshot(state);
      after(second, state);
      const mark = journal.mark();
      const middle = snapshot(state);
      after(third, state);
      if (copied) snapshot(state);
      journal.rollback(mark);
      expect({ equalStores: equalStores(state, middle) }).toEqual({ equalStores: true });
      journal.rollback(0);
      expect({ equalStores: equalStores(state, before) }).toEqual({ equalStores: true });
      expect([told(state), hashStores(state)]).toEqual([told(before), hashStores(before)]);
    }));
  });
  it('notes nothing while it is off', () => {
    const state = fresh();
    const journal = journaled(state);
    journal.on = false;
    state.rows.set(1, 0, 5);
    expect(journal.mark()).toBe(0);
  });
});

describe('equality and hash', () => {
  it('agree with what is told of the state, whatever its history', () => {
    fc.assert(fc.property(writes, writes, (first, second) => {
      const one = after(first);
      hashStores(one);
      after(second, one);
      const other = after([...first, ...second]);
      expect([equalStores(one, other), hashStores(one)]).toEqual([true, hashStores(other)]);
      const against = after(second);
      expect(equalStores(one, against)).toBe(told(one) === told(against));
      if (equalStores(one, against)) expect(hashStores(one)).toBe(hashStores(against));
    }));
  });
  it('tell single words apart', () => {
    const seen = new Set([0, 1, 2, -1].flatMap((value) => [0, 1, 300].map((row) => {
      const state = fresh();
      state.rows.set(row, 0, value);
      return hashStores(state);
    })));
    expect(seen.size).toBe(10);
  });
});

/** Words that the stores encode, store by store. */
function encoded(stores: Stores, which: 'encode' | 'encodeTallies'): string {
  return Object.values(stores).map((store) => {
    const words: number[] = [];
    store[which]({ put: (word) => void words.push(word) });
    return words.join();
  }).join(';');
}

describe('what a state encodes', () => {
  it('is the same for what is equal and differs for what is not, whatever its history', () => {
    fc.assert(fc.property(writes, writes, (first, second) => {
      const one = after(second, after(first));
      expect(encoded(one, 'encode')).toBe(encoded(after([...first, ...second]), 'encode'));
      const against = after(second);
      expect({ equal: encoded(one, 'encode') === encoded(against, 'encode') }).toEqual({ equal: equalStores(one, against) });
    }));
  });
  it('leaves out history, and has tallies on their own', () => {
    const state = { rows: new Rows('rows', { one: 0, born: history(1), hits: tally(2) }, 4), counts: new Columns('counts', [tally('count'), history('seq'), 'left'], 4) };
    for (const column of [0, 1, 2]) {
      state.rows.set(3, column, column + 7);
      state.counts.set(column, 1, column + 7);
    }
    expect([encoded(state, 'encode'), encoded(state, 'encodeTallies')]).toEqual(['3,7;9,9', '3,9;1,7']);
  });
});

describe('a version', () => {
  const versions = (state: State): number[] => Object.values(state).map((store) => store.version());
  /** Stores that differ from what they were although their version is the same. */
  const changedUnseen = (state: State, was: State, before: readonly number[], now: readonly number[]): string[] =>
    Object.entries(state).filter(([name, store], at) => now[at] === before[at] && !store.equals(was[name as keyof State] as never)).map(([name]) => name);
  it('is another after every change, taken back or not, snapshots in between or not', () => {
    fc.assert(fc.property(writes, writes, fc.boolean(), (first, second, copied) => {
      const state = after(first);
      const journal = journaled(state);
      const [before, was] = [snapshot(state), versions(state)];
      expect(versions(state)).toEqual(was);
      if (copied) snapshot(state);
      after(second, state);
      const [now, middle] = [versions(state), snapshot(state)];
      expect(changedUnseen(state, before, was, now)).toEqual([]);
      journal.rollback(0);
      const last = versions(state);
      expect(changedUnseen(state, middle, now, last)).toEqual([]);
    }));
  });
});

describe('a state that crosses to a worker', () => {
  it('is the same there', () => {
    fc.assert(fc.property(writes, (list) => {
      const state = after(list);
      const { stores, transfer } = packStores(state);
      const there = fresh();
      unpackStores(there, structuredClone(stores, { transfer: transfer as ArrayBuffer[] }));
      expect({ equalStores: equalStores(there, state) }).toEqual({ equalStores: true });
      expect([told(there), hashStores(there)]).toEqual([told(state), hashStores(state)]);
    }));
  });
});

describe('a declaration', () => {
  it.each([
    ['two columns in one word', { a: 3, b: wide(2) }, 't.b takes word 3, which is a\'s; give it one of its own'],
    ['a word beyond the row', { a: wide(15) }, 't.a takes word 16 of a row of 16; give it one that is there'],
  ])('is refused with %s', (_, columns, message) => expect(() => checkColumns('t', columns, 16)).toThrow(message));
  it('names what a row holds, and leaves out what is empty', () => {
    const { rows } = fresh();
    rows.set(5, 0, 7);
    rows.set(5, 4, 1);
    expect(rows.plain()).toEqual({ 5: { one: 7, pair: 2 ** 32 } });
  });
});
