import { describe, expect, it } from 'vitest';
import { awaitFlush, lockStep, stepPoint, stepPointText, unlockStep, type StepPoint } from './paths';

const CLEARED = 'zap_pte_range: entry cleared';

describe('step points', () => {
  it.each([
    [stepPoint(CLEARED, { vpn: 1, pfn: 2 }), { kind: 'step', label: CLEARED, locals: { vpn: 1, pfn: 2 } }], [stepPoint('here'), { kind: 'step', label: 'here', locals: {} }],
    [lockStep('mmap'), { kind: 'lock', lock: 'mmap', mode: 'write' }], [lockStep('mmap', 'read'), { kind: 'lock', lock: 'mmap', mode: 'read' }], [unlockStep('mmap'), { kind: 'unlock', lock: 'mmap' }],
    [awaitFlush(7), { kind: 'flush', request: 7 }],
  ] satisfies [StepPoint, StepPoint][])('%j', (step, expected) => expect(step).toEqual(expected));

  it.each([
    ['no locals', stepPoint('here'), 'here'],
    ['page numbers in hexadecimal, counts not', stepPoint(CLEARED, { vpn: 0x10000, gather: 10, count: 12 }), `${CLEARED} (vpn=0x10000 gather=10 count=12)`],
    ['an entry of halves as one word of 16 digits', stepPoint(CLEARED, { vpn: 0x10000, entryLo: -1, entryHi: 0x80 }), `${CLEARED} (vpn=0x10000 entry=0x00000080ffffffff)`],
  ])('in words, with the names of their locals: %s', (_what, step, text) => expect(stepPointText(step)).toBe(text));
});
