import { describe, expect, it } from 'vitest';
import type { Column, StepFacts } from './facts';
import { partingOf } from './parting';

const step = (more: Partial<StepFacts> = {}): StepFacts => ({ result: 'ok', faults: [0, 0], branches: [], pages: [], flushes: {}, tables: { pages: 1, bytes: 4096 }, events: 0, ...more });
const column = (steps: readonly StepFacts[], eventKinds: readonly (readonly string[])[] = steps.map(() => [])): Column => ({ label: 'x', kernel: '6.2', steps, totals: {}, eventKinds, firstSeqs: steps.map((_, at) => at * 100), entryChanges: steps.map(() => new Map()) });
/** Two columns that are equal in step 0, and in step 1 have these. */
const two = (left: Partial<StepFacts>, right: Partial<StepFacts>): readonly Column[] => [column([step(), step(left)]), column([step(), step(right)])];

describe('where runs part first', () => {
  it.each([
    ['result', { result: 'ok' }, { result: 'SIGSEGV/MAPERR' }], ['result', { value: 17 }, { value: 18 }], ['result', { value: 17 }, {}],
    ['faults', { faults: [1, 0] as const }, { faults: [2, 0] as const }], ['branch', { branches: ['a'] }, { branches: ['b'] }], ['branch', { branches: ['a', 'b'] }, { branches: ['b', 'a'] }],
    ['pages', { pages: ['A.m 0 p0 x1'] }, { pages: ['A.m 0 p0 x2'] }], ['flushes', { flushes: { range: 1 } }, { flushes: { page: 1 } }], ['flushes', { flushes: { range: 1 } }, {}],
  ])('in %s', (what, left, right) => expect(partingOf(two(left, right))).toEqual({ step: 1, what, events: [], seqs: [] }));

  it('nowhere, if nothing differs', () => expect(partingOf(two({ value: 17, flushes: { page: 1 } }, { value: 17, flushes: { page: 1 } }))).toBeUndefined());

  it('nowhere in bits, memory of tables or number of events: those follow from the architecture', () => {
    expect(partingOf(two({ pte: { raw: '0x1', words: 'young' }, tables: { pages: 4, bytes: 16384 }, events: 30 }, { pte: { raw: '0x2', words: 'dirty' }, tables: { pages: 9, bytes: 34816 }, events: 31 }))).toBeUndefined();
  });

  it('in what comes first, where several differ', () => {
    expect(partingOf(two({ result: 'ok', faults: [1, 0] }, { result: 'ENOMEM', faults: [0, 0] }))?.what).toBe('result');
    expect(partingOf(two({ faults: [1, 0], flushes: { page: 1 } }, { faults: [0, 0] }))?.what).toBe('faults');
  });

  it('in the first step, where several differ', () => {
    expect(partingOf([column([step({ flushes: { mm: 1 } }), step({ result: 'ENOMEM' })]), column([step(), step()])])).toMatchObject({ step: 0, what: 'flushes' });
  });

  it('if one of three differs', () => expect(partingOf([column([step()]), column([step()]), column([step({ value: 1 })])])).toMatchObject({ step: 0, what: 'result' }));

  it('nowhere, for one column or none', () => expect([partingOf([column([step()])]), partingOf([])]).toEqual([undefined, undefined]));
});

describe('the first event that differs', () => {
  const events = (...kinds: readonly (readonly string[])[]): readonly string[] | undefined => partingOf(kinds.map((own, at) => column([step({ value: at })], [own])))?.events;

  it('is told for each column', () => expect(events(['AccessStarted', 'TlbFilled', 'AccessCompleted'], ['AccessStarted', 'FaultRaised', 'AccessCompleted'])).toEqual(['TlbFilled', 'FaultRaised']));
  it('is nothing more, where one run is over', () => expect(events(['AccessStarted'], ['AccessStarted', 'FaultRaised'])).toEqual(['nothing more', 'FaultRaised']));
  it('is none of the walker\'s: it reads as many entries as there are levels', () => {
    expect(events(['AccessStarted', 'EntryRead', 'EntryRead', 'WalkCacheFilled', 'TlbFilled'], ['AccessStarted', 'EntryRead', 'FaultRaised'])).toEqual(['TlbFilled', 'FaultRaised']);
  });
  it('is not told where kinds are the same', () => expect(events(['AccessStarted', 'EntryRead'], ['AccessStarted'])).toEqual([]));
  it('is told for three', () => expect(events(['A'], ['A', 'B'], ['A', 'C'])).toEqual(['nothing more', 'B', 'C']));
});
