import { isShared } from '../calls';
import type { World } from '../world';

/** Which translations are older than a call that shares the mmap lock: those it has to see flushed. */
function putCalls({ runners, staleness, out }: World): void {
  runners.forEach(({ call }, thread) => {
    if (call !== undefined && isShared(call)) out.putAll([thread, ...staleness.madeBefore(call.entered).flat(), -1]);
  });
}

/** A state up to what only counts. */
export function stillKey(world: World): string {
  const { numbers, keyParts, out } = world;
  const threads = world.runners.map(({ history }) => history);
  const flushes = world.pendingFlushes().map(({ text }) => text).join('');
  putCalls(world);
  const calls = out.take();
  const [content] = keyParts.current();
  return [...threads, content, ...[calls, world.locks.key(), flushes].map((text) => numbers.of(text))].join();
}

/**
 * The whole of a state as text, exactly: equal texts mean equal states, and states that are equal up to seqs and generations have
 * equal texts. A thread's local state follows from what it read and did (`Runner.history`).
 */
export const stateKey = (world: World): string => `${stillKey(world)},${world.keyParts.current()[1]}`;
