import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arePageStrings, expandPages, PAGE_FLAGS, type PageFacts } from './page-strings';

/** A page in one line: `3 p5 x1 anon`. */
const lines = (strings: readonly string[]): string[] =>
  [...expandPages(strings)].map(([number, { name, mapcount, flags }]) => [number, name, mapcount, ...flags].filter((part) => part !== '').join(' '));

describe('what a page string stands for (recordings/README.md, "The file")', () => {
  it.each([
    ['0 p0 x1 exclusive anon', ['0 p0 x1 exclusive anon']],
    ['0-3 p5+ x1 anon', ['0 p5 x1 anon', '1 p6 x1 anon', '2 p7 x1 anon', '3 p8 x1 anon']],
    ['2-4 p1 x3 anon ksm', ['2 p1 x3 anon ksm', '3 p1 x3 anon ksm', '4 p1 x3 anon ksm']],
    ['0-2 zero', ['0 zero', '1 zero', '2 zero']],
    ['510-512 p3.17+ x1 anon thp', ['510 p3.17 x1 anon thp', '511 p3.18 x1 anon thp', '512 p3.19 x1 anon thp']],
    ['7 p3.17 x1', ['7 p3.17 x1']],
    ['0-1 s2+ softDirty', ['0 s2 softDirty', '1 s3 softDirty']],
    ['0-1 hzero', ['0 hzero', '1 hzero']],
    ['4 special uffdWp', ['4 special uffdWp']],
    ['4-5 none softDirty', ['4 none softDirty', '5 none softDirty']],
    ['9-11 p8+ x1', ['9 p8 x1', '10 p9 x1', '11 p10 x1']],
  ])('%s', (text, expected) => {
    expect([text]).toSatisfy(arePageStrings);
    expect(lines([text])).toEqual(expected);
  });

  it.each([
    '', ' ', '0', '0 ', '0  p0 x1', 'a p0 x1', '-1 p0 x1', '0-p0', '3-0 p0 x1', '0.5 p0', '0 q0 x1', '0 p x1', '0 p0+0 x1', '0 p0 y1', '0 p0 x', '0 p0 x1 ', '0 p0 x1 anon  lru', '0 p0 x1 good', '0 p0 anon x1',
    '0 zero+', '0 P0 x1', '0-1 p0 x1\n', '0-1-2 zero', '0-16777217 zero', '0-999999999999 zero', '0 p9999999999 x1', '0 __proto__',
  ])('"%s" is none', (text) => expect([text]).not.toSatisfy(arePageStrings));

  it.each([[['1 zero', '0 zero']], [['0-2 zero', '2 p0 x1']], [['0 zero', '0 zero']]])('ranges rise and do not overlap: %j is refused', (strings) => {
    expect(strings).not.toSatisfy(arePageStrings);
  });
});

const flags = fc.subarray([...PAGE_FLAGS]).map((some) => some.join(' '));
interface Pages { readonly count: number; readonly gap: number; readonly name: string; readonly rising: boolean; readonly flags: string }
const named = fc.oneof(fc.nat(999).map((number) => `p${number}`), fc.tuple(fc.nat(99), fc.nat(511)).map(([head, tail]) => `p${head}.${tail}`), fc.nat(999).map((number) => `s${number}`));
const runs: fc.Arbitrary<Pages[]> = fc.array(fc.record({ count: fc.integer({ min: 1, max: 30 }), gap: fc.nat(3), name: named, rising: fc.boolean(), flags }), { maxLength: 8 });

/** The strings of runs, and the pages they were made of. */
function written(all: readonly Pages[]): { readonly strings: string[]; readonly pages: Map<number, PageFacts> } {
  const strings: string[] = [];
  const pages = new Map<number, PageFacts>();
  let first = 0;
  for (const { count, gap, name, rising, flags: text } of all) {
    first += gap;
    const [, stem, number] = /^(.*?)(\d+)$/.exec(name)!;
    for (let nth = 0; nth < count; nth++)
      pages.set(first + nth, { name: `${stem}${Number(number) + (rising ? nth : 0)}`, mapcount: 'x1', flags: text === '' ? [] : text.split(' ') });
    strings.push(`${first}${count > 1 ? `-${first + count - 1}` : ''} ${name}${rising ? '+' : ''} x1${text === '' ? '' : ` ${text}`}`);
    first += count;
  }
  return { strings, pages };
}

describe('laws of expansion', () => {
  it('it gives back the pages a string was made of', () => {
    fc.assert(fc.property(runs, (all) => {
      const { strings, pages } = written(all);
      expect(strings).toSatisfy(arePageStrings);
      expect(expandPages(strings)).toEqual(pages);
    }));
  });

  it('of strings together it is the union of each alone', () => {
    fc.assert(fc.property(runs, (all) => {
      const { strings } = written(all);
      expect(expandPages(strings)).toEqual(new Map(strings.flatMap((text) => [...expandPages([text])])));
    }));
  });

  it('strings of single pages stand for what one string of them all stands for', () => {
    fc.assert(fc.property(runs, (all) => {
      const { strings, pages } = written(all);
      expect(expandPages(lines(strings))).toEqual(pages);
    }));
  });
});
