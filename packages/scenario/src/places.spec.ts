import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Places } from './places';

const HUGE = fc.constantFrom(256, 512, 2048, 8192);
const SIZES = fc.array(fc.tuple(fc.integer({ min: 1, max: 2 ** 24 }), fc.nat(600)), { minLength: 1, maxLength: 40 });

describe('places of mappings (FORMAT.md, "The machine a scenario starts on")', () => {
  it('each starts on a PMD boundary, unless skew moves it up', () => {
    fc.assert(fc.property(HUGE, SIZES, (huge, sizes) => {
      const places = new Places(huge);
      for (const [at, [pages, skew]] of sizes.entries()) expect(places.add(`m${at}`, pages, skew) % huge).toBe(skew % huge);
    }));
  });

  it('each is far from every other: no table in common', () => {
    fc.assert(fc.property(HUGE, SIZES, (huge, sizes) => {
      const places = new Places(huge);
      const ranges = sizes.map(([pages, skew], at) => ({ start: places.add(`m${at}`, pages, skew), pages }));
      ranges.slice(1).forEach(({ start }, at) => expect(start).toBeGreaterThanOrEqual(ranges[at]!.start + ranges[at]!.pages + huge));
    }));
  });

  it('those observed follow each other without a gap, by address; an alias is none of them', () => {
    const places = new Places(512);
    const m = places.add('m', 4);
    const n = places.add('n', 4, 3);
    places.alias('over', m + 2);
    expect(places.observed()).toEqual([{ name: 'm', start: m, end: n }, { name: 'n', start: n, end: Infinity }]);
    expect([places.get('over').start, places.get('n').start]).toEqual([m + 2, n]);
  });
});
