import { describe, expect, it } from 'vitest';
import { ALL_CPUS, mmuLab, reached } from '../../../../tools/arch-lab/mmu-lab';
import { createMmu, TLB_SINGLE_PAGE_FLUSH_CEILING } from './index';

const MIB = 2 ** 20;
const pages = (bytes: number): number => bytes / 4096;

describe('how much: one INVLPG a stride up to the ceiling, else everything (tlb-and-races §3.1)', () => {
  const RANGES = [
    { what: 'one page', scope: 'page', end: 0x101, shift: 12, kind: 'page' },
    { what: 'TR-11: 33 base pages', scope: 'range', end: 0x100 + 33, shift: 12, kind: 'page' },
    { what: 'TR-11: 34 base pages', scope: 'range', end: 0x100 + 34, shift: 12, kind: 'mm' },
    { what: 'TR-12: 66 MiB in strides of 2 MiB', scope: 'range', end: 0x100 + pages(66 * MIB), shift: 21, kind: 'page' },
    { what: 'TR-12: 68 MiB in strides of 2 MiB', scope: 'range', end: 0x100 + pages(68 * MIB), shift: 21, kind: 'mm' },
    { what: '33 strides of 2 MiB and a half', scope: 'range', end: 0x100 + pages(67 * MIB), shift: 21, kind: 'page' },
    { what: 'the whole mm', scope: 'mm', end: 0, shift: 12, kind: 'mm' },
  ] as const;
  it.each(RANGES)('$what: $kind', ({ scope, end, shift, kind }) => {
    for (const work of mmuLab(createMmu).flush({ scope, end, strideShift: shift })) expect(work)
      .toMatchObject({ kind, start: 0x100, end, mm: 7, request: 42 });
  });

  it('the ceiling is 33', () => expect(TLB_SINGLE_PAGE_FLUSH_CEILING).toBe(33));
});

describe('who: every CPU in mm_cpumask, the others by interrupt', () => {
  it('this one by itself, the rest are interrupted', () => expect(reached(mmuLab(createMmu))).toEqual(['0 self', '1 ipi', '2 ipi']));
  it('from another CPU', () => expect(reached(mmuLab(createMmu), { cpu: 2 })).toEqual(['0 ipi', '1 ipi', '2 self']));
  it('alone: no interrupt', () => expect(reached(mmuLab(createMmu, { mask: [0] }))).toEqual(['0 self']));
  it('an mm loaded elsewhere only: not this one', () => expect(reached(mmuLab(createMmu, { mask: [1] }))).toEqual(['1 ipi']));
  it('an mm that is loaded nowhere: nobody', () => expect(reached(mmuLab(createMmu, { mask: [] }))).toEqual([]));
  it('no CPU that the machine lacks', () => expect(reached(mmuLab(createMmu, { cpus: 2, mask: [0, 1, 2] }))).toEqual(['0 self', '1 ipi']));
  it('64 CPUs', () => expect(reached(mmuLab(createMmu, { cpus: 64, mask: ALL_CPUS }), { cpu: 63 }))
    .toEqual(ALL_CPUS.map((cpu) => (cpu === 63 ? '63 self' : `${cpu} ipi`))));
  it('CPUs beyond the first word', () => expect(reached(mmuLab(createMmu, { cpus: 64, mask: [0, 40, 63] }), { cpu: 40 })).toEqual(['0 ipi', '40 self', '63 ipi']));
  it('a local flush: this CPU only', () => expect(reached(mmuLab(createMmu), { scope: 'pageLocal', cpu: 1 })).toEqual(['1 self']));
});

describe('freed tables', () => {
  it.each(['page', 'range', 'mm'] as const)('every flush drops paging-structure caches, so tables need nothing more (%s)', (scope) => {
    for (const freedTables of [false, true])
      expect(mmuLab(createMmu).flush({ scope, freedTables }).map(({ leafOnly }) => leafOnly)).toEqual([false, false, false]);
  });
});

it('a share names the request that it is of, and that led to it; the CPU that asked sends it', () => {
  const lab = mmuLab(createMmu);
  expect(lab.flush({ cpu: 1 })[2]).toEqual({
    seq: 45, cause: 42, cpu: 1, type: 'FlushSent', to: 2, kind: 'page', by: 'ipi', leafOnly: false, request: 42, mm: 7, start: 0x100, end: 0x101,
  });
  expect([lab.half.kinds, lab.half.state]).toEqual([[], undefined]);
});
