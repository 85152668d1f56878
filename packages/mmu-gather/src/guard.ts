import {
  K_BATCH_ADDED, K_ENTRY_QUEUED, K_GATHER_FINISHED, K_GATHER_PAGES_FREED, K_GATHER_RMAPS_FLUSHED, K_GATHER_STARTED, K_GATHER_TABLES_FREED,
  K_GATHER_TLB_FLUSHED, K_PAGE_QUEUED, K_TABLE_QUEUED, P4D, vpnOf,
} from '@faultline/contracts';
import { gatherIdOf } from './evolve';
import type { Gather, GatherState } from './state';

/** Why a record cannot follow; undefined: it can. */
type Verdict = string | undefined;
type Guard = (gather: Gather, w: Int32Array, at: number) => Verdict;

/** A slot holds a frame and its mark in 31 bits. */
const FRAMES = 2 ** 30;

const recorded = ({ freedTables, clearedLevels }: Gather): boolean => freedTables || clearedLevels !== 0;

/** Level in the header, range from word `place` on. */
function knownRange(w: Int32Array, at: number, place: number): Verdict {
  const level = (w[at]! >>> 28) & 7;
  if (level > P4D) return `no entry of level ${level} is ever gathered`;
  const start = vpnOf(w[place]!, w[place + 1]!);
  return start >= 0 && start < vpnOf(w[place + 2]!, w[place + 3]!) ? undefined : 'its range is empty';
}

function pageQueued({ id, end }: Gather, w: Int32Array, at: number): Verdict {
  if (end === 0) return `gather ${id} has no entry recorded`;
  return w[at + 2]! >= 0 && w[at + 2]! < FRAMES ? undefined : `there is no frame ${w[at + 2]}`;
}

function batchAdded({ id, active, batchCount }: Gather, w: Int32Array, at: number): Verdict {
  const allocated = ((w[at]! >>> 28) & 1) === 1;
  if (w[at + 2] !== active + 1) return `batch ${w[at + 2]} does not follow batch ${active} of gather ${id}`;
  if (allocated === (active === batchCount)) return undefined;
  return allocated ? `gather ${id} has a batch left over` : `gather ${id} has no batch left over`;
}

function rmapsFlushed({ id, delayedRmap, slots, queued }: Gather, w: Int32Array, at: number): Verdict {
  if (!delayedRmap) return `gather ${id} delays no rmap removal`;
  const marked = slots.subarray(0, queued).reduce((sum, slot) => sum + (slot & 1), 0);
  return w[at + 2]! > 0 && w[at + 2]! <= marked ? undefined : `gather ${id} delays ${marked} rmap removals, not ${w[at + 2]}`;
}

const tablesFreed: Guard = ({ id, tables }, w, at) =>
  (w[at + 2] === tables.length ? undefined : `gather ${id} holds ${tables.length} tables, not ${w[at + 2]}`);

const pagesFreed: Guard = ({ id, queued }, w, at) =>
  (w[at + 2] === queued ? undefined : `gather ${id} holds ${queued} pages, not ${w[at + 2]}`);

function finished(gather: Gather): Verdict {
  const { id, queued, tables } = gather;
  if (queued > 0 || tables.length > 0) return `gather ${id} still holds ${queued} pages and ${tables.length} tables`;
  return recorded(gather) ? `gather ${id} has a flush to do` : undefined;
}

/** What must hold before each kind of record may be folded, by kind. */
const GUARDS: Readonly<Record<number, Guard>> = {
  [K_ENTRY_QUEUED]: (_, w, at) => knownRange(w, at, at + 2),
  [K_PAGE_QUEUED]: pageQueued,
  [K_BATCH_ADDED]: batchAdded,
  [K_TABLE_QUEUED]: (_, w, at) => knownRange(w, at, at + 3),
  [K_GATHER_TLB_FLUSHED]: (gather) => (recorded(gather) ? undefined : `gather ${gather.id} has nothing to flush`),
  [K_GATHER_RMAPS_FLUSHED]: rmapsFlushed,
  [K_GATHER_TABLES_FREED]: tablesFreed,
  [K_GATHER_PAGES_FREED]: pagesFreed,
  [K_GATHER_FINISHED]: finished,
};

/** Why a record cannot follow; undefined: it can. For logs that come from outside (DESIGN §4.8). */
export function guardGather(state: GatherState, w: Int32Array, at: number): Verdict {
  const kind = w[at]! & 255;
  if (kind < K_GATHER_STARTED || kind > K_GATHER_FINISHED) return undefined;
  const id = gatherIdOf(w, at);
  const gather = state.gathers.get(id);
  if (kind === K_GATHER_STARTED) return gather === undefined ? undefined : `gather ${id} is in progress already`;
  return gather === undefined ? `no gather ${id} is in progress` : GUARDS[kind]?.(gather, w, at);
}
