import { describe, expect, it } from 'vitest';
import { ALL_CPUS, mmuLab, reached } from '../../../../tools/arch-lab/mmu-lab';
import { createMmu } from './index';

describe('what: IPTE and IDTE of an entry, IDTE of the mm (tlb-and-races §3.3)', () => {
  const WORK = [
    { what: 'IPTE of a page leaves translations of upper levels alone', part: { scope: 'page' }, kind: 'page', leafOnly: true },
    { what: 'IDTE of a segment entry', part: { scope: 'range', end: 0x200, strideShift: 20 }, kind: 'page', leafOnly: true },
    { what: 'IDTE of the mm takes everything', part: { scope: 'mm' }, kind: 'mm', leafOnly: false },
    { what: 'also where tables were freed', part: { scope: 'mm', freedTables: true }, kind: 'mm', leafOnly: false },
  ] as const;
  it.each(WORK)('$what', ({ part, kind, leafOnly }) => {
    for (const work of mmuLab(createMmu).flush(part)) expect(work)
      .toMatchObject({ kind, leafOnly, mm: 7, request: 42, start: 0x100, end: part.scope === 'range' ? 0x200 : 0x101 });
  });
  it('there is no ceiling: a range is one request', () => {
    expect(mmuLab(createMmu, { mask: [0] }).flush({ scope: 'range', end: 0x100 + 2 ** 20 })).toMatchObject([{ kind: 'page' }]);
  });
});

describe('who: every CPU that may hold translations, without interrupts', () => {
  it('several', () => expect(reached(mmuLab(createMmu))).toEqual(['0 self', '1 broadcast', '2 broadcast']));
  it('one', () => expect(reached(mmuLab(createMmu, { mask: [0] }))).toEqual(['0 self']));
  it('the instruction itself acts on its own CPU in any case', () =>
    expect(reached(mmuLab(createMmu, { mask: [1] }))).toEqual(['0 self', '1 broadcast']));
  it('no CPU that the machine lacks', () => expect(reached(mmuLab(createMmu, { cpus: 2, mask: [0, 1, 2] }))).toEqual(['0 self', '1 broadcast']));
  it('64 CPUs', () => expect(reached(mmuLab(createMmu, { cpus: 64, mask: ALL_CPUS }))).toHaveLength(64));
  it('CPUs beyond the first word', () =>
    expect(reached(mmuLab(createMmu, { cpus: 64, mask: [0, 40] }), { cpu: 63 })).toEqual(['0 broadcast', '40 broadcast', '63 self']));
});
