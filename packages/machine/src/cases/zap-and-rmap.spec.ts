import { KERNELS, type Kernel, type MmEvent, type StepPoint } from '@faultline/contracts';
import { x86_64 } from '@faultline/arch-x86';
import { createMmu as x86Mmu } from '@faultline/arch-x86/mmu';
import { s390 } from '@faultline/arch-s390';
import { createMmu as s390Mmu } from '@faultline/arch-s390/mmu';
import { coreInvariants, FIRST_FRAME, rmapWalkAnon } from '@faultline/core-mm';
import { describe, expect, it } from 'vitest';
import { because } from '../../../../tools/arch-lab/because';
import { createMachine, type SimulatedMachine } from '../machine';
import { AT, givenEntry, lab, loadEverywhere, mapped, MACHINES, ofType, pageAt, prot, recorded, thread } from '../testing/lab';

/** Machines that gather pages, and do so on more than one CPU. */
const GATHERING = ['x86-64', 'arm64'] as const;
/** What an exit should have freed; page tables stand in frames. */
const leftOver = ({ view, memoryPages, state: { core } }: SimulatedMachine): Readonly<Record<string, readonly unknown[]>> => ({
  frames: Array.from({ length: memoryPages }, (_, n) => view.page(FIRST_FRAME + n))
    .filter(({ refcount, value, ...page }) => refcount !== 0 || value !== 0 || Object.values(page).includes(true)),
  mms: view.mms(), objects: core.objects(), loaded: [...core.loaded].filter((mm) => mm !== 0),
});
/** What a mapping is made to hold: read, then written by a store that only the entry knows of; or only read. */
type Mark = 'dirty' | 'clean';

/** A process with touched memory. A page of shared memory is dirty by its entry only: the page does not know yet. */
function touched(machine: SimulatedMachine, mark: Mark, { pages = 1, shared = true, at = AT } = {}): number {
  const mm = mapped(machine, 'rw', { pages, shared, at });
  for (let vpn = at; vpn < at + pages; vpn++) {
    machine.access(mm, vpn, 'read');
    if (mark === 'dirty') machine.access(mm, vpn, 'write', 7);
  }
  loadEverywhere(machine, mm);
  return mm;
}

/** What a zap does to one page, in the words of §10. */
function inWords(event: MmEvent, pfn: number): string[] {
  switch (event.type) {
    case 'EntrySet': return event.level === 0 ? ['clear'] : [];
    case 'EntryQueued': return ['record'];
    case 'FolioFlagged': return event.flag === 'dirty' && event.on ? ['dirty'] : [];
    case 'CounterChanged': return [`RSS ${event.delta}`];
    case 'RmapRemoved': return [event.delayed ? 'late rmap' : 'rmap'];
    case 'PageQueued': return [event.delayed ? 'queue marked' : 'queue'];
    case 'FlushRequested': return ['flush'];
    case 'FlushDeferred': return ['owed'];
    case 'RefChanged': return event.pfn === pfn ? ['reference'] : [];
    case 'TableQueued': return event.level === 0 ? ['table'] : [];
    default: return [];
  }
}

function zapped(machine: SimulatedMachine, mm: number, operation: () => unknown): string {
  const pfn = machine.view.entry(mm, AT)?.pfn ?? 0;
  return recorded(machine, operation).flatMap((event) => inWords(event, pfn)).join(', ');
}

describe.each(MACHINES)('the order of a zap on %s (§3, §4)', (name) => {
  const lazy = name === 's390';
  const order = (mark: Mark, shared: boolean, kernel: Kernel, cpus: number): string => {
    const machine = lab(name, { kernel, cpus });
    const mm = touched(machine, mark, { shared });
    return zapped(machine, mm, () => machine.munmap(mm, AT, 1));
  };
  const gathered = `clear, record, rmap, queue, RSS -1, ${name === 'x86-64' ? 'table, flush' : 'flush, table, flush'}, reference`;
  const immediate = (cpus: number): string => (cpus === 1
    ? 'clear, owed, clear, record, rmap, reference, RSS -1, table, flush'
    : 'clear, flush, clear, record, rmap, reference, RSS -1, owed, table, flush');

  it.each(KERNELS)('ZR-01: a clean page of shared memory: flush after the counters, reference after the flush (%s)', (kernel) => {
    expect(order('clean', true, kernel, 2)).toBe(lazy ? immediate(2) : gathered);
  });

  it.runIf(!lazy)('ZR-02, C31: a dirty one on two CPUs: dirty, flush, rmap, reference', because('only where pages are gathered'), () => {
    const expected = 'clear, record, dirty, queue marked, RSS -1, flush, late rmap, reference, table, flush';
    expect([order('dirty', true, '6.2', 2), order('dirty', true, '6.12', 2)]).toEqual([expected, expected]);
  });

  it.runIf(!lazy)('ZR-03: in 6.1 the rmap goes before the flush, the flush is forced with one CPU too', because('only where pages are gathered'), () => {
    const expected = 'clear, record, dirty, rmap, queue, RSS -1, flush, reference, table, flush';
    expect([order('dirty', true, '6.1', 2), order('dirty', true, '6.1', 1)]).toEqual([expected, expected]);
  });

  it.runIf(!lazy)('ZR-04: on one CPU the rmap goes at once and no flush is forced', because('only where pages are gathered'), () => {
    expect(order('dirty', true, '6.2', 1)).toBe(gathered.replace('record, ', 'record, dirty, '));
  });

  it.runIf(lazy).each([1, 2])('ZR-04, C32: cleared and invalidated, then dirty, rmap, reference; nothing delayed or forced (%i CPUs)', because('only where nothing is gathered'), (cpus) => {
    expect(order('dirty', true, '6.2', cpus)).toBe(immediate(cpus).replace('record, ', 'record, dirty, '));
  });

  it.runIf(lazy)('6.1 forces the flush that is owed, on s390 too', because('only where nothing is gathered'), () => {
    expect(order('dirty', true, '6.1', 1)).toBe('clear, owed, clear, record, dirty, rmap, reference, RSS -1, flush, owed, table, flush');
  });

  it.each(KERNELS)('ZR-05, C33: a dirty anonymous page: no dirty mark for the page, no forced flush (%s)', (kernel) => {
    expect(order('dirty', false, kernel, 2)).toBe(lazy ? immediate(2) : gathered);
  });

  it('ZR-10: the zero page is cleared and recorded, and counted nowhere', () => {
    const machine = lab(name);
    const mm = touched(machine, 'clean', { shared: false });
    expect(zapped(machine, mm, () => machine.madvise(mm, AT, 1, 'dontneed')))
      .toBe(lazy ? 'clear, owed, clear, record, flush' : 'clear, record, flush');
  });

  it('Z3: an entry without access goes like any other', () => {
    const machine = lab(name);
    const mm = touched(machine, 'dirty', { shared: false });
    machine.mprotect(mm, AT, 1, prot('-'));
    expect(zapped(machine, mm, () => machine.madvise(mm, AT, 1, 'dontneed')))
      .toBe(lazy ? 'clear, record, rmap, reference, RSS -1' : 'clear, record, rmap, queue, RSS -1, flush, reference');
  });

  it('Z1, MG-01: empty entries are passed over; without anything recorded there is no flush', () => {
    const machine = lab(name);
    const mm = touched(machine, 'dirty', { pages: 2 });
    machine.madvise(mm, AT, 2, 'dontneed');
    expect(zapped(machine, mm, () => machine.madvise(mm, AT, 2, 'dontneed'))).toBe('');
  });
});

describe.each(MACHINES)('who forces a flush on %s (§4, table)', (name) => {
  const ptlUnlocked = (step: StepPoint): boolean => step.kind === 'unlock' && step.lock.startsWith('ptl');
  /** What a zap has done by the time it drops the lock of the table. */
  const underLock = (machine: SimulatedMachine, mm: number): MmEvent[] =>
    recorded(machine, () => thread(machine, 0, (paths) => paths.madvise(mm, AT, 1, 'dontneed')).run(ptlUnlocked));

  it.each(KERNELS.flatMap((kernel) => [1, 2].flatMap((cpus) => [
    ['shared', 'dirty', kernel, cpus], ['shared', 'clean', kernel, cpus], ['anonymous', 'dirty', kernel, cpus],
  ] as const)))('%s, %s, %s, %i CPUs', (kind, mark, kernel, cpus) => {
    const machine = lab(name, { kernel, cpus });
    const mm = touched(machine, mark, { shared: kind === 'shared' });
    const events = underLock(machine, mm);
    const file = kind === 'shared' && mark === 'dirty';
    const delayed = file && kernel !== '6.1' && cpus > 1 && name !== 's390';
    expect(ofType(events, 'GatherTlbFlushed')).toHaveLength(delayed || (file && kernel === '6.1') ? 1 : 0);
    expect(ofType(events, 'RmapRemoved').map((event) => event.delayed)).toEqual([delayed]);
    expect(ofType(events, 'GatherPagesFreed')).toEqual([]);
  });

  it.runIf(name !== 's390')('flush and rmaps under the lock, references after it', because('only where pages are gathered'), () => {
    const machine = lab(name, { cpus: 2 });
    const mm = touched(machine, 'dirty');
    const { pfn, refcount } = pageAt(machine, mm);
    const path = thread(machine, 0, (paths) => paths.madvise(mm, AT, 1, 'dontneed'));
    path.run(ptlUnlocked);
    const locked = machine.view.page(pfn);
    path.run();
    expect(locked).toMatchObject({ mapcount: 0, refcount });
    expect(machine.view.page(pfn).refcount).toBe(refcount - 1);
  });
});

describe.each(MACHINES.flatMap((name) => KERNELS.map((kernel) => ({ name, kernel }))))('9.2: a page leaves a locked VMA, on $name, kernel $kernel', ({ name, kernel }) => {
  const leaving = {
    'munmap': (machine: SimulatedMachine, mm: number): unknown => machine.munmap(mm, AT, 1),
    'DONTNEED_LOCKED': (machine: SimulatedMachine, mm: number): unknown => machine.madvise(mm, AT, 1, 'dontneed_locked'),
    'exit': (machine: SimulatedMachine, mm: number): unknown => void machine.exit(mm),
  };
  it.each(Object.entries(leaving).flatMap(([by, leave]) => (['dirty', 'clean'] as const).map((mark) => ({ by, leave, mark }))))('by $by, $mark: its lock goes with its rmap, however late that is', ({ leave, mark }) => {
    const machine = lab(name, { kernel, cpus: 2 });
    const mm = touched(machine, mark);
    const other = machine.fork(mm).mm;
    machine.mlock(mm, AT, 1);
    machine.mlock(other, AT, 1);
    if (mark === 'dirty') machine.access(mm, AT, 'write', 9);
    const { pfn } = pageAt(machine, mm);
    const events = recorded(machine, () => leave(machine, mm));
    const [removed] = ofType(events, 'RmapRemoved').filter((event) => event.pfn === pfn);
    expect(ofType(events, 'MlockCounted')).toEqual([expect.objectContaining({ pfn, delta: -1, cause: removed!.seq })]);
    expect(machine.view.page(pfn)).toMatchObject({ mlocked: true, unevictable: true, mapcount: 1 });
    machine.munmap(other, AT, 1);
    expect(machine.view.page(pfn)).toMatchObject({ mlocked: false, unevictable: false });
  });
});

describe.each(GATHERING)('how many flushes a big zap takes on %s, two CPUs', (name) => {
  const dontneed = (kernel: Kernel, pages: number, shared: boolean): MmEvent[] => {
    const machine = lab(name, { kernel, cpus: 2, memoryPages: pages + 64 });
    const mm = mapped(machine, 'rw', { pages, shared });
    for (let vpn = AT; vpn < AT + pages; vpn++) machine.access(mm, vpn, 'write');
    return recorded(machine, () => machine.madvise(mm, AT, pages, 'dontneed'));
  };
  const places = (events: readonly MmEvent[], type: MmEvent['type']): number[] =>
    events.flatMap((event, at) => (event.type === type ? [at] : []));

  it.each(['6.2', '6.12'] as const)('ZR-06: 512 dirty pages of one table: one flush, then 512 rmaps, then 512 references (%s)', (kernel) => {
    const events = dontneed(kernel, 512, true);
    const [flush, ...more] = places(events, 'FlushRequested');
    const rmaps = places(events, 'RmapRemoved');
    const references = places(events, 'RefChanged');
    expect([more, rmaps.length, references.length]).toEqual([[], 512, 512]);
    expect([flush! < rmaps[0]!, rmaps.at(-1)! < references[0]!]).toEqual([true, true]);
    expect(ofType(events, 'GatherRmapsFlushed').map(({ count }) => count)).toEqual([512]);
  });

  it('ZR-06 in 6.1: one flush too, after all rmaps', () => {
    const events = dontneed('6.1', 512, true);
    const flushes = places(events, 'FlushRequested');
    expect([flushes.length, places(events, 'RmapRemoved').at(-1)! < flushes[0]!]).toEqual([1, true]);
  });

  it('ZR-08: 513 dirty pages in two tables: two flushes', () => {
    expect(places(dontneed('6.2', 513, true), 'FlushRequested')).toHaveLength(2);
  });

  const forcedAt = [['6.2', 9698], ['6.1', 9698], ['6.12', 9678]] as const;
  it.each(name === 'x86-64' ? forcedAt : forcedAt.slice(0, 1))('ZR-09, MG-10: 10240 anonymous pages in %s: a flush forced at page %i, one more for the rest', (kernel, forced) => {
    const events = dontneed(kernel, 10240, false);
    const flushes = places(events, 'FlushRequested');
    const queued = events.slice(0, flushes[0]).filter(({ type }) => type === 'PageQueued');
    expect([flushes.length, queued.length]).toEqual([2, forced]);
    expect(ofType(events, 'GatherPagesFreed').map(({ count }) => count)).toEqual([forced, 10240 - forced]);
  });
});

describe.each(MACHINES)('who unmaps, on %s (§1, §7)', (name) => {
  const told = (events: readonly MmEvent[]): unknown[][] =>
    ofType(events, 'NotifierCalled').map(({ phase, kind, start, end }) => [phase, kind, start - AT, end - AT]);

  it('DONTNEED: the notifier has ended before the gather is finished; tables and VMA stay', () => {
    const machine = lab(name);
    const mm = touched(machine, 'dirty', { pages: 3, shared: false });
    const [vmas, bytes] = [machine.view.vmas(mm), machine.view.tableBytes(mm)];
    const events = recorded(machine, () => machine.madvise(mm, AT + 1, 1, 'dontneed'));
    expect(told(events)).toEqual([['start', 'CLEAR', 1, 2], ['end', 'CLEAR', 1, 2]]);
    expect(ofType(events, 'GatherPagesFreed').filter(({ seq }) => seq <= ofType(events, 'NotifierCalled')[1]!.seq)).toEqual([]);
    expect([machine.view.vmas(mm), machine.view.tableBytes(mm)]).toEqual([vmas, bytes]);
    expect([0, 1, 2].map((at) => machine.view.entry(mm, AT + at) === undefined)).toEqual([false, true, false]);
  });

  it.each([['private', false, 0], ['shared', true, 7]] as const)('DONTNEED of %s memory: a read afterwards finds %s', (_what, shared, value) => {
    const machine = lab(name, { cpus: 2 });
    const mm = touched(machine, 'dirty', { shared });
    const { pfn } = pageAt(machine, mm);
    machine.madvise(mm, AT, 1, 'dontneed');
    expect(machine.view.page(pfn)).toMatchObject({ mapcount: 0, refcount: shared ? 1 : 0 });
    expect(machine.view.counters(mm)).toEqual({ anon: 0, file: 0, shmem: 0, swap: 0 });
    expect(machine.access(mm, AT, 'read').value).toBe(value);
    expect({ samePage: machine.view.entry(mm, AT)!.pfn === pfn }).toEqual({ samePage: shared });
  });

  it('DONTNEED takes the page from one process only', () => {
    const machine = lab(name);
    const mm = touched(machine, 'dirty', { shared: false });
    const child = machine.fork(mm).mm;
    machine.madvise(mm, AT, 1, 'dontneed');
    expect([machine.access(mm, AT, 'read').value, machine.access(child, AT, 'read').value]).toEqual([0, 7]);
    expect(pageAt(machine, child)).toMatchObject({ mapcount: 1, refcount: 1 });
  });

  it('munmap of part of a VMA splits it and leaves the rest alone', () => {
    const machine = lab(name);
    const mm = touched(machine, 'dirty', { pages: 3, shared: false });
    const events = recorded(machine, () => machine.munmap(mm, AT + 1, 1));
    expect(told(events)).toEqual([['start', 'UNMAP', 1, 2], ['end', 'UNMAP', 1, 2]]);
    expect(machine.view.vmas(mm).map(({ start, end }) => [start - AT, end - AT])).toEqual([[0, 1], [2, 3]]);
    expect([0, 1, 2].map((at) => machine.access(mm, AT + at, 'read').result)).toEqual(['ok', 'SIGSEGV/MAPERR', 'ok']);
  });

  /** @kernel v6.2-rc3 mm/memory.c:unmap_vmas tells of the whole range once. */
  it('munmap of several VMAs is one gather, and one telling of the notifier', () => {
    const machine = lab(name);
    const mm = touched(machine, 'dirty', { pages: 3, shared: false });
    machine.mprotect(mm, AT + 1, 1, prot('r'));
    const events = recorded(machine, () => machine.munmap(mm, AT, 3));
    expect(ofType(events, 'GatherStarted')).toHaveLength(1);
    expect(ofType(events, 'GatherPagesFreed').map(({ count }) => count)).toEqual(name === 's390' ? [] : [3]);
    expect(told(events)).toEqual([['start', 'UNMAP', 0, 3], ['end', 'UNMAP', 0, 3]]);
  });

  it('munmap of nothing is ok and does nothing', () => {
    const machine = lab(name);
    const mm = mapped(machine);
    const events = recorded(machine, () => expect(machine.munmap(mm, AT + 7, 3)).toBe('ok'));
    expect(events.map(({ type }) => type)).toEqual(['SyscallEntered', 'SyscallReturned']);
  });

  it.each([1, 2])('C40: exit: every page is dirty before the flush; the counts are as if it had never been (%i CPUs)', (cpus) => {
    const machine = lab(name, { cpus });
    const mm = touched(machine, 'dirty', { pages: 3 });
    const pages = [0, 1, 2].map((at) => pageAt(machine, mm, AT + at).pfn);
    const child = machine.fork(mm).mm;
    machine.access(child, AT, 'read');
    const events = recorded(machine, () => machine.exit(mm));
    const [flush, ...more] = ofType(events, 'FlushRequested');
    const dirty = ofType(events, 'FolioFlagged').filter(({ flag, on }) => flag === 'dirty' && on);
    expect([dirty.map(({ pfn }) => pfn), dirty.every(({ seq }) => seq < flush!.seq)]).toEqual([pages, true]);
    if (cpus === 1) expect([flush!.scope, more]).toEqual(['mm', []]);
    expect(told(events)[0]).toEqual(['start', 'RELEASE', -AT, expect.any(Number)]);
    expect(pages.map((pfn) => machine.view.page(pfn).mapcount).reduce((sum, count) => sum + count)).toBe(machine.view.counters(child).shmem);
    expect(coreInvariants(machine.architecture, machine.state.core)).toEqual([]);
  });

  it('after the last exit no frame, table or object is left', () => {
    const machine = lab(name);
    const mm = touched(machine, 'dirty', { pages: 3 });
    machine.mmap(mm, { vpn: AT + 0x5000, pages: 5, prot: prot('rw'), shared: false, backing: 'anon', populate: true });
    const child = machine.fork(mm).mm;
    machine.access(child, AT + 0x5000, 'write');
    machine.exit(mm);
    machine.exit(child);
    expect(leftOver(machine)).toEqual({ frames: [], mms: [], objects: [], loaded: [] });
  });

  it.runIf(name === 's390')('exit on s390 stores plain empty entries and flushes once', because('only on s390'), () => {
    const machine = lab(name, { cpus: 2 });
    const mm = touched(machine, 'dirty', { pages: 3, shared: false });
    const events = recorded(machine, () => machine.exit(mm));
    expect(ofType(events, 'EntrySet').filter(({ level }) => level === 0)).toHaveLength(3);
    expect(ofType(events, 'FlushRequested').map(({ scope }) => scope)).toEqual(['mm']);
  });

  it.each([
    ['young', true, false, true], ['old', false, false, false], ['young, read in sequence', true, true, false],
  ] as const)('Z6: a page of shared memory behind an entry that is %s counts as accessed, or not', (_what, young, sequential, accessed) => {
    const machine = lab(name);
    const mm = touched(machine, 'clean');
    const { pfn } = pageAt(machine, mm);
    if (!young) givenEntry(machine, mm, (codec, entry) => codec.mkOld(0, entry));
    if (sequential) machine.madvise(mm, AT, 1, 'sequential');
    machine.madvise(mm, AT, 1, 'dontneed');
    expect(machine.view.page(pfn).referenced).toBe(accessed);
  });
});

describe.each(MACHINES)('the reverse map on %s (§9)', (name) => {
  it('ZR-35: removing the last mapping changes the map count and nothing else', () => {
    for (const shared of [false, true]) {
      const machine = lab(name);
      const mm = touched(machine, 'dirty', { shared });
      const before = pageAt(machine, mm);
      const seen: unknown[] = [];
      machine.log.stream('RmapRemoved').subscribe(({ pfn }) => void seen.push(machine.view.page(pfn)));
      machine.madvise(mm, AT, 1, 'dontneed');
      expect(seen).toEqual([{ ...before, mapcount: 0, dirty: shared, referenced: shared || before.referenced }]);
    }
  });

  it('§9.1: the walk goes by VMA and finds a page wherever fork and mremap took it, and where it is no longer', () => {
    const machine = lab(name);
    const mm = touched(machine, 'dirty', { shared: false });
    const child = machine.fork(mm).mm;
    machine.mremap(child, AT, 1, 1, { vpn: AT + 0x3000, dontUnmap: false });
    machine.madvise(mm, AT, 1, 'dontneed');
    mapped(machine);
    const { pfn } = machine.view.entry(child, AT + 0x3000)!;
    expect(rmapWalkAnon(machine.core, pfn, AT)).toEqual([{ mm, vpn: AT }, { mm: child, vpn: AT + 0x3000 }]);
  });

  it('the map count is the number of entries, whoever comes and goes', () => {
    const machine = lab(name);
    const mm = touched(machine, 'dirty', { shared: false });
    const { pfn } = pageAt(machine, mm);
    const count = (): number => machine.view.page(pfn).mapcount;
    const children = [1, 2, 3].map(() => machine.fork(mm).mm);
    const counts = [count()];
    for (const child of children) {
      machine.munmap(child, AT, 1);
      counts.push(count());
    }
    machine.exit(mm);
    expect([...counts, count(), machine.view.page(pfn).refcount]).toEqual([4, 3, 2, 1, 0, 0]);
  });
});

/** Tables freed by level, lowest first. */
function freed(machine: SimulatedMachine, operation: () => unknown): number[] {
  const levels = ofType(recorded(machine, operation), 'TableFreed').map(({ level }) => level);
  return Array.from({ length: machine.architecture.geometry.topLevel }, (_, level) => levels.filter((at) => at === level).length);
}
function covers({ architecture }: SimulatedMachine, level: number): number {
  const { shift, pageShift } = architecture.geometry;
  return 2 ** (shift[level]! - pageShift);
}

/** Maps and touches a page at each place, given in PTE tables. */
function populated(machine: SimulatedMachine, places: readonly number[], base = 0): number {
  const mm = machine.spawn();
  for (const at of places) machine.access(page(machine, mm, base + at * covers(machine, 1)), base + at * covers(machine, 1), 'write');
  return mm;
}
function page(machine: SimulatedMachine, mm: number, vpn: number): number {
  machine.mmap(mm, { vpn, pages: 1, prot: prot('rw'), shared: false, backing: 'anon' });
  return mm;
}

describe.each(MACHINES)('free_pgtables on %s (§8, ZR-22); places are counted in PTE tables', (name) => {
  const all = ({ architecture }: SimulatedMachine, tables: number): number[] =>
    Array.from({ length: architecture.geometry.topLevel }, (_, level) => (level === 0 ? tables : 1));
  const only = (machine: SimulatedMachine, tables: number): number[] => all(machine, tables).map((count, level) => (level === 0 ? count : 0));

  it.each([
    ['alone', [2], 'all'],
    ['next VMA in the same table', [2, 2.5], 'none'],
    ['next VMA in the next table', [2, 3], 'table'],
    ['previous VMA in the same table', [2.5, 2], 'none'],
    ['previous VMA at the end of the table before', [2, 1.5], 'table'],
    ['both neighbours in the same table', [2.25, 2, 2.5], 'none'],
  ] as const)('one page, %s: %s frees %s', (_what, places, expected) => {
    const machine = lab(name);
    const mm = populated(machine, places);
    const gone = freed(machine, () => machine.munmap(mm, places[0]! * covers(machine, 1), 1));
    expect(gone).toEqual(expected === 'all' ? all(machine, 1) : expected === 'table' ? only(machine, 1) : only(machine, 0));
  });

  it('a VMA of three tables between neighbours that touch it frees three tables', () => {
    const machine = lab(name);
    const span = covers(machine, 1);
    const mm = populated(machine, [5]);
    page(machine, mm, 2 * span - 1);
    machine.mmap(mm, { vpn: 2 * span, pages: 3 * span, prot: prot('r'), shared: false, backing: 'anon' });
    for (const at of [2, 3, 4]) machine.access(mm, at * span + 1, 'read');
    expect(freed(machine, () => machine.munmap(mm, 2 * span, 3 * span))).toEqual(only(machine, 3));
  });

  it('a table above goes with the last VMA below it, no sooner', () => {
    const machine = lab(name);
    const pmdTable = covers(machine, 2);
    const mm = populated(machine, [2]);
    for (const vpn of [pmdTable, pmdTable + 4 * covers(machine, 1)]) machine.access(page(machine, mm, vpn), vpn, 'write');
    const one = freed(machine, () => machine.munmap(mm, pmdTable, 1));
    const other = freed(machine, () => machine.munmap(mm, pmdTable + 4 * covers(machine, 1), 1));
    const last = freed(machine, () => machine.munmap(mm, 2 * covers(machine, 1), 1));
    expect([one, other, last]).toEqual([only(machine, 1), all(machine, 1).map((count, level) => (level <= 1 ? count : 0)), all(machine, 1)]);
  });

  it.each([[0.5, 1], [1, 2], [1.5, 2], [7, 2]])('VMAs unmapped together, %d tables apart: every table goes once', (gap, tables) => {
    const machine = lab(name);
    const mm = populated(machine, [2, 2 + gap]);
    expect(freed(machine, () => machine.munmap(mm, 2 * covers(machine, 1), (gap + 1) * covers(machine, 1)))).toEqual(all(machine, tables));
  });

  it('the VMA is gone before its tables go; a table is unhooked before it is queued, and freed after the flush', () => {
    const machine = lab(name);
    const mm = populated(machine, [2]);
    const events = recorded(machine, () => machine.munmap(mm, 2 * covers(machine, 1), 1));
    const unhooked = ofType(events, 'EntrySet').find(({ level }) => level === 1)!;
    const first = (type: MmEvent['type']): number => events.find((event) => event.type === type)!.seq;
    const order = [first('VmaRemoved'), unhooked.seq, first('TableQueued'), ofType(events, 'FlushRequested').at(-1)!.seq, first('TableFreed')];
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(ofType(events, 'FlushRequested').at(-1)).toMatchObject(name === 's390' ? { scope: 'mm' } : { freedTables: true });
  });

  it('what was unmapped can be mapped and used again', () => {
    const machine = lab(name);
    const mm = populated(machine, [2]);
    machine.munmap(mm, 2 * covers(machine, 1), 1);
    page(machine, mm, 2 * covers(machine, 1));
    expect(machine.access(mm, 2 * covers(machine, 1), 'read').value).toBe(0);
    expect(coreInvariants(machine.architecture, machine.state.core)).toEqual([]);
  });
});

it.each([
  ['x86-64, four levels', { architecture: x86_64({ config: 'l4' }), createMmu: x86Mmu }, [1, 1, 1]],
  ['x86-64, five levels', { architecture: x86_64({ config: 'l5' }), createMmu: x86Mmu }, [1, 1, 1, 1]],
  ['s390, three levels', { architecture: s390({ config: '3level' }), createMmu: s390Mmu }, [1, 1]],
  ['s390, five levels', { architecture: s390({ config: '5level' }), createMmu: s390Mmu }, [1, 1, 1, 1]],
])('ZR-22: %s: all tables below the root go with the last VMA', (_name, parts, levels) => {
  const machine = createMachine({ ...parts, memoryPages: 512 });
  const mm = populated(machine, [2]);
  expect(freed(machine, () => machine.munmap(mm, 2 * covers(machine, 1), 1))).toEqual(levels);
});

it('on s390 two tables share a page, which goes with the last of them', () => {
  const machine = lab('s390');
  const mm = machine.spawn();
  const before = machine.view.tableBytes(mm);
  for (const vpn of [0, covers(machine, 1)]) machine.access(page(machine, mm, vpn), vpn, 'write');
  const [first, second] = ofType([...machine.log.events()], 'TableAllocated').filter(({ level }) => level === 0).map(({ table }) => table);
  expect(second! - first!).toBe(1);
  const tablePage = first! >> 1;
  const pages = ofType(recorded(machine, () => machine.munmap(mm, 0, 2 * covers(machine, 1))), 'FolioFreed').map(({ pfn }) => pfn);
  expect(pages.filter((pfn) => pfn === tablePage)).toEqual([tablePage]);
  expect(machine.view.tableBytes(mm)).toBe(before);
});
