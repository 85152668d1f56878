import { ACCESS_READ, ACCESS_WRITE, recTlbFilled, recWalkCacheFilled, threadOn, TLB_READ, TLB_USER, type MmEvent } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import type { SimulatedMachine } from './machine';
import { accessOn, AT, givenEntry, lab, mapped, MACHINES, ofType, onCpu, pageAt, prot, recorded, steppedPath } from './testing/lab';

const types = (events: readonly MmEvent[]): string[] => events.map(({ type }) => type);
const found = (events: readonly MmEvent[]): string[] => ofType(events, 'AccessStarted').map(({ tlb }) => tlb);
const levels = (events: readonly MmEvent[]): number[] => ofType(events, 'EntryRead').map(({ level }) => level);
/** Performs the shares of a flush that one CPU owes. */
function flushOn({ scheduler }: SimulatedMachine, cpu: number): void {
  for (const share of scheduler.pending) if (share.cpu === cpu) scheduler.perform(cpu, 0);
}

describe.each(MACHINES)('an access on %s', (name) => {
  it('goes TLB, walk, TLB fill, frame; the second time TLB, frame', () => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    machine.state.tlbs[0]!.invalidate(mm, 0, Number.POSITIVE_INFINITY);
    machine.state.tlbs[0]!.walkCache.drop(mm);
    const first = recorded(machine, () => machine.access(mm, AT, 'read'));
    const { topLevel } = machine.architecture.geometry;
    expect(levels(first)).toEqual(Array.from({ length: topLevel + 1 }, (_, at) => topLevel - at));
    expect(types(first).filter((type) => type !== 'EntryRead')).toEqual(['AccessStarted', 'WalkCacheFilled', 'TlbFilled', 'AccessCompleted']);
    expect(types(recorded(machine, () => machine.access(mm, AT, 'read')))).toEqual(['AccessStarted', 'AccessCompleted']);
  });

  it('reads what was written, in the page, by any CPU', () => {
    const machine = lab(name, { cpus: 2 });
    const mm = mapped(machine, 'rw', { pages: 2 });
    machine.access(mm, AT, 'write', 0xa5);
    machine.access(mm, AT + 1, 'write', 0x5a);
    const read = [AT, AT + 1].map((vpn) => [machine.access(mm, vpn, 'read').value, accessOn(machine, 1, mm, ACCESS_READ, vpn)]);
    expect(read).toEqual([[0xa5, 0xa5], [0x5a, 0x5a]]);
    expect(pageAt(machine, mm).value).toBe(0xa5);
  });

  it('by another CPU fills the TLB of that CPU', () => {
    const machine = lab(name, { cpus: 2 });
    const mm = mapped(machine);
    machine.access(mm, AT, 'write');
    const cached = (): boolean[] => machine.state.tlbs.map((tlb) => tlb.find(mm, AT, 0) >= 0);
    const before = cached();
    const events = recorded(machine, () => accessOn(machine, 1, mm, ACCESS_READ));
    expect([before, cached(), events.every(({ cpu }) => cpu === 1)]).toEqual([[true, false], [true, true], true]);
  });

  it('loads the address space if another is loaded', () => {
    const machine = lab(name);
    const [one, two] = [mapped(machine), mapped(machine)];
    const switches = recorded(machine, () => [one, one, two, two, one].forEach((mm) => machine.access(mm, AT, 'read')));
    expect(ofType(switches, 'CpuSwitched').map(({ mm, cause }) => [mm, cause])).toEqual([[one, null], [two, null], [one, null]]);
    expect(machine.state.core.loaded[0]).toBe(one);
  });

  it('of two processes at one address goes to two frames', () => {
    const machine = lab(name);
    const [one, two] = [mapped(machine), mapped(machine)];
    machine.access(one, AT, 'write', 1);
    machine.access(two, AT, 'write', 2);
    expect([one, two].map((mm) => machine.access(mm, AT, 'read').value)).toEqual([1, 2]);
  });

  it('of a fifth page of a TLB set takes the slot of the first', () => {
    const machine = lab(name);
    const pages = [0, 1, 2, 3, 4, 5].map((n) => AT + 256 * n);
    const mm = mapped(machine, 'rw', { pages: 2000 });
    const filled = pages.flatMap((vpn) => ofType(recorded(machine, () => machine.access(mm, vpn, 'write')), 'TlbFilled').slice(-1));
    expect(filled.map(({ replaced }) => replaced)).toEqual([false, false, false, false, true, true]);
    expect([filled[4]!.slot, filled[5]!.slot]).toEqual([filled[0]!.slot, filled[1]!.slot]);
    expect(found(recorded(machine, () => pages.forEach((vpn) => machine.access(mm, vpn, 'read')))).slice(0, 1)).toEqual(['miss']);
  });
});

describe.each(MACHINES)('the walk cache on %s', (name) => {
  it('spares the upper levels to a second page of the same table, not to one of the next', () => {
    const machine = lab(name);
    const { entries, topLevel } = machine.architecture.geometry;
    const mm = mapped(machine, 'rw', { pages: 2 * entries[0]! });
    for (const vpn of [AT, AT + 1, AT + entries[0]!]) machine.access(mm, vpn, 'write');
    machine.state.tlbs[0]!.invalidate(mm, 0, Number.POSITIVE_INFINITY);
    machine.state.tlbs[0]!.walkCache.drop(mm);
    const depth = [AT, AT + 1, AT + entries[0]!].map((vpn) => levels(recorded(machine, () => machine.access(mm, vpn, 'read'))).length);
    expect(depth).toEqual([topLevel + 1, 1, topLevel + 1]);
  });

  it('is not trusted by another address space', () => {
    const machine = lab(name);
    const [one, two] = [mapped(machine), mapped(machine)];
    machine.access(one, AT, 'write', 1);
    expect(machine.access(two, AT, 'read').value).toBe(0);
  });

  /** Given: the walk cache of CPU 0 points to a page where no table stands. */
  const misled = (machine: SimulatedMachine): number => {
    const mm = mapped(machine);
    const { tlbs, core } = machine.state;
    recWalkCacheFilled(threadOn(machine.log), tlbs[0]!.walkCache.slot(AT, 0), mm, AT, (core.topFrame - 1000) << core.shape.refShift);
    return mm;
  };

  it('a table that was freed reads as empty', () => {
    const machine = lab(name);
    const mm = misled(machine);
    const events = recorded(machine, () => expect(() => machine.access(mm, AT, 'read')).toThrow());
    expect(ofType(events, 'EntryRead')[0]).toMatchObject({ level: 0, verdict: 'notPresent' });
  });

  it('an access that makes no progress ends with an error', () => {
    const machine = lab(name);
    const mm = misled(machine);
    const wrong = expect.objectContaining({ name: 'CpuError', code: 'no-progress', remedy: expect.any(String) });
    expect(() => machine.access(mm, AT, 'read')).toThrow(wrong);
    expect(machine.log.depth).toBe(0);
  });
});

describe('what a TLB says of a translation it holds', () => {
  it.each(MACHINES)('clean: a store looks at the entry again, in the slot that is there (%s)', (name) => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { shared: true });
    const [read] = ofType(recorded(machine, () => machine.access(mm, AT, 'read')), 'TlbFilled');
    const events = recorded(machine, () => machine.access(mm, AT, 'write', 7));
    const looksAgain = name === 'x86-64' || name === 'arm64';
    expect(found(events)).toEqual([looksAgain ? 'clean' : 'refused']);
    expect(ofType(events, 'TlbFilled').map(({ slot, replaced }) => [slot, replaced]))
      .toEqual([[read!.slot, looksAgain]]);
    expect(found(recorded(machine, () => machine.access(mm, AT, 'write', 8)))).toEqual(['hit']);
  });

  it.each(MACHINES)('refused: the fault comes from the TLB, without a walk; after the fault there is one (%s)', (name) => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'read');
    const events = recorded(machine, () => machine.access(mm, AT, 'write', 7));
    const [raised] = ofType(events, 'FaultRaised');
    expect([found(events), raised!.reason, levels(events.filter(({ seq }) => seq < raised!.seq))]).toEqual([['refused'], 'protection', []]);
    expect(ofType(events, 'TlbEvicted').map(({ by }) => by)).toEqual(name === 'x86-64' ? ['fault'] : []);
    expect(machine.access(mm, AT, 'read').value).toBe(7);
  });

  it('x86: a fault drops the translation it came from, so a stale one that is too strict costs one fault', () => {
    const machine = lab('x86-64');
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 1);
    const { pfn } = pageAt(machine, mm);
    recTlbFilled(threadOn(machine.log), TLB_READ | TLB_USER, 0, 1, machine.state.tlbs[0]!.find(mm, AT, 0), mm, AT, pfn);
    const events = recorded(machine, () => expect(machine.access(mm, AT, 'write', 2).result).toBe('ok'));
    expect([ofType(events, 'FaultRaised').length, pageAt(machine, mm).value]).toEqual([1, 2]);
  });
});

interface Waiting {
  readonly machine: SimulatedMachine;
  readonly mm: number;
  readonly pfn: number;
  readonly next: ReturnType<typeof steppedPath>;
}

describe.each(MACHINES)('a stale translation on %s is used until it is flushed (DESIGN §3)', (name) => {
  /** CPU 1 has the page in its TLB; CPU 0 comes to the first flush of a call that takes the page away, and waits. */
  function waiting(path: Parameters<typeof steppedPath>[1]): Waiting {
    const machine = lab(name, { cpus: 2 });
    const mm = mapped(machine, 'rw');
    machine.access(mm, AT, 'write', 7);
    accessOn(machine, 1, mm, ACCESS_WRITE, AT, 7);
    const { pfn } = pageAt(machine, mm);
    const next = steppedPath(machine, path);
    expect(next('flush')?.kind).toBe('flush');
    return { machine, mm, pfn, next };
  }

  it('munmap: loads and stores go to the old frame before, to nobody after', () => {
    const { machine, mm, pfn } = waiting((paths) => paths.munmap(1, AT, 1));
    const hits = recorded(machine, () => [accessOn(machine, 1, mm, ACCESS_READ), accessOn(machine, 1, mm, ACCESS_WRITE, AT, 8)]);
    expect([found(hits), machine.view.page(pfn).value]).toEqual([['hit', 'hit'], 8]);
    flushOn(machine, 0);
    expect(found(recorded(machine, () => accessOn(machine, 1, mm, ACCESS_READ)))).toEqual(['hit']);
    flushOn(machine, 1);
    const after = recorded(machine, () => expect(accessOn(machine, 1, mm, ACCESS_READ)).toBeLessThan(0));
    expect([found(after), ofType(after, 'AccessFailed')[0]]).toEqual([['miss'], expect.objectContaining({ signal: 'SIGSEGV', code: 'MAPERR' })]);
  });

  it('munmap: the frame is not freed while a CPU can still reach it', () => {
    const { machine, pfn, next } = waiting((paths) => paths.munmap(1, AT, 1));
    const { generation } = machine.view.page(pfn);
    expect(machine.view.page(pfn)).toMatchObject({ refcount: 1, generation });
    machine.scheduler.drain();
    while (next('flush') !== undefined) machine.scheduler.drain();
    expect(machine.view.page(pfn).refcount).toBe(0);
  });

  it('fork: a second thread may write to the shared page before the flush, and copies it after', () => {
    const { machine, mm, pfn, next } = waiting((paths) => paths.fork(1));
    const early = recorded(machine, () => accessOn(machine, 1, mm, ACCESS_WRITE, AT, 8));
    expect([found(early), machine.view.page(pfn).value]).toEqual([['hit'], 8]);
    machine.scheduler.drain();
    while (next('flush') !== undefined) machine.scheduler.drain();
    accessOn(machine, 1, mm, ACCESS_WRITE, AT, 9);
    expect([pageAt(machine, mm).pfn === pfn, machine.view.page(pfn).value]).toEqual([false, 8]);
  });

  it('mprotect: stores go on until the flush, then they fault', () => {
    const { machine, mm } = waiting((paths) => paths.mprotect(1, AT, 1, prot('r')));
    expect(accessOn(machine, 1, mm, ACCESS_WRITE, AT, 8)).toBe(8);
    machine.scheduler.drain();
    expect(accessOn(machine, 1, mm, ACCESS_WRITE, AT, 9)).toBeLessThan(0);
  });

  it('mremap: the old address works until the flush', () => {
    const { machine, mm } = waiting((paths) => paths.mremap(1, AT, 1, 1, { vpn: AT + 0x3000, dontUnmap: false }));
    expect(accessOn(machine, 1, mm, ACCESS_READ)).toBe(7);
  });
});

describe.each(MACHINES)('hardware steps on %s (tlb-and-races §1)', (name) => {
  const hardware = (machine: SimulatedMachine, mm: number, step: 'speculate' | 'evict'): boolean => {
    return machine.unit[step](machine.state.core.mm(mm), AT);
  };

  it('H1: a translation may be cached without an access, if the entry is valid', () => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { shared: true });
    const none = hardware(machine, mm, 'speculate');
    machine.access(mm, AT, 'read');
    const already = hardware(machine, mm, 'speculate');
    hardware(machine, mm, 'evict');
    const events = recorded(machine, () => expect({ speculated: hardware(machine, mm, 'speculate') }).toEqual({ speculated: true }));
    expect([none, already, ofType(events, 'TlbFilled').length, ofType(events, 'FaultRaised')]).toEqual([false, false, 1, []]);
    expect(machine.view.entry(mm, AT)).toMatchObject({ dirty: false });
  });

  it('H1: an old entry is made young, or not cached at all', () => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write');
    hardware(machine, mm, 'evict');
    givenEntry(machine, mm, (codec, entry) => codec.mkOld(0, entry));
    const sets = name === 'x86-64' || name === 'arm64';
    expect([hardware(machine, mm, 'speculate'), machine.view.entry(mm, AT)!.young]).toEqual([sets, sets]);
  });

  it('H2: a translation may go at any time', () => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    const events = recorded(machine, () => expect([hardware(machine, mm, 'evict'), hardware(machine, mm, 'evict')]).toEqual([true, false]));
    expect(ofType(events, 'TlbEvicted').map(({ by, vpn }) => [by, vpn])).toEqual([['hardware', AT]]);
    expect([found(recorded(machine, () => machine.access(mm, AT, 'read'))), machine.access(mm, AT, 'read').value]).toEqual([['miss'], 7]);
  });
});

describe.each(MACHINES)('how an access ends on %s', (name) => {
  it.each([
    ['outside any VMA', 'rw', 5, 'read', 'SIGSEGV/MAPERR', 'EFAULT'],
    ['a read without permission', '-', 0, 'read', 'SIGSEGV/ACCERR', 'EFAULT'],
    ['a write without permission', 'r', 0, 'write', 'SIGSEGV/ACCERR', 'EFAULT'],
    ['a read', 'r', 0, 'read', 'ok', 'ok'],
    ['a write', 'rw', 0, 'write', 'ok', 'ok'],
  ] as const)('%s: of user code, of the kernel', (_what, text, at, access, user, kernel) => {
    const machine = lab(name);
    const mm = mapped(machine, text);
    const value = access === 'read' && user === 'ok' ? { value: 0 } : {};
    expect(machine.kernelAccess(mm, AT + at, access)).toEqual({ result: kernel, ...value });
    const events = recorded(machine, () => expect(machine.access(mm, AT + at, access)).toEqual({ result: user, ...value }));
    expect(ofType(events, user === 'ok' ? 'AccessCompleted' : 'AccessFailed')).toHaveLength(1);
  });

  it('a fetch needs leave to execute', () => {
    const machine = lab(name);
    expect(['rw', 'rx'].map((text) => machine.access(mapped(machine, text), AT, 'exec').result)).toEqual(['SIGSEGV/ACCERR', 'ok']);
  });

  it('beyond the end of a shared object there is nothing: SIGBUS', () => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { shared: true });
    machine.mremap(mm, AT, 1, 2);
    expect([machine.access(mm, AT + 1, 'read').result, machine.kernelAccess(mm, AT + 1, 'write').result]).toEqual(['SIGBUS/ADRERR', 'EFAULT']);
  });

  it('a store that failed changes nothing', () => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    machine.mprotect(mm, AT, 1, prot('r'));
    machine.access(mm, AT, 'write', 8);
    machine.kernelAccess(mm, AT, 'write', 9);
    expect(machine.access(mm, AT, 'read').value).toBe(7);
  });

  it('the kernel breaks COW for the process', () => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    const child = machine.fork(mm).mm;
    expect(machine.kernelAccess(child, AT, 'write', 8).result).toBe('ok');
    expect([mm, child].map((of) => machine.kernelAccess(of, AT, 'read').value)).toEqual([7, 8]);
    expect(onCpu(machine, 0, (paths) => paths.access(child, AT, ACCESS_READ, true, 0))).toBe(8);
  });
});
