import { G_NEED_FLUSH_ALL } from './columns';
import { describe, expect, it } from 'vitest';
import { did, flushes, ride, stepsOf, story, zapAll } from './testing/asks';
import { lab } from './testing/lab';
import { ARM64, GENERIC, RISCV_6_1, RISCV_6_12, X86 } from './testing/policies';

const MIB = 256;
const lowestLevel = (levels: number): number => Math.log2(levels & -levels);

describe('order (§3)', () => {
  it('TLB first, tables second, pages third, each in the order of queueing', () => {
    const g = ride();
    g.zap(2);
    g.table(78);
    g.zap(1);
    g.table(77);
    g.finish();
    expect(story(g)).toBe('flush table table page page');
    expect(g.lab.deeds.slice(1)).toMatchObject([{ table: 78 }, { table: 77 }, { pfn: 2 }, { pfn: 1 }]);
  });

  it('without `flush-before-free`, pages go before the TLB is flushed, tables still after it', () => {
    const g = ride({ without: ['flush-before-free'] });
    g.zap(1);
    g.table(77);
    g.finish();
    expect(story(g)).toBe('page flush table');
  });

  it('MG-19 a second flush finds nothing to do', () => {
    const g = ride();
    g.zap(1);
    g.flushTlb();
    g.flushTlb();
    g.flushMmu();
    g.flushMmu();
    expect(story(g)).toBe('flush page');
  });

  it('others may run before the flush, after it, and between freed chunks', () => {
    const g = ride();
    g.zap(1);
    g.lab.gather.removeTlbEntry(g.id, 0, 5, 6);
    const deedsAt: string[] = [];
    const labels = stepsOf(g.lab.gather.finish(g.id), () => void deedsAt.push(story(g)));
    expect(labels).toEqual(['tlb_flush_mmu_tlbonly: flush due', 'tlb_flush_mmu: TLB flushed', 'tlb_batch_pages_flush: chunk freed']);
    expect(deedsAt).toEqual(['', 'flush', 'flush page']);
  });
});

describe('range and level (§7)', () => {
  it('MG-20 PTEs at 0x400000 and 0x7ff000: 1024 strides of a page', () => {
    const g = ride();
    g.zap(0x400);
    g.zap(0x7ff);
    g.flushTlb();
    const { state } = did(g.lab.deeds, 'flush')[0]!;
    expect(state).toMatchObject({ start: 0x400, end: 0x800, clearedLevels: 1, freedTables: false });
    expect([state.end - state.start, lowestLevel(state.clearedLevels)]).toEqual([1024, 0]);
  });

  it('MG-21 a huge PMD at 2 MiB, then a PTE at 6 MiB: the smaller level is the stride', () => {
    const g = ride();
    g.lab.gather.removeTlbEntry(g.id, 1, 2 * MIB, 4 * MIB);
    g.zap(6 * MIB);
    expect(g.now()).toMatchObject({ start: 2 * MIB, end: 6 * MIB + 1, clearedLevels: 0b11 });
    expect(lowestLevel(g.now().clearedLevels)).toBe(0);
  });

  it.each([[0, 0b10], [1, 0b100], [2, 0b1000], [3, 0]])('MG-22 a table of level %i alone: cleared levels %i', (level, clearedLevels) => {
    const g = ride();
    g.table(7, 2 * MIB, level);
    expect(g.now()).toMatchObject({ start: 2 * MIB, end: 2 * MIB + 1, clearedLevels, freedTables: true });
    g.flushTlb();
    expect(flushes(g)).toEqual(['range']);
  });

  it('two PTEs a GiB apart: one range with its hole', () => {
    const g = ride();
    g.zap(5);
    g.zap(5 + 1024 * MIB);
    expect(g.now().end - g.now().start).toBe(262145);
  });

  it.each([[32, 33], [33, 34]])('MG-37 PTE index %i, then its table: the range grows downwards to %i pages', (index, pages) => {
    const g = ride();
    g.zap(512 + index);
    g.table(7, 512);
    expect(g.now()).toMatchObject({ start: 512, clearedLevels: 0b11, freedTables: true });
    expect(g.now().end - g.now().start).toBe(pages);
  });

  it('pages above 2^32 keep their numbers', () => {
    const g = ride();
    g.lab.gather.removeTlbEntry(g.id, 0, 2 ** 44 + 3, 2 ** 44 + 5);
    expect(g.now()).toMatchObject({ start: 2 ** 44 + 3, end: 2 ** 44 + 5 });
  });
});

describe('what is flushed (§11)', () => {
  // No event sets it yet.
  it.each([['x86', X86], ['generic', GENERIC], ['riscv 6.12', RISCV_6_12]])('MG-36 need_flush_all outlasts a flush: both are full (%s)', (_, policy) => {
    const g = ride({ policy });
    g.lab.state.stores.gathers.set(g.id, G_NEED_FLUSH_ALL, 1);
    g.zap(1);
    g.flushMmu();
    g.zap(9);
    g.finish();
    expect(flushes(g)).toEqual(['mm', 'mm']);
  });

  it.each([[false, []], [true, ['mm']]])('MG-27 fullmm on arm64, a table freed: %j', (freed, expected) => {
    const g = lab({ policy: ARM64 }).begin(true);
    g.zap(1);
    if (freed) g.table(77);
    g.finish();
    expect([flushes(g), did(g.lab.deeds, 'page').length]).toEqual([expected, 1]);
  });

  it.each([
    ['x86', X86, ['range', 'range', 'mm']], ['arm64', ARM64, ['range', 'range', 'mm']], ['riscv 6.1', RISCV_6_1, ['mm', 'mm', 'mm']],
    ['riscv 6.12', RISCV_6_12, ['range', 'mm', 'mm']], ['generic', GENERIC, ['range', 'range', 'mm']],
  ])('%s: an entry, a table, a table with fullmm', (_, policy, expected) => {
    const g = ride({ policy });
    g.zap(1);
    g.flushTlb();
    g.table(7);
    g.finish();
    const all = g.lab.begin(true);
    all.table(8);
    all.finish();
    expect(flushes(g)).toEqual(expected);
  });

  it('the flush is given the state as it was when due, for good', () => {
    const g = ride();
    g.zap(1);
    g.flushTlb();
    g.zap(1000);
    const { state } = did(g.lab.deeds, 'flush')[0]!;
    expect(state).toMatchObject({ start: 1, end: 2 });
    expect(state).toSatisfy(Object.isFrozen);
  });
});

describe('freeing in chunks (§4)', () => {
  /** Pages freed between one offer to reschedule and the next. */
  function chunks(pageShift: number, pages: number): number[] {
    const g = ride({ pageShift });
    zapAll(g, pages);
    const freed: number[] = [];
    stepsOf(g.lab.gather.flushMmu(g.id), (label) => void (label.includes('chunk') && freed.push(did(g.lab.deeds, 'page').length)));
    return freed.map((count, at) => count - (freed[at - 1] ?? 0));
  }

  it.each([
    ['MG-31', 14, 8 + 2046, [8, 512, 512, 512, 510]],
    ['§4',    12, 8 + 510 + 510, [8, 510, 510]],
    ['§4',    16, 8 + 8190, [8, ...Array<number>(15).fill(512), 510]],
    ['§4',    12, 3, [3]],
  ])('%s page shift %i, %i pages', (_, pageShift, pages, expected) => {
    expect(chunks(pageShift, pages)).toEqual(expected);
  });
});
