import { plain, profileOf, type MmEvent } from '@faultline/contracts';
import { map, scan } from 'rxjs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { createGather, type CreateGatherOptions, type LoneGather } from './create-gather';
import { evolve, guard, kinds } from './evolution';
import { initialGatherState } from './state';

/** A gather, and what it freed so far. */
function lone(): { gather: LoneGather; freed: number[] } {
  const freed: number[] = [];
  return { gather: createGather({ host: { freePage: (frame) => void freed.push(frame) } }), freed };
}
/** Types of the events of one unmap of these frames. */
function unmapped({ gather }: { gather: LoneGather }, ...frames: number[]): string[] {
  const told: string[] = [];
  gather.events$.subscribe(({ type }) => told.push(type));
  const id = gather.begin();
  frames.forEach((frame, page) => gather.unmap(id, page, frame));
  gather.finish(id);
  return told;
}

describe('a gather alone', () => {
  it('frees frames in their order, after one flush', () => {
    const it = lone();
    expect(unmapped(it, 7, 5, 2 ** 29)).toEqual([
      'GatherStarted', 'EntryQueued', 'PageQueued', 'EntryQueued', 'PageQueued', 'EntryQueued', 'PageQueued', 'GatherTlbFlushed', 'GatherPagesFreed', 'GatherFinished',
    ]);
    expect(it.freed).toEqual([7, 5, 2 ** 29]);
  });

  it('frees nothing before its end, unless it is full: then it flushes by itself', () => {
    const { gather, freed } = lone();
    const flushes: number[] = [];
    gather.flushes$.pipe(map(({ gather: id }) => id)).subscribe((id) => flushes.push(id));
    const id = gather.begin();
    for (let frame = 1; frame <= 10_000; frame++) gather.unmap(id, frame, frame);
    expect([flushes, freed.length]).toEqual([[id], 9698]);
    gather.finish(id);
    expect([flushes, freed.length]).toEqual([[id, id], 10_000]);
  });

  it('asks its host for what the host cares about, and for nothing else', () => {
    const told: string[] = [];
    const { paths } = createGather({
      host: { freePage: (frame) => void told.push(`page ${frame}`), freeTable: (mm, level, table) => void told.push(`table ${mm} ${level} ${table}`) },
    });
    const id = paths.begin(3, false);
    plain(paths, 'removeTable')(id, 0, 99, 0, 1);
    plain(paths, 'finish')(id);
    expect(told).toEqual(['table 3 0 99']);
  });

  it('has typed streams', () => {
    const { gather } = lone();
    const sums: number[] = [];
    gather.frees$.pipe(scan((sum, { count }) => sum + count, 0)).subscribe((sum) => sums.push(sum));
    gather.flushes$.subscribe((event) => expectTypeOf(event.type).toEqualTypeOf<'GatherTlbFlushed'>());
    gather.events$.subscribe((event) => expectTypeOf(event).toEqualTypeOf<MmEvent>());
    unmapped({ gather }, 1, 2);
    unmapped({ gather }, 3);
    expect(sums).toEqual([2, 3]);
  });

  it('tells who uses it wrongly', () => {
    const { gather } = lone();
    expect(() => gather.finish(0)).toThrow(expect.objectContaining({ name: 'GatherError', code: 'no-such-gather' }));
    expect(() => gather.unmap(4, 0, 1)).toThrow(expect.objectContaining({ code: 'no-such-gather' }));
  });
});

describe('what a gather refuses', () => {
  const calls: readonly (readonly [name: string, value: string, call: (gather: LoneGather, id: number) => unknown])[] = [
    ...[2 ** 30, -1, 0.5, Number.NaN].map((frame) => ['frame', String(frame), (it: LoneGather, id: number) => it.unmap(id, 1, frame)] as const),
    ...[2 ** 52, -1, 0.5, Number.NaN].map((vpn) => ['vpn', String(vpn), (it: LoneGather, id: number) => it.unmap(id, vpn, 1)] as const),
    ...[0.5, -1, Number.NaN].map((id) => ['gather', String(id), (it: LoneGather) => it.unmap(id, 1, 1)] as const),
    ['gather', '0.5', (it) => it.finish(0.5)], ['mm', '0.5', (it) => it.begin(0.5)], ['mm', '65536', (it) => it.begin(65536)], ['mm', '"1"', (it) => it.begin('1' as never)],
  ];
  it.each(calls)('%s that is %s, and records nothing', (name, value, call) => {
    const { gather } = lone();
    const id = gather.begin();
    const { length } = gather.log;
    expect(() => call(gather, id)).toThrow(expect.objectContaining({ name: 'GatherError', code: 'bad-argument', message: expect.stringMatching(`^${name} is ${value}, but must be `) }));
    expect([gather.log.length, gather.log.depth]).toEqual([length, 0]);
  });

  it('nothing at the ends of what it takes', () => {
    const { gather, freed } = lone();
    const id = gather.begin(65535);
    gather.unmap(id, 0, 0);
    gather.unmap(id, 2 ** 52 - 1, 2 ** 30 - 1);
    gather.finish(id);
    expect(freed).toEqual([0, 2 ** 30 - 1]);
  });

  const host = { freePage() {} };
  it.each([
    ['options', undefined], ['host', {}], ['host.freePage', { host: {} }], ['host.flush', { host: { ...host, flush: 1 } }], ['policy', { host, policy: {} }], ['smp', { host, smp: 1 }],
    ...[Number.NaN, -5, 12.5, 64].map((pageShift) => ['pageShift', { host, pageShift }] as const), ['profile', { host, profile: {} }],
    ['profile', { host, profile: { ...profileOf('6.2'), zork: true } }],
  ] as const)('options on trust: %s (%j)', (name, options) => {
    expect(() => createGather(options as unknown as CreateGatherOptions)).toThrow(expect.objectContaining({ name: 'GatherError', code: 'bad-option', message: expect.stringMatching(`^${name} `) }));
  });

  it.each(['a subscriber', 'its host'])('a call of %s while it is at work, and changes nothing', (who) => {
    const caught: unknown[] = [];
    const calls = (): void => {
      for (const call of [() => gather.begin(), () => gather.unmap(0, 9, 9), () => gather.finish(0)])
        try {
          call();
        } catch (error) {
          caught.push(error);
        }
    };
    const gather = createGather({ host: { freePage: () => (who === 'its host' ? calls() : undefined) } });
    if (who === 'a subscriber') gather.frees$.subscribe(calls);
    const id = gather.begin();
    gather.unmap(id, 1, 1);
    gather.finish(id);
    expect(caught).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ name: 'GatherError', code: 'busy' })));
    expect([...gather.log.events()].map(({ type }) => type)).toEqual(['GatherStarted', 'EntryQueued', 'PageQueued', 'GatherTlbFlushed', 'GatherPagesFreed', 'GatherFinished']);
    expect(gather.begin()).toBe(0);
  });

  it('no transaction: each call is one', () => {
    const { gather } = lone();
    const labels: string[] = [];
    gather.log.transactions$.subscribe(({ label }) => labels.push(label));
    unmapped({ gather }, 1);
    expect(labels).toEqual(['begin', 'unmap', 'finish']);
  });
});

describe('the events of a gather, without a log', () => {
  it('are all of its own kinds, can follow, and lead to the state that it has', () => {
    const { gather } = lone();
    const id = gather.begin();
    gather.unmap(id, 1, 1);
    const state = initialGatherState();
    const events = [...gather.log.events()];
    expect(events.filter(({ type }) => !kinds.includes(type))).toEqual([]);
    expect(events.map((event) => [guard(state, event), evolve(state, event)])).toEqual(events.map(() => [undefined, state]));
    expect([state.get(id)?.queued, state.get(id)?.end]).toEqual([1, 2]);
  });

  it('are refused where they cannot follow, and change nothing', () => {
    const { gather } = lone();
    gather.finish(gather.begin());
    const [started, finished] = [...gather.log.events()];
    const state = initialGatherState();
    expect(guard(state, finished!)).toBe('no gather 0 is in progress');
    expect(() => evolve(state, finished!)).toThrow(expect.objectContaining({ code: 'cannot-follow', seq: 1 }));
    expect(evolve(evolve(state, started!), finished!).all()).toEqual([]);
  });
});
