import { ACCESS_READ, ACCESS_WRITE, type MmEvent } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { evolve, guard, initialState, kinds, TLB_ENTRIES, WALK_CACHE_ENTRIES } from './index';
import { lab, MM } from './testing/lab';
import { INDEX_BITS, leaf } from '../../../tools/arch-lab/paper/bits';

const head = { seq: 5, cause: null, cpu: 0 } as const;
const filled = { ...head, type: 'TlbFilled', flags: 1, level: 0, replaced: false, slot: 12, mm: 1, vpn: 3, pfn: 7 } as MmEvent;
const evicted = { ...head, type: 'TlbEvicted', by: 'hardware', slot: 12, mm: 1, vpn: 3 } as MmEvent;
const cached = { ...head, type: 'WalkCacheFilled', slot: 0, mm: 1, vpn: 0, table: 2 } as MmEvent;
const tableEvicted = { ...head, type: 'WalkCacheEvicted', by: 'hardware', slot: 0, mm: 1, vpn: 0 } as MmEvent;
const sent = { ...head, type: 'FlushSent', to: 0, kind: 'page', by: 'self', leafOnly: false, request: 1, mm: 1, start: 3, end: 4 } as MmEvent;
const invalidated = { ...head, type: 'TlbInvalidated', kind: 'page', by: 'self', leafOnly: false, request: 1, mm: 1, start: 3, end: 4 } as MmEvent;

describe('events that come without a log', () => {
  it('are those that change a CPU', () => expect(kinds).toEqual(['TlbFilled', 'TlbEvicted', 'WalkCacheFilled', 'WalkCacheEvicted', 'FlushSent', 'TlbInvalidated']));

  it('make the state that their records made', () => {
    const { leaves, access, unit, events, tlbs } = lab({ cpus: 2 });
    for (let vpn = 0; vpn < 6; vpn++) leaves[vpn] = leaf(vpn + 7);
    for (const vpn of [0, 1, 2, 3]) access(vpn % 2 === 0 ? ACCESS_READ : ACCESS_WRITE, vpn);
    unit.evict(MM, 1);
    unit.evictTable(MM, 0);
    unit.speculate(MM, 5);
    expect(events().reduce(evolve, initialState(2, INDEX_BITS))).toEqual(tlbs);
  });

  it('of other owners leave the state as it is', () => {
    const other = { ...head, type: 'CpuSwitched', mm: 1 } as MmEvent;
    expect([evolve(initialState(1, INDEX_BITS), other), guard(initialState(1, INDEX_BITS), other)]).toEqual([initialState(1, INDEX_BITS), undefined]);
  });

  it.each([filled, evicted, cached, tableEvicted, invalidated])('$type on a CPU that is not there cannot follow, and is told by its seq', (event) => {
    const state = initialState(1, INDEX_BITS);
    expect(guard(state, { ...event, cpu: 1 })).toBe('there is no CPU 1');
    expect(() => evolve(state, { ...event, cpu: 1 })).toThrow(expect.objectContaining({ code: 'cannot-follow', seq: 5 }));
    expect(state).toEqual(initialState(1, INDEX_BITS));
  });

  it('a share for a CPU that is not there cannot follow', () => expect(guard(initialState(1, INDEX_BITS), { ...sent, to: 1 } as MmEvent)).toBe('there is no CPU 1'));

  it.each([
    [{ ...filled, slot: TLB_ENTRIES }, `the TLB has no slot ${TLB_ENTRIES}`],
    [{ ...evicted, slot: TLB_ENTRIES }, `the TLB has no slot ${TLB_ENTRIES}`],
    [{ ...cached, slot: WALK_CACHE_ENTRIES }, `the walk cache has no slot ${WALK_CACHE_ENTRIES}`],
    [{ ...tableEvicted, slot: WALK_CACHE_ENTRIES }, `the walk cache has no slot ${WALK_CACHE_ENTRIES}`],
  ])('in a slot that is not there cannot follow: %j', (event, why) => expect(guard(initialState(1, INDEX_BITS), event as MmEvent)).toBe(why));

  it('a table that a structure cache takes is of some address space', () => expect(guard(initialState(1, INDEX_BITS), { ...cached, mm: 0 } as MmEvent)).toBe('a table is of some address space'));

  it.each([
    ['nothing is held', []], ['a table of another address space', [{ ...cached, mm: 2 }]], ['a table of other pages', [{ ...cached, vpn: 2 ** INDEX_BITS * WALK_CACHE_ENTRIES }]],
    ['it left before', [cached, tableEvicted]],
  ])('a table leaves no slot where %s', (_, before) =>
    expect(guard((before as MmEvent[]).reduce(evolve, initialState(1, INDEX_BITS)), tableEvicted)).toBe('slot 0 of the walk cache holds no such table'));

  it('a table that leaves its slot is gone', () => expect([cached, tableEvicted].reduce(evolve, initialState(1, INDEX_BITS))).toEqual(initialState(1, INDEX_BITS)));

  it.each([['a name of no kind', { ...filled, type: 'Zork' }], ['a name of the language', { ...filled, type: '__proto__' }], ['a number', { ...filled, type: 3 }], ['no type', {}], ['nothing', undefined]])('%s is no event', (_, event) => {
    const state = initialState(1, INDEX_BITS);
    expect(guard(state, event as MmEvent)).toMatch(/^there are no events of type /);
    expect(() => evolve(state, event as MmEvent)).toThrow(expect.objectContaining({ name: 'RecordError', code: 'unknown-kind' }));
    expect(state).toEqual(initialState(1, INDEX_BITS));
  });
});
