import { FLUSH_MM, FLUSH_PAGE, FLUSH_PAGE_NO_WAIT, FLUSH_RANGE, type FlushRequest, type Invalidation } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { arm64 } from '../index';
import { mmuLab } from '../../../../tools/arch-lab/mmu-lab';
import { createMmu, mmuFor } from './index';

const of = (config: string) => mmuLab(mmuFor(arm64({ config })));
const one = (config: string, part: Partial<FlushRequest>): Invalidation => of(config).flush(part)[0]!;

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
    expect(one(config, { scope: FLUSH_RANGE, start: 4 * stride, end: (4 + strides) * stride, strideShift: shift }))
      .toMatchObject({ kind, start: 4 * stride, end: (4 + strides) * stride });
  });

  it('a range is rounded outwards to strides first', () => {
    expect(one('4k-48', { scope: FLUSH_RANGE, start: 1, end: 511 * 512, strideShift: 21 }).kind).toBe('page');
    expect(one('4k-48', { scope: FLUSH_RANGE, start: 1, end: 511 * 512 + 1, strideShift: 21 }).kind).toBe('mm');
  });

  it('one page, waited for or not, and the whole mm', () => {
    expect([FLUSH_PAGE, FLUSH_PAGE_NO_WAIT, FLUSH_MM].map((scope) => one('4k-48', { scope }).kind)).toEqual(['page', 'page', 'mm']);
  });
});

describe('what is kept: the structure cache, if only the last level was asked for', () => {
  const KEPT = [
    { what: 'a page: VALE1IS', part: { scope: FLUSH_PAGE }, leafOnly: true },
    { what: 'a page that ages', part: { scope: FLUSH_PAGE_NO_WAIT }, leafOnly: true },
    { what: 'a range whose tables were freed: VAE1IS', part: { scope: FLUSH_RANGE, freedTables: true }, leafOnly: false },
    { what: 'flush_tlb_range: VAE1IS', part: { scope: FLUSH_RANGE }, leafOnly: false },
    { what: 'a range that became the ASID', part: { scope: FLUSH_RANGE, end: 0x100 + 512 }, leafOnly: false },
    { what: 'the ASID: ASIDE1IS', part: { scope: FLUSH_MM }, leafOnly: false },
  ];
  it.each(KEPT)('$what: $leafOnly', ({ part, leafOnly }) =>
    expect(of('4k-48').flush(part).map((work) => work.leafOnly)).toEqual(Array(4).fill(leafOnly)));
});

describe('who: every CPU of the machine by broadcast, without interrupts', () => {
  const reached = (lab: ReturnType<typeof mmuLab>, part = {}) => lab.flush(part).map(({ cpu, by }) => `${cpu} ${by}`);
  it.each([0b0111, 0b1, 0])('whatever mm_cpumask says (%i)', (mask) => {
    expect(reached(mmuLab(createMmu, { mask }))).toEqual(['0 self', '1 broadcast', '2 broadcast', '3 broadcast']);
  });
  it('from another CPU', () => expect(reached(mmuLab(createMmu), { cpu: 3 })).toEqual(['0 broadcast', '1 broadcast', '2 broadcast', '3 self']));
  it('32 CPUs', () => expect(reached(mmuLab(createMmu, { cpus: 2 ** 32 - 1 }))).toHaveLength(32));
});

it('issue and completion are separate steps, a CPU at a time (§1)', () => {
  const { ask, waiting, done } = mmuLab(createMmu);
  ask();
  expect([done, waiting.map(({ cpu, request }) => [cpu, request])]).toEqual([[], [[0, 42], [1, 42], [2, 42], [3, 42]]]);
  waiting[3]!.work();
  expect(done).toEqual([{ request: 42, cpu: 3, mm: 7, kind: 'page', leafOnly: true, start: 0x100, end: 0x101, by: 'broadcast' }]);
  expect(Object.isFrozen(done[0])).toBe(true);
});

it('without an architecture at hand: 4 KiB pages', () => {
  for (const end of [0x100 + 511, 0x100 + 512])
    expect(mmuLab(createMmu).flush({ scope: FLUSH_RANGE, end })).toEqual(of('4k-48').flush({ scope: FLUSH_RANGE, end }));
});
