import { describe, expect, it } from 'vitest';
import { formatDocument, runDocument, type RunDocument } from './document';
import { explanationOf, type ExplainedRow } from './explained';
import { parseDocument } from './parse-document';
import { lab } from './testing/lab';
import { scenarioOf } from './testing/texts';
import { verifyTarget, type VerifyInput } from './verification';
import type { Scenario } from './format/frame';

const named = (name: string, ...steps: string[]): Scenario => ({ ...scenarioOf(...steps), name });
const WRITES = named('writes', 'write: {proc: A, at: m+0, value: 17}', 'read: {proc: A, at: m+0}');
const MERGED = named('merged', 'madvise: {proc: A, at: m+0, pages: 1, advice: mergeable}');
const HUGE = named('huge', 'madvise: {proc: A, at: m+0, pages: 1, advice: hugepage}');
const HUGE_TOO = named('huge-too', 'madvise: {proc: A, at: m+0, pages: 1, advice: nohugepage}');

/** A recording that the model agrees with, and with one part of its text another. */
const recorded = (scenario: Scenario, before = '', after = ''): RunDocument => {
  const text = formatDocument(runDocument(scenario, lab()));
  expect(text).toContain(before);
  return parseDocument(text.replace(before, after), scenario.name);
};
const verify = (input: Partial<VerifyInput>): ReturnType<typeof verifyTarget> =>
  verifyTarget({ target: 'x86_64-6.2', scenarios: [WRITES], recording: () => recorded(WRITES), machine: () => lab(), explained: [], ...input });

/** The kernel is said to have read 18 in step 2. */
const eighteen = (): RunDocument => recorded(WRITES, '"value":17', '"value":18');
const ROW: ExplainedRow = { target: 'x86_64-6.2', scenario: 'writes', step: 2, process: '', mapping: '', observable: 'value', where: 'read A at=m+0', expected: '18', actual: '17', reason: 'do_read reads another' };
const FOUND = { step: 2, process: '', mapping: '', observable: 'value', where: 'read A at=m+0', expected: '18', actual: '17', scenario: 'writes' };

describe('a target is held against its recordings', () => {
  it('agreeing, it has no difference', () => {
    expect(verify({})).toMatchObject({ target: 'x86_64-6.2', scenarios: 1, steps: 3, explained: [], unexplained: [], soft: [], stale: [], refused: new Map() });
  });

  it('a scenario that fails inside the model hides no other, and no row is stale for it', () => {
    const broken = (): ReturnType<typeof lab> => {
      const machine = lab();
      return Object.assign(Object.create(machine) as typeof machine, { fork: () => { throw new TypeError('planted'); } });
    };
    const forks = named('forks', 'write: {proc: A, at: m+0, value: 17}', 'fork: {proc: A, child: B}');
    const report = verify({ scenarios: [forks, WRITES], recording: (name) => recorded(name === 'forks' ? forks : WRITES), machine: broken, explained: [{ ...ROW, scenario: 'forks' }] });
    expect(report).toMatchObject({ scenarios: 1, steps: 3, unexplained: [], stale: [], failed: [{ scenario: 'forks' }] });
    expect(report.failed[0]!.message).toMatch(/^scenario forks failed inside the model on .*, in step 2 \(fork A child=B\), after event \d+ \(\w+\): TypeError: planted$/);
  });

  it('differing, it says where', () => expect(verify({ recording: eighteen })).toMatchObject({ unexplained: [FOUND], explained: [], soft: [] }));

  it('differing in referenced or active, that is said apart', () => {
    const { unexplained, soft } = verify({ recording: () => recorded(WRITES, '"referenced":1', '"referenced":0') });
    expect([unexplained, soft.map(({ scenario, step, observable }) => [scenario, step, observable])]).toEqual([[], [['writes', 1, 'referenced'], ['writes', 2, 'referenced']]]);
  });

  it('what was not recorded there counts as nothing', () => {
    expect(verify({ scenarios: [WRITES, MERGED], recording: () => undefined })).toMatchObject({ scenarios: 0, steps: 0, compared: 0, unexplained: [], refused: new Map() });
  });

  it('each scenario runs on a machine of its own', () => {
    let made = 0;
    const other = { ...WRITES, name: 'other' };
    const { scenarios, unexplained } = verify({ scenarios: [WRITES, other], recording: (name) => recorded({ ...WRITES, name }), machine: () => (made++, lab()) });
    expect([made, scenarios, unexplained]).toEqual([2, 2, []]);
  });
});

describe('refused scenarios', () => {
  it('are counted by what they lack first, and are no finding', () => {
    const { refused, unexplained, scenarios } = verify({ scenarios: [WRITES, MERGED, HUGE, HUGE_TOO], recording: (name) => recorded({ ...WRITES, name }) });
    expect([...refused]).toEqual([['KSM', ['merged']], ['huge pages', ['huge', 'huge-too']]]);
    expect([unexplained, scenarios]).toEqual([[], 1]);
  });
});

describe('explained rows', () => {
  it('explain the difference they state, in full', () => {
    expect(verify({ recording: eighteen, explained: [ROW] })).toMatchObject({ unexplained: [], explained: [{ ...FOUND, reason: 'do_read reads another' }], stale: [] });
  });

  const OTHERS: readonly Partial<ExplainedRow>[] = [
    { target: 'arm64-6.2' }, { scenario: 'reads' }, { step: 1 }, { process: 'A' }, { mapping: 'm' }, { observable: 'result' }, { where: '' }, { where: 'read A at=m+1' }, { expected: '19' }, { actual: '16' }, { actual: '' },
    { target: '*' }, { scenario: '*' }, { step: -1 }, { where: '*' }, { observable: '*' }, { expected: '*' }, { actual: '*' },
  ];
  it.each(OTHERS)('explain nothing else: not with %j', (other) => {
    expect(verify({ recording: eighteen, explained: [{ ...ROW, ...other }] })).toMatchObject({ unexplained: [FOUND], explained: [] });
  });

  it('one row explains one difference of several', () => {
    const recording = (): RunDocument => recorded(WRITES, '"value":17,"faults":[0,0]', '"value":18,"faults":[1,0]');
    const { explained, unexplained } = verify({ recording, explained: [ROW] });
    expect([explained.map(({ observable }) => observable), unexplained.map(({ observable }) => observable)]).toEqual([['value'], ['faults']]);
  });

  it('that explain nothing any more are named', () => expect(verify({ explained: [ROW] })).toMatchObject({ stale: [ROW], unexplained: [], explained: [] }));

  it('for a scenario that is refused, or was not recorded, explain nothing either', () => {
    expect(verify({ scenarios: [{ ...MERGED, name: 'writes' }], explained: [ROW] }).stale).toEqual([ROW]);
    expect(verify({ recording: () => undefined, explained: [ROW] }).stale).toEqual([ROW]);
  });

  it('for another target, or a scenario that is not at hand, are not judged', () => {
    expect(verify({ explained: [{ ...ROW, target: 'arm64-6.2' }, { ...ROW, scenario: 'reads' }] }).stale).toEqual([]);
  });

  it('are found by an exact match, the first of equal ones', () => {
    const again = { ...ROW, reason: 'again' };
    expect(explanationOf([{ ...ROW, step: 1 }, ROW, again], 'x86_64-6.2', 'writes', FOUND)).toBe(ROW);
    expect(explanationOf([], 'x86_64-6.2', 'writes', FOUND)).toBeUndefined();
    expect(verify({ recording: eighteen, explained: [ROW, again] }).stale).toEqual([again]);
  });
});
