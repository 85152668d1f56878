import { describe, expect, it } from 'vitest';
import { awaitFlush, lockStep, stepPoint, unlockStep, type StepPoint } from './paths';

describe('step points', () => {
  it.each([
    [stepPoint('zap_pte_range: entry cleared', 1, 2), { kind: 'step', label: 'zap_pte_range: entry cleared', locals: [1, 2] }], [stepPoint('here'), { kind: 'step', label: 'here', locals: [] }],
    [lockStep('mmap'), { kind: 'lock', lock: 'mmap', mode: 'write' }], [lockStep('mmap', 'read'), { kind: 'lock', lock: 'mmap', mode: 'read' }], [unlockStep('mmap'), { kind: 'unlock', lock: 'mmap' }],
    [awaitFlush(7), { kind: 'flush', request: 7 }],
  ] satisfies [StepPoint, StepPoint][])('%j', (step, expected) => expect(step).toEqual(expected));
});
