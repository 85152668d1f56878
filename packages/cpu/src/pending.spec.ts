import type { FlushSent, MmEvent, TlbInvalidated } from '@faultline/contracts';
import { equalStores, hashStores, Journal, packStores, plainStores, unpackStores } from '@faultline/state-kit';
import { describe, expect, it } from 'vitest';
import { evolve, guard, initialState, type CpuState } from './index';
import { INDEX_BITS } from '../../../tools/arch-lab/paper/bits';

const END = 2 ** 52;
const state = (cpus = 2): CpuState => initialState(cpus, INDEX_BITS);
const sent = (seq: number, part: Partial<FlushSent> = {}): FlushSent =>
  ({ seq, cause: 1, cpu: 0, type: 'FlushSent', to: 1, kind: 'page', by: 'ipi', leafOnly: true, request: 1, mm: 7, start: 2 ** 40, end: END, ...part });
const done = (seq: number, part: Partial<TlbInvalidated> = {}): TlbInvalidated =>
  ({ seq, cause: seq - 1, cpu: 1, type: 'TlbInvalidated', kind: 'page', by: 'ipi', leafOnly: true, request: 1, mm: 7, start: 2 ** 40, end: END, ...part });
const after = (...events: readonly MmEvent[]): CpuState => events.reduce(evolve, state());
const waiting = ({ pending }: CpuState[number]): string[] => Array.from({ length: pending.count }, (_, place) => `${pending.request(place)} by ${pending.sent(place)}`);

describe('a share of a flush', () => {
  it('waits on the CPU it was sent to, as it was sent', () => {
    const [first, { pending }] = after(sent(2)) as [CpuState[number], CpuState[number]];
    expect([first.pending.count, pending.count, pending.sent(0), pending.request(0), pending.mm(0)]).toEqual([0, 1, 2, 1, 7]);
    expect([pending.kind(0), pending.by(0), pending.leafOnly(0), pending.start(0), pending.end(0)]).toEqual([0, 1, 1, 2 ** 40, END]);
  });

  it('waits in the order in which it was sent, whichever is done first', () => {
    const three = [sent(4), sent(5, { request: 2 }), sent(6, { request: 3 })];
    expect(waiting(after(...three)[1]!)).toEqual(['1 by 4', '2 by 5', '3 by 6']);
    expect(waiting(after(...three, done(7, { request: 2 }))[1]!)).toEqual(['1 by 4', '3 by 6']);
    expect(waiting(after(...three, done(7), done(8, { request: 3 }))[1]!)).toEqual(['2 by 5']);
  });

  it('leaves nothing behind: the state is as if it had never waited', () => {
    const states = [after(sent(2), done(3)), state()].map((each) => each[1]!.stores);
    expect([equalStores(states[0]!, states[1]!), hashStores(states[0]!) === hashStores(states[1]!)]).toEqual([true, true]);
  });

  it('is in a copy, in what crosses to a worker and in the hash, and can be taken back', () => {
    const [, cpu] = after(sent(2)) as [CpuState[number], CpuState[number]];
    const there = state()[1]!;
    unpackStores(there.stores, packStores(cpu.stores).stores);
    expect([waiting(cpu.clone()), waiting(there), hashStores(cpu.stores) === hashStores(state()[1]!.stores)]).toEqual([['1 by 2'], ['1 by 2'], false]);
    const journal = new Journal();
    journal.watch(Object.values(cpu.stores));
    journal.on = true;
    evolve([state()[0]!, cpu], done(3));
    journal.rollback(0);
    expect(plainStores(cpu.stores)).toEqual(plainStores(after(sent(2))[1]!.stores));
  });
});

describe('what cannot follow', () => {
  it.each<[what: string, given: readonly MmEvent[], next: MmEvent, why: string]>([
    ['a share that was never sent', [], done(3), 'no share of request 1 waits on the CPU'],
    ['a share done twice', [sent(2), done(3)], done(4), 'no share of request 1 waits on the CPU'],
    ['a share of another CPU', [sent(2)], done(3, { cpu: 0 }), 'no share of request 1 waits on the CPU'],
    ['a share sent twice', [sent(2)], sent(3), 'the CPU has a share of request 1 already'],
    ['a share of a request that is yet to come', [], sent(2, { request: 2 }), 'request 2 is not before it'],
    ...([{ kind: 'mm' }, { by: 'broadcast' }, { leafOnly: false }, { mm: 8 }, { start: 4 }, { end: 4 }] as const).map((part): [string, MmEvent[], MmEvent, string] =>
      [`other work than was sent: ${Object.keys(part).join('')}`, [sent(2)], done(3, part), 'the share of request 1 that waits on the CPU is another']),
  ])('%s', (_what, given, next, why) => expect(guard(after(...given), next)).toBe(why));
});
