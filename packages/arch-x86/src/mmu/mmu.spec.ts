import { FLUSH_MM, FLUSH_PAGE, FLUSH_PAGE_LOCAL, FLUSH_RANGE } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { mmuLab } from '../../../../tools/arch-lab/mmu-lab';
import { createMmu, TLB_SINGLE_PAGE_FLUSH_CEILING } from './index';

const MIB = 2 ** 20;
const pages = (bytes: number): number => bytes / 4096;

describe('how much: one INVLPG a stride up to the ceiling, else everything (tlb-and-races §3.1)', () => {
  const RANGES = [
    { what: 'one page', scope: FLUSH_PAGE, end: 0x101, shift: 12, kind: 'page' },
    { what: 'TR-11: 33 base pages', scope: FLUSH_RANGE, end: 0x100 + 33, shift: 12, kind: 'page' },
    { what: 'TR-11: 34 base pages', scope: FLUSH_RANGE, end: 0x100 + 34, shift: 12, kind: 'mm' },
    { what: 'TR-12: 66 MiB in strides of 2 MiB', scope: FLUSH_RANGE, end: 0x100 + pages(66 * MIB), shift: 21, kind: 'page' },
    { what: 'TR-12: 68 MiB in strides of 2 MiB', scope: FLUSH_RANGE, end: 0x100 + pages(68 * MIB), shift: 21, kind: 'mm' },
    { what: '33 strides of 2 MiB and a half', scope: FLUSH_RANGE, end: 0x100 + pages(67 * MIB), shift: 21, kind: 'page' },
    { what: 'the whole mm', scope: FLUSH_MM, end: 0, shift: 12, kind: 'mm' },
  ] as const;
  it.each(RANGES)('$what: $kind', ({ scope, end, shift, kind }) => {
    for (const work of mmuLab(createMmu).flush({ scope, end, strideShift: shift })) expect(work)
      .toMatchObject({ kind, start: 0x100, end, mm: 7, request: 42 });
  });

  it('the ceiling is 33', () => expect(TLB_SINGLE_PAGE_FLUSH_CEILING).toBe(33));
});

describe('who: every CPU in mm_cpumask, the others by interrupt', () => {
  const reached = (lab: ReturnType<typeof mmuLab>, part = {}) => lab.flush(part).map(({ cpu, by }) => `${cpu} ${by}`);
  it('this one by itself, the rest are interrupted', () => expect(reached(mmuLab(createMmu))).toEqual(['0 self', '1 ipi', '2 ipi']));
  it('from another CPU', () => expect(reached(mmuLab(createMmu), { cpu: 2 })).toEqual(['0 ipi', '1 ipi', '2 self']));
  it('alone: no interrupt', () => expect(reached(mmuLab(createMmu, { mask: 1 }))).toEqual(['0 self']));
  it('an mm loaded elsewhere only: not this one', () => expect(reached(mmuLab(createMmu, { mask: 0b10 }))).toEqual(['1 ipi']));
  it('an mm that is loaded nowhere: nobody', () => expect(reached(mmuLab(createMmu, { mask: 0 }))).toEqual([]));
  it('no CPU that the machine lacks', () => expect(reached(mmuLab(createMmu, { cpus: 0b11, mask: 0b111 }))).toEqual(['0 self', '1 ipi']));
  it('32 CPUs', () => expect(reached(mmuLab(createMmu, { cpus: 2 ** 32 - 1, mask: -1 }), { cpu: 31 })).toHaveLength(32));
  it('a local flush: this CPU only', () => expect(reached(mmuLab(createMmu), { scope: FLUSH_PAGE_LOCAL, cpu: 1 })).toEqual(['1 self']));
});

describe('freed tables', () => {
  it.each([FLUSH_PAGE, FLUSH_RANGE, FLUSH_MM])('every flush drops paging-structure caches, so tables need nothing more (scope %i)', (scope) => {
    for (const freedTables of [false, true])
      expect(mmuLab(createMmu).flush({ scope, freedTables }).map(({ leafOnly }) => leafOnly ?? false)).toEqual([false, false, false]);
  });
});

describe('issue and completion are separate steps (§1)', () => {
  it('no CPU acts inside the request, and each acts by itself, in any order', () => {
    const { ask, waiting, done } = mmuLab(createMmu);
    ask();
    expect([done, waiting.map(({ cpu, request }) => [cpu, request])]).toEqual([[], [[0, 42], [1, 42], [2, 42]]]);
    waiting[2]!.work();
    waiting[0]!.work();
    expect(done.map(({ cpu }) => cpu)).toEqual([2, 0]);
  });

  it('what a CPU did is frozen', () => expect(mmuLab(createMmu).flush().every((work) => Object.isFrozen(work))).toBe(true));
});
