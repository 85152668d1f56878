import { HOW_CLEAR, stepPoint, vpnHi, type GatherId, type Level, type Path, type TableRef, type Vpn } from '@faultline/contracts';
import { readEntry, setEntry } from '../entry';
import type { Core } from '../core';
import type { MmState } from '../state/mm';
import type { Vma } from '../state/vma';
import { pagesAt } from '../walk';
import { tlbFreeTable } from './gather';

/** Pages start … end whose tables may go, between neighbours. A ceiling of 0 means the top of the address space. */
interface Range {
  readonly start: Vpn;
  readonly end: Vpn;
  readonly floor: Vpn;
  readonly ceiling: Vpn;
}

const down = (vpn: Vpn, pages: number): number => vpn - (vpn % pages);

/** Where the table that covers whole units of `pages` may be freed; undefined: a neighbour still needs it (zap-and-rmap §8). */
function freeableStart(range: Range, pages: number): number | undefined {
  const start = down(range.start, pages);
  if (start < range.floor) return undefined;
  if (range.ceiling === 0) return start;
  const ceiling = down(range.ceiling, pages);
  return ceiling === 0 || range.end > ceiling ? undefined : start;
}

/** Unhooks one table and hands it to the gather. */
function* unhook(k: Core, mm: MmState, gather: GatherId, parent: number, level: Level, vpn: Vpn, start: Vpn): Path<void> {
  const { codec, geometry } = k.arch;
  const index = geometry.index(level, vpn | 0, vpnHi(vpn));
  readEntry(k, parent, index, k.old);
  const child = codec.tableRef(level, k.old.lo, k.old.hi);
  codec.none(level, k.entry);
  const base = down(vpn, pagesAt(k, level));
  setEntry(k, { mm, table: parent, level, index, vpn: base }, HOW_CLEAR, k.entry);
  yield stepPoint('free_pgd_range: table unhooked', child);
  yield* tlbFreeTable(k, mm, gather, level - 1, child, start);
}

/** Frees the tables below `table`, whose entries are of `level`, for the range. */
function* freeBelow(k: Core, mm: MmState, gather: GatherId, table: TableRef, level: Level, range: Range): Path<void> {
  const { codec, geometry } = k.arch;
  const span = pagesAt(k, level);
  for (let at = range.start; at < range.end; ) {
    const next = Math.min(range.end, down(at, span) + span);
    readEntry(k, table, geometry.index(level, at | 0, vpnHi(at)), k.old);
    if (codec.isTable(level, k.old.lo, k.old.hi)) {
      const child = codec.tableRef(level, k.old.lo, k.old.hi);
      yield* freeChild(k, mm, gather, table, child, level, { ...range, start: at, end: next });
    }
    at = next;
  }
}

function* freeChild(k: Core, mm: MmState, gather: GatherId, table: TableRef, child: number, level: Level, range: Range): Path<void> {
  if (level === 1) {
    yield* unhook(k, mm, gather, table, level, range.start, range.start);
    return;
  }
  yield* freeBelow(k, mm, gather, child, level - 1, range);
  const start = freeableStart(range, pagesAt(k, level));
  if (start !== undefined) yield* unhook(k, mm, gather, table, level, range.start, start);
}

/** @kernel v6.2-rc3 mm/memory.c:free_pgd_range */
function* freePgdRange(k: Core, mm: MmState, gather: GatherId, range: Range): Path<void> {
  const span = pagesAt(k, 1);
  let start = down(range.start, span);
  if (start < range.floor) start += span;
  const ceiling = range.ceiling === 0 ? 0 : down(range.ceiling, span);
  if (range.ceiling !== 0 && ceiling === 0) return;
  const end = ceiling !== 0 && range.end > ceiling ? down(range.end - 1, span) : range.end;
  if (start < end) yield* freeBelow(k, mm, gather, mm.root, mm.topLevel, { start, end, floor: range.floor, ceiling });
}

/** Runs of VMAs whose gaps are at most one PMD free their tables together. @kernel v6.2-rc3 mm/memory.c:free_pgtables */
export function* freePgtables(k: Core, mm: MmState, gather: GatherId, vmas: readonly Vma[], floor: Vpn, ceiling: Vpn): Path<void> {
  const span = pagesAt(k, 1);
  for (let at = 0; at < vmas.length; ) {
    const { start } = vmas[at]!;
    let last = at;
    while (last + 1 < vmas.length && vmas[last + 1]!.start <= vmas[last]!.end + span) last++;
    const next = vmas[last + 1];
    yield* freePgdRange(k, mm, gather, { start, end: vmas[last]!.end, floor, ceiling: next === undefined ? ceiling : next.start });
    at = last + 1;
  }
}
