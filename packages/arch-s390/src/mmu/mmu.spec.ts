import { FLUSH_MM, FLUSH_PAGE, FLUSH_RANGE } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { mmuLab } from '../../../../tools/arch-lab/mmu-lab';
import { createMmu } from './index';

describe('what: IPTE and IDTE of an entry, IDTE of the mm (tlb-and-races §3.3)', () => {
  const WORK = [
    { what: 'IPTE of a page leaves translations of upper levels alone', part: { scope: FLUSH_PAGE }, kind: 'page', leafOnly: true },
    { what: 'IDTE of a segment entry', part: { scope: FLUSH_RANGE, end: 0x200, strideShift: 20 }, kind: 'page', leafOnly: true },
    { what: 'IDTE of the mm takes everything', part: { scope: FLUSH_MM }, kind: 'mm', leafOnly: false },
    { what: 'also where tables were freed', part: { scope: FLUSH_MM, freedTables: true }, kind: 'mm', leafOnly: false },
  ] as const;
  it.each(WORK)('$what', ({ part, kind, leafOnly }) => {
    for (const work of mmuLab(createMmu).flush(part)) expect(work)
      .toMatchObject({ kind, leafOnly, mm: 7, request: 42, start: 0x100, end: part.scope === FLUSH_RANGE ? 0x200 : 0x101 });
  });
  it('there is no ceiling: a range is one request', () => {
    expect(mmuLab(createMmu, { mask: 1 }).flush({ scope: FLUSH_RANGE, end: 0x100 + 2 ** 20 })).toMatchObject([{ kind: 'page' }]);
  });
});

describe('who: every CPU that may hold translations, without interrupts', () => {
  const reached = (lab: ReturnType<typeof mmuLab>, part = {}) => lab.flush(part).map(({ cpu, by }) => `${cpu} ${by}`);
  it('several', () => expect(reached(mmuLab(createMmu))).toEqual(['0 self', '1 broadcast', '2 broadcast']));
  it('one', () => expect(reached(mmuLab(createMmu, { mask: 0b1 }))).toEqual(['0 self']));
  it('the instruction itself acts on its own CPU in any case', () =>
    expect(reached(mmuLab(createMmu, { mask: 0b10 }))).toEqual(['0 self', '1 broadcast']));
  it('no CPU that the machine lacks', () => expect(reached(mmuLab(createMmu, { cpus: 0b11, mask: 0b111 }))).toEqual(['0 self', '1 broadcast']));
  it('32 CPUs', () => expect(reached(mmuLab(createMmu, { cpus: 2 ** 32 - 1, mask: -1 }))).toHaveLength(32));
});

it('a request is complete when every CPU acted; each does so by itself', () => {
  const { ask, waiting, done } = mmuLab(createMmu);
  ask();
  expect([done, waiting.map(({ cpu, request }) => [cpu, request])]).toEqual([[], [[0, 42], [1, 42], [2, 42]]]);
  waiting[1]!.work();
  expect(done).toEqual([{ request: 42, cpu: 1, mm: 7, kind: 'page', leafOnly: true, start: 0x100, end: 0x101, by: 'broadcast' }]);
  expect(Object.isFrozen(done[0])).toBe(true);
});
