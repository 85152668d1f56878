import { describe, expect, it } from 'vitest';
import { cpuSet, firstCpus } from '../cpu-set';
import { buildEvent, type FlushRequested, type FlushSent } from '../events/events.gen';
import { handlersByKind, statesByKind } from '../events/handlers';
import { INVALIDATION_MM, INVALIDATION_PAGE, REACH_IPI } from '../events/places.gen';
import type { Recorder } from '../events/recorder';
import { STATELESS, type MmuHalf } from './half';
import { mmuOf, type Joined } from './join';

const FLUSH: FlushRequested = {
  seq: 8, cause: 3, cpu: 40, type: 'FlushRequested', scope: 'page', reason: 'gather', freedTables: false, strideShift: 12, mm: 5, start: 2, end: 4,
};

/** A log on paper, which tells its shares by a stream on paper. */
function paperLog() {
  const told: FlushSent[] = [];
  const log: Recorder = {
    checked: true, words: new Int32Array(32), top: 0, last: 0, length: 9, listeners: 1, takers: new Array(256).fill(() => undefined), roll: () => 0,
    handlers: handlersByKind({}), states: statesByKind({}), publisher: { publish: (event) => void told.push(event as FlushSent) },
  };
  return { told, log: Object.assign(log, { stream: (type: 'FlushSent') => `stream of ${type}` }) };
}

/** What a half told when it was asked for a flush on a machine of 64 CPUs. */
function joined<S>(half: MmuHalf<S>, cpus = firstCpus(64)) {
  let ask: (flush: FlushRequested) => void = () => undefined;
  const flushes$: Joined<FlushRequested> = { subscribe: (next) => void (ask = next) };
  const { told, log } = paperLog();
  const mmu = mmuOf(half)({ flushes$, log, cpus, cpuMask: () => cpuSet(5, 40, 63) });
  return { mmu, told, log, ask: (flush = FLUSH) => ask(flush) };
}

const decides = (decide: MmuHalf<undefined>['decide']): MmuHalf<undefined> => ({ ...STATELESS, decide });

describe('an MMU half', () => {
  it('says shares, which are recorded one by one: who asked does it alone, the others are reached', () => {
    const { told, log, ask } = joined(decides((_, { mm }, machine, shares) => shares.each(machine.cpuMask(mm), REACH_IPI, INVALIDATION_PAGE, 1)));
    ask();
    expect(told.map(({ to, by }) => `${to} ${by}`)).toEqual(['5 ipi', '40 self', '63 ipi']);
    expect(told.at(-1)).toEqual({
      seq: 11, cause: 8, cpu: 40, type: 'FlushSent', to: 63, kind: 'page', by: 'ipi', leafOnly: true, request: 8, mm: 5, start: 2, end: 4,
    });
    expect(buildEvent(log.words, 0, 11)).toEqual(told.at(-1));
  });

  it('may ask its own CPU alone', () => {
    const { told, ask } = joined(decides((_, __, ___, shares) => shares.self(INVALIDATION_MM, 0)));
    ask();
    expect(told).toMatchObject([{ to: 40, by: 'self', kind: 'mm', leafOnly: false }]);
  });

  it('reaches no CPU that the machine lacks', () => {
    const { told, ask } = joined(decides((_, { mm }, machine, shares) => shares.each(machine.cpuMask(mm), REACH_IPI, INVALIDATION_PAGE, 0)), firstCpus(41));
    ask();
    expect(told.map(({ to }) => to)).toEqual([5, 40]);
  });

  it('decides by its state, and tells by the stream of its log', () => {
    const seen: unknown[] = [];
    const { mmu, ask } = joined<{ readonly asids: number }>({ ...STATELESS, initialState: () => ({ asids: 16 }), evolve: (state) => state, guard: () => undefined, decide: (state) => void seen.push(state) });
    ask();
    expect([mmu.state, seen, mmu.events$]).toEqual([{ asids: 16 }, [{ asids: 16 }], 'stream of FlushSent']);
  });

  it('without a state has none, and no kinds', () => {
    const { mmu } = joined(decides(() => undefined));
    expect([mmu.kinds, mmu.state, mmu.guard(undefined, FLUSH), mmu.evolve(undefined, FLUSH)]).toEqual([[], undefined, undefined, undefined]);
  });
});
