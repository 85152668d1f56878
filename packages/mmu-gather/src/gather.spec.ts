import { VM_MIXEDMAP, VM_PFNMAP, VM_READ, vmFlagsOf, type GatherPolicy } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { codeOf, did, flushes, ride, stepsOf, story, untilFlush } from './testing/asks';
import { lab, type Ride } from './testing/lab';
import { ARM64, RISCV_6_1, RISCV_6_12, S390, X86 } from './testing/policies';

describe('life cycle (§3)', () => {
  it('MG-01 begin, finish, nothing recorded: no flush, pending as before', () => {
    const g = ride();
    g.finish();
    expect([g.lab.deeds, g.lab.mm.flushPending, g.lab.state.all().length]).toEqual([[], 0, 0]);
  });

  it('MG-02 a page without a recorded entry is refused, and recorded nowhere', () => {
    const g = ride();
    expect(codeOf(() => g.lab.gather.removePage(g.id, 1, false))).toBe('nothing-recorded');
    expect(g.lab.recorder.events().map(({ type }) => type)).toEqual(['GatherStarted']);
  });

  it('MG-02 also after a flush in the middle; with fullmm the range is never empty', () => {
    const [g, all] = [ride(), lab().begin(true)];
    g.zap(1);
    g.flushMmu();
    expect(codeOf(() => g.lab.gather.removePage(g.id, 2, false))).toBe('nothing-recorded');
    expect({ flushDue: all.lab.gather.removePage(all.id, 2, false) }).toEqual({ flushDue: false });
  });

  it('what the VMA is survives a flush, range and levels do not', () => {
    const g = ride();
    g.lab.gather.startVma(g.id, vmFlagsOf(VM_READ | VM_PFNMAP));
    g.table(77);
    g.flushMmu();
    expect(g.now()).toMatchObject({ vmFlags: VM_READ | VM_PFNMAP, start: Infinity, end: 0, clearedLevels: 0, freedTables: false, tables: [] });
  });

  it('with fullmm the range is all-ones at first, after a flush, and at its upper end; the VMA is not noted', () => {
    const g = lab().begin(true);
    g.lab.gather.startVma(g.id, vmFlagsOf(VM_PFNMAP));
    expect(g.now()).toMatchObject({ start: Infinity, end: Infinity, vmFlags: 0 });
    g.zap(9);
    expect(g.now()).toMatchObject({ start: 9, end: Infinity });
    g.flushMmu();
    expect(g.now()).toMatchObject({ start: Infinity, end: Infinity, fullmm: true });
  });

  it('numbers are used again, lowest first', () => {
    const made = lab();
    const [a, b] = [made.begin(), made.begin()];
    a.finish();
    expect([a.id, b.id, made.begin().id, made.begin().id]).toEqual([0, 1, 0, 2]);
  });

  it('at most 4096 gathers are in progress', () => {
    const made = lab();
    const rides = Array.from({ length: 4096 }, () => made.begin());
    expect(rides.at(-1)!.id).toBe(4095);
    expect(codeOf(() => made.begin())).toBe('too-many-gathers');
  });

  it.each<[string, (g: Ride) => unknown]>([
    ['startVma', (g) => g.lab.gather.startVma(g.id, vmFlagsOf(0))], ['removeTlbEntry', (g) => g.lab.gather.removeTlbEntry(g.id, 0, 1, 2)],
    ['removePage', (g) => g.lab.gather.removePage(g.id, 1, false)], ['removeTable', (g) => g.table(1)],
    ['flushTlbOnly', (g) => g.flushTlb()], ['flushRmaps', (g) => g.flushRmaps()], ['flushMmu', (g) => g.flushMmu()],
    ['endVma', (g) => g.endVma()], ['finish', (g) => g.finish()],
  ])('%s after finish is refused, and leaves no trace', (_, call) => {
    for (const policy of [X86, S390]) {
      const g = ride({ policy });
      g.finish();
      const before = g.lab.recorder.records.length;
      expect(codeOf(() => call(g))).toBe('no-such-gather');
      expect([g.lab.recorder.records.length, g.lab.deeds]).toEqual([before, []]);
    }
  });
});

describe('the end of a VMA (§3)', () => {
  it.each<[string, string, GatherPolicy, number, boolean, number]>([
    ['MG-25',  'x86',              X86,        VM_READ,     false, 0],
    ['MG-25',  'arm64',            ARM64,      VM_READ,     false, 1],
    ['MG-25',  'riscv 6.1',        RISCV_6_1,  VM_READ,     false, 1],
    ['MG-25',  'riscv 6.12',       RISCV_6_12, VM_READ,     false, 1],
    ['MG-26',  'x86, VM_PFNMAP',   X86,        VM_PFNMAP,   false, 1],
    ['MG-26',  'x86, VM_MIXEDMAP', X86,        VM_MIXEDMAP, false, 1],
    ['§3',     'arm64, VM_PFNMAP', ARM64,      VM_PFNMAP,   false, 1],
    ['fullmm', 'x86, VM_PFNMAP',   X86,        VM_PFNMAP,   true,  0],
    ['fullmm', 'riscv 6.1',        RISCV_6_1,  VM_READ,     true,  0],
  ])('%s %s: the page stays queued', (_, __, policy, vmFlags, fullmm, expected) => {
    const g = lab({ policy }).begin(fullmm);
    g.lab.gather.startVma(g.id, vmFlagsOf(vmFlags));
    g.zap(4);
    g.endVma();
    expect([flushes(g).length, g.now().queued, did(g.lab.deeds, 'page')]).toEqual([expected, 1, []]);
  });

  it.each([['x86', X86], ['arm64', ARM64]])('nothing cleared: no flush, whatever the VMA (%s)', (_, policy) => {
    const g = ride({ policy });
    g.lab.gather.startVma(g.id, vmFlagsOf(VM_PFNMAP));
    g.endVma();
    expect(g.lab.deeds).toEqual([]);
  });
});

describe('gathers at the same time (§9)', () => {
  it('MG-23 A ends first and flushes everything, B as usual', () => {
    const made = lab();
    const [a, b] = [made.begin(), made.begin()];
    a.zap(10);
    b.zap(20);
    a.finish();
    b.finish();
    expect(did(made.deeds, 'flush')).toMatchObject([
      { mm: true, state: { fullmm: true, freedTables: true, start: Infinity, end: Infinity, clearedLevels: 0 } },
      { mm: false, state: { fullmm: false, freedTables: false, start: 20, end: 21, clearedLevels: 1 } },
    ]);
  });

  it.each<[string, GatherPolicy, string[]]>([
    ['x86', X86, ['mm']], ['arm64', ARM64, ['mm']], ['riscv 6.1', RISCV_6_1, ['mm']], ['riscv 6.12', RISCV_6_12, ['mm']],
    ['s390, nothing owed', S390, []],
  ])('MG-24 A recorded nothing and flushes all the same (%s)', (_, policy, expected) => {
    const a = ride({ policy });
    a.lab.begin();
    a.finish();
    expect(flushes(a)).toEqual(expected);
  });

  it('three at a time: all but the last one escalate', () => {
    const made = lab();
    const rides = [made.begin(), made.begin(), made.begin()];
    rides.forEach((g, page) => g.zap(page + 1));
    for (const g of rides) g.finish();
    expect(flushes(rides[0]!)).toEqual(['mm', 'mm', 'range']);
  });
});

describe('without a gather: s390 (§12)', () => {
  const zapped = (flushOwed: boolean): Ride => {
    const g = ride({ policy: S390 });
    for (const page of [1, 2, 3]) {
      expect({ flushDue: g.zap(page) }).toEqual({ flushDue: false });
      expect(did(g.lab.deeds, 'page')).toHaveLength(page);
    }
    g.lab.mm.flushOwed = flushOwed;
    return g;
  };

  it('MG-32 each reference goes at once; entries were invalidated when cleared, so no flush at finish', () => {
    const g = zapped(false);
    g.finish();
    expect(story(g)).toBe('page page page');
  });

  it('MG-33 a flush is owed: one of the whole mm, at finish', () => {
    const g = zapped(true);
    g.finish();
    expect([flushes(g), story(g), g.lab.mm.flushOwed]).toEqual([['mm'], 'page page page flush', false]);
  });

  it('MG-34 a CPU that attaches performs it, even between the decision to flush and the flush: finish does none', () => {
    const g = zapped(true);
    stepsOf(g.lab.gather.finish(g.id), () => void (g.lab.mm.flushOwed = false));
    expect(flushes(g)).toEqual([]);
  });

  it('MG-18 no rmap removal is delayed', () => {
    const g = zapped(false);
    g.flushRmaps();
    expect([g.lab.gather.delayRmap(g.id), story(g)]).toEqual([false, 'page page page']);
  });

  it('fullness never forces a flush, and no page is recorded as queued', () => {
    const g = ride({ policy: S390, batchPage: () => false });
    expect(untilFlush(g)).toBe(Infinity);
    expect(g.lab.recorder.events().filter(({ type }) => type === 'PageQueued' || type === 'BatchAdded')).toEqual([]);
  });
});
