import { describe, expect, it } from 'vitest';
import { FlushQueue } from './flush-queue';

/** A queue with shares of the given [cpu, request], and the shares done so far. */
function queueOf(...shares: readonly (readonly [cpu: number, request: number])[]): { queue: FlushQueue; done: string[] } {
  const queue = new FlushQueue();
  const done: string[] = [];
  for (const [cpu, request] of shares) queue.enqueue(cpu, request, () => void done.push(`${cpu}:${request}`));
  return { queue, done };
}
const waiting = (queue: FlushQueue): string[] => queue.pending.map(({ cpu, request }) => `${cpu}:${request}`);

describe('a flush queue', () => {
  it('does nothing by itself', () => {
    const { queue, done } = queueOf([0, 7], [1, 7], [0, 9]);
    expect([done, waiting(queue)]).toEqual([[], ['0:7', '1:7', '0:9']]);
  });

  it('drains in the order in which shares came', () => {
    const { queue, done } = queueOf([2, 7], [0, 7], [1, 9]);
    queue.drain();
    expect([done, waiting(queue)]).toEqual([['2:7', '0:7', '1:9'], []]);
  });

  it.each([[0, '0:7', ['1:7', '2:7']], [1, '1:7', ['0:7', '2:7']], [2, '2:7', ['0:7', '1:7']]] as const)(
    'performs the share at %i and keeps the others in order', (at, share, left) => {
      const { queue, done } = queueOf([0, 7], [1, 7], [2, 7]);
      queue.perform(at);
      expect([done, waiting(queue)]).toEqual([[share], left]);
    });

  it('does nothing at a place where no share waits', () => {
    const { queue, done } = queueOf([0, 7]);
    queue.perform(1);
    expect([done, waiting(queue)]).toEqual([[], ['0:7']]);
  });

  it('a request is pending until its last share is done', () => {
    const { queue } = queueOf([0, 7], [1, 9], [1, 7]);
    const states = [0, 0, 0].map((at) => {
      const pending = [queue.isPending(7), queue.isPending(9), queue.isPending(8)];
      queue.perform(at);
      return pending;
    });
    expect(states).toEqual([[true, true, false], [true, true, false], [true, false, false]]);
    expect(queue.isPending(7)).toBe(false);
  });

  it('a share is out of the queue before it is done', () => {
    const queue = new FlushQueue();
    const seen: boolean[] = [];
    queue.enqueue(0, 7, () => void seen.push(queue.isPending(7)));
    queue.drain();
    expect(seen).toEqual([false]);
  });

  it('drains what shares leave behind, after all that waited', () => {
    const { queue, done } = queueOf([0, 7]);
    queue.enqueue(1, 8, () => queue.enqueue(2, 9, () => void done.push('2:9')));
    queue.enqueue(3, 8, () => void done.push('3:8'));
    queue.drain();
    expect([done, waiting(queue)]).toEqual([['0:7', '3:8', '2:9'], []]);
  });

  it('goes on after a share that threw', () => {
    const { queue, done } = queueOf();
    queue.enqueue(0, 7, () => {
      throw new Error('broken share');
    });
    queue.enqueue(1, 7, () => void done.push('1:7'));
    expect(() => queue.drain()).toThrow('broken share');
    queue.drain();
    expect(done).toEqual(['1:7']);
  });
});
