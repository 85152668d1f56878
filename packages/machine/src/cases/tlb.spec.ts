import { arm64 } from '@faultline/arch-arm64';
import { mmuFor } from '@faultline/arch-arm64/mmu';
import {
  ACCESS_READ, ACCESS_WRITE, BY_GATHER, FLUSH_MM, FLUSH_PAGE, FLUSH_PAGE_LOCAL, FLUSH_PAGE_NO_WAIT, FLUSH_RANGE, runPath, type Kernel,
  type MmEvent, type Place,
} from '@faultline/contracts';
import { requestFlush } from '@faultline/core-mm';
import { describe, expect, it } from 'vitest';
import { createMachine, type SimulatedMachine } from '../machine';
import { accessOn, AT, lab, loadEverywhere, mapped, MACHINES, ofType, onCpu, prot, recorded, thread, type MachineName } from '../testing/lab';

const flushes = (events: readonly MmEvent[]): string[] => ofType(events, 'FlushRequested').map(({ scope, reason }) => `${scope} ${reason}`);
/** Reasons of the faults, and who changed PTEs. */
const faults = (events: readonly MmEvent[]): string[] => ofType(events, 'FaultRaised').map(({ reason }) => reason);
const changers = (events: readonly MmEvent[]): string[] =>
  [...new Set(ofType(events, 'EntrySet').filter(({ level }) => level === 0).map(({ how }) => (how === 'hardware' ? 'hardware' : 'kernel')))];

describe('accessed and dirty, per machine (§2)', () => {
  it.each([
    ['x86-64', [], 'hardware'], ['arm64', [], 'hardware'], ['arm64-swaf', ['accessFlag'], 'kernel'], ['s390', ['notPresent'], 'kernel'],
  ] as const)('A: on %s a read of an old entry raises %j, and the %s makes it young', (name, raised, who) => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    const child = machine.fork(mm).mm;
    const events = recorded(machine, () => expect(machine.access(child, AT, 'read').value).toBe(7));
    expect([faults(events), changers(events), machine.view.entry(child, AT)!.young]).toEqual([raised, [who], true]);
  });

  it.each([
    ['x86-64', [], 'hardware'], ['arm64', [], 'hardware'], ['arm64-swaf', ['protection'], 'kernel'], ['s390', ['protection'], 'kernel'],
  ] as const)('D, H5: on %s a store to a clean writable entry raises %j, and the %s makes it dirty', (name, raised, who) => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { shared: true });
    machine.access(mm, AT, 'read');
    expect(machine.view.entry(mm, AT)).toMatchObject({ write: true, dirty: false });
    const events = recorded(machine, () => machine.access(mm, AT, 'write', 7));
    expect([faults(events), changers(events), machine.view.entry(mm, AT)!.dirty]).toEqual([raised, [who], true]);
  });

  it.each(MACHINES)('H4: on %s a second store goes through the TLB and touches no table', (name) => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 1);
    const events = recorded(machine, () => machine.access(mm, AT, 'write', 2));
    expect(events.map(({ type }) => type)).toEqual(['AccessStarted', 'AccessCompleted']);
  });

  it.each(['arm64', 'arm64-swaf'] as const)('on %s write-protection moves hardware dirty to bit 55', (name) => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write');
    const bits = (): boolean[] => {
      const { raw } = machine.view.entry(mm, AT)!;
      return [55n, 51n, 7n].map((bit) => ((raw >> bit) & 1n) === 1n);
    };
    machine.fork(mm);
    expect(bits()).toEqual([true, false, true]);
  });

  it.each([
    ['x86-64', []], ['arm64', ['page accessFlags']], ['arm64-swaf', ['page accessFlags']], ['s390', ['page accessFlags']],
  ] as const)('raising permissions for a write on %s flushes %j', (name, expected) => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write');
    machine.exit(machine.fork(mm).mm);
    expect(flushes(recorded(machine, () => machine.access(mm, AT, 'write')))).toEqual(expected);
  });

  it.each(MACHINES)('ptep_clear_flush of a valid entry flushes the page, on %s', (name) => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write');
    machine.fork(mm);
    expect(flushes(recorded(machine, () => machine.access(mm, AT, 'write')))).toEqual(['page clearFlush']);
  });

  it.each(MACHINES)('what is not valid enters no TLB, on %s', (name) => {
    const machine = lab(name);
    const mm = mapped(machine, '-');
    const events = recorded(machine, () => {
      machine.access(mm, AT, 'read');
      machine.access(mm, AT + 1, 'write');
    });
    expect([ofType(events, 'TlbFilled'), ofType(events, 'AccessFailed').map(({ code }) => code)]).toEqual([[], ['ACCERR', 'MAPERR']]);
  });
});

/** What CPUs do for one request: [cpu, `page` or `mm`, how it was reached]. */
function served(machine: SimulatedMachine, mm: number, scope: Place<'flushScope'>, pages: number, { from = 0, stride = 0, cpu = 0 } = {}): unknown[][] {
  const { pageShift, shift } = machine.architecture.geometry;
  const flush = requestFlush(machine.threadOn(cpu).core, mm, scope, BY_GATHER, from, from + pages, shift[stride] ?? pageShift, false);
  const events = recorded(machine, () => runPath(flush));
  return ofType(events, 'TlbInvalidated').map((event) => [event.cpu, event.kind, event.by]);
}

describe('who must act for a flush (§3)', () => {
  const four = (name: MachineName, loaded: readonly number[]): [SimulatedMachine, number] => {
    const machine = lab(name, { cpus: 4 });
    const mm = mapped(machine);
    for (const cpu of loaded) onCpu(machine, cpu, (paths) => paths.access(mm, AT, ACCESS_WRITE, true, cpu));
    return [machine, mm];
  };

  it('x86: the CPU itself, and by interrupt each that may hold translations of the mm', () => {
    const [machine, mm] = four('x86-64', [0, 2, 3]);
    expect(served(machine, mm, FLUSH_RANGE, 1)).toEqual([[0, 'page', 'self'], [2, 'page', 'ipi'], [3, 'page', 'ipi']]);
  });

  it('x86: nobody else, no interrupt', () => {
    const [machine, mm] = four('x86-64', [0]);
    expect(served(machine, mm, FLUSH_MM, 1)).toEqual([[0, 'mm', 'self']]);
  });

  it('x86: whoever initiates acts itself, the others are interrupted', () => {
    const [machine, mm] = four('x86-64', [0, 1]);
    expect(served(machine, mm, FLUSH_MM, 1, { cpu: 1 })).toEqual([[0, 'mm', 'ipi'], [1, 'mm', 'self']]);
  });

  it.each(['arm64', 'arm64-swaf'] as const)('%s: a broadcast to all, without interrupts', (name) => {
    const [machine, mm] = four(name, [0]);
    expect(served(machine, mm, FLUSH_PAGE, 1)).toEqual([0, 1, 2, 3].map((cpu) => [cpu, 'page', cpu === 0 ? 'self' : 'broadcast']));
  });

  it('s390: without interrupts, done when the instruction ends', () => {
    const [machine, mm] = four('s390', [0, 2]);
    expect(served(machine, mm, FLUSH_PAGE, 1)).toEqual([[0, 'page', 'self'], [2, 'page', 'broadcast']]);
  });

  it.each(MACHINES)('%s: a completed flush has every part before it, each caused by what was sent for the request', (name) => {
    const [machine, mm] = four(name, [0, 1, 2, 3]);
    const events = recorded(machine, () => served(machine, mm, FLUSH_MM, 1));
    const [request] = ofType(events, 'FlushRequested');
    const sent = ofType(events, 'FlushSent');
    const parts = ofType(events, 'TlbInvalidated');
    expect(sent.map(({ to, cause, request: of }) => [to, cause, of])).toEqual([0, 1, 2, 3].map((cpu) => [cpu, request!.seq, request!.seq]));
    expect(parts.map(({ cpu, cause, request: of }) => [cpu, cause, of])).toEqual(sent.map(({ to, seq }) => [to, seq, request!.seq]));
    expect(events.at(-1)).toMatchObject({ type: 'FlushCompleted', request: request!.seq });
  });
});

describe('page by page, or everything (§3)', () => {
  const kinds = (machine: SimulatedMachine, pages: number, options: { from?: number; stride?: number } = {}, scope = FLUSH_RANGE): unknown[] =>
    served(machine, mapped(machine), scope, pages, options).map(([, kind]) => kind);
  const MIB2 = 512;

  it.each([
    ['TR-11', 1, 0, 'page'], ['TR-11', 33, 0, 'page'], ['TR-11', 34, 0, 'mm'],
    ['TR-12', 33 * MIB2, 1, 'page'], ['TR-12', 34 * MIB2, 1, 'mm'],
    ['§3.1: whole strides count', 33 * MIB2 + 1, 1, 'page'],
  ] as const)('x86, %s: %i pages at stride level %i: %s', (_case, pages, stride, kind) => {
    expect(kinds(lab('x86-64'), pages, { stride })).toEqual([kind]);
  });

  it.each([
    ['TR-17', 511, 0, 0, 'page'], ['TR-17', 512, 0, 0, 'mm'],
    ['§3.2', 511 * MIB2, 0, 1, 'page'], ['§3.2', 512 * MIB2, 0, 1, 'mm'],
    ['§3.2: rounded to strides', 511 * MIB2 + 1, 0, 1, 'mm'], ['§3.2: rounded to strides', 511 * MIB2, 1, 1, 'mm'],
    ['§3.2: rounded to strides', 510 * MIB2 + 1, 0, 1, 'page'],
  ] as const)('arm64, %s: %i pages from %i at stride level %i: %s', (_case, pages, from, stride, kind) => {
    expect(kinds(lab('arm64'), pages, { from, stride })).toEqual([kind]);
  });

  it.each([['16k-47', 2047, 'page'], ['16k-47', 2048, 'mm'], ['64k-52', 8191, 'page'], ['64k-52', 8192, 'mm']] as const)(
    'TR-18: arm64 %s, %i pages: %s', (config, pages, kind) => {
      const architecture = arm64({ config });
      expect(kinds(createMachine({ architecture, createMmu: mmuFor(architecture), memoryPages: 512 }), pages)).toEqual([kind]);
    });

  it.each(MACHINES)('%s: a flush of the mm is one of everything', (name) => {
    expect(kinds(lab(name), 1, {}, FLUSH_MM)).toEqual(['mm']);
  });

  it('x86: a local flush stays on the CPU', () => {
    const machine = lab('x86-64', { cpus: 2 });
    const mm = mapped(machine);
    loadEverywhere(machine, mm);
    expect(served(machine, mm, FLUSH_PAGE_LOCAL, 1)).toEqual([[0, 'page', 'self']]);
  });

  it.each([
    ['x86-64', FLUSH_PAGE, false], ['x86-64', FLUSH_RANGE, false], ['arm64', FLUSH_PAGE, true], ['arm64', FLUSH_PAGE_NO_WAIT, true],
    ['arm64', FLUSH_RANGE, false], ['arm64', FLUSH_MM, false], ['s390', FLUSH_PAGE, true], ['s390', FLUSH_MM, false],
  ] as const)('%s, scope %i: upper levels are kept: %s', (name, scope, kept) => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write');
    served(machine, mm, scope, 1, { from: AT });
    const [tlb] = machine.state.tlbs;
    expect([tlb!.find(mm, AT, 0), tlb!.walkCache.find(mm, AT, 0) !== 0]).toEqual([-1, kept]);
  });
});

describe('s390: flushes that are owed (§3.3, mmu-gather §12)', () => {
  /** Two CPUs have cached the page; CPU 1 then runs another process. */
  function detached(): { machine: SimulatedMachine; mm: number } {
    const machine = lab('s390', { cpus: 2 });
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    accessOn(machine, 1, mm, ACCESS_READ);
    accessOn(machine, 1, mapped(machine), ACCESS_READ);
    accessOn(machine, 0, mm, ACCESS_READ);
    return { machine, mm };
  }

  it('MG-33: attached here only, nothing is invalidated until the end', () => {
    const { machine, mm } = detached();
    const events = recorded(machine, () => machine.madvise(mm, AT, 1, 'dontneed'));
    expect([flushes(events), ofType(events, 'FlushDeferred').length]).toEqual([['mm gather'], 1]);
    expect(machine.state.tlbs.map((tlb) => tlb.find(mm, AT, 0))).toEqual([-1, -1]);
  });

  it('MG-32: attached to two CPUs, each entry is invalidated everywhere before its page goes, and nothing is left for the end', () => {
    const machine = lab('s390', { cpus: 2 });
    const mm = mapped(machine, 'rw', { pages: 3 });
    for (const at of [0, 1, 2]) machine.access(mm, AT + at, 'write');
    loadEverywhere(machine, mm);
    const events = recorded(machine, () => machine.madvise(mm, AT, 3, 'dontneed'));
    const order = events.flatMap(({ type }) => (type === 'FlushCompleted' || type === 'FolioFreed' ? [type] : []));
    expect(order).toEqual([0, 1, 2].flatMap(() => ['FlushCompleted', 'FolioFreed']));
  });

  it('MG-34: a CPU that attaches in between performs the flush first; finish does none', () => {
    const { machine, mm } = detached();
    const path = thread(machine, 0, (paths) => paths.madvise(mm, AT, 1, 'dontneed'));
    path.run((step) => step.kind === 'unlock' && step.lock.startsWith('ptl'));
    const attach = recorded(machine, () => onCpu(machine, 1, (paths) => paths.access(mm, AT, ACCESS_READ, true, 0)));
    expect([flushes(attach).length, ofType(attach, 'AccessStarted')[0]!.tlb]).toEqual([1, 'miss']);
    expect(flushes(recorded(machine, () => path.run()))).toEqual([]);
  });
});

describe('what a munmap of N pages costs on four CPUs (§4, TR-24)', () => {
  type Kind = 'anon' | 'file';
  /** N pages from a table boundary on, neighbours in the same PMD table, nobody lazy. */
  function munmap(name: MachineName, pages: number, kind: Kind, { kernel = '6.2' as Kernel, attached = 4 } = {}): MmEvent[] {
    const machine = lab(name, { kernel, cpus: 4, memoryPages: pages + 256 });
    const { shift, pageShift } = machine.architecture.geometry;
    const table = 2 ** (shift[1]! - pageShift);
    const at = 64 * table;
    const mm = mapped(machine, 'rw', { at, pages, shared: kind === 'file' });
    for (let vpn = at; vpn < at + pages; vpn++) {
      if (kind === 'file') machine.access(mm, vpn, 'read');
      machine.access(mm, vpn, 'write');
    }
    for (const vpn of [at - table, at + Math.ceil(pages / table) * table]) {
      machine.mmap(mm, { vpn, pages: 1, prot: prot('rw'), shared: false, backing: 'anon' });
      machine.access(mm, vpn, 'write');
    }
    if (attached === 4) loadEverywhere(machine, mm);
    return recorded(machine, () => machine.munmap(mm, at, pages));
  }

  /** Instructions for each request, by its first part on a CPU: everything at once, or one a stride. */
  function instructions(events: readonly MmEvent[], cpu: number): { perPage: number; full: number } {
    const parts = ofType(events, 'TlbInvalidated').filter((event) => event.cpu === cpu);
    const requests = new Map(ofType(events, 'FlushRequested').map((event) => [event.seq, event]));
    const strides = parts.filter(({ kind }) => kind === 'page').map(({ request }) => {
      const { start, end, strideShift } = requests.get(request)!;
      return Math.ceil((end - start) / 2 ** (strideShift - 12));
    });
    return { perPage: strides.reduce((sum, count) => sum + count, 0), full: parts.length - strides.length };
  }

  it.each([
    [1, 'anon', 1, 3, 1, 0], [1, 'file', 2, 6, 2, 0], [33, 'anon', 1, 3, 33, 0], [34, 'anon', 1, 3, 0, 1], [34, 'file', 2, 6, 1, 1],
    [512, 'anon', 1, 3, 0, 1], [512, 'file', 2, 6, 1, 1], [10240, 'anon', 2, 6, 0, 2], [10240, 'file', 21, 63, 20, 20],
  ] as const)('x86: %i pages, %s: %i flushes, %i interrupts, on each CPU %i page steps, %i full', (pages, kind, requests, ipis, perPage, full) => {
    const events = munmap('x86-64', pages, kind);
    expect(ofType(events, 'FlushRequested')).toHaveLength(requests);
    expect(ofType(events, 'TlbInvalidated').filter(({ by }) => by === 'ipi')).toHaveLength(ipis);
    for (const cpu of [0, 1, 2, 3]) expect(instructions(events, cpu)).toEqual({ perPage, full });
  });

  it('x86 6.1: 21 flushes for 10240 dirty pages too', () => {
    expect(ofType(munmap('x86-64', 10240, 'file', { kernel: '6.1' }), 'FlushRequested')).toHaveLength(21);
  });

  it.each([
    [1, 'anon', 2, 2], [1, 'file', 2, 2], [33, 'anon', 2, 34], [34, 'anon', 2, 35], [34, 'file', 2, 35],
    [512, 'anon', 2, 2], [512, 'file', 2, 2], [10240, 'anon', 3, 22], [10240, 'file', 21, 40],
  ] as const)('arm64: %i pages, %s: %i flushes, %i TLBI, no interrupt', (pages, kind, requests, tlbi) => {
    const events = munmap('arm64', pages, kind);
    const { perPage, full } = instructions(events, 0);
    expect([ofType(events, 'FlushRequested').length, perPage + full]).toEqual([requests, tlbi]);
    expect(ofType(events, 'TlbInvalidated').filter(({ by }) => by === 'ipi')).toEqual([]);
  });

  it.each([
    [1, 'anon'], [1, 'file'], [33, 'anon'], [34, 'file'], [512, 'anon'], [512, 'file'], [10240, 'anon'],
  ] as const)(
    's390: %i pages, %s: as many IPTE, one IDTE; attached to one CPU, the IDTE alone', (pages, kind) => {
      const scopes = (attached: number): string[] =>
        ofType(munmap('s390', pages, kind, { attached }), 'FlushRequested').map(({ scope }) => scope);
      const all = scopes(4);
      expect([all.length, all.filter((scope) => scope === 'page').length, all.at(-1)]).toEqual([pages + 1, pages, 'mm']);
      expect(scopes(1)).toEqual(['mm']);
    });
});
