import {
  recBatchAdded, recEntryQueued, recEntryRead, recGatherEscalated, recGatherFinished, recGatherPagesFreed, recGatherRmapsFlushed,
  recGatherStarted, recGatherTablesFreed, recGatherTlbFlushed, recGatherVmaStarted, recPageQueued, recTableQueued, runPath, VERDICT_TABLE,
  vmFlagsOf, VM_PFNMAP, type Bit,
} from '@faultline/contracts';
import { plainStores } from '@faultline/state-kit';
import { describe, expect, it } from 'vitest';
import type { Lab } from './testing/lab';
import { given, stateAfter } from './testing/story';
import { S390, X86_NO_PARAVIRT } from './testing/policies';
import type { Write } from '../../../tools/arch-lab/recorder';
import { finish, pushPage, pushTable } from './writes';

const started: Write = (r) => recGatherStarted(r, 0, 0, 1);
const startedFull: Write = (r) => recGatherStarted(r, 0, 1, 1);
const entry = (page: number): Write => (r) => recEntryQueued(r, 0, 0, page, page + 1);
const page = (pfn: number): Write => (r) => recPageQueued(r, 0, 0, pfn);
const delayed = (pfn: number): Write => (r) => recPageQueued(r, 0, 1, pfn);
const table = (number: number): Write => (r) => recTableQueued(r, 0, 0, number, 0, 1);
const batch = (number: number, allocated: Bit = 1): Write => (r) => recBatchAdded(r, 0, allocated, number);
const tlbFlushed: Write = (r) => recGatherTlbFlushed(r, 0);
const rmapsFlushed = (count: number): Write => (r) => recGatherRmapsFlushed(r, 0, count);
const tablesFreed = (count: number, rcu: Bit = 1): Write => (r) => recGatherTablesFreed(r, 0, rcu, count);
const pagesFreed = (count: number): Write => (r) => recGatherPagesFreed(r, 0, count);
const escalated: Write = (r) => recGatherEscalated(r, 0);
const finished: Write = (r) => recGatherFinished(r, 0);
const times = (count: number, write: (at: number) => Write): Write[] => Array.from({ length: count }, (_, at) => write(at + 1));
const nothing: Write[] = [];

describe('what a command records', () => {
  it('begin: the lowest number that is free', () => {
    given().when(({ gather }) => gather.begin(1, false)).then(started);
    given(startedFull).when(({ gather }) => gather.begin(1, false)).then((r) => recGatherStarted(r, 1, 0, 1));
  });

  it('startVma: the flags, unless everything goes', () => {
    given(started).when(({ gather }) => gather.startVma(0, vmFlagsOf(VM_PFNMAP))).then((r) => recGatherVmaStarted(r, 0, vmFlagsOf(VM_PFNMAP)));
    given(startedFull).when(({ gather }) => gather.startVma(0, vmFlagsOf(VM_PFNMAP))).then(...nothing);
  });

  it('removeTlbEntry: level and range', () => {
    given(started).when(({ gather }) => gather.removeTlbEntry(0, 1, 512, 1024)).then((r) => recEntryQueued(r, 0, 1, 512, 1024));
  });

  it('removePage: the page, and the next batch when the active one is full', () => {
    given(started, entry(1)).when(({ gather }) => gather.removePage(0, 9, true)).then(delayed(9));
    const [six, seven] = [6, 7].map((pages) => given(started, entry(1), ...times(pages, page)));
    seven!.when(({ gather }) => gather.removePage(0, 9, false)).then(page(9), batch(1));
    six!.when(({ gather }) => gather.removePage(0, 9, false), { kernel: '6.12' }).then(page(9), batch(1));
    seven!.when(({ gather }) => gather.removePage(0, 9, false), { batchPage: () => false }).then(page(9));
    seven!.when(({ gather }) => gather.removePage(0, 9, false), { policy: S390 }).then(...nothing);
  });

  it('removePage: a batch that an earlier flush emptied is not allocated again', () => {
    given(started, entry(1), ...times(8, page), batch(1), tlbFlushed, pagesFreed(8), entry(2), ...times(7, page))
      .when(({ gather }) => gather.removePage(0, 9, false), { batchPage: () => false }).then(page(9), batch(1, 0));
  });

  it('flushTlbOnly: the flush, if there is something to flush', () => {
    given(started, entry(1)).when(({ gather }) => runPath(gather.flushTlbOnly(0))).then(tlbFlushed);
    given(started).when(({ gather }) => runPath(gather.flushTlbOnly(0))).then(...nothing);
  });

  it('flushRmaps: how many were delayed, if any', () => {
    const begun = [started, entry(1)];
    given(...begun, delayed(8), page(9), delayed(10), tlbFlushed).when(({ gather }) => gather.flushRmaps(0, vmFlagsOf(0))).then(rmapsFlushed(2));
    given(...begun, page(9), tlbFlushed).when(({ gather }) => gather.flushRmaps(0, vmFlagsOf(0))).then(...nothing);
    given(...begun, delayed(8), tlbFlushed, rmapsFlushed(1)).when(({ gather }) => gather.flushRmaps(0, vmFlagsOf(0))).then(...nothing);
  });

  it('flushMmu: TLB, tables, pages', () => {
    given(started, entry(1), page(8), page(9), table(70))
      .when(({ gather }) => runPath(gather.flushMmu(0))).then(tlbFlushed, tablesFreed(1), pagesFreed(2));
    given(started, entry(1), page(8), tlbFlushed).when(({ gather }) => runPath(gather.flushMmu(0))).then(pagesFreed(1));
    given(started).when(({ gather }) => runPath(gather.flushMmu(0))).then(...nothing);
  });

  it('flushMmu: tables among the pages are not handed to RCU', () => {
    given(started, entry(1), page(8), table(70))
      .when(({ gather }) => runPath(gather.flushMmu(0)), { policy: X86_NO_PARAVIRT }).then(tlbFlushed, tablesFreed(1, 0), pagesFreed(1));
  });

  it('removeTable: the table, and the hand-over of a full batch', () => {
    const remove = ({ gather }: Lab): void => runPath(gather.removeTable(0, 0, 70, 0, 1));
    given(started).when(remove).then(table(70));
    given(started).when(remove, { batchPage: () => false }).then(table(70), tlbFlushed, tablesFreed(1, 0));
    given(started, ...times(508, table)).when(remove).then(table(70), tlbFlushed, tablesFreed(509));
  });

  it('finish: escalates while another gather runs on the mm', () => {
    const alone = given(started, entry(1), page(9));
    alone.when(({ gather }) => runPath(gather.finish(0))).then(tlbFlushed, pagesFreed(1), finished);
    alone.when(({ gather, mm }) => {
      mm.flushPending = 2;
      runPath(gather.finish(0));
    }).then(escalated, tlbFlushed, pagesFreed(1), finished);
  });
});

describe('what an event changes', () => {
  const after = (...events: Write[]) => stateAfter(started, ...events).get(0);

  it('what is recorded widens the range and gathers levels', () => {
    expect(after(entry(7), entry(3), (r) => recEntryQueued(r, 0, 2, 100, 200)))
      .toMatchObject({ start: 3, end: 200, clearedLevels: 0b101, freedTables: false });
    expect(after(entry(7), table(70)))
      .toMatchObject({ start: 0, end: 8, clearedLevels: 0b11, freedTables: true, tables: [{ level: 0, table: 70 }] });
  });

  it('a flush of the TLB empties the range and keeps what is queued', () => {
    const gather = after(entry(7), delayed(9), table(70), tlbFlushed);
    expect(gather).toMatchObject({ start: Infinity, end: 0, clearedLevels: 0, freedTables: false });
    expect(gather).toMatchObject({ queued: 1, delayedRmap: true, tables: [{ table: 70 }] });
  });

  it('flushed rmaps are no longer delayed; the mark stays in the slot', () => {
    const gather = after(entry(7), delayed(9), rmapsFlushed(1))!;
    expect([gather.delayedRmap, gather.slots[0]]).toEqual([false, 9 * 2 + 1]);
  });

  it('freed pages leave their batches to those that follow', () => {
    expect(after(entry(1), ...times(8, page), batch(1), page(9))).toMatchObject({ queued: 9, active: 1, inActive: 1, batchCount: 1 });
    expect(after(entry(1), ...times(8, page), batch(1), page(9), pagesFreed(9))).toMatchObject({ queued: 0, active: 0, inActive: 0, batchCount: 1 });
  });

  it('escalation: everything goes, with tables, and the range starts anew', () => {
    expect(after(entry(7), escalated)).toMatchObject({ fullmm: true, freedTables: true, start: Infinity, end: Infinity, clearedLevels: 0 });
  });

  it('a finished gather is gone, the others stay', () => {
    const state = stateAfter(started, (r) => recGatherStarted(r, 1, 0, 2), finished);
    expect(state.all().map(({ id }) => id)).toEqual([1]);
  });

  it('events of others, and of gathers that do not run, change nothing', () => {
    const foreign: Write[] = [(r) => recEntryRead(r, 0, VERDICT_TABLE, 0, 1, { lo: 1, hi: 1 }), (r) => recPageQueued(r, 5, 0, 9), (r) => recGatherFinished(r, 5)];
    expect(plainStores(stateAfter(started, ...foreign).stores)).toEqual(plainStores(stateAfter(started).stores));
  });

  it('a clone shares nothing', () => {
    const state = stateAfter(started, entry(1), page(9), table(70));
    const [copy, before] = [state.snapshot(), plainStores(state.stores)];
    state.stores.slots.set(0, 0, 1);
    pushPage(state, 0, 10, 1);
    pushTable(state, 0, 0, 71);
    finish(state, 0);
    expect(plainStores(copy.stores)).toEqual(before);
  });
});
