import { INVALIDATION_PAGE, REACH_IPI, recFlushCompleted, recFlushSent, threadOn, type Thread } from '@faultline/contracts';
import { initialState, TLB_FOLDS } from '@faultline/cpu';
import { describe, expect, it } from 'vitest';
import { recorderOver } from '../../../tools/arch-lab/recorder';
import { FlushScheduler } from './flush-scheduler';

const INDEX_BITS = 9;
const CPUS = 64;

/** A scheduler on a state with shares of the given [CPU, request]; event 0 is none of them. */
function given(...shares: readonly (readonly [cpu: number, request: number])[]) {
  const state = initialState(CPUS, INDEX_BITS);
  const recorder = recorderOver({ owner: 'cpu', folds: TLB_FOLDS, guards: {}, state });
  const thread: Thread = threadOn(recorder);
  recFlushCompleted(thread, 0);
  for (const [to, request] of shares) recFlushSent(thread, to, INVALIDATION_PAGE, REACH_IPI, 1, request, 3, 0x10, 0x20);
  const from = recorder.records.length;
  const scheduler = new FlushScheduler(recorder, state);
  return { scheduler, done: () => recorder.events(from), waiting: () => scheduler.pending.map(({ cpu, request }) => `${cpu}:${request}`) };
}
type Given = ReturnType<typeof given>;
const seen = ({ done, waiting }: Given): unknown => [done().map((event) => event.type === 'TlbInvalidated' && `${event.cpu}:${event.request}`), waiting()];

describe('a flush scheduler', () => {
  it('tells from the state what waits, in the order in which it was sent', () => {
    const it = given([2, 7], [0, 7], [1, 9], [63, 9], [0, 9]);
    expect(seen(it)).toEqual([[], ['2:7', '0:7', '1:9', '63:9', '0:9']]);
    expect(it.scheduler.pending.at(-1)).toEqual({ cpu: 0, place: 1, sent: 5, request: 9 });
  });

  it('lets a CPU do a share as it was sent, because it was', () => {
    const it = given([1, 7], [40, 7]);
    it.scheduler.perform(40, 0);
    expect(it.done()).toEqual([{
      seq: 3, cause: 2, cpu: 40, type: 'TlbInvalidated', kind: 'page', by: 'ipi', leafOnly: true, request: 7, mm: 3, start: 0x10, end: 0x20,
    }]);
    expect(it.waiting()).toEqual(['1:7']);
  });

  it('drains in the order in which shares were sent', () => {
    const it = given([2, 7], [0, 7], [1, 9], [0, 9]);
    it.scheduler.settle();
    expect(seen(it)).toEqual([['2:7', '0:7', '1:9', '0:9'], []]);
  });

  it('held, does nothing by itself', () => {
    const it = given([0, 7], [0, 9]);
    it.scheduler.held = true;
    it.scheduler.settle();
    it.scheduler.perform(0, 1);
    expect(seen(it)).toEqual([['0:9'], ['0:7']]);
  });

  it('a request is pending until its last share is done', () => {
    const { scheduler } = given([0, 7], [1, 9], [1, 7]);
    const states = scheduler.pending.map(({ cpu }) => {
      const pending = [7, 9, 8].map((request) => scheduler.isPending(request));
      scheduler.perform(cpu, 0);
      return pending;
    });
    expect([...states, scheduler.isPending(7)]).toEqual([[true, true, false], [true, true, false], [true, false, false], false]);
  });
});
