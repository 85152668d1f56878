import { describe, expect, it } from 'vitest';
import { chooseArchitecture } from './architectures';
import { entryPartingOf } from './entry-parting';
import type { Column, StepFacts } from './facts';
import type { EntryChanges } from './leaf-entries';

const STEP: StepFacts = { result: 'ok', branches: [], pages: [], flushes: {}, tables: { pages: 1, bytes: 4096 }, events: 0 };
/** A column whose steps change these entries; null: there is none any more. */
const column = (...steps: readonly Readonly<Record<string, string | null>>[]): Column => ({
  label: 'x', kernel: '6.2', steps: steps.map(() => STEP), totals: {}, eventKinds: steps.map(() => []), firstSeqs: steps.map(() => 0),
  entryChanges: steps.map((changes): EntryChanges => new Map(Object.entries(changes).map(([page, raw]) => [page, raw === null ? undefined : { level: 0, raw }]))),
});
const partingOf = (...columns: readonly Column[]): ReturnType<typeof entryPartingOf> => entryPartingOf(columns, []);

describe('where leaf entries differ in bits', () => {
  it('nowhere, if they are the same after every step', () => {
    expect(partingOf(column({ 'A.m+0': '0x1' }, { 'A.m+0': null }), column({ 'A.m+0': '0x1' }, { 'A.m+0': null }))).toBeUndefined();
    expect(partingOf(column({ 'A.m+0': '0x1' }))).toBeUndefined();
    expect(partingOf()).toBeUndefined();
  });

  it('in the first step after which two of them do, and at the page', () => {
    expect(partingOf(column({ 'A.m+0': '0x1' }, { 'B.m+3': '0x2' }), column({ 'A.m+0': '0x1' }, { 'B.m+3': '0x4' }))).toEqual({ step: 1, page: 'B.m+3', raw: ['0x2', '0x4'], steps: 1 });
  });

  it('where one has an entry and another has none', () => expect(partingOf(column({ 'A.m+0': '0x1' }), column({}))).toEqual({ step: 0, page: 'A.m+0', raw: ['0x1', null], steps: 1 }));

  it('an entry that one changes in the step is held against that of another from before', () => {
    expect(partingOf(column({ 'A.m+0': '0x1' }, { 'A.m+0': '0x2' }), column({ 'A.m+0': '0x1' }, {}))).toMatchObject({ step: 1, raw: ['0x2', '0x1'] });
  });

  it('counts the steps after which some differ: one that is the same again counts no more', () => {
    const left = column({ 'A.m+0': '0x1' }, {}, { 'A.m+0': '0x2' }, { 'A.m+1': '0x7' });
    const right = column({ 'A.m+0': '0x2' }, {}, {}, { 'A.m+1': '0x8' });
    expect(partingOf(left, right)).toMatchObject({ step: 0, steps: 3 });
  });

  it('if one of three differs', () => expect(partingOf(column({ 'A.m+0': '0x1' }), column({ 'A.m+0': '0x1' }), column({ 'A.m+0': '0x3' }))).toMatchObject({ raw: ['0x1', '0x1', '0x3'] }));

  it('of two kernels of one architecture the bits are named, of two architectures not', () => {
    const two = [column({ 'A.m+0': '0x8000000000105865' }), column({ 'A.m+0': '0x8400000000105825' })];
    const on = (arch: string, kernel: '6.2' | '6.12'): ReturnType<typeof chooseArchitecture> => chooseArchitecture(arch, kernel);
    expect(entryPartingOf(two, [on('x86-64', '6.2'), on('x86-64', '6.12')])?.bits).toEqual(['58 saved-dirty set', '6 D cleared']);
    expect(entryPartingOf(two, [on('x86-64', '6.2'), on('arm64', '6.2')])).not.toHaveProperty('bits');
    expect(entryPartingOf(two, [on('x86-64:l4', '6.2'), on('x86-64:l5', '6.2')])).not.toHaveProperty('bits');
  });
});
