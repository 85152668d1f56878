import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { main, nodeIo } from '@faultline/cli';
import { describe, expect, it } from 'vitest';
import { because } from '../arch-lab/because';
import { recordingsFolder } from './subjects';

interface Report {
  readonly target: string;
  readonly scenarios: number;
  readonly compared: number;
  readonly unexplained: readonly unknown[];
  readonly explained: readonly unknown[];
}

const targetsIn = (folder: string): string[] => readdirSync(folder).filter((name) => !/\.(md|json)$/.test(name));

/** Sets of scenarios with their recordings, and how many scenarios and values of each target at least are run and held against them. */
const SETS = [
  { set: 'that somebody wrote', scenarios: 'scenarios', recordings: 'recordings', runs: 41, values: 9000 },
  { set: 'that a generator drew', scenarios: 'random/scenarios', recordings: 'random/recordings', runs: 3, values: 3000 },
  { set: 'that were cut from those', scenarios: 'random/reduced/scenarios', recordings: 'random/reduced/recordings', runs: 12, values: 500 },
];

describe('recordings of real kernels', () => {
  if (recordingsFolder === undefined) return void it.skip('every value of every scenario that can be run', because('no recordings'));
  const shared = join(recordingsFolder, '..');
  const rows = SETS.flatMap((each) => targetsIn(join(shared, each.recordings)).map((target) => ({ ...each, target })));
  it.each(rows)('scenarios $set, $target: every value of every one that can be run', ({ target, scenarios, recordings, runs, values }) => {
    let out = '';
    const status = main(['verify', join(shared, scenarios), join(shared, recordings), '--target', target, '--json'], { ...nodeIo(), out: (text) => void (out += text) });
    const [report] = (JSON.parse(out) as { targets: Report[] }).targets;
    expect(report?.unexplained).toEqual([]);
    expect(report?.scenarios).toBeGreaterThanOrEqual(runs);
    expect(report?.compared).toBeGreaterThan(values);
    expect(status).toBe(0);
  });
});
