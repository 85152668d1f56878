import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Numbers, Words } from './words';

const word = fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.constantFrom(0, 1, -1, 65535, 65536, -65536));
const wide = fc.oneof(fc.nat({ max: 2 ** 52 }), fc.constantFrom(0, 2 ** 32, 2 ** 32 - 1, Number.POSITIVE_INFINITY));
const textOf = <T>(values: readonly T[], put: (out: Words, value: T) => void): string => {
  const out = new Words();
  for (const value of values) put(out, value);
  return out.take();
};

it('texts are equal exactly if the words are', () => {
  const put = (out: Words, value: number): void => out.put(value);
  fc.assert(fc.property(fc.array(word, { maxLength: 6 }), fc.array(word, { maxLength: 6 }), (a, b) =>
    (textOf(a, put) === textOf(b, put)) === (a.length === b.length && a.every((each, at) => each === b[at]))));
});

it('texts are equal exactly if the whole numbers are', () => {
  const put = (out: Words, value: number): void => out.putWide(value);
  fc.assert(fc.property(wide, wide, (a, b) => (textOf([a], put) === textOf([b], put)) === (a === b)));
});

it('a long text is whole, and the next one begins anew', () => {
  const out = new Words();
  const words = Array.from({ length: 20_000 }, (_, at) => at * 77_777);
  out.putAll(words);
  const text = out.take();
  expect([text.length, out.take()]).toEqual([40_000, '']);
  expect(words.filter((each, at) => text.charCodeAt(at * 2) !== (each & 65535) || text.charCodeAt(at * 2 + 1) !== (each >>> 16) % 65536)).toEqual([]);
});

it('a text keeps its number, and no two texts share one', () => {
  fc.assert(fc.property(fc.array(fc.string({ maxLength: 3 })), (texts) => {
    const numbers = new Numbers();
    const first = texts.map((text) => numbers.of(text));
    expect(texts.map((text) => numbers.of(text))).toEqual(first);
    expect(new Set(first).size).toBe(new Set(texts).size);
  }));
});
