import { documentOf, readReports } from '@faultline/reports';
import { EVIDENCE } from '@faultline/workbench';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recordingsThere, SHARED, SKIPPED, textOf } from '../arch-lab/recordings';
import { mismatches } from './match';

const CASES = recordingsThere ? readdirSync(`${SHARED}/field`).filter((name) => /^\d\d-.*\.txt$/.test(name)) : [];

describe.skipIf(!recordingsThere)(`reports from the field${SKIPPED}`, () => {
  it('there are some', () => expect(CASES.length).toBeGreaterThanOrEqual(16));

  it.each(CASES)('%s: every fact is there, and no forbidden claim', (name) => {
    const document = documentOf(readReports([textOf(`field/${name}`)], EVIDENCE));
    const expected: unknown = JSON.parse(textOf(`field/${name.replace('.txt', '.expect.json')}`));
    expect(mismatches(expected, JSON.parse(JSON.stringify(document)))).toEqual([]);
  });
});
