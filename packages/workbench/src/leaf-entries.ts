import type { ScenarioRun } from '@faultline/scenario';
import { wordText } from '@faultline/texts';

/** A leaf entry as it stands in memory. */
export interface LeafEntry {
  readonly level: number;
  /** `0x` and 16 digits. */
  readonly raw: string;
}
/** Leaf entries by the page they are for, `B.m+3`. */
type LeafEntries = Map<string, LeafEntry>;

/** Leaf entries that a step changed; undefined: there is none any more. */
export type EntryChanges = ReadonlyMap<string, LeafEntry | undefined>;

function leafEntriesOf({ machine: { view }, places, processes }: ScenarioRun): LeafEntries {
  const found: LeafEntries = new Map();
  for (const [process, mm] of processes) for (const { name, start, end } of places.observed()) {
    const vmas = view.vmas(mm).filter((vma) => vma.start >= start && vma.start < end);
    for (const vma of vmas) for (let vpn = view.nextCovered(mm, vma.start, vma.end); vpn < vma.end; vpn = view.nextCovered(mm, vpn + 1, vma.end)) {
      const entry = view.entry(mm, vpn);
      if (entry !== undefined) found.set(`${process}.${name}+${vpn - start}`, { level: entry.level, raw: wordText(entry.raw) });
    }
  }
  return found;
}

/** Watches the leaf entries of a run from step to step. */
export class LeafWatch {
  private before: LeafEntries = new Map();

  constructor(private readonly run: ScenarioRun) {}

  /** What changed since the last look. */
  changes(): EntryChanges {
    const now = leafEntriesOf(this.run);
    const gone = [...this.before.keys()].filter((page) => !now.has(page)).map((page) => [page, undefined] as const);
    const come = [...now].filter(([page, { raw }]) => this.before.get(page)?.raw !== raw);
    this.before = now;
    return new Map([...gone, ...come]);
  }
}
