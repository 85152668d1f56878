import {
  ACCESS_READ, ACCESS_WRITE, failedWith, SIGCODE_MAPERR, SIGNAL_SIGSEGV, TLB_READ, TLB_USER, TLB_WRITE, type MmEvent,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { lab, LEAVES, MM, ROOT } from './testing/lab';
import { A, D, leaf, SHUT, T, table, V } from '../../../tools/arch-lab/paper/bits';

const AT = 3;
const types = (events: readonly MmEvent[]): string[] => events.map(({ type }) => type);
const lookups = (events: readonly MmEvent[]): string[] => events.flatMap((event) => (event.type === 'AccessStarted' ? [event.tlb] : []));
const levels = (events: readonly MmEvent[]): number[] => events.flatMap((event) => (event.type === 'EntryRead' ? [event.level] : []));

describe('an access', () => {
  it('goes TLB, walk, structure cache, TLB fill, page; the second time TLB, page', () => {
    const { leaves, memory, access, events } = lab();
    leaves[AT] = leaf(7);
    memory.bytes[7] = 42;
    expect([access(ACCESS_READ, AT), types(events())]).toEqual([
      42, ['AccessStarted', 'EntryRead', 'EntryRead', 'WalkCacheFilled', 'TlbFilled', 'AccessCompleted'],
    ]);
    expect([access(ACCESS_READ, AT), types(events())]).toEqual([42, ['AccessStarted', 'AccessCompleted']]);
  });

  it('tells of what it stores, and stores nothing itself', () => {
    const { leaves, memory, access, events } = lab();
    leaves[AT] = leaf(7);
    expect(access(ACCESS_WRITE, AT, 9)).toBe(9);
    expect([events().at(-1), memory.load(7)]).toMatchObject([{ type: 'AccessCompleted', access: 'write', value: 9, pfn: 7 }, 0]);
  });

  it('asks for the accessed bit at a read, for the dirty bit at a store, each once', () => {
    const { leaves, access } = lab();
    leaves[AT] = leaf(7);
    const after = [ACCESS_READ, ACCESS_READ, ACCESS_WRITE].map((kind) => (access(kind, AT), leaves[AT]! & (A | D)));
    expect(after).toEqual([A, A, A | D]);
  });

  it('to a clean page looks at the entry again before it stores, in the slot that is there', () => {
    const { leaves, access, events } = lab();
    leaves[AT] = leaf(7);
    access(ACCESS_READ, AT);
    const [first] = events().filter(({ type }) => type === 'TlbFilled');
    access(ACCESS_WRITE, AT, 1);
    const again = events();
    expect([lookups(again), again.find(({ type }) => type === 'TlbFilled')]).toMatchObject([['clean'], { slot: (first as { slot: number }).slot, replaced: true }]);
  });

  it('fills the TLB of the CPU that acts', () => {
    const { leaves, access, tlbs } = lab({ cpus: 2, cpu: 1 });
    leaves[AT] = leaf(7);
    access(ACCESS_READ, AT);
    expect(tlbs.map((tlb) => tlb.find(MM.id, AT, 0) >= 0)).toEqual([false, true]);
  });

  it('uses a translation that the table no longer has, until it is dropped', () => {
    const { leaves, memory, access, unit } = lab();
    memory.bytes.splice(0, 9, ...[0, 0, 0, 0, 0, 0, 0, 7, 8]);
    leaves[AT] = leaf(7);
    access(ACCESS_READ, AT);
    leaves[AT] = leaf(8);
    const stale = access(ACCESS_READ, AT);
    unit.evict(MM, AT);
    expect([stale, access(ACCESS_READ, AT)]).toEqual([7, 8]);
  });
});

describe('a fault', () => {
  it('is raised, decoded, handled, and the access is tried again', () => {
    const { leaves, memory, access, events } = lab();
    memory.handle = (vpn) => ((leaves[vpn] = leaf(7)), 0);
    expect(access(ACCESS_WRITE, AT, 5)).toBe(5);
    expect(types(events()).filter((type) => !type.startsWith('Entry'))).toEqual([
      'AccessStarted', 'WalkCacheFilled', 'FaultRaised', 'FaultDecoded', 'TlbFilled', 'AccessCompleted',
    ]);
  });

  it('that the kernel refuses ends the access with its signal', () => {
    const { memory, access, events } = lab();
    const outcome = failedWith(SIGNAL_SIGSEGV, SIGCODE_MAPERR);
    memory.handle = () => outcome;
    expect(access(ACCESS_READ, AT)).toBe(-1 - outcome);
    expect(events().at(-1)).toMatchObject({ type: 'AccessFailed', signal: 'SIGSEGV', code: 'MAPERR', vpn: AT });
  });

  it('that changes nothing is not tried for ever', () => {
    const { access } = lab();
    expect(() => access(ACCESS_READ, AT)).toThrow(expect.objectContaining({ name: 'CpuError', code: 'no-progress', remedy: expect.any(String) }));
  });

  it.each([[true, ['fault']], [false, []]])('from a translation that is too strict comes without a walk; it is dropped: %s', (faultDropsEntry, dropped) => {
    const { leaves, memory, access, events } = lab({ faultDropsEntry });
    leaves[AT] = leaf(7, V);
    access(ACCESS_READ, AT);
    events();
    memory.handle = (vpn) => ((leaves[vpn] = leaf(7)), failedWith(SIGNAL_SIGSEGV, SIGCODE_MAPERR));
    access(ACCESS_WRITE, AT, 1);
    const seen = events();
    expect([lookups(seen), levels(seen), seen.flatMap((event) => (event.type === 'TlbEvicted' ? [event.by] : []))]).toEqual([['refused'], [], dropped]);
  });
});

describe('the structure cache', () => {
  it('spares the upper level to a second page of the same table', () => {
    const { leaves, access, events } = lab();
    leaves[AT] = leaf(7);
    leaves[AT + 1] = leaf(8);
    access(ACCESS_READ, AT);
    expect(levels(events())).toEqual([1, 0]);
    access(ACCESS_READ, AT + 1);
    expect(levels(events())).toEqual([0]);
  });

  it('holds no table under an entry that restricts', () => {
    const { leaves, memory, access, events } = lab();
    memory.tables.get(ROOT)![0] = table(LEAVES, V | T | SHUT);
    leaves[AT] = leaf(7);
    access(ACCESS_READ, AT);
    expect(types(events())).not.toContain('WalkCacheFilled');
  });

  it('leads to a table that is gone: it reads as empty', () => {
    const { leaves, memory, access, events } = lab();
    leaves[AT] = leaf(7);
    access(ACCESS_READ, AT);
    memory.tables.delete(LEAVES);
    memory.handle = () => failedWith(SIGNAL_SIGSEGV, SIGCODE_MAPERR);
    events();
    access(ACCESS_READ, AT + 1);
    expect(events().find(({ type }) => type === 'EntryRead')).toMatchObject({ level: 0, table: LEAVES, verdict: 'notPresent' });
  });
});

describe('hardware steps', () => {
  it('H1 caches a translation by itself, with its accessed bit, and not twice', () => {
    const { leaves, unit, tlbs } = lab();
    leaves[AT] = leaf(7);
    expect([unit.speculate(MM, AT), unit.speculate(MM, AT), leaves[AT]! & A]).toEqual([true, false, A]);
    const slot = tlbs[0]!.find(MM.id, AT, 0);
    expect([tlbs[0]!.pfn[slot], tlbs[0]!.flags[slot]]).toEqual([7, TLB_USER | TLB_READ | TLB_WRITE]);
  });

  it('H1 raises no fault where there is nothing', () => {
    const { unit, events } = lab();
    expect([unit.speculate(MM, AT), types(events())]).toEqual([false, ['EntryRead', 'EntryRead', 'WalkCacheFilled']]);
  });

  it('H2 drops a translation, and a cached table', () => {
    const { leaves, unit, access, tlbs, events } = lab();
    leaves[AT] = leaf(7);
    access(ACCESS_READ, AT);
    expect([unit.evict(MM, AT), unit.evict(MM, AT)]).toEqual([true, false]);
    expect(tlbs[0]!.walkCache.find(MM.id, AT, 0)).toBe(LEAVES);
    expect([unit.evictTable(MM, AT + 1), unit.evictTable(MM, AT)]).toEqual([true, false]);
    expect(events().slice(-2)).toMatchObject([{ type: 'TlbEvicted', by: 'hardware' }, { type: 'WalkCacheEvicted', by: 'hardware', mm: MM.id, vpn: 0, cause: null }]);
    expect(tlbs[0]!.walkCache.find(MM.id, AT, 0)).toBe(0);
  });
});
