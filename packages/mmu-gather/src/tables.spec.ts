import { describe, expect, it } from 'vitest';
import { did, flushes, ride, stepsOf, story, zapAll } from './testing/asks';
import { lab, type Ride } from './testing/lab';
import { ARM64, GENERIC, RISCV_6_1, S390, X86, X86_NO_PARAVIRT } from './testing/policies';

const SPAN = 512;
function tables(g: Ride, count: number): void {
  for (let table = 0; table < count; table++) g.table(table, table * SPAN);
}
const freed = (g: Ride): { rcu: boolean; count: number }[] =>
  g.lab.recorder.events().flatMap((event) => (event.type === 'GatherTablesFreed' ? [{ rcu: event.rcu, count: event.count }] : []));

describe('table batches, freed after RCU (§8)', () => {
  it.each([['MG-28', 12, 509], ['§8', 14, 2045], ['§8', 16, 8189]])('%s page shift %i: table %i frees the batch', (_, pageShift, count) => {
    const g = ride({ policy: ARM64, pageShift });
    zapAll(g, 3);
    tables(g, count - 1);
    expect(g.lab.deeds).toEqual([]);
    g.table(9999, 0);
    expect(story(g)).toBe(`flush${' table'.repeat(count)}`);
    expect([freed(g), g.now().tables, g.now().queued]).toEqual([[{ rcu: true, count }], [], 3]);
  });

  it('a table batch takes no slot of the page batches', () => {
    const g = ride({ policy: ARM64 });
    tables(g, 20);
    zapAll(g, 7);
    expect(g.now()).toMatchObject({ active: 0, inActive: 7, batchCount: 0 });
  });

  it('what the hand-over did not reach goes at the next flush', () => {
    const g = ride({ policy: X86 });
    tables(g, 510);
    expect(did(g.lab.deeds, 'table')).toHaveLength(509);
    g.finish();
    expect([freed(g), flushes(g)]).toEqual([[{ rcu: true, count: 509 }, { rcu: true, count: 1 }], ['range', 'range']]);
  });

  it('the tables carry their level and number', () => {
    const g = ride();
    g.table(70, 0, 0);
    g.table(71, 0, 2);
    g.finish();
    expect(did(g.lab.deeds, 'table')).toMatchObject([{ level: 0, table: 70 }, { level: 2, table: 71 }]);
  });

  it('on s390 too; no page is queued there, and the flush is the one that is owed', () => {
    const g = ride({ policy: S390 });
    g.zap(1);
    g.table(70);
    g.lab.mm.flushOwed = true;
    g.finish();
    expect([story(g), freed(g)]).toEqual(['page flush table', [{ rcu: true, count: 1 }]]);
  });
});

describe('no page for a table batch (§8)', () => {
  it('MG-29 flush, every other CPU interrupted, table freed at once; pages stay queued', () => {
    const g = lab({ policy: ARM64, batchPage: () => false }).begin();
    g.zap(1);
    const before: string[] = [];
    const steps = stepsOf(g.lab.gather.removeTable(g.id, 0, 70, 0, 1), () => void before.push(story(g)));
    expect(steps).toEqual(['tlb_flush_mmu_tlbonly: flush due', 'tlb_remove_table_sync_one: every CPU interrupted']);
    expect([before, story(g), freed(g), g.now().queued]).toEqual([['', 'flush'], 'flush table', [{ rcu: false, count: 1 }], 1]);
  });

  it('each table asks anew: a batch may be had the next time', () => {
    const g = ride({ policy: ARM64, batchPage: (request) => request === 3 });
    for (const table of [70, 71]) g.table(table);
    expect(story(g)).toBe('flush table flush table');
    for (const table of [72, 73]) g.table(table);
    g.finish();
    expect(freed(g)).toEqual([{ rcu: false, count: 1 }, { rcu: false, count: 1 }, { rcu: true, count: 2 }]);
  });

  it('one page is asked for a batch, and another after a flush', () => {
    let requests = 0;
    const g = ride({ policy: ARM64, batchPage: () => ++requests > 0 });
    tables(g, 509);
    expect(requests).toBe(1);
    tables(g, 2);
    g.flushMmu();
    g.table(7);
    expect(requests).toBe(3);
  });
});

describe('tables among the pages (§8, no TABLE_FREE)', () => {
  it('MG-30 3 data pages, 1 table: 4 slots, all freed after one flush', () => {
    const g = ride({ policy: X86_NO_PARAVIRT });
    zapAll(g, 3);
    g.table(70);
    expect(g.now()).toMatchObject({ active: 0, inActive: 3, tablesInActive: 1 });
    g.finish();
    expect([story(g), freed(g)]).toEqual(['flush page page page table', [{ rcu: false, count: 1 }]]);
  });

  it.each([['x86 without PARAVIRT', X86_NO_PARAVIRT], ['riscv 6.1', RISCV_6_1], ['generic', GENERIC]])(
    '%s: the first batch is full with 5 pages and 3 tables', (_, policy) => {
      const g = ride({ policy });
      zapAll(g, 5);
      tables(g, 2);
      expect(g.now().batchCount).toBe(0);
      g.table(70);
      expect(g.now()).toMatchObject({ active: 1, inActive: 0, batchCount: 1 });
    });

  it('a table that fills the last slot flushes by itself', () => {
    const g = ride({ policy: X86_NO_PARAVIRT, batchPage: () => false });
    zapAll(g, 7);
    g.table(70);
    expect(story(g)).toBe(`flush${' page'.repeat(7)} table`);
    expect(g.now()).toMatchObject({ active: 0, inActive: 0, tablesInActive: 0, queued: 0, tables: [] });
  });

  it('9698 of both are held; they go as they came', () => {
    const g = ride({ policy: X86_NO_PARAVIRT });
    for (let slot = 1; slot < 9698; slot++)
      if (slot % 3 === 0) g.table(slot);
      else expect({ flushDue: g.zap(slot) }).toEqual({ flushDue: false });
    expect([g.lab.deeds, g.now().batchCount]).toEqual([[], 19]);
    expect({ flushDue: g.zap(9698) }).toEqual({ flushDue: true });
    g.flushMmu();
    const numbers = g.lab.deeds.slice(1).map((deed) => (deed.did === 'page' ? deed.pfn : deed.did === 'table' ? -deed.table : 0));
    expect(numbers).toEqual(Array.from({ length: 9698 }, (_, at) => ((at + 1) % 3 === 0 ? -(at + 1) : at + 1)));
  });

  it('tables alone use batches, which are used again', () => {
    const g = ride({ policy: X86_NO_PARAVIRT });
    tables(g, 600);
    g.flushMmu();
    expect(g.now()).toMatchObject({ active: 0, tablesInActive: 0, batchCount: 2, tables: [] });
    expect(did(g.lab.deeds, 'table')).toHaveLength(600);
  });
});
