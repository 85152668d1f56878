import { toRecord, WIDEST_RECORD, type MmEvent, PG_TABLE, vmFlagsOf } from '@faultline/contracts';
import {
  F_FLAGS, F_GENERATION, F_INDEX, F_INDEX_HI, F_MAPCOUNT, F_MAPPING, F_PRIVATE, F_REF, F_VALUE, M_ALIVE, M_ATTACHED, M_CPU_MASK,
  M_FLUSH_OWED, M_FLUSH_PENDING, M_FRAGMENT, M_MAJOR, M_MINOR, M_ROOT, M_TABLE_BYTES, N_NEXT_ANON_VMA, N_NEXT_FRAME, N_TOP_FRAME, type MmState,
} from '@faultline/core-mm';
import { storesOf } from '@faultline/machine';
import { G_CLEARED_LEVELS, G_END, G_FREED_TABLES, Q_QUEUED, Q_TABLES } from '@faultline/mmu-gather';
import { beforeEach, describe, expect, it } from 'vitest';
import { columnChanges } from '../../../../tools/arch-lab/column-changes';
import type { Stage } from '../stage';
import { run, stageOf } from '../testing/drive';
import { unmapReadDrop } from '../testing/races';
import type { World } from '../world';
import { stateKey } from './key';
import { KeyParts } from './parts';

function recordOf(event: MmEvent): Int32Array {
  const words = new Int32Array(WIDEST_RECORD);
  toRecord(event, words, 0);
  return words;
}

/** The key of a state that was changed without events. */
const keyOf = (world: World): string => stateKey(Object.assign(world, { keyParts: new KeyParts(world.machine, world.staleness, world.numbers, world.out) }));

/** In the middle of an unmapping; one frame lies in the part of memory that large blocks are taken from. */
function midway(stage: Stage): World {
  const made = stage.world();
  run(made, 'unmap', 'zap_pte_range: entry cleared');
  made.machine.state.core.stores.next.add(N_TOP_FRAME, 0, -1);
  return made;
}

let world: World;
beforeEach(() => {
  world = midway(stageOf(unmapReadDrop, 'x86-64'));
});

const core = () => world.machine.state.core;
const mm = (): MmState => core().mm(world.scene.mm);
const inMm = (column: number, delta: number): void => core().mmRows.add(mm().id, column, delta);
const countsInMm = (column: number): void => core().mmCounts.add(mm().id, column, 1);
const next = (column: number, delta: number): void => core().stores.next.add(column, 0, delta);
const tlb = (cpu: number) => world.machine.state.tlbs[cpu]!;
const slot = (): number => tlb(1).mm.findIndex((each) => each !== 0);
const tableFrame = (): number => mm().root >> core().shape.refShift;
const pageFrame = (): number => tlb(1).pfn[slot()]!;
const gather = () => world.machine.state.gather.stores;

const VMA = { start: 5, end: 6, vmFlags: vmFlagsOf(0), pkey: 0, backing: 0, pgoff: 5, object: 0, anonVma: 0, protLo: 0, protHi: 0 } as const;

const CHANGES: readonly (readonly [what: string, change: () => void])[] = [
  ['references of a frame', () => void core().frames.add(pageFrame(), F_REF, 1)],
  ['mappings of a frame', () => void core().frames.add(pageFrame(), F_MAPCOUNT, 1)],
  ['flags of a frame', () => void core().frames.add(pageFrame(), F_FLAGS, 1 << PG_TABLE - 1)],
  ['content of a frame', () => void core().frames.add(pageFrame(), F_VALUE, 1)],
  ['mapping of a page', () => void core().frames.add(pageFrame(), F_MAPPING, 1)],
  ['index of a page', () => void core().frames.add(pageFrame(), F_INDEX, 1)],
  ['high half of an index', () => void core().frames.add(pageFrame(), F_INDEX_HI, 1)],
  ['level of a table', () => void core().frames.set(tableFrame(), F_PRIVATE, 3)],
  ['a frame from above', () => void core().frames.set(core().topFrame, F_REF, 1)],
  ['frames never used, from above', () => next(N_TOP_FRAME, -1)],
  ['frames never used', () => next(N_NEXT_FRAME, 1)],
  ['a free list', () => core().stores.freeLists.set(0, 2, 300)],
  ['an entry', () => core().tables.set(mm().root, 11, 1)],
  ['the other half of an entry', () => core().tables.set(mm().root, 10, 1)],
  ['another entry', () => core().tables.set(mm().root, 13, 1)],
  ['root', () => inMm(M_ROOT, 1)],
  ['CPUs that have the mm loaded', () => inMm(M_ATTACHED, 8)],
  ['CPUs that may hold translations', () => inMm(M_CPU_MASK, 8)],
  ['gathers pending', () => inMm(M_FLUSH_PENDING, 1)],
  ['a flush that is owed', () => inMm(M_FLUSH_OWED, 1)],
  ['a counter of the mm', () => countsInMm(2)],
  ['minor faults', () => countsInMm(M_MINOR)],
  ['major faults', () => countsInMm(M_MAJOR)],
  ['bytes of tables', () => inMm(M_TABLE_BYTES, 1)],
  ['a page for a further table', () => inMm(M_FRAGMENT, 1)],
  ['a VMA', () => core().vmas.insert(mm().id, VMA)],
  ['another mm', () => core().mmRows.set(2, M_ALIVE, 1)],
  ['who is loaded', () => core().stores.loaded.set(0, 1, 0)],
  ['a vmstat counter', () => core().stores.vmstat.add(0, 1, 1)],
  ['an anon_vma', () => next(N_NEXT_ANON_VMA, 1)],
  ['a translation gone', () => tlb(1).columns.set(0, slot(), 0)],
  ['page of a translation', () => tlb(1).columns.add(1, slot(), 1)],
  ['high half of a page', () => tlb(1).columns.add(2, slot(), 1)],
  ['rights of a translation', () => tlb(1).columns.set(4, slot(), tlb(1).flags[slot()]! ^ 2)],
  ['next victim of a set', () => tlb(1).victims.set(0, 9, 1)],
  ['generation of a frame that is cached', () => void core().frames.add(pageFrame(), F_GENERATION, 1)],
  ['a cached table gone', () => tlb(1).walkCache.drop(mm().id)],
  ['another cached table', () => tlb(1).walkCache.columns.add(3, tlb(1).walkCache.mm.findIndex((each) => each !== 0), 2)],
  ['generation of a cached table', () => world.staleness.observe(recordOf({ seq: 0, cause: null, cpu: 0, type: 'TableFreed', level: 0, mm: 1, table: tlb(1).walkCache.table[tlb(1).walkCache.mm.findIndex((each) => each !== 0)]! }), 0, 0)],
  ['range of a gather', () => gather().gathers.add(0, G_END, 1)],
  ['tables freed by a gather', () => gather().gathers.set(0, G_FREED_TABLES, 1)],
  ['levels of a gather', () => gather().gathers.or(0, G_CLEARED_LEVELS, 8)],
  ['a queued page', () => gather().queues.add(0, Q_QUEUED, 1)],
  ['a queued table', () => gather().queues.add(0, Q_TABLES, 1)],
  ['no gather', () => gather().gathers.clear(0)],
  ['a lock', () => world.locks.take('l', 'read', 1)],
  ['where a thread is', () => void world.runners[1]!.history++],
];

describe('the key tells states apart by', () => {
  it.each(CHANGES)('%s', (_, change) => {
    const before = keyOf(world);
    change();
    expect(keyOf(world)).not.toBe(before);
  });

  it('each of these in its own way', () => {
    const stage = stageOf(unmapReadDrop, 'x86-64');
    const keys = CHANGES.map(([, change]) => {
      world = midway(stage);
      change();
      return keyOf(world);
    });
    expect(new Set(keys).size).toBe(CHANGES.length);
  });

  it('flushes that are not done', () => {
    run(world, 'unmap', 'wait for flush');
    const keys = [keyOf(world)];
    for (const { cpu } of world.machine.scheduler.pending) {
      world.machine.scheduler.perform(cpu, 0);
      keys.push(keyOf(world));
    }
    expect(keys.length).toBe(4);
    expect(new Set(keys).size).toBe(4);
  });
});

describe('the key does not tell', () => {
  it('generations of a frame that no CPU can reach', () => {
    for (const cpu of [0, 1, 2]) tlb(cpu).invalidate(mm().id, 0, Number.POSITIVE_INFINITY);
    const before = keyOf(world);
    core().frames.add(300, F_GENERATION, 5);
    core().frames.add(tableFrame(), F_GENERATION, 5);
    expect(keyOf(world)).toBe(before);
  });
});

describe('every column that is declared', () => {
  it('is part of the key, unless its declaration says that it is history', () => {
    tlb(1).pending.add(2, 1, 0, 1, 0, mm().id, 16, 17);
    core().vmas.insert(mm().id, VMA);
    for (const pages of [gather().slots, gather().tables]) pages.add(0, new Int32Array(2));
    const stores = Object.entries(storesOf(world.machine.state)).filter(([name]) => !/^cpu[02]/.test(name));
    const left = columnChanges(Object.fromEntries(stores)).filter(([, [change]]) => {
      const before = keyOf(world);
      change!();
      return keyOf(world) === before;
    });
    expect(left.map(([column]) => column)).toEqual(['core.frames.generation+0', 'cpu1.pending.sent+0', 'cpu1.pending.request+0']);
  });
});
