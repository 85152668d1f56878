import { describe, expect, it } from 'vitest';
import { conformanceLaws } from './index';

/** Laws 13 and 14 of the interface are tests of the two packages that they name. */
const NUMBERS = Array.from({ length: 12 }, (_, at) => at + 1);

describe('laws are data', () => {
  it('each has a name of its own', () => {
    const names = conformanceLaws.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it.each(conformanceLaws.map((law) => [law.name, law] as const))('%s: says why, and where it is written', (_name, { about, source }) => {
    expect(about).toMatch(/^[A-Za-z].*[.]$/);
    expect(source).toMatch(/arch-|contracts|fault-path/);
  });

  it.each(NUMBERS)('law %i of arch-interface §7 is among them', (number) => {
    const cited = new RegExp(`§7 laws? (\\d+ and )?${number}(?!\\d)`);
    expect(conformanceLaws.filter(({ source }) => cited.test(source))).not.toEqual([]);
  });
});
