import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { main, nodeIo } from '@faultline/cli';
import { describe, expect, it } from 'vitest';
import { recordingsFolder } from './subjects';

interface Report {
  readonly target: string;
  readonly scenarios: number;
  readonly compared: number;
  readonly unexplained: readonly unknown[];
  readonly explained: readonly unknown[];
}

const targetsIn = (folder: string): string[] => readdirSync(folder).filter((name) => !name.endsWith('.md'));

describe('recordings of real kernels', () => {
  if (recordingsFolder === undefined) return void it.skip('skipped: no recordings');
  const recordings = recordingsFolder;
  it.each(targetsIn(recordings))('%s: every value of every scenario that can be run', (target) => {
    let out = '';
    const status = main(['verify', join(recordings, '../scenarios'), recordings, '--target', target, '--json'], { ...nodeIo(), out: (text) => void (out += text) });
    const [report] = (JSON.parse(out) as { targets: Report[] }).targets;
    expect(report?.unexplained).toEqual([]);
    expect(report?.scenarios).toBeGreaterThanOrEqual(41);
    expect(report?.compared).toBeGreaterThan(9000);
    expect(status).toBe(0);
  });
});
