import { LEVEL_NAMES } from '@faultline/contracts';
import type { TargetReport } from '@faultline/scenario';
import { chooseArchitecture, entryJson, renderEntry, renderVerify } from '@faultline/workbench';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terminalOf } from './terminal';

const WIDTH = 100;
const plain = terminalOf({ color: false, width: WIDTH });
type Found = TargetReport['unexplained'][number];
const found = (more: Partial<Found> = {}): Found =>
  ({ scenario: 'fork-cow', step: 5, process: 'B', mapping: 'm', observable: 'mapcount', where: 'page 0', expected: '"x2"', actual: '"x1"', ...more });
const report = (more: Partial<TargetReport> = {}): TargetReport =>
  ({ target: 'arm64-6.2', scenarios: 41, steps: 400, compared: 13000, explained: [], unexplained: [], soft: [], stale: [], refused: new Map(), failed: [], ...more });
const lines = (...args: Parameters<typeof renderVerify>): string[] => renderVerify(...args).split('\n');

describe('a verification for a terminal', () => {
  it('fits the width, whatever differs', () => {
    const flags = JSON.stringify(['file', 'exclusive', 'softDirty', 'uffdWp', 'anon', 'lru', 'active', 'referenced', 'uptodate', 'dirty', 'swapBacked', 'unevictable', 'mlocked']);
    const long = found({ scenario: 'fork-cow-three-generations-oldest-first', observable: 'flags', expected: flags, actual: flags });
    const text = lines([report({ unexplained: [long], explained: [{ ...long, reason: 'copy_present_pte in mm/memory.c makes the child\'s entry old, and arm64 with its software access flag faults on it' }] })], [], plain);
    expect(text.filter((line) => line.length > WIDTH)).toEqual([]);
  });
});

describe.each(['x86-64', 'arm64', 's390', 'arm64:64k-52', 'x86-64:l5'])('any value, read as an entry of %s', (name) => {
  const { codec } = chooseArchitecture(name, '6.2').architecture;
  const entry = fc.tuple(fc.nat(2), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })).map(([level, raw]) => codec.decode(level, raw));

  it('fits the width, keeps its value, and serialises', () => {
    fc.assert(fc.property(entry, (decoded) => {
      const text = renderEntry(decoded, plain);
      const hex = `0x${decoded.raw.toString(16).padStart(16, '0')}`;
      expect(text.split('\n').filter((line) => line.length > WIDTH)).toEqual([]);
      const start = `${hex}  ${decoded.level}: `;
      expect(text.slice(0, start.length)).toBe(start);
      expect(LEVEL_NAMES).toContain(decoded.level);
      expect(JSON.parse(JSON.stringify(entryJson(decoded)))).toMatchObject({ raw: hex, kind: decoded.kind });
    }), { numRuns: 40 });
  });
});
