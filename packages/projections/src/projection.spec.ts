import type { MmEvent } from '@faultline/contracts';
import { applyPatches } from 'immer';
import { from, of, scan } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { projection, type Batch, type Change } from './projection';
import { busy, machineOf } from './testing/lab';

interface Seen {
  readonly frames: readonly number[];
  readonly faults: number;
}
const seen = projection<Seen>({ frames: [], faults: 0 }, {
  FolioAllocated: (state, { pfn }) => void state.frames.push(pfn),
  FaultRaised: (state) => void state.faults++,
});
const at = (seq: number) => ({ seq, cause: null, cpu: 0 });
const allocated = (seq: number, pfn: number): MmEvent => ({ ...at(seq), type: 'FolioAllocated', order: 0, why: 'anon', pfn }) as MmEvent;
const freed = (seq: number, pfn: number): MmEvent => ({ ...at(seq), type: 'FolioFreed', order: 0, pfn }) as MmEvent;
const batch = (...events: MmEvent[]): Batch => ({ events: () => events });

/** All that a stream says of a projection. */
function changesOf<S>(subscribe: (next: (change: Change<S>) => void) => unknown): Change<S>[] {
  const changes: Change<S>[] = [];
  subscribe((change) => void changes.push(change));
  return changes;
}

describe('a projection', () => {
  it('folds events of the types it has handlers for, one by one', () => {
    const states = [allocated(0, 5), freed(1, 5), allocated(2, 6)].map((_, n, all) => all.slice(0, n + 1).reduce(seen.evolve, seen.initial).frames);
    expect(states).toEqual([[5], [5], [5, 6]]);
  });

  it('leaves the states before alone, and shares with them what did not change', () => {
    const first = seen.evolve(seen.initial, allocated(0, 5));
    const second = seen.evolve(first, { ...at(1), type: 'FaultRaised' } as MmEvent);
    expect([seen.initial, first, second.frames === first.frames, seen.evolve(second, freed(2, 5)) === second])
      .toEqual([{ frames: [], faults: 0 }, { frames: [5], faults: 0 }, true, true]);
    expect(() => (first.frames as number[]).push(1)).toThrow(TypeError);
  });

  it('makes one change of a transaction, with the patches of all its events; an event is a change of its own', () => {
    const changes = changesOf<Seen>((next) => of(batch(allocated(0, 5), freed(1, 5), allocated(2, 6)), allocated(3, 7)).pipe(seen.changes).subscribe(next));
    expect(changes.map(({ state }) => state.frames)).toEqual([[5, 6], [5, 6, 7]]);
    expect(changes.map(({ patches }) => patches)).toEqual([
      [{ op: 'add', path: ['frames', 0], value: 5 }, { op: 'add', path: ['frames', 1], value: 6 }], [{ op: 'add', path: ['frames', 2], value: 7 }],
    ]);
  });

  it('tells of a transaction that changed nothing too, without patches', () => {
    expect(changesOf<Seen>((next) => of(batch(), freed(0, 1)).pipe(seen.changes).subscribe(next))).toEqual([
      { state: seen.initial, patches: [] }, { state: seen.initial, patches: [] },
    ]);
  });

  it('begins anew with each subscriber', () => {
    const changes$ = from([allocated(0, 5), allocated(1, 6)]).pipe(seen.changes);
    const [one, two] = [changesOf<Seen>((next) => changes$.subscribe(next)), changesOf<Seen>((next) => changes$.subscribe(next))];
    expect(one).toEqual(two);
  });

  it('is what scan makes of the events, and what its patches make of a copy', () => {
    const machine = machineOf('x86-64');
    let [scanned, copy, emissions, transactions] = [seen.initial, seen.initial, 0, 0];
    let last = seen.initial;
    machine.log.events$.pipe(scan(seen.evolve, seen.initial)).subscribe((state) => (scanned = state));
    machine.log.transactions$.subscribe(() => transactions++);
    machine.log.transactions$.pipe(seen.changes).subscribe(({ state, patches }) => {
      copy = applyPatches(copy, [...patches]);
      last = state;
      emissions++;
    });
    busy(machine);
    expect([scanned, copy, emissions]).toEqual([last, last, transactions]);
    expect(last.faults).toBeGreaterThan(5);
  });
});
