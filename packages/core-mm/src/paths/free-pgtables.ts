import { alignDown, HOW_CLEAR, PMD, stepPoint, type GatherId, type Path, type Vpn } from '@faultline/contracts';
import { setEntry } from '../entry';
import type { Core } from '../core';
import { below, childOf, leadsOn, nextInTable, pagesAt, rootOf, type Cursor } from '../cursor';
import type { MmState } from '../state/mm';
import type { Vma } from '../state/vma';
import { tlbFreeTable } from './tlb-gather';

/** Pages start … end whose tables may go, between neighbours. A ceiling of 0 means the top of the address space. */
interface Range {
  readonly start: Vpn;
  readonly end: Vpn;
  readonly floor: Vpn;
  readonly ceiling: Vpn;
}

/**
 * Where the table that covers whole units of `pages` may be freed; undefined: a neighbour still needs it (zap-and-rmap §8). A table
 * serves all VMAs that lie in its reach, so only what lies wholly between the neighbours goes.
 */
function freeableStart(range: Range, pages: number): number | undefined {
  const start = alignDown(range.start, pages);
  if (start < range.floor) return undefined;
  if (range.ceiling === 0) return start;
  const ceiling = alignDown(range.ceiling, pages);
  return ceiling === 0 || range.end > ceiling ? undefined : start;
}

/**
 * Unhooks the table below the entry and hands it to the gather. Hardware may be walking the table, or have its address in a structure
 * cache: it is freed after a flush that says that tables went.
 */
function* unhook(k: Core, gather: GatherId, at: Cursor, start: Vpn): Path<void> {
  const child = childOf(k, at);
  const { cause } = k.rec;
  k.arch.codec.none(at.level, k.entry);
  k.rec.cause = setEntry(k, at, HOW_CLEAR, k.entry);
  yield stepPoint('free_pgd_range: table unhooked', { table: child });
  yield* tlbFreeTable(k, at.mm, gather, at.level - 1, child, start);
  k.rec.cause = cause;
}

/** Frees the tables below the one that the cursor is in. From the leaves up: a table is unhooked once nothing hangs from it. */
function* freeBelow(k: Core, gather: GatherId, at: Cursor, floor: Vpn, ceiling: Vpn): Path<void> {
  while (nextInTable(k, at)) if (leadsOn(at, 'free_pgd_range')) yield* freeChild(k, gather, at, floor, ceiling);
}

function* freeChild(k: Core, gather: GatherId, at: Cursor, floor: Vpn, ceiling: Vpn): Path<void> {
  if (at.level === PMD) {
    yield* unhook(k, gather, at, at.start);
    return;
  }
  yield* freeBelow(k, gather, below(k, at), floor, ceiling);
  const start = freeableStart({ start: at.start, end: at.end, floor, ceiling }, pagesAt(k, at.level));
  if (start !== undefined) yield* unhook(k, gather, at, start);
}

/** @kernel v6.2-rc3 mm/memory.c:free_pgd_range */
function* freePgdRange(k: Core, mm: MmState, gather: GatherId, range: Range): Path<void> {
  const span = pagesAt(k, PMD);
  let start = alignDown(range.start, span);
  if (start < range.floor) start += span;
  const ceiling = range.ceiling === 0 ? 0 : alignDown(range.ceiling, span);
  if (range.ceiling !== 0 && ceiling === 0) return;
  const end = ceiling !== 0 && range.end > ceiling ? alignDown(range.end - 1, span) : range.end;
  if (start < end) yield* freeBelow(k, gather, rootOf(mm, start, end), range.floor, ceiling);
}

/** Runs of VMAs whose gaps are at most one PMD free their tables together. @kernel v6.2-rc3 mm/memory.c:free_pgtables */
export function* freePgtables(k: Core, mm: MmState, gather: GatherId, vmas: readonly Vma[], floor: Vpn, ceiling: Vpn): Path<void> {
  const span = pagesAt(k, PMD);
  for (let at = 0; at < vmas.length; ) {
    const { start } = vmas[at]!;
    let last = at;
    while (last + 1 < vmas.length && vmas[last + 1]!.start <= vmas[last]!.end + span) last++;
    const next = vmas[last + 1];
    yield* freePgdRange(k, mm, gather, { start, end: vmas[last]!.end, floor, ceiling: next === undefined ? ceiling : next.start });
    at = last + 1;
  }
}
