import { Columns, Grids, history, Pages, Rows, Sequences, tally, type ColumnsOf, type Stores } from '@faultline/state-kit';
import { expect, it } from 'vitest';
import { Numbers, Words } from '../words';
import { StoreParts } from './store-parts';

/** A state of a declaration that the explorer never saw. */
const made = (columns: ColumnsOf) => ({ things: new Rows('things', columns, 4) });
const AT = 2;

/** The encoded state before a write and after it, content and tallies. */
function around(stores: Stores, write: () => void): readonly (readonly string[])[] {
  const [parts, numbers, out] = [new StoreParts(stores), new Numbers(), new Words()];
  const now = (): string[] => {
    parts.renew(numbers, out);
    parts.encode(out);
    const content = out.take();
    parts.encodeTallies(out);
    return [content, out.take()];
  };
  const before = now();
  write();
  return [before, now()];
}

/** Does a write change the content, and the tallies? */
const changes = (stores: Stores, write: () => void): boolean[] => {
  const [before, after] = around(stores, write);
  return before!.map((text, at) => text !== after![at]);
};

it.each([
  ['is content', 1, [true, false]],
  ['with two words is content in its high word', { wide: 0 }, [true, false]],
  ['marked as a tally is a tally', tally(1), [false, true]],
  ['marked as history is neither', history(1), [false, false]],
])('a column that is added to a declaration %s', (_, added, expected) => {
  const state = made({ known: 5, added });
  expect(changes(state, () => void state.things.set(AT, 1, 7))).toEqual(expected);
});

const at = { at: 3, value: 9 };
it.each<[string, Stores, (stores: never) => void]>([
  ['rows', made({ one: 0 }), ({ added }: { added: Rows }) => added.set(AT, 0, 1)],
  ['columns', { added: new Columns('added', ['one'], 4) }, ({ added }: { added: Columns }) => added.set(0, AT, 1)],
  ['pages', { added: new Pages('added') }, ({ added }: { added: Pages }) => added.add(AT, new Int32Array(4))],
  ['grids', { added: new Grids('added') }, ({ added }: { added: Grids }) => added.set(AT, 700, 1)],
  ['sequences', { added: new Sequences<typeof at>('added', ['at', 'value'], 'at') }, ({ added }: { added: Sequences<typeof at> }) => added.insert(AT, at)],
])('a store of %s that is added to a declaration is content', (_, { things, added }, write) => {
  const state = { ...made({ known: 5 }), added: added ?? things! };
  expect(changes(state, () => void write(state as never))).toEqual([true, false]);
});

it('what was not written is not encoded anew', () => {
  const state = made({ one: 0 });
  const parts = new StoreParts(state);
  const renew = () => parts.renew(new Numbers(), new Words());
  expect([renew(), renew()]).toEqual([true, false]);
  state.things.set(AT, 0, 1);
  expect([renew(), renew()]).toEqual([true, false]);
});
