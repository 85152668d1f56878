import { describe, expect, it } from 'vitest';
import { awaitFlush, lockStep, stepPoint, SWITCHABLE_RULES, unlockStep, type StepPoint } from './paths';

describe('step points', () => {
  it.each([
    [stepPoint('zap_pte_range: entry cleared', 1, 2), { kind: 'step', label: 'zap_pte_range: entry cleared', locals: [1, 2] }], [stepPoint('here'), { kind: 'step', label: 'here', locals: [] }],
    [lockStep('mmap'), { kind: 'lock', lock: 'mmap', mode: 'write' }], [lockStep('mmap', 'read'), { kind: 'lock', lock: 'mmap', mode: 'read' }], [unlockStep('mmap'), { kind: 'unlock', lock: 'mmap' }],
    [awaitFlush(7), { kind: 'flush', request: 7 }],
  ] satisfies [StepPoint, StepPoint][])('%j', (step, expected) => expect(step).toEqual(expected));
});

describe('rules that can be switched off', () => {
  it('have names of their own, as options of a command are written', () => {
    expect(new Set(SWITCHABLE_RULES).size).toBe(SWITCHABLE_RULES.length);
    for (const name of SWITCHABLE_RULES) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('flush-before-free is one: the explorer is built on it', () => expect(SWITCHABLE_RULES).toContain('flush-before-free'));
});
