import type { FlushRequested, FlushSent } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { arm64 } from '../index';
import { ALL_CPUS, mmuLab, reached } from '../../../../tools/arch-lab/mmu-lab';
import { createMmu, mmuFor } from './index';

const of = (config: string) => mmuLab(mmuFor(arm64({ config })));
const one = (config: string, part: Partial<FlushRequested>): FlushSent => of(config).flush(part)[0]!;

describe('how much: stride by stride below a table\'s worth of strides, else the whole ASID (tlb-and-races §3.2)', () => {
  const RANGES = [
    { what: 'TR-17: 511 pages of 4 KiB', config: '4k-48', strides: 511, shift: 12, kind: 'page' },
    { what: 'TR-17: 512', config: '4k-48', strides: 512, shift: 12, kind: 'mm' },
    { what: 'TR-18: 2047 pages of 16 KiB', config: '16k-47', strides: 2047, shift: 14, kind: 'page' },
    { what: 'TR-18: 2048', config: '16k-47', strides: 2048, shift: 14, kind: 'mm' },
    { what: 'TR-18: 8191 pages of 64 KiB', config: '64k-48', strides: 8191, shift: 16, kind: 'page' },
    { what: 'TR-18: 8192', config: '64k-48', strides: 8192, shift: 16, kind: 'mm' },
    { what: '511 strides of 2 MiB', config: '4k-48', strides: 511, shift: 21, kind: 'page' },
    { what: '512 strides of 2 MiB', config: '4k-48', strides: 512, shift: 21, kind: 'mm' },
  ] as const;
  it.each(RANGES)('$what: $kind', ({ config, strides, shift, kind }) => {
    const { pageShift } = arm64({ config }).geometry;
    const stride = 2 ** (shift - pageShift);
    expect(one(config, { scope: 'range', start: 4 * stride, end: (4 + strides) * stride, strideShift: shift }))
      .toMatchObject({ kind, start: 4 * stride, end: (4 + strides) * stride });
  });

  it('a range is rounded outwards to strides first', () => {
    expect(one('4k-48', { scope: 'range', start: 1, end: 511 * 512, strideShift: 21 }).kind).toBe('page');
    expect(one('4k-48', { scope: 'range', start: 1, end: 511 * 512 + 1, strideShift: 21 }).kind).toBe('mm');
  });

  it('one page, waited for or not, and the whole mm', () => {
    expect((['page', 'pageNoWait', 'mm'] as const).map((scope) => one('4k-48', { scope }).kind)).toEqual(['page', 'page', 'mm']);
  });
});

describe('what is kept: the structure cache, if only the last level was asked for', () => {
  const KEPT = [
    { what: 'a page: VALE1IS', part: { scope: 'page' }, leafOnly: true },
    { what: 'a page that ages', part: { scope: 'pageNoWait' }, leafOnly: true },
    { what: 'a range whose tables were freed: VAE1IS', part: { scope: 'range', freedTables: true }, leafOnly: false },
    { what: 'flush_tlb_range: VAE1IS', part: { scope: 'range' }, leafOnly: false },
    { what: 'a range that became the ASID', part: { scope: 'range', end: 0x100 + 512 }, leafOnly: false },
    { what: 'the ASID: ASIDE1IS', part: { scope: 'mm' }, leafOnly: false },
  ] as const;
  it.each(KEPT)('$what: $leafOnly', ({ part, leafOnly }) =>
    expect(of('4k-48').flush(part).map((work) => work.leafOnly)).toEqual(Array(4).fill(leafOnly)));
});

describe('who: every CPU of the machine by broadcast, without interrupts', () => {
  it.each([[[0, 1, 2]], [[0]], [[]]])('whatever mm_cpumask says (%j)', (mask) => {
    expect(reached(mmuLab(createMmu, { mask }))).toEqual(['0 self', '1 broadcast', '2 broadcast', '3 broadcast']);
  });
  it('from another CPU', () => expect(reached(mmuLab(createMmu), { cpu: 3 })).toEqual(['0 broadcast', '1 broadcast', '2 broadcast', '3 self']));
  it('64 CPUs', () => expect(reached(mmuLab(createMmu, { cpus: 64 }), { cpu: 40 }))
    .toEqual(ALL_CPUS.map((cpu) => (cpu === 40 ? '40 self' : `${cpu} broadcast`))));
});

it('without an architecture at hand: 4 KiB pages', () => {
  for (const end of [0x100 + 511, 0x100 + 512])
    expect(mmuLab(createMmu).flush({ scope: 'range', end })).toEqual(of('4k-48').flush({ scope: 'range', end }));
});
