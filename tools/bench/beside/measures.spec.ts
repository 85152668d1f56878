import { describe, expect, it } from 'vitest';
import { argumentsOf, besideEffort, measuresOf } from './measures.mjs';

describe('arguments of a worker', () => {
  const { divisor } = besideEffort(true);
  it.each([
    ['write', 'model-worker.mjs', ['workload', 'x86-64', 'write', 'transactions', 10_000, 1]],
    ['zap', 'model-worker.mjs', ['workload', 'x86-64', 'zap', 'transactions', 2_000, 5]],
    ['zap', 'older-worker.mjs', ['zap', 'x86-64', 'transactions', 2_000, 5]],
    ['replay', 'older-worker.mjs', ['replay', 'x86-64', 2_000]],
  ])('%s of %s', (name, worker, expected) => expect(argumentsOf(measuresOf([name])[0], worker, divisor)).toEqual(expected));
});
