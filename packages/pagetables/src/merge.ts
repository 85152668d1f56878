import type { Mapping } from './mapping';

/** Kinds whose offset is no place on a device: equal entries are one range. */
const UNPLACED: readonly string[] = ['marker', 'swapin-error'];

const pagesOf = ({ size }: Mapping, pageShift: number): bigint => size >> BigInt(pageShift);

function follows(before: Mapping, next: Mapping, pageShift: number): boolean {
  const pages = pagesOf(before, pageShift);
  const step = UNPLACED.includes(before.kind) ? 0n : pages;
  return before.kind === next.kind && before.level === next.level && before.va + before.size === next.va && before.tablePhys === next.tablePhys
    && (before.pfn === undefined ? next.pfn === undefined : next.pfn === before.pfn + Number(pages))
    && before.swapType === next.swapType
    && (before.swapOffset === undefined ? next.swapOffset === undefined : next.swapOffset === before.swapOffset + step)
    && JSON.stringify(before.flags) === JSON.stringify(next.flags);
}

/** Joins neighbours of one kind, page size and flags whose frames or swap places follow one another. Rows come in ascending order. */
export function* merged(rows: Iterable<Mapping>, pageShift: number): Generator<Mapping> {
  let run: Mapping | undefined;
  for (const row of rows) {
    if (run !== undefined && follows(run, row, pageShift)) run = { ...run, size: run.size + row.size };
    else {
      if (run !== undefined) yield run;
      run = row;
    }
  }
  if (run !== undefined) yield run;
}
