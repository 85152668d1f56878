import { describe, expect, it } from 'vitest';
import { judgeBytes, judgeTimes } from './bound.mjs';
import { isBeyond } from './compare.mjs';
import { besideEffort, BESIDE_NAMES, measuresOf } from './measures.mjs';
import { renderBeside } from './report.mjs';

const row = (ratio: number, bytes: number) => ({
  what: measuresOf(['write'])[0].what, here: { ns: 12_345.6, events: 15.02, bytesPerEvent: bytes }, there: { ns: 12_345.6, events: 15.02, bytesPerEvent: 20 },
  ...judgeTimes(Array.from({ length: 15 }, () => ratio)), bytes: judgeBytes(bytes, 20),
});
const render = (rows: object[]): string[] => renderBeside({ hash: 'a'.repeat(40), subject: 'Subject '.repeat(12).trim(), tree: `node_modules/.cache/${'b'.repeat(60)}`, quick: true, rows });

describe('the report beside a commit', () => {
  it('fits 100 columns', () => render([row(1, 20), row(19.264, 30)]).forEach((line) => expect(line.length, line).toBeLessThanOrEqual(100)));

  it('names what is beyond its bound', () => {
    const text = render([row(1.2, 23)]).join('\n');
    expect(text).toMatch(/1\.200 +1\.200 +1\.200 +1\.200 +1\.200 +SLOWER/);
    expect(text).toMatch(/23\.0, 20\.0 +LARGER/);
  });

  it.each([[1, 20, false], [1.2, 20, true], [1, 23, true]])('ratio %d and %d bytes an event: beyond is %s', (ratio, bytes, beyond) =>
    expect(isBeyond(row(ratio, bytes))).toBe(beyond));
});

describe('what is measured beside a commit', () => {
  it('is what the bounds are for', () => expect(BESIDE_NAMES).toEqual(['write', 'cow', 'zap', 'churn', 'replay']));

  it('is what `--only` leaves', () => expect(measuresOf(['write', 'replay']).map(({ name }: { name: string }) => name)).toEqual(['write', 'write', 'replay']));

  it.each([true, false])('has at least nine pairs (quick: %s)', (quick) => {
    const { processes, pairs } = besideEffort(quick);
    expect(processes * pairs).toBeGreaterThanOrEqual(9);
  });
});
