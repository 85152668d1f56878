import { describe, expect, it } from 'vitest';
import { awaitFlush, lockStep, runPath, stepPoint, unlockStep, type Path, type StepPoint } from './paths';

describe('step points', () => {
  it.each([
    [stepPoint('zap_pte_range: entry cleared', 1, 2), { kind: 'step', label: 'zap_pte_range: entry cleared', locals: [1, 2] }], [stepPoint('here'), { kind: 'step', label: 'here', locals: [] }],
    [lockStep('mmap'), { kind: 'lock', lock: 'mmap', mode: 'write' }], [lockStep('mmap', 'read'), { kind: 'lock', lock: 'mmap', mode: 'read' }], [unlockStep('mmap'), { kind: 'unlock', lock: 'mmap' }],
    [awaitFlush(7), { kind: 'flush', request: 7 }],
  ] satisfies [StepPoint, StepPoint][])('%j', (step, expected) => expect(step).toEqual(expected));
});

describe('a path run in sequence', () => {
  // eslint-disable-next-line require-yield -- a path that is over before its first step
  function* answer(value: number): Path<number> {
    return value;
  }
  function* outer(): Path<number> {
    return (yield* answer(20)) + (yield* answer(22));
  }

  it('gives what it returns, through any number of calls', () => expect([runPath(answer(1)), runPath(outer())]).toEqual([1, 42]));

  it.each([stepPoint('here'), lockStep('mmap'), unlockStep('mmap'), awaitFlush(1)])('may not stop: at %j it is an error', (step) => {
    function* stopping(): Path<void> {
      yield step;
    }
    expect(() => runPath(stopping())).toThrow(`the path stopped at ${step.kind} while running in sequence`);
  });

  it('throws what it throws', () => {
    // eslint-disable-next-line require-yield -- a path that fails before its first step
    function* failing(): Path<void> {
      throw new Error('no memory');
    }
    expect(() => runPath(failing())).toThrow('no memory');
  });
});
