import { expect, it } from 'vitest';
import { count } from './count.mjs';

const gate = (ok: boolean) => ({ name: 'gate', ok });
const file = (...tests: string[]) => ({ status: tests.includes('failed') ? 'failed' : 'passed', assertionResults: tests.map((status) => ({ status })) });
const broken = { status: 'failed', assertionResults: [] };
const tests = (ok: boolean, passed: number, failed: number, ...testResults: object[]) => ({
  ok,
  report: { numPassedTests: passed, numFailedTests: failed, numPendingTests: 1, numTodoTests: 0, testResults },
});

it.each([
  ['all is well', [gate(true)], tests(true, 2, 0, file('passed', 'passed')), { passed: 3, failed: 0, skipped: 1 }],
  ['a gate failed', [gate(true), gate(false)], tests(true, 1, 0, file('passed')), { passed: 2, failed: 1, skipped: 1 }],
  ['a test failed', [], tests(false, 1, 1, file('passed', 'failed')), { passed: 1, failed: 1, skipped: 1 }],
  ['a file could not be loaded', [], tests(false, 1, 0, file('passed'), broken), { passed: 1, failed: 1, skipped: 1 }],
  ['an error outside every test', [], tests(false, 1, 0, file('passed')), { passed: 1, failed: 1, skipped: 1 }],
  ['no report', [], { ok: false, report: undefined }, { passed: 0, failed: 1, skipped: 0 }],
])('counts when %s', (_when, gates, ran, expected) => {
  expect(count(gates, ran)).toEqual(expected);
});
