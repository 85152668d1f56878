import type { GatherPolicy, SwitchChoice } from '@faultline/contracts';
import fc from 'fast-check';
import type { LabOptions, Mark, Ride } from './lab';
import { ARM64, GENERIC, RISCV_6_1, RISCV_6_12, X86, X86_NO_PARAVIRT } from './policies';

/** An entry that a zap meets: of no page, of a clean one, of a dirty page-cache page. */
interface Entry {
  readonly page: number;
  readonly holds: 'nothing' | 'clean' | 'dirty';
}
/** What is done to a gather: one PTE table zapped, a table freed, a VMA ended, a flush in between. */
export type Act =
  | { readonly act: 'zap'; readonly entries: readonly Entry[] }
  | { readonly act: 'table'; readonly table: number; readonly level: number; readonly start: number }
  | { readonly act: 'endVma' | 'flushMmu' };

const holds = fc.constantFrom('nothing', 'clean', 'clean', 'dirty', 'dirty') as fc.Arbitrary<Entry['holds']>;
const gap = fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 5000 }) });
/** An act before its pages and tables have numbers. */
type RawAct =
  | { readonly act: 'zap'; readonly entries: readonly (readonly [gap: number, holds: Entry['holds']])[] }
  | { readonly act: 'tables'; readonly count: number; readonly level: number; readonly below: number }
  | { readonly act: 'endVma' | 'flushMmu' };

const zap = fc.record({ act: fc.constant('zap' as const), entries: fc.array(fc.tuple(gap, holds), { maxLength: 60 }) });
const tables = fc.record({ act: fc.constant('tables' as const), count: fc.integer({ min: 1, max: 20 }), level: fc.nat(3), below: gap });
const other = fc.record({ act: fc.constantFrom('endVma' as const, 'flushMmu' as const) });
const rawAct: fc.Arbitrary<RawAct> =
  fc.oneof({ weight: 6, arbitrary: zap }, { weight: 3, arbitrary: tables }, { weight: 1, arbitrary: other });

/** Numbers every page and table, from the first number on: none comes twice. */
function numbered(raw: readonly RawAct[], first: number): Act[] {
  let page = first;
  let table = first;
  return raw.flatMap((act): Act[] => {
    if (act.act === 'zap') return [{ act: 'zap', entries: act.entries.map(([pages, held]) => ({ page: (page += pages), holds: held })) }];
    if (act.act !== 'tables') return [act];
    const { count, level, below } = act;
    return Array.from({ length: count }, () => ({ act: 'table', table: table++, level, start: Math.max(0, page - below) }));
  });
}

/** What is done to a gather until it finishes. */
export const actsFrom = (first: number): fc.Arbitrary<Act[]> => fc.array(rawAct, { maxLength: 14 }).map((raw) => numbered(raw, first));
export const acts = actsFrom(1000);

export const BATCHED: readonly GatherPolicy[] = [X86, X86_NO_PARAVIRT, ARM64, RISCV_6_1, RISCV_6_12, GENERIC];

/** Delayed rmap removal as 5df397dec7c4 brought it (mmu-gather.md §6). */
export const AS_FIRST_COMMITTED = { with: ['delayed-rmap'], without: ['delayed-rmap-two-batches'] } as const satisfies SwitchChoice;

/** A machine with small pages, so that batches are soon full; page batches are had now and then, by a pattern. */
export const labOptions: fc.Arbitrary<LabOptions> = fc.record({
  policy: fc.constantFrom(...BATCHED),
  kernel: fc.constantFrom('6.1' as const, '6.2' as const, '6.12' as const),
  choice: fc.constantFrom(undefined, AS_FIRST_COMMITTED),
  smp: fc.boolean(),
  pageShift: fc.constantFrom(6, 7, 12),
  had: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
}).map(({ choice, had, ...rest }) => ({
  ...rest, ...choice, batchPage: (request: number) => had[request % had.length]!,
}));

/** Flush, then rmaps, both under the lock; free only after it. @kernel v6.2-rc3 mm/memory.c:zap_pte_range (zap-and-rmap.md §3) */
function zapTable(g: Ride, entries: readonly Entry[], mark: (mark: Mark) => void): void {
  let force = false;
  const unlock = (): void => {
    if (force) {
      g.flushTlb();
      g.flushRmaps();
    }
    mark({ did: 'unlocked' });
    if (!force) return;
    mark({ did: 'flushing' });
    g.flushMmu();
    force = false;
  };
  for (const { page, holds: held } of entries) {
    const delayed = held === 'dirty' && g.lab.gather.delayRmap(g.id);
    mark({ did: 'cleared', pfn: page, holds: held === 'nothing' ? held : delayed ? 'delayed' : 'clean' });
    if (held === 'nothing') g.lab.gather.removeTlbEntry(g.id, 0, page, page + 1);
    else {
      const full = g.zap(page, delayed);
      force ||= full || delayed;
      if (full) unlock();
    }
  }
  unlock();
}

/** Does it all to the gather. */
export function play(g: Ride, script: readonly Act[]): void {
  const mark = (deed: Mark): void => void g.lab.deeds.push(deed);
  for (const act of script) {
    if (act.act === 'zap') zapTable(g, act.entries, mark);
    else if (act.act === 'table') {
      mark({ did: 'unhooked', table: act.table, start: act.start, level: act.level });
      g.table(act.table, act.start, act.level);
    } else {
      if (act.act === 'flushMmu') mark({ did: 'flushing' });
      g[act.act]();
    }
  }
}

/** Ends the gather. */
export function end(g: Ride): void {
  g.lab.deeds.push({ did: 'flushing' });
  g.finish();
}
