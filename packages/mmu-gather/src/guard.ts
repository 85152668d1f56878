import { P4D, type GatherHandlers, type Level, type Pfn, type Vpn } from '@faultline/contracts';
import type { Gather, GatherState } from './state';

/** Why a record cannot follow; undefined: it can. */
type Verdict = string | undefined;

/** A slot holds a frame and its mark in 31 bits. */
const FRAMES = 2 ** 30;

/** What is wrong with a record about the gather of this number: it has to be in progress. */
function about(state: GatherState, id: number, verdict: (gather: Gather) => Verdict = () => undefined): Verdict {
  const gather = state.get(id);
  return gather === undefined ? `no gather ${id} is in progress` : verdict(gather);
}

const recorded = ({ freedTables, clearedLevels }: Gather): boolean => freedTables || clearedLevels !== 0;

function knownRange(level: Level, start: Vpn, end: Vpn): Verdict {
  if (level > P4D) return `no entry of level ${level} is ever gathered`;
  return start < end ? undefined : 'its range is empty';
}

function pageQueued({ id, hasRange }: Gather, pfn: Pfn): Verdict {
  if (!hasRange) return `gather ${id} has no entry recorded`;
  return pfn < FRAMES ? undefined : `there is no frame ${pfn}`;
}

function batchAdded({ id, active, batchCount }: Gather, allocated: boolean, number: number): Verdict {
  if (number !== active + 1) return `batch ${number} does not follow batch ${active} of gather ${id}`;
  if (allocated === (active === batchCount)) return undefined;
  return allocated ? `gather ${id} has an empty batch to reuse` : `gather ${id} has no empty batch to reuse`;
}

function rmapsFlushed({ id, delayedRmap, slots, queued }: Gather, count: number): Verdict {
  if (!delayedRmap) return `gather ${id} delays no rmap removal`;
  const marked = slots.subarray(0, queued).reduce((sum, slot) => sum + (slot & 1), 0);
  return count > 0 && count <= marked ? undefined : `gather ${id} delays ${marked} rmap removals, not ${count}`;
}

/** As many of these as the gather holds are freed. */
const allOf = (id: number, held: number, what: string, count: number): Verdict =>
  count === held ? undefined : `gather ${id} holds ${held} ${what}, not ${count}`;

function finished(gather: Gather): Verdict {
  const { id, queued, tableCount } = gather;
  if (queued > 0 || tableCount > 0) return `gather ${id} still holds ${queued} pages and ${tableCount} tables`;
  return recorded(gather) ? `gather ${id} has a flush to do` : undefined;
}

/** Why a record cannot follow on the gathers; undefined: it can. For logs that come from outside (DESIGN §4.8). */
export const GATHER_GUARDS: GatherHandlers<GatherState, Verdict> = {
  GatherStarted: (s, id) => (s.has(id) ? `gather ${id} is in progress already` : undefined),
  GatherVmaStarted: (s, id) => about(s, id),
  EntryQueued: (s, id, level, start, end) => about(s, id, () => knownRange(level, start, end)),
  PageQueued: (s, id, _delayed, pfn) => about(s, id, (gather) => pageQueued(gather, pfn)),
  BatchAdded: (s, id, allocated, number) => about(s, id, (gather) => batchAdded(gather, allocated === 1, number)),
  TableQueued: (s, id, level, _table, start, end) => about(s, id, () => knownRange(level, start, end)),
  GatherEscalated: (s, id) => about(s, id),
  GatherTlbFlushed: (s, id) => about(s, id, (gather) => (recorded(gather) ? undefined : `gather ${id} has nothing to flush`)),
  GatherRmapsFlushed: (s, id, count) => about(s, id, (gather) => rmapsFlushed(gather, count)),
  GatherTablesFreed: (s, id, _rcu, count) => about(s, id, ({ tableCount }) => allOf(id, tableCount, 'tables', count)),
  GatherPagesFreed: (s, id, count) => about(s, id, ({ queued }) => allOf(id, queued, 'pages', count)),
  GatherFinished: (s, id) => about(s, id, finished),
};
