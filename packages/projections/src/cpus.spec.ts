import { TLB_READ, TLB_WRITE, type MmEvent } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { cpus, type Cpus } from './cpus';
import { busy, machineOf, NAMES } from './testing/lab';

const at = (seq: number, cpu = 0) => ({ seq, cause: null, cpu });

describe.each(NAMES)('CPUs on %s', (name) => {
  it('hold what those of the machine hold, after every transaction', () => {
    const machine = machineOf(name);
    const { tlbs, core } = machine.state;
    let seen: Cpus = {};
    machine.log.transactions$.pipe(cpus().changes).subscribe(({ state }) => (seen = state));
    busy(machine, () => {
      tlbs.forEach((tlb, cpu) => {
        const held = [...tlb.mm.entries()].flatMap(([slot, mm]) => (mm === 0 ? [] : [[slot, mm, tlb.vpn(slot), tlb.pfn[slot]]]));
        expect(Object.entries(seen[cpu]?.tlb ?? {}).map(([slot, { mm, vpn, pfn }]) => [Number(slot), mm, vpn, pfn])).toEqual(held);
        const { walkCache } = tlb;
        const tables = [...walkCache.mm.entries()].flatMap(([slot, mm]) => (mm === 0 ? [] : [[slot, mm, walkCache.base(slot), walkCache.table[slot]]]));
        expect(Object.entries(seen[cpu]?.tables ?? {}).map(([slot, { mm, base, table }]) => [Number(slot), mm, base, table])).toEqual(tables);
        expect(seen[cpu]?.loaded ?? 0).toBe(core.loaded[cpu]);
      });
    });
    expect(Object.keys(seen)).toContain('0');
  });
});

describe('CPUs', () => {
  const { evolve } = cpus();
  const filled = { ...at(0, 1), type: 'TlbFilled', flags: TLB_READ | TLB_WRITE | (5 << 8), level: 0, replaced: false, slot: 3, mm: 1, vpn: 16, pfn: 7 } as MmEvent;
  const cached = { ...at(1, 1), type: 'WalkCacheFilled', slot: 2, mm: 1, vpn: 0, table: 99 } as MmEvent;
  const held = [filled, cached].reduce(evolve, {});

  it('tell rights and key of a translation by name', () => expect(held).toEqual({
    1: { loaded: 0, tlb: { 3: { mm: 1, vpn: 16, pfn: 7, flags: ['read', 'write'], pkey: 5 } }, tables: { 2: { mm: 1, base: 0, table: 99 } } },
  }));

  it.each([
    ['the page', { kind: 'page', start: 16, end: 17, leafOnly: true }, [0, 1]], ['another page', { kind: 'page', start: 17, end: 18, leafOnly: false }, [1, 0]],
    ['everything', { kind: 'mm', start: 0, end: 0, leafOnly: false }, [0, 0]], ['another mm', { kind: 'mm', start: 0, end: 0, leafOnly: false, mm: 2 }, [1, 1]],
    ['another CPU', { kind: 'mm', start: 0, end: 0, leafOnly: false, cpu: 0 }, [1, 1]],
  ])('lose by an invalidation of %s what it reaches', (_what, part, left) => {
    const after = evolve(held, { ...at(2, 1), type: 'TlbInvalidated', by: 'self', request: 0, mm: 1, ...part } as MmEvent);
    expect([Object.keys(after[1]!.tlb).length, Object.keys(after[1]!.tables).length]).toEqual(left);
  });

  it('lose a cached table that hardware evicts', () =>
    expect(evolve(held, { ...at(2, 1), type: 'WalkCacheEvicted', by: 'hardware', slot: 2, mm: 1, vpn: 0 } as MmEvent)[1]!.tables).toEqual({}));
});
