import { take, type Observable } from 'rxjs';
import { mmuFor } from '@faultline/arch-arm64/mmu';
import { createMmu as s390Mmu } from '@faultline/arch-s390/mmu';
import { x86_64 } from '@faultline/arch-x86';
import { createMmu as x86Mmu } from '@faultline/arch-x86/mmu';
import { ACCESS_READ, ACCESS_WRITE, VM_ACCOUNT, VM_NORESERVE, cpusOf, plainEvent, wordHi, wordLo, type FlushRequested, type MmEvent } from '@faultline/contracts';
import { coreInvariants } from '@faultline/core-mm';
import type { Transaction } from '@faultline/event-log';
import { plainStores } from '@faultline/state-kit';
import { describe, expect, it } from 'vitest';
import { because } from '../../../tools/arch-lab/because';
import type { Machine, MachineOptions } from './api';
import type { MachineError } from './errors';
import { createMachine, type SimulatedMachine } from './machine';
import { snapshotState, storesOf } from './state';
import { accessOn, AT, lab, loadEverywhere, mapped, MACHINES, ofType, prot, recorded, vmaAt, type MachineName } from './testing/lab';

const FAR = AT + 0x40000;
const ANON = { prot: prot('rw'), shared: false, backing: 'anon' } as const;
const error = (name: string, code: string, text = /./): unknown =>
  expect.objectContaining({ name, code, message: expect.stringMatching(text), remedy: expect.stringMatching(/./) });
const broken = (machine: SimulatedMachine): string[] => coreInvariants(machine.architecture, machine.state.core);
const logOf = (machine: SimulatedMachine): string => [...machine.log.events()].map((event) => JSON.stringify(plainEvent(event))).join('\n');

/** A fresh machine made of the same architecture value. */
function twin(name: MachineName, { architecture, memoryPages }: SimulatedMachine): SimulatedMachine {
  const createMmu = name === 'x86-64' ? x86Mmu : name === 's390' ? s390Mmu : mmuFor(architecture);
  return createMachine({ architecture, createMmu, memoryPages });
}

/** One of every operation, step by step; two processes, private and shared memory. */
function stepsOf(machine: Machine): (() => unknown)[] {
  let mm = 0;
  let child = 0;
  return [
    () => (mm = machine.spawn()),
    () => machine.mmap(mm, { vpn: AT, pages: 5, ...ANON }),
    () => machine.mmap(mm, { vpn: FAR, pages: 2, prot: prot('rw'), shared: true, backing: 'anon', populate: true }),
    () => machine.access(mm, AT, 'write', 1),
    () => machine.access(mm, AT + 1, 'write', 2),
    () => machine.access(mm, FAR, 'write', 3),
    () => machine.access(mm, AT + 2, 'read'),
    () => machine.access(mm, AT + 3, 'write', 4),
    () => (child = machine.fork(mm).mm),
    () => machine.access(child, AT, 'write', 9),
    () => machine.kernelAccess(mm, AT, 'write', 10),
    () => machine.access(child, FAR - 1, 'read'),
    () => machine.mprotect(mm, AT + 1, 1, prot('r')),
    () => machine.access(mm, AT + 1, 'write'),
    () => machine.mprotect(mm, AT + 1, 1, prot('rw')),
    () => machine.madvise(child, AT + 1, 1, 'dontneed'),
    () => machine.mremap(mm, AT, 2, 2, { vpn: FAR + 0x100, dontUnmap: false }),
    () => machine.munmap(mm, AT + 3, 1),
    () => machine.exit(child),
    () => machine.access(mm, FAR + 0x100, 'read'),
  ];
}
const workload = (machine: Machine): void => stepsOf(machine).forEach((step) => step());

describe('options', () => {
  it.each([
    ...[0, 65, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY].map((cpus) => ['cpus', cpus, { cpus }] as const),
    ...[0, 2 ** 24 + 1, -1, 0.5, Number.NaN].map((memoryPages) => ['memoryPages', memoryPages, { memoryPages }] as const),
  ])('%s %d is refused by name', (option, value, options) => {
    expect(() => lab('x86-64', options)).toThrow(error('MachineError', 'bad-option', new RegExp(`^${option} is ${value},`)));
  });

  it.each([
    ...[Number.NaN, -1, 0.5, 2 ** 31].map((firstSeq) => ['firstSeq', { firstSeq }] as const), ...[0, Number.NaN, 255].map((logChunkWords) => ['logChunkWords', { logChunkWords }] as const),
    ['createMmu', { createMmu: undefined }], ['architecture', { architecture: undefined }], ['checked', { checked: 'no' }], ['retainLog', { retainLog: 1 }],
    ['profile', { profile: {} }], ['profile', { profile: { zork: true } }], ['profile', { profile: null }],
  ] as const)('%s on trust is refused by name: %j', (option, options) => {
    expect(() => lab('x86-64', options as never)).toThrow(error('MachineError', 'bad-option', new RegExp(`^${option} `)));
  });

  it('none at all are refused', () => expect(() => createMachine(undefined as never)).toThrow(error('MachineError', 'bad-option', /^options /)));

  it.each([['cpus', 1], ['cpus', 64], ['memoryPages', 16], ['memoryPages', 2 ** 24]] as const)('%s %d is fine', (option, value) => {
    expect(lab('x86-64', { [option]: value })[option]).toBe(value);
  });

  it('left out, they are one CPU and 1 GiB', () => {
    const machine = createMachine({ architecture: x86_64(), createMmu: x86Mmu });
    expect([machine.cpus, machine.memoryPages, machine.state.tlbs.length]).toEqual([1, 262144, 1]);
  });

  it('a state of another architecture is refused', () => {
    expect(() => lab('x86-64', { initialState: lab('s390').state })).toThrow(error('MachineError', 'wrong-architecture'));
  });

  it('too little memory for a root table is told, and leaves no address space', () => {
    const machine = lab('x86-64', { memoryPages: 1 });
    expect(() => machine.spawn()).toThrow(error('MachineError', 'bad-option'));
    expect([machine.view.mms(), machine.log.depth]).toEqual([[], 0]);
  });

  it('refuses an MMU half with a state that it would not fold', () => {
    const createMmu: MachineOptions['createMmu'] = (context) => ({ ...x86Mmu(context), kinds: ['TlbFilled'] });
    expect(() => createMachine({ architecture: x86_64(), createMmu })).toThrow(error('MachineError', 'bad-option', /goes on by TlbFilled/));
  });

  it.each(MACHINES)('without retainLog the same happens, and old events are dropped (%s)', (name) => {
    const [kept, dropped] = [lab(name), lab(name, { retainLog: false, logChunkWords: 256 })];
    for (const machine of [kept, dropped]) workload(machine);
    expect(plainStores(storesOf(dropped.state))).toEqual(plainStores(storesOf(kept.state)));
    expect([dropped.log.length, dropped.log.first > 0]).toEqual([kept.log.length, true]);
  });
});

describe('an operation on an address space that is not there', () => {
  const calls: Readonly<Record<string, (machine: Machine, mm: number) => unknown>> = {
    mmap: (machine, mm) => machine.mmap(mm, { vpn: AT, pages: 1, ...ANON }),
    munmap: (machine, mm) => machine.munmap(mm, AT, 1),
    mprotect: (machine, mm) => machine.mprotect(mm, AT, 1, prot('r')),
    mremap: (machine, mm) => machine.mremap(mm, AT, 1, 2),
    madvise: (machine, mm) => machine.madvise(mm, AT, 1, 'dontneed'),
    fork: (machine, mm) => machine.fork(mm),
    exit: (machine, mm) => machine.exit(mm),
    access: (machine, mm) => machine.access(mm, AT, 'read'),
    kernelAccess: (machine, mm) => machine.kernelAccess(mm, AT, 'write', 1),
  };

  it.each(Object.entries(calls))('%s: no-such-mm, nothing recorded, no operation left open', (_name, call) => {
    const machine = lab('x86-64');
    machine.exit(mapped(machine));
    for (const mm of [0, 1, 99]) {
      const events = recorded(machine, () => expect(() => call(machine, mm)).toThrow(error('CoreError', 'no-such-mm')));
      expect([events, machine.log.depth]).toEqual([[], 0]);
    }
  });
});

describe.each(MACHINES)('mmap on %s', (name) => {
  it('maps over what is there', () => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { pages: 3 });
    for (const at of [0, 1, 2]) machine.access(mm, AT + at, 'write', 7);
    machine.mmap(mm, { vpn: AT + 1, pages: 1, prot: prot('r'), shared: true, backing: 'anon' });
    expect(machine.view.vmas(mm).map(({ start, end, backing }) => [start - AT, end - AT, backing]))
      .toEqual([[0, 1, 'anon'], [1, 2, 'shmem'], [2, 3, 'anon']]);
    expect([0, 1, 2].map((at) => machine.access(mm, AT + at, 'read').value)).toEqual([7, 0, 7]);
  });

  it.each([
    ['the same', ANON, 1], ['read-only', { ...ANON, prot: prot('r') }, 2], ['shared', { ...ANON, shared: true }, 2],
    ['/dev/zero, which keeps its file', { ...ANON, backing: 'zero' }, 2], ['no reserve', { ...ANON, noreserve: true }, 2],
  ] as const)('next to private memory, %s: VMAs merge where they are alike', (_what, request, vmas) => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.mmap(mm, { vpn: AT + 1, pages: 1, ...request });
    expect(machine.view.vmas(mm)).toHaveLength(vmas);
  });

  it.each([
    ['private', {}, VM_ACCOUNT], ['private, read-only', { prot: prot('r') }, 0], ['private, no reserve', { noreserve: true }, VM_NORESERVE],
    ['shared', { shared: true }, 0],
  ] as const)('%s memory is accounted, or not', (_what, request, flags) => {
    const machine = lab(name);
    const mm = machine.spawn();
    machine.mmap(mm, { vpn: AT, pages: 1, ...ANON, ...request });
    expect(vmaAt(machine, mm).vmFlags & (VM_ACCOUNT | VM_NORESERVE)).toBe(flags);
  });

  it.each([
    ['private, writable', 'rw', false, { write: true, zeroPage: false }], ['private, read-only', 'r', false, { write: false, zeroPage: true }],
    ['shared', 'rw', true, { write: true, zeroPage: false }], ['without access', '-', false, undefined],
  ] as const)('MAP_POPULATE of memory that is %s', (_what, protection, shared, entry) => {
    const machine = lab(name);
    const mm = machine.spawn();
    expect(machine.mmap(mm, { vpn: AT, pages: 3, prot: prot(protection), shared, backing: 'anon', populate: true })).toBe('ok');
    for (const at of [0, 1, 2]) expect(machine.view.entry(mm, AT + at)).toEqual(entry && expect.objectContaining(entry));
  });
});

/** Ranges as the kernel's entry points judge them. */
it.each([
  ['mmap of no page', (m: Machine, mm: number) => m.mmap(mm, { vpn: AT, pages: 0, ...ANON }), 'EINVAL'],
  ['mmap beyond the top', (m: Machine, mm: number) => m.mmap(mm, { vpn: 2 ** 35 - 1, pages: 1, ...ANON }), 'ENOMEM'],
  ['munmap of no page', (m: Machine, mm: number) => m.munmap(mm, AT, 0), 'EINVAL'],
  ['munmap beyond the top', (m: Machine, mm: number) => m.munmap(mm, 2 ** 35 - 1, 1), 'EINVAL'],
  ['mprotect of no page', (m: Machine, mm: number) => m.mprotect(mm, AT, 0, prot('r')), 'ok'],
  ['mprotect beyond the top', (m: Machine, mm: number) => m.mprotect(mm, 2 ** 35 - 1, 1, prot('r')), 'ENOMEM'],
  ['madvise of no page', (m: Machine, mm: number) => m.madvise(mm, AT, 0, 'dontneed'), 'ok'],
  ['madvise beyond the top', (m: Machine, mm: number) => m.madvise(mm, 2 ** 35 - 1, 1, 'dontneed'), 'ENOMEM'],
  ['mremap to no page', (m: Machine, mm: number) => m.mremap(mm, AT, 1, 0), 'EINVAL'],
] as const)('%s', (_what, call, errno) => {
  const machine = lab('x86-64');
  const mm = mapped(machine);
  const vmas = machine.view.vmas(mm);
  expect([call(machine, mm), machine.view.vmas(mm)]).toEqual([errno, vmas]);
});

/** What no program could do. */
describe.each([true, false])('operands that a machine refuses, with checked: %s', (checked) => {
  type Call = (m: SimulatedMachine, mm: number) => unknown;
  const calls: readonly (readonly [name: string, value: string, error: string, call: Call])[] = [
    ['value', '256', 'MachineError', (m, mm) => m.access(mm, AT, 'write', 256)], ['value', 'NaN', 'MachineError', (m, mm) => m.kernelAccess(mm, AT, 'write', Number.NaN)],
    ['value', '-1', 'MachineError', (m, mm) => m.touch(mm, AT, ACCESS_WRITE, true, -1)], ['value', '0.5', 'MachineError', (m, mm) => m.on(1).access(mm, AT, 'write', 0.5)],
    ['access', '"WRITE"', 'MachineError', (m, mm) => m.access(mm, AT, 'WRITE' as never, 1)], ['access', '"toString"', 'MachineError', (m, mm) => m.access(mm, AT, 'toString' as never)],
    ['access', '"exec"', 'MachineError', (m, mm) => m.kernelAccess(mm, AT, 'exec' as never)], ['access', '3', 'MachineError', (m, mm) => m.touch(mm, AT, 3 as never, true, 0)],
    ['access', 'NaN', 'MachineError', (m, mm) => m.touch(mm, AT, Number.NaN as never, true, 0)],
    ...[Number.NaN, -1, 1.5, 2 ** 52, Number.POSITIVE_INFINITY].map((vpn) => ['vpn', String(vpn), 'MachineError', (m: SimulatedMachine, mm: number) => m.access(mm, vpn, 'read')] as const),
    ['mm', '1.5', 'CoreError', (m) => m.access(1.5, AT, 'read')], ['mm', 'NaN', 'CoreError', (m) => m.touch(Number.NaN, AT, ACCESS_READ, true, 0)],
    ['newPages', 'NaN', 'CoreError', (m, mm) => m.mremap(mm, AT, 1, Number.NaN)], ['vpn', 'NaN', 'CoreError', (m, mm) => m.on(1).munmap(mm, Number.NaN, 1)],
    ['prot', '"rw"', 'CoreError', (m, mm) => m.mprotect(mm, AT, 1, 'rw' as never)],
  ];
  it.each(calls)('%s that is %s is a %s, and nothing is recorded', (operand, value, name, call) => {
    const machine = lab('x86-64', { cpus: 2, checked });
    const mm = mapped(machine);
    const { length } = machine.log;
    expect(() => call(machine, mm)).toThrow(error(name, 'bad-argument', new RegExp(`^${operand.replace('.', '[.]')} is ${value}, but must be `)));
    expect([machine.log.length, machine.log.depth]).toEqual([length, 0]);
  });

  it('the last page of all is a page, and nothing is there', () => {
    const machine = lab('x86-64', { checked });
    expect(machine.access(mapped(machine), 2 ** 52 - 1, 'read').result).toMatch(/^SIGSEGV/);
  });
});

describe.each(MACHINES)('out of memory on %s', (name) => {
  /** A process takes all memory there is but some frames. */
  function hog(machine: SimulatedMachine, left = 0): number {
    const mm = machine.spawn();
    machine.mmap(mm, { vpn: FAR, pages: machine.memoryPages, ...ANON });
    let vpn = FAR;
    expect(() => {
      for (; ; vpn++) machine.access(mm, vpn, 'write');
    }).toThrow(error('CoreError', 'out-of-memory'));
    if (left > 0) machine.madvise(mm, FAR, left, 'dontneed');
    return mm;
  }

  const calls: Readonly<Record<string, (machine: Machine, mm: number, child: number) => unknown>> = {
    'a first write': (machine, mm) => machine.access(mm, AT + 1, 'write'),
    'a first write to shared memory': (machine, mm) => machine.access(mm, FAR, 'write'),
    'a read that needs a table': (machine, mm) => machine.access(mm, AT + 3 * 512, 'read'),
    'a copy on write': (machine, mm) => machine.access(mm, AT, 'write'),
    'the same for the kernel': (machine, _mm, child) => machine.kernelAccess(child, AT, 'write'),
  };

  it.each<[string, string, (machine: Machine, mm: number, child: number) => string]>([
    ['POPULATE_WRITE', 'ENOMEM', (machine, mm) => machine.madvise(mm, AT + 1, 2, 'populate_write')],
    ['MAP_POPULATE', 'ok', (machine, mm) => machine.mmap(mm, { vpn: AT, pages: 3, ...ANON, populate: true })],
    ['a pin', 'ENOMEM', (machine, mm) => machine.pin(mm, AT + 1, 2, 'write').errno],
    ["a write to another process's memory", 'EFAULT', (machine, mm, child) => machine.vmWrite(mm, child, AT, 5).result],
    ['a write by force', 'EIO', (machine, mm, child) => machine.poke(mm, child, AT, 5).result],
  ])('%s answers %s; counts stay right', (_what, errno, call) => {
    const machine = lab(name, { memoryPages: 256 });
    const mm = mapped(machine, 'rw', { pages: 4 * 512 });
    machine.access(mm, AT, 'write', 7);
    const child = machine.fork(mm).mm;
    const other = hog(machine);
    expect(call(machine, mm, child)).toBe(errno);
    machine.exit(other);
    expect([call(machine, mm, child), broken(machine)]).toEqual(['ok', []]);
  });

  it.each(Object.entries(calls))('%s is told by a typed error; counts stay right, and it works once there is memory', (_what, call) => {
    const machine = lab(name, { memoryPages: 256 });
    const mm = mapped(machine, 'rw', { pages: 4 * 512 });
    machine.mmap(mm, { vpn: FAR, pages: 1, prot: prot('rw'), shared: true, backing: 'anon' });
    machine.access(mm, AT, 'write', 7);
    machine.access(mm, AT + 2 * 512, 'read');
    const child = machine.fork(mm).mm;
    const hogMm = hog(machine);
    expect(() => call(machine, mm, child)).toThrow(error('CoreError', 'out-of-memory'));
    expect([broken(machine), machine.log.depth]).toEqual([[], 0]);
    machine.exit(hogMm);
    expect(() => call(machine, mm, child)).not.toThrow();
    expect(broken(machine)).toEqual([]);
  });

  it.runIf(name !== 's390')('FV: a fork that runs out half-way is ENOMEM, and its child is torn down', because('the memory is laid out for architectures with page-sized tables'), () => {
    const machine = lab(name, { memoryPages: 256 });
    const mm = mapped(machine);
    machine.mmap(mm, { vpn: AT + 0x8000, pages: 1, ...ANON });
    for (const vpn of [AT, AT + 0x8000]) machine.access(mm, vpn, 'write', 7);
    const other = hog(machine, machine.architecture.geometry.topLevel + 1);
    expect(machine.fork(mm).errno).toBe('ENOMEM');
    expect([machine.view.mms(), broken(machine)]).toEqual([[mm, other], []]);
  });

  it.runIf(name !== 's390')('MR8: a move that runs out half-way moves its entries back', because('the memory is laid out for architectures with page-sized tables'), () => {
    const machine = lab(name, { memoryPages: 256 });
    const mm = mapped(machine, 'rw', { pages: 1024 });
    for (const vpn of [AT, AT + 512]) machine.access(mm, vpn, 'write', 7);
    hog(machine, 1);
    expect(machine.mremap(mm, AT, 1024, 1024, { vpn: AT + 0x2000 + 3, dontUnmap: false })).toBe('ENOMEM');
    expect([AT, AT + 512].map((vpn) => machine.access(mm, vpn, 'read').value)).toEqual([7, 7]);
    expect([machine.view.vmas(mm).length, broken(machine)]).toEqual([1, []]);
  });
});

describe.each(MACHINES)('CPU sets on %s', (name) => {
  const attached = (machine: SimulatedMachine, mm: number): number[] => cpusOf(machine.state.core.mm(mm).attachedCpus);
  const masked = (machine: SimulatedMachine, mm: number): number[] => cpusOf(machine.state.core.mm(mm).cpuMask);

  it('a CPU is attached while it has the mm loaded, and then in the mask', () => {
    const machine = lab(name, { cpus: 3 });
    const mm = mapped(machine);
    const before = [attached(machine, mm), masked(machine, mm)];
    accessOn(machine, 2, mm, ACCESS_WRITE);
    const two = [attached(machine, mm), masked(machine, mm)];
    const child = machine.fork(mm).mm;
    machine.access(child, AT, 'read');
    expect([before, two, attached(machine, mm), attached(machine, child), masked(machine, child)]).toEqual([[[0], [0]], [[0, 2], [0, 2]], [2], [0], [0]]);
  });

  it('an exit leaves its CPU without an address space; others go on when they load another', () => {
    const machine = lab(name, { cpus: 2 });
    const mm = mapped(machine);
    const stays = mapped(machine);
    loadEverywhere(machine, mm);
    machine.exit(mm);
    expect([...machine.state.core.loaded.slice(0, 2)]).toEqual([0, mm]);
    expect([accessOn(machine, 1, stays, ACCESS_READ), attached(machine, stays)]).toEqual([0, [1]]);
  });

  it('what a call records bears CPU 0; the parts of a flush bear their own', () => {
    const machine = lab(name, { cpus: 4 });
    const mm = mapped(machine);
    loadEverywhere(machine, mm);
    const events = recorded(machine, () => {
      machine.access(mm, AT, 'write');
      machine.munmap(mm, AT, 1);
    });
    const others = events.filter(({ cpu }) => cpu !== 0);
    expect([others.length > 0, others.every(({ type }) => type === 'TlbInvalidated')]).toEqual([true, true]);
  });
});

describe.each(MACHINES)('events$ on %s', (name) => {
  it('delivers every event, frozen, once, in the order of the log', () => {
    const machine = lab(name, { cpus: 2 });
    const seen: MmEvent[] = [];
    machine.events$.subscribe((event) => void seen.push(event));
    workload(machine);
    expect(seen).toEqual([...machine.log.events()]);
    expect(seen.filter((event) => !Object.isFrozen(event))).toEqual([]);
  });

  it('finds the state as it is right after the event', () => {
    const machine = lab(name);
    const wrong: MmEvent[] = [];
    machine.events$.subscribe((event) => {
      if (event.type !== 'EntrySet' || event.level > 0) return;
      const entry = machine.view.entry(event.mm, event.vpn);
      const empty = machine.architecture.codec.isNone(0, wordLo(event.new), wordHi(event.new));
      if (empty ? entry !== undefined : entry?.raw !== event.new) wrong.push(event);
    });
    workload(machine);
    expect(wrong).toEqual([]);
  });

  it('every event but those that begin an operation has a cause, in the same operation and before it', () => {
    const machine = lab(name, { cpus: 2 });
    const roots = new Set<string>();
    const astray: MmEvent[] = [];
    machine.transactions$.subscribe((transaction) => {
      for (const event of transaction.events()) {
        if (event.cause === null) roots.add(event.type);
        else if (event.cause >= event.seq || event.cause < transaction.first) astray.push(event);
      }
    });
    workload(machine);
    expect(astray).toEqual([]);
    expect([...roots].sort()).toEqual(['AccessStarted', 'CpuSwitched', 'MmCreated', 'SyscallEntered']);
  });
});

/** Kinds of event that a workload has. */
function kindsOf(name: MachineName): MmEvent['type'][] {
  const machine = lab(name);
  workload(machine);
  return [...new Set([...machine.log.events()].map(({ type }) => type))];
}

/** How often a handler acts in one run. */
const TIMES = 4;

/** Runs the workload while a subscriber does something of its own at each event of one kind; what went wrong in its handler. */
function disturbed(machine: SimulatedMachine, kind: MmEvent['type'], act: (time: number) => unknown): { seen: MmEvent[]; errors: string[] } {
  const seen: MmEvent[] = [];
  const errors: string[] = [];
  const attempt = (what: () => unknown): void => {
    try {
      what();
    } catch (thrown) {
      errors.push(String(thrown));
    }
  };
  let times = 0;
  let own = 0;
  machine.events$.subscribe((event) => {
    seen.push(event);
    if (event.seq < own || event.type !== kind || times >= TIMES) return;
    attempt(() => act(times++));
    own = machine.log.length;
  });
  attempt(() => workload(machine));
  return { seen, errors };
}

describe.each(MACHINES)('a subscriber that acts in its handler, on %s', (name) => {
  const OTHER = 2 * FAR;
  /** A first touch, and a copy on write. */
  const act = (machine: SimulatedMachine, mm: number) => (time: number): void => {
    machine.access(mm, OTHER + 513 * time, time % 2 ? 'read' : 'write', time);
    machine.access(mm, OTHER + 1 + time, 'write', time);
  };
  const later = (machine: SimulatedMachine, does: (time: number) => void) => (time: number): void => machine.later(() => does(time));
  const busy = (machine: SimulatedMachine): number => {
    const mm = mapped(machine, 'rw', { at: OTHER, pages: 4096 });
    for (let at = 1; at <= TIMES; at++) machine.access(mm, OTHER + at, 'write', 7);
    machine.fork(mm);
    return mm;
  };
  const busyMachine = (): { machine: SimulatedMachine; mm: number } => {
    const machine = lab(name);
    return { machine, mm: busy(machine) };
  };
  /** What the workload leaves in its address space, the numbers of frames aside. */
  function left({ view }: SimulatedMachine): unknown {
    const mm = view.mms().at(-1)!;
    const pages = view.vmas(mm).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => view.entry(mm, start + at)));
    return {
      vmas: view.vmas(mm).map(({ start, end, vmFlags }) => [start, end, vmFlags]), faults: view.faults(mm), counters: view.counters(mm),
      pages: pages.map((entry) => entry && [entry.write, entry.dirty, entry.young, entry.zeroPage, view.page(entry.pfn).value]),
    };
  }

  it('sees no effect before its cause, whatever kind of event it acts on', () => {
    for (const kind of kindsOf(name)) {
      const { machine, mm } = busyMachine();
      const from = machine.log.length;
      const { seen } = disturbed(machine, kind, later(machine, act(machine, mm)));
      expect(seen.map(({ seq }) => seq), kind).toEqual(Array.from(seen, (_, at) => from + at));
      expect(seen.filter(({ cause, seq }) => cause !== null && cause >= seq), kind).toEqual([]);
    }
  });

  it('does not disturb the operation it listens to', () => {
    const { machine: alone } = busyMachine();
    workload(alone);
    const expected = JSON.stringify(left(alone));
    const disturbing = kindsOf(name).filter((kind) => {
      const { machine, mm } = busyMachine();
      const { errors } = disturbed(machine, kind, later(machine, act(machine, mm)));
      return errors.length > 0 || broken(machine).length > 0 || JSON.stringify(left(machine)) !== expected;
    });
    expect(disturbing).toEqual([]);
  });

  it('does not disturb it by acting on another machine of the same architecture either', () => {
    const { machine: alone } = busyMachine();
    workload(alone);
    const before = logOf(alone);
    const disturbing = kindsOf(name).filter((kind) => {
      const { machine } = busyMachine();
      const other = twin(name, machine);
      const mm = busy(other);
      const { errors } = disturbed(machine, kind, act(other, mm));
      return errors.length > 0 || logOf(machine) !== before;
    });
    expect(disturbing).toEqual([]);
  });
});

describe.each(MACHINES)('transactions$ on %s', (name) => {
  it('one for each outermost operation, by its name, all events in one of them', () => {
    const machine = lab(name);
    const transactions: Transaction[] = [];
    machine.transactions$.subscribe((transaction) => void transactions.push(transaction));
    workload(machine);
    expect(transactions.map(({ label }) => label)).toEqual([
      'spawn', 'mmap', 'mmap', 'access', 'access', 'access', 'access', 'access', 'fork', 'access', 'access', 'access', 'mprotect', 'access', 'mprotect',
      'madvise', 'mremap', 'munmap', 'exit', 'access',
    ]);
    expect(transactions.map(({ first }) => first)).toEqual([0, ...transactions.slice(0, -1).map(({ end }) => end)]);
    expect([transactions.at(-1)!.end, transactions.every((transaction) => Object.isFrozen(transaction))]).toEqual([machine.log.length, true]);
  });

  it('comes after the events of its operation', () => {
    const machine = lab(name);
    let delivered = 0;
    const late: string[] = [];
    machine.events$.subscribe(() => void delivered++);
    machine.transactions$.subscribe(({ label, end }) => void (delivered < end && late.push(label)));
    workload(machine);
    expect(late).toEqual([]);
  });

  it('what a handler leaves for later is an operation of its own, in the order in which it was left', () => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { pages: 3 });
    const labels: string[] = [];
    machine.log.stream('AccessCompleted').subscribe(({ value }) => {
      if (value === 1) machine.later(() => void machine.access(mm, AT + 1, 'write', 2));
    });
    machine.transactions$.subscribe(({ label }) => {
      if (labels.push(label) === 1) machine.later(() => void machine.munmap(mm, AT + 2, 1));
    });
    const events = recorded(machine, () => machine.access(mm, AT, 'write', 1));
    expect(labels).toEqual(['access', 'access', 'munmap']);
    expect(ofType(events, 'AccessCompleted').map(({ value }) => value)).toEqual([1, 2]);
  });
});

describe.each(MACHINES)('a call from inside a handler, on %s', (name) => {
  const CALLS: readonly (readonly [string, (machine: SimulatedMachine, mm: number) => unknown])[] = [
    ['spawn', (machine) => machine.spawn()], ['access', (machine, mm) => machine.access(mm, AT + 1, 'write', 1)],
    ['munmap', (machine, mm) => machine.munmap(mm, AT, 1)], ['fork', (machine, mm) => machine.fork(mm)],
  ];
  const outcome = (call: () => unknown): unknown => {
    try {
      return call();
    } catch (thrown) {
      return (thrown as MachineError).code;
    }
  };

  it.each(CALLS)('of %s is busy, and changes nothing', (_call, act) => {
    const [machine, alone] = [lab(name), lab(name)];
    const told: unknown[] = [];
    const mms = [machine, alone].map((each) => mapped(each, 'rw', { pages: 3 }));
    machine.events$.subscribe(() => void told.push(outcome(() => act(machine, mms[0]!))));
    machine.transactions$.subscribe(() => void told.push(outcome(() => act(machine, mms[0]!))));
    for (const each of [machine, alone]) each.access(mms[0]!, AT, 'write', 1);
    expect(new Set(told)).toEqual(new Set(['busy']));
    expect(logOf(machine)).toBe(logOf(alone));
  });

  it('is done once it is left for later', () => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { pages: 3 });
    machine.transactions$.pipe(take(1)).subscribe(() => machine.later(() => void machine.access(mm, AT + 1, 'write', 5)));
    expect(machine.access(mm, AT, 'write', 1)).toEqual({ result: 'ok' });
    expect(machine.view.page(machine.view.entry(mm, AT + 1)!.pfn).value).toBe(5);
  });

  it('is done to its end before the next begins, whatever each of them calls', () => {
    const machine = lab('x86-64');
    const mm = mapped(machine, 'rw', { pages: 2 });
    const told: string[] = [];
    machine.transactions$.pipe(take(1)).subscribe(() => {
      machine.later(() => told.push('a', machine.access(mm, AT, 'write', 1).result, machine.access(mm, AT, 'read').result));
      machine.later(() => told.push('b', machine.munmap(mm, AT, 1)));
    });
    machine.access(mm, AT + 1, 'read');
    expect(told).toEqual(['a', 'ok', 'ok', 'b', 'ok']);
  });

  it('may be left for later by what was left for later, as often as one likes', () => {
    const machine = lab('x86-64');
    const mm = mapped(machine);
    let left = 20_000;
    machine.transactions$.subscribe(() => {
      if (left-- > 0) machine.later(() => void machine.access(mm, AT, 'read'));
    });
    machine.access(mm, AT, 'read');
    expect(left).toBe(-1);
  });

  it('is a function', () => expect(() => lab('x86-64').later(5 as never)).toThrow(error('MachineError', 'bad-option')));

  it('from outside, later is now', () => {
    const machine = lab(name);
    const mms: number[] = [];
    machine.later(() => void mms.push(machine.spawn()));
    expect(mms).toEqual([1]);
  });
});

describe.each(MACHINES)('streams by what they carry on %s', (name) => {
  it.each([
    ['faults$', ['FaultRaised', 'FaultDecoded', 'FaultEnded']], ['reads$', ['EntryRead']], ['frees$', ['GatherPagesFreed', 'GatherTablesFreed']],
    ['invalidations$', ['TlbInvalidated']],
  ] as const)('%s carries what the log has of %j, in order', (stream, types) => {
    const machine = lab(name);
    const seen: MmEvent[] = [];
    (machine[stream] as Observable<MmEvent>).subscribe((event) => void seen.push(event));
    workload(machine);
    expect(seen).toEqual([...machine.log.events()].filter(({ type }) => (types as readonly string[]).includes(type)));
    expect(seen.length).toBeGreaterThan(0);
  });
});

describe.each(MACHINES)('flushes$ on %s', (name) => {
  it('carries each request, frozen, as the log has it, before any CPU acts', () => {
    const machine = lab(name, { cpus: 2 });
    const requests: FlushRequested[] = [];
    const early: number[] = [];
    machine.flushes$.subscribe((request) => {
      requests.push(request);
      if (machine.log.length !== request.seq + 1) early.push(request.seq);
    });
    workload(machine);
    expect(requests).toEqual(ofType([...machine.log.events()], 'FlushRequested'));
    expect([requests.length > 0, requests.every((request) => Object.isFrozen(request)), early]).toEqual([true, true, []]);
  });
});

it('what an MMU half is given is the event, as the log has it', () => {
  const given: FlushRequested[] = [];
  const machine = createMachine({ architecture: x86_64(), createMmu: (context) => {
    context.flushes$.subscribe((flush) => void given.push(flush));
    return x86Mmu(context);
  } });
  workload(machine);
  expect(given).toEqual(ofType([...machine.log.events()], 'FlushRequested'));
  expect([given.length > 0, given.every((flush) => Object.isFrozen(flush))]).toEqual([true, true]);
});

describe.each(MACHINES)('machines on %s', (name) => {
  it('share nothing: run in turns, each does what it does alone', () => {
    const alone = lab(name);
    workload(alone);
    const pair = [twin(name, alone), twin(name, alone)];
    const [first, second] = pair.map(stepsOf);
    first!.forEach((step, at) => {
      step();
      second![at]!();
    });
    for (const machine of pair) expect(logOf(machine) === logOf(alone), 'its log is that of a machine alone').toBe(true);
  });

  it('a snapshot goes its own way, and a machine goes on from it', () => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { pages: 3 });
    machine.access(mm, AT, 'write', 7);
    const snapshot = snapshotState(machine.state);
    const before = plainStores(storesOf(snapshot));
    machine.access(mm, AT, 'write', 8);
    machine.munmap(mm, AT, 2);
    machine.fork(mm);
    expect(plainStores(storesOf(snapshot))).toEqual(before);
    const copy = lab(name, { initialState: snapshot });
    expect([copy.access(mm, AT, 'read').value, copy.view.vmas(mm)[0]!.end, copy.log.first]).toEqual([7, AT + 3, 0]);
    copy.access(mm, AT + 1, 'write', 9);
    expect([broken(copy), broken(machine), machine.view.vmas(mm)[0]!.start]).toEqual([[], [], AT + 2]);
  });
});
