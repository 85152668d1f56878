import type { TargetReport } from '@faultline/scenario';
import { describe, expect, it } from 'vitest';
import { PLAIN as plain } from './testing/plain';
import { renderVerify, verifyJson } from './verification';

type Found = TargetReport['unexplained'][number];
const found = (more: Partial<Found> = {}): Found =>
  ({ scenario: 'fork-cow', step: 5, process: 'B', mapping: 'm', observable: 'mapcount', where: 'page 0', expected: '"x2"', actual: '"x1"', ...more });
const report = (more: Partial<TargetReport> = {}): TargetReport =>
  ({ target: 'arm64-6.2', scenarios: 41, steps: 400, compared: 13000, explained: [], unexplained: [], soft: [], stale: [], refused: new Map(), failed: [], ...more });
const lines = (...args: Parameters<typeof renderVerify>): string[] => renderVerify(...args).split('\n');

describe('a verification as text', () => {
  it('has a row for each target, and a summary', () => {
    expect(lines([report(), report({ target: 's390x-6.2', scenarios: 40, steps: 390, compared: 12000 })], [], plain)).toEqual([
      'arm64-6.2          41 scenarios   400 steps   13000 values  0 explained, 0 unexplained; 0 soft',
      's390x-6.2          40 scenarios   390 steps   12000 values  0 explained, 0 unexplained; 0 soft',
      'targets 2, scenarios 81, steps 790, values compared 25000, explained 0, unexplained 0', '',
    ]);
  });

  it('tells each difference by kind of observable: scenario, step, place, and both values', () => {
    const text = lines([report({ unexplained: [found(), found({ step: 6 }), found({ observable: 'result', process: '', mapping: '', where: 'read B at=m+0', expected: '"ok"', actual: '"EFAULT"' })] })], [], plain);
    expect(text.slice(0, 6)).toEqual([
      'arm64-6.2: unexplained differences', '  mapcount: 2', '    fork-cow, step 5, B.m, page 0: kernel "x2", model "x1"', '    fork-cow, step 6, B.m, page 0: kernel "x2", model "x1"',
      '  result: 1', '    fork-cow, step 5, read B at=m+0: kernel "ok", model "EFAULT"',
    ]);
  });

  it('shows twenty of a kind, and counts the rest', () => {
    const text = lines([report({ unexplained: Array.from({ length: 25 }, (_, step) => found({ step })) })], [], plain);
    expect(text.filter((line) => line.startsWith('    fork-cow'))).toHaveLength(20);
    expect(text).toContain('    … 5 more');
  });

  it('tells explained ones with their reason, and soft ones apart', () => {
    const text = lines([report({ explained: [{ ...found(), reason: 'page_remove_rmap comes later' }], soft: [found({ observable: 'referenced' })] })], [], plain);
    expect(text.slice(0, 5)).toEqual([
      'arm64-6.2: explained differences', '  fork-cow, step 5, B.m, page 0, mapcount: page_remove_rmap comes later', 'arm64-6.2: referenced and active, compared apart', '  referenced: 1',
      '    fork-cow, step 5, B.m, page 0: kernel "x2", model "x1"',
    ]);
  });

  it('tells rows that explain nothing any more', () => {
    const text = renderVerify([report({ stale: [{ ...found({ scenario: 'fork-gone' }), target: 'arm64-6.2', reason: 'mended since' }] })], [], plain);
    expect(text).toContain('fork-gone, step 5, B.m, page 0');
    expect(text).toContain('mended since');
  });

  it('counts refused scenarios by reason over all targets, each once, and names refused targets', () => {
    const refused = new Map([['swap', ['swap-a', 'swap-b']], ['KSM', ['ksm-a']]]);
    expect(lines([report({ refused }), report({ target: 's390x-6.2', refused: new Map([['swap', ['swap-a']]]) })], [{ target: 'riscv64-6.2', reason: 'needs the architecture riscv, which is not modelled yet' }], plain).slice(2, -2)).toEqual([
      'scenarios refused, by what the model has no notion of yet:', '    1 need KSM', '    2 need swap', 'target riscv64-6.2 refused: it needs the architecture riscv, which is not modelled yet',
    ]);
  });
});

describe('a verification as JSON', () => {
  it('has every difference of every target, and what was refused', () => {
    const value = JSON.parse(verifyJson([report({ unexplained: [found()], refused: new Map([['swap', ['swap-a']]]) })], [{ target: 'riscv64-6.2', reason: 'no' }]));
    expect(value).toEqual({
      targets: [{ target: 'arm64-6.2', scenarios: 41, steps: 400, compared: 13000, explained: [], unexplained: [found()], soft: [], stale: [], refused: { swap: ['swap-a'] }, failed: [] }],
      refusedTargets: [{ target: 'riscv64-6.2', reason: 'no' }],
    });
  });
});
