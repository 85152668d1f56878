import { describe, expect, it } from 'vitest';
import { checkConformance, conformanceLaws } from './index';
import type { Law } from './law';
import { plantedFaults } from './testing/planted-faults';
import { plantedTables, plantedWalks } from './testing/planted-walks';
import { plantedStarts } from './testing/planted-starts';
import { plantedGathers, plantedLive } from './testing/planted-live';
import { plantedSwaps } from './testing/planted-swap';
import { plantedEntries } from './testing/planted-entries';
import { losesYoung, plantedModifiers, youngIsAccess } from './testing/planted-modifiers';
import { plantedReadings } from './testing/planted-readings';
import { plantedShapes } from './testing/planted-shapes';

const RUNS = 60;
const ROWS = [
  ...plantedShapes,
  ...plantedReadings,
  ...plantedEntries,
  ...plantedModifiers,
  ...plantedTables,
  ...plantedSwaps,
  ...plantedWalks,
  ...plantedStarts,
  ...plantedFaults,
  ...plantedLive,
  ...plantedGathers,
];

function lawCalled(name: string): Law {
  const law = conformanceLaws.find((one) => one.name === name);
  if (law === undefined) throw new Error(`no law '${name}'`);
  return law;
}

describe('a planted fault is caught by the law that names it', () => {
  it.each(ROWS)('$fault: $law', ({ law: name, whole, broken }) => {
    const law = lawCalled(name);
    expect(law.applies(whole) ? law.check(whole, { runs: RUNS }) : []).toEqual([]);
    expect({ applies: law.applies(broken) }).toEqual({ applies: true });
    expect(law.check(broken, { runs: RUNS })).not.toEqual([]);
  });
});

describe('what an architecture may do if it says so breaks no law', () => {
  it.each([['lose young when access is taken away', losesYoung], ['have young and access as one', youngIsAccess]])('%s', (_what, arch) => {
    const { results } = checkConformance(arch, { runs: RUNS });
    expect(results.filter(({ status }) => status === 'broken').map(({ law }) => law)).toEqual([]);
  });
});

const ALONE = ROWS.filter(({ alone }) => alone === true);
it.each(ALONE)('no other law sees it: $fault', ({ law, broken }) => {
  const { results } = checkConformance(broken, { runs: RUNS });
  expect(results.filter(({ status }) => status === 'broken').map((result) => result.law)).toEqual([law]);
});

it('every law catches something: none is without a planted fault', () => {
  const planted = new Set(ROWS.map(({ law }) => law));
  expect(conformanceLaws.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([]);
});

it('a report on a broken architecture names the law, the level, the entry, and both sides', () => {
  const { broken } = ROWS.find(({ fault }) => fault === 'dirty lost under protection')!;
  const result = checkConformance(broken, { runs: RUNS }).results.find(({ law }) => law === 'wrProtect takes write away, and nothing else');
  expect(result).toMatchObject({
    status: 'broken',
    counterexamples: [{ level: 'pte', expected: 'dirty true', came: 'dirty false' }, { level: 'pmd' }, { level: 'pud' }],
  });
});
