import {
  recBatchAdded, recEntryQueued, recEntryRead, recGatherEscalated, recGatherFinished, recGatherPagesFreed, recGatherRmapsFlushed,
  recGatherStarted, recGatherTablesFreed, recGatherTlbFlushed, recGatherVmaStarted, recPageQueued, recTableQueued, VERDICT_TABLE,
  vmFlagsOf,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import type { Write } from '../../../tools/arch-lab/recorder';
import { given } from './testing/story';

const started: Write = (r) => recGatherStarted(r, 0, 0, 1);
const entry: Write = (r) => recEntryQueued(r, 0, 0, 7, 8);
const page: Write = (r) => recPageQueued(r, 0, 0, 9);
const delayed: Write = (r) => recPageQueued(r, 0, 1, 9);
const table: Write = (r) => recTableQueued(r, 0, 0, 70, 0, 1);
const batch: Write = (r) => recBatchAdded(r, 0, 1, 1);
const tlbFlushed: Write = (r) => recGatherTlbFlushed(r, 0);
const pagesFreed: Write = (r) => recGatherPagesFreed(r, 0, 1);
const tablesFreed: Write = (r) => recGatherTablesFreed(r, 0, 1, 1);

const OF_A_GATHER: readonly (readonly [string, Write])[] = [
  ['GatherVmaStarted', (r) => recGatherVmaStarted(r, 0, vmFlagsOf(0))], ['EntryQueued', entry], ['PageQueued', page], ['BatchAdded', batch],
  ['TableQueued', table], ['GatherEscalated', (r) => recGatherEscalated(r, 0)], ['GatherTlbFlushed', tlbFlushed],
  ['GatherRmapsFlushed', (r) => recGatherRmapsFlushed(r, 0, 1)], ['GatherTablesFreed', tablesFreed], ['GatherPagesFreed', pagesFreed],
  ['GatherFinished', (r) => recGatherFinished(r, 0)],
];

describe('a record that cannot follow is refused, with the reason', () => {
  it.each(OF_A_GATHER)('%s of a gather that is not in progress', (_, next) => {
    expect(given().refuses(next)).toBe('no gather 0 is in progress');
    expect(given(started, (r) => recGatherFinished(r, 0)).refuses(next)).toBe('no gather 0 is in progress');
  });

  it.each<[string, Write[], Write, string]>([
    ['a number in use', [started], started, 'gather 0 is in progress already'],
    ['an entry of level 4', [started], (r) => recEntryQueued(r, 0, 4, 7, 8), 'no entry of level 4 is ever gathered'],
    ['an empty range', [started], (r) => recEntryQueued(r, 0, 0, 7, 7), 'its range is empty'],
    ['a table of level 4', [started], (r) => recTableQueued(r, 0, 4, 70, 0, 1), 'no entry of level 4 is ever gathered'],
    ['a table without a range', [started], (r) => recTableQueued(r, 0, 0, 70, 1, 1), 'its range is empty'],
    ['a page before its entry', [started], page, 'gather 0 has no entry recorded'],
    ['a page before its entry, after a flush', [started, entry, tlbFlushed], page, 'gather 0 has no entry recorded'],
    ['a frame that no slot holds', [started, entry], (r) => recPageQueued(r, 0, 0, 2 ** 30), 'there is no frame 1073741824'],
    ['a batch left out', [started, entry], (r) => recBatchAdded(r, 0, 1, 2), 'batch 2 does not follow batch 0 of gather 0'],
    ['a reused batch that is not there', [started, entry], (r) => recBatchAdded(r, 0, 0, 1), 'gather 0 has no empty batch to reuse'],
    ['a batch too many', [started, entry, page, batch, tlbFlushed, pagesFreed], batch, 'gather 0 has an empty batch to reuse'],
    ['a flush of nothing', [started], tlbFlushed, 'gather 0 has nothing to flush'],
    ['a second flush', [started, entry, tlbFlushed], tlbFlushed, 'gather 0 has nothing to flush'],
    ['rmaps, none delayed', [started, entry, page], (r) => recGatherRmapsFlushed(r, 0, 1), 'gather 0 delays no rmap removal'],
    ['more rmaps than delayed', [started, entry, page, delayed], (r) => recGatherRmapsFlushed(r, 0, 2), 'gather 0 delays 1 rmap removals, not 2'],
    ['no rmaps', [started, entry, delayed], (r) => recGatherRmapsFlushed(r, 0, 0), 'gather 0 delays 1 rmap removals, not 0'],
    ['tables that are not held', [started, table], (r) => recGatherTablesFreed(r, 0, 1, 2), 'gather 0 holds 1 tables, not 2'],
    ['pages that are not held', [started, entry, page], (r) => recGatherPagesFreed(r, 0, 2), 'gather 0 holds 1 pages, not 2'],
    ['an end with pages held', [started, entry, page, tlbFlushed], (r) => recGatherFinished(r, 0), 'gather 0 still holds 1 pages and 0 tables'],
    ['an end with tables held', [started, table, tlbFlushed], (r) => recGatherFinished(r, 0), 'gather 0 still holds 0 pages and 1 tables'],
    ['an end with a flush due', [started, entry], (r) => recGatherFinished(r, 0), 'gather 0 has a flush to do'],
  ])('%s', (_, before, next, reason) => {
    expect(given(...before).refuses(next)).toBe(reason);
  });
});

describe('a record that can follow is let through', () => {
  it.each<[string, Write[], Write]>([
    ['a number that is free again', [started, (r) => recGatherFinished(r, 0)], started],
    ['a second gather', [started], (r) => recGatherStarted(r, 1, 0, 1)],
    ['a page with fullmm, without an entry', [(r) => recGatherStarted(r, 0, 1, 1)], page],
    ['a batch that is reused', [started, entry, page, batch, tlbFlushed, pagesFreed], (r) => recBatchAdded(r, 0, 0, 1)],
    ['the flush of an escalated gather that recorded nothing', [started, (r) => recGatherEscalated(r, 0)], tlbFlushed],
    ['a record of others', [], (r) => recEntryRead(r, 0, VERDICT_TABLE, 0, 1, { lo: 1, hi: 1 })],
  ])('%s', (_, before, next) => {
    expect(given(...before).refuses(next)).toBeUndefined();
  });
});
