import {
  VM_FAULT_COMPLETED, VM_FAULT_ERROR, VM_FAULT_LOCKED,
  ACCESS_READ, ACCESS_WRITE, FAULT_FLAG_INSTRUCTION, FAULT_FLAG_REMOTE, FAULT_FLAG_TRIED, FAULT_FLAG_UNSHARE, FAULT_FLAG_USER,
  FAULT_FLAG_WRITE, KERNELS, VM_FAULT_NOPAGE, VM_FAULT_OOM, VM_FAULT_SIGBUS, VM_FAULT_SIGSEGV, VM_FAULT_WRITE, VM_MAYWRITE, VM_SHARED,
  VM_SOFTDIRTY, wordHi, wordLo, type Access, type Codec, type EntrySlot, type Kernel, type MmEvent, type StepPoint,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { because } from '../../../../tools/arch-lab/because';
import { AT, coreFault, givenVma, mapped, pageAt, prot, recorded, vmaAt, vmstat } from '../../../../tools/arch-lab/cases/given-state';
import { EVERYWHERE, MACHINES, type MachineName } from '../../../../tools/arch-lab/cases/machines';
import { ofType, rules, story } from '../../../../tools/arch-lab/cases/words';
import { coreInvariants } from '../invariants';
import { ZERO_PFN } from '../state/core-state';
import { given } from '../testing/given';
import { accessOn, type CaseLab, givenEntry, lab, thread } from '../testing/lab';
import type { EntryView } from '../views';

const minor = (machine: CaseLab, mm: number): number => machine.view.faults(mm).minor;
const entryAt = (machine: CaseLab, mm: number, vpn = AT): EntryView => machine.view.entry(mm, vpn)!;
const invariants = (machine: CaseLab): string[] => coreInvariants(machine.architecture, machine.core.state);
/** The entry's value without its frame. */
const bitsOf = ({ raw, pfn }: EntryView): string => `0x${(raw - (BigInt(pfn) << 12n)).toString(16)}`;
const withoutTables = (words: readonly string[]): string[] => words.filter((word) => !word.includes('table'));
const resultsOf = (events: readonly MmEvent[]): number[] => ofType(events, 'FaultEnded').map(({ result }) => result);
const results = (machine: CaseLab, operation: () => unknown): number[] => resultsOf(recorded(machine, operation));

/** A page that a NUMA hint made unreadable. Before 6.2 the entry keeps its write bit (@commit 6a56ccbcf6c6). */
function hint(machine: CaseLab, mm: number, vpn = AT): void {
  const none = { lo: 0, hi: 0 };
  machine.architecture.prot.pageProt(0, 0, none);
  givenEntry(machine, mm, (codec, entry) => {
    const wrote = codec.write(0, entry.lo, entry.hi);
    codec.modify(0, entry, none.lo, none.hi);
    if (wrote && machine.architecture.kernel === '6.1') codec.mkWrite(0, entry);
  }, vpn);
}

/** Shared memory whose object has pages, but no entry maps them. */
function cached(machine: CaseLab, pages: readonly number[], { at = AT, of = pages.length, prot: text = 'rw' } = {}): number {
  const mm = mapped(machine, 'rw', { at, pages: of, shared: true });
  for (const page of pages) machine.access(mm, at + page, 'write', page + 1);
  machine.madvise(mm, at, of, 'dontneed');
  if (text !== 'rw') machine.mprotect(mm, at, of, prot(text));
  return mm;
}
const upTo = (count: number): number[] => Array.from({ length: count }, (_, nth) => nth);
const presentOf = (machine: CaseLab, mm: number, pages: number, at = AT): number[] =>
  upTo(pages).filter((page) => machine.view.entry(mm, at + page) !== undefined);

describe.each(EVERYWHERE)('fault-path §16, anonymous memory: $name, kernel $kernel', ({ name, kernel }) => {
  const machineOf = (options = {}): CaseLab => lab(name, { kernel, ...options });

  it('T1 a read of untouched memory maps the zero page, and nothing is counted or prepared', () => {
    const machine = machineOf();
    const mm = mapped(machine);
    const zero = machine.view.page(ZERO_PFN);
    given(machine)
      .when(() => machine.access(mm, AT, 'read'))
      .then(({ outcome, events }) => {
        expect(outcome).toEqual({ result: 'ok', value: 0 });
        expect(entryAt(machine, mm)).toMatchObject({ zeroPage: true, special: true, present: true, young: true, dirty: false, write: false });
        expect(machine.view.counters(mm).anon).toBe(0);
        expect(machine.view.vmas(mm)[0]!.anonVma).toBe(0);
        expect(machine.view.faults(mm)).toEqual({ minor: 1, major: 0 });
        expect(machine.view.page(ZERO_PFN)).toEqual(zero);
        expect(withoutTables(story(events))).toEqual(['pte.set']);
        expect(rules(events)).toEqual(['do_anonymous_page/zero-page']);
      });
  });

  it('T2 a write to the zero page makes a page of its own', () => {
    const machine = machineOf();
    const mm = mapped(machine);
    machine.access(mm, AT, 'read');
    const zero = machine.view.page(ZERO_PFN);
    given(machine)
      .when(() => machine.access(mm, AT, 'write', 7))
      .then(({ events }) => {
        expect(rules(events)).toEqual(['do_wp_page/copy']);
        expect(pageAt(machine, mm)).toMatchObject({ anon: true, exclusive: true, refcount: 1, mapcount: 1, value: 7, swapBacked: true, lru: true });
        expect(entryAt(machine, mm)).toMatchObject({ write: true, dirty: true, young: true, special: false });
        expect(machine.view.counters(mm).anon).toBe(1);
        expect(machine.view.page(ZERO_PFN)).toEqual(zero);
        expect(minor(machine, mm)).toBe(2);
        expect(ofType(events, 'FaultEnded').map(({ result }) => result)).toEqual([kernel === '6.1' ? VM_FAULT_WRITE : 0]);
      });
  });

  it('T3 a write to untouched memory: one set, no flush; AN17 before AN18', () => {
    const machine = machineOf();
    const mm = mapped(machine);
    given(machine)
      .when(() => machine.access(mm, AT, 'write', 7))
      .then(({ events }) => {
        expect(withoutTables(story(events))).toEqual(['anon_vma', 'alloc anon', 'anon +1', 'rmap.add anonNew exclusive', 'lru.add', 'pte.set']);
        expect(story(events).indexOf('table.alloc 0')).toBeLessThan(story(events).indexOf('anon_vma'));
        expect(pageAt(machine, mm)).toMatchObject({ anon: true, exclusive: true, refcount: 1, mapcount: 1, uptodate: true, swapBacked: true, lru: true });
        expect(entryAt(machine, mm)).toMatchObject({ write: true, dirty: true, young: true });
        expect(machine.view.counters(mm).anon).toBe(1);
        expect(ofType(events, 'FaultEnded')).toMatchObject([{ accounted: 'minor', result: 0, mm }]);
      });
  });

  it('T4 a forced write by another task: read-only and clean, and the other task pays', () => {
    const machine = machineOf();
    const mm = mapped(machine, 'r');
    const tracer = machine.spawn();
    given(machine)
      .when(() => coreFault(machine, mm, FAULT_FLAG_WRITE | FAULT_FLAG_REMOTE, { task: tracer }))
      .then(({ outcome }) => {
        expect(outcome).toBe(0);
        expect(entryAt(machine, mm)).toMatchObject({ present: true, write: false, dirty: false });
        expect(pageAt(machine, mm)).toMatchObject({ anon: true, exclusive: true, refcount: 1, mapcount: 1 });
        expect(machine.view.counters(mm).anon).toBe(1);
        expect([minor(machine, mm), minor(machine, tracer)]).toEqual([0, 1]);
      });
  });

  it('T19 a hinted exclusive page is writable again after a read, without a flush', () => {
    const machine = machineOf();
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    hint(machine, mm);
    given(machine)
      .when(() => machine.access(mm, AT, 'read'))
      .then(({ outcome, events }) => {
        expect(outcome).toEqual({ result: 'ok', value: 7 });
        expect(rules(events)).toContain('do_numa_page/protection-restored');
        expect(entryAt(machine, mm)).toMatchObject({ write: true, young: true, dirty: true });
        expect(ofType(events, 'FlushRequested')).toEqual([]);
        expect(minor(machine, mm)).toBe(2);
      });
  });

  it('T20 a hint that fork copied, of a page no longer exclusive: read-only', () => {
    const machine = machineOf();
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    hint(machine, mm);
    const child = machine.fork(mm).mm;
    expect({ protnone: machine.architecture.codec.protnone(0, wordLo(entryAt(machine, child).raw), wordHi(entryAt(machine, child).raw)) }).toEqual({ protnone: true });
    given(machine)
      .when(() => machine.access(mm, AT, 'read'))
      .then(() => {
        expect(entryAt(machine, mm)).toMatchObject({ present: true, young: true, write: false });
        expect(machine.access(child, AT, 'read').value).toBe(7);
        expect(invariants(machine)).toEqual([]);
      });
  });

  it('T21 an internal WRITE fault on a shared mapping without W', () => {
    const machine = machineOf();
    const mm = cached(machine, [0], { prot: 'r' });
    machine.access(mm, AT, 'read');
    const [before, faults] = [entryAt(machine, mm), machine.view.faults(mm)];
    const counted = vmstat(machine, 'PGFAULT');
    given(machine)
      .when(() => coreFault(machine, mm, FAULT_FLAG_WRITE))
      .then(({ outcome: result }) => {
        expect(vmstat(machine, 'PGFAULT')).toBe(counted + 1);
        if (kernel === '6.1') {
          expect(result).toBe(VM_FAULT_WRITE);
          expect(pageAt(machine, mm)).toMatchObject({ anon: true, value: 1 });
          expect(machine.view.counters(mm)).toMatchObject({ anon: 1, shmem: 0 });
          return;
        }
        expect(result).toBe(VM_FAULT_SIGSEGV);
        expect([entryAt(machine, mm), machine.view.faults(mm)]).toEqual([before, faults]);
      });
  });

  it.skipIf(kernel === '6.1').each(['r', 'rw'])('T22 an internal UNSHARE and WRITE fault on a COW mapping (%s)', because('kernel 6.1 does something else'), (text) => {
    const machine = machineOf();
    const mm = mapped(machine, text);
    machine.access(mm, AT, 'read');
    const [before, faults] = [entryAt(machine, mm), machine.view.faults(mm)];
    const counted = vmstat(machine, 'PGFAULT');
    given(machine)
      .when(() => coreFault(machine, mm, FAULT_FLAG_WRITE | FAULT_FLAG_UNSHARE))
      .then(({ outcome }) => {
        expect(outcome).toBe(VM_FAULT_SIGSEGV);
        expect([entryAt(machine, mm), machine.view.faults(mm)]).toEqual([before, faults]);
        expect(vmstat(machine, 'PGFAULT')).toBe(counted + 1);
      });
  });

  it.runIf(name === 'x86-64').each(['read', 'write'] as const)('T23 A3 a %s that the VMA\'s key denies fails before the core', because('only where there are protection keys'), (access) => {
    const machine = machineOf();
    const mm = mapped(machine);
    givenVma(machine, mm, (flags) => flags, { pkey: 1 });
    given(machine)
      .when(() => machine.access(mm, AT, access).result)
      .then(({ outcome, events }) => {
        expect(outcome).toBe('SIGSEGV/PKUERR');
        expect(ofType(events, 'FaultEnded')).toEqual([]);
      });
  });

  it.runIf(name === 'x86-64').each(['read', 'write'] as const)('A2 a %s of a present page whose key denies it: the hardware says so', because('only where there are protection keys'), (access) => {
    const machine = machineOf();
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    machine.mprotect(mm, AT, 1, prot('x'));
    given(machine)
      .when(() => machine.access(mm, AT, access).result)
      .then(({ outcome, events }) => {
        expect(outcome).toBe('SIGSEGV/PKUERR');
        expect(ofType(events, 'FaultRaised').map(({ reason }) => reason)).toEqual(['pkey']);
        expect(ofType(events, 'FaultEnded')).toEqual([]);
      });
  });

  it('T24 a stale read-only translation on another CPU: spurious where raising access does not flush', () => {
    const machine = machineOf({ cpus: 2 });
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    machine.exit(machine.fork(mm).mm);
    accessOn(machine, 1, mm, ACCESS_READ);
    machine.access(mm, AT, 'write', 8);
    const faults = minor(machine, mm);
    given(machine)
      .when(() => accessOn(machine, 1, mm, ACCESS_WRITE, AT, 9))
      .then(({ outcome, events }) => {
        expect(outcome).toBe(9);
        const stale = name === 'x86-64';
        expect(rules(events)).toEqual(stale ? ['handle_pte_fault/write-allowed', 'handle_pte_fault/spurious-write'] : []);
        expect(minor(machine, mm) - faults).toBe(stale ? 1 : 0);
        expect(story(events)).toEqual([]);
        expect(pageAt(machine, mm).value).toBe(9);
      });
  });

  it('T26 AN2 AN10 W1 whatever allocation fails, a first touch is OOM and leaves no entry, count or page', () => {
    expectFailuresThenSuccess(name, kernel, false, FAULT_FLAG_WRITE);
    expectFailuresThenSuccess(name, kernel, false, 0);
  });

  it('T27 a read of a present, old entry: a fault only where hardware sets no accessed bit', () => {
    const machine = machineOf();
    const parent = mapped(machine);
    machine.access(parent, AT, 'write', 7);
    const mm = machine.fork(parent).mm;
    expect(entryAt(machine, mm)).toMatchObject({ young: false });
    given(machine)
      .when(() => machine.access(mm, AT, 'read'))
      .then(({ outcome, events }) => {
        const faults = name === 's390' || name === 'arm64-swaf';
        expect(outcome).toEqual({ result: 'ok', value: 7 });
        expect(minor(machine, mm)).toBe(faults ? 1 : 0);
        expect(rules(events)).toEqual(faults ? ['handle_pte_fault/made-young'] : []);
        expect(entryAt(machine, mm)).toMatchObject({ young: true, write: false });
        // arch-s390 §8: an entry that is invalid already is stored without IPTE.
        expect(ofType(events, 'FlushRequested')).toEqual([]);
      });
  });

  it('T28 a write to a clean, writable shared entry: D9 where hardware sets no dirty bit', () => {
    const machine = machineOf();
    const mm = mapped(machine, 'rw', { shared: true });
    machine.access(mm, AT, 'read');
    expect(entryAt(machine, mm)).toMatchObject({ write: true, dirty: false });
    given(machine)
      .when(() => machine.access(mm, AT, 'write', 7))
      .then(({ events }) => {
        const faults = name === 's390' || name === 'arm64-swaf';
        expect(minor(machine, mm)).toBe(faults ? 2 : 1);
        expect(rules(events)).toEqual(faults ? ['handle_pte_fault/write-allowed'] : []);
        expect(entryAt(machine, mm)).toMatchObject({ write: true, dirty: true });
        expect(ofType(events, 'FlushRequested').map(({ scope }) => scope)).toEqual(faults ? ['page'] : []);
      });
  });
});

/** A machine with one mapping and this much memory; undefined: too little for that. */
function withMemory(name: MachineName, kernel: Kernel, shared: boolean, memoryPages: number): CaseLab | undefined {
  const machine = lab(name, { kernel, memoryPages });
  try {
    mapped(machine, 'rw', { shared });
    return machine;
  } catch {
    return undefined;
  }
}

/** The first fault of a machine: `ok`, or a failure that left nothing behind. */
function firstFault(machine: CaseLab | undefined, flags: number): 'none' | 'OOM' | 'ok' {
  if (machine === undefined) return 'none';
  const mm = machine.view.mms()[0]!;
  const result = coreFault(machine, mm, flags);
  expect(invariants(machine)).toEqual([]);
  if (!(result & VM_FAULT_ERROR)) return 'ok';
  expect([result, machine.view.entry(mm, AT), machine.view.faults(mm)]).toEqual([VM_FAULT_OOM, undefined, { minor: 0, major: 0 }]);
  expect(machine.view.counters(mm)).toEqual({ file: 0, anon: 0, swap: 0, shmem: 0 });
  expect(vmstat(machine, 'PGFAULT')).toBe(1);
  return 'OOM';
}

/** With ever more memory: too little for a process, then each allocation of the fault fails in turn, then it succeeds. */
function expectFailuresThenSuccess(name: MachineName, kernel: Kernel, shared: boolean, flags: number): void {
  const outcomes = upTo(16).map((pages) => firstFault(withMemory(name, kernel, shared, pages + 1), flags));
  expect(outcomes.join(' ')).toMatch(/^(none )+(OOM )+ok( ok)*$/);
}

describe.each(EVERYWHERE)('fault-path §16 and §8, shared memory: $name, kernel $kernel', ({ name, kernel }) => {
  const machineOf = (options = {}): CaseLab => lab(name, { kernel, ...options });

  it('T5 a read maps the window of 16 pages around it; later reads of them take no fault', () => {
    const machine = machineOf();
    const mm = cached(machine, upTo(16), { prot: 'r' });
    const before = minor(machine, mm);
    given(machine)
      .when(() => machine.access(mm, AT + 5, 'read').value)
      .then(({ outcome, events }) => {
        expect([outcome, resultsOf(events)]).toEqual([6, [VM_FAULT_NOPAGE]]);
        for (const page of upTo(16))
          expect(entryAt(machine, mm, AT + page)).toMatchObject({ present: true, write: false, young: name !== 'arm64' || page === 5 });
        expect(machine.view.counters(mm)).toMatchObject({ shmem: 16, file: 0, anon: 0 });
        expect(pageAt(machine, mm, AT + 7)).toMatchObject({ refcount: 2, mapcount: 1 });
      })
      .when(() => upTo(16).map((page) => machine.access(mm, AT + page, 'read').value))
      .then(({ outcome }) => {
        expect(outcome).toEqual(upTo(16).map((page) => page + 1));
        expect(minor(machine, mm) - before).toBe(1);
      });
  });

  it('T5 SP4 a window under a writable protection is writable, and clean unless the page\'s mark says otherwise (s390)', () => {
    const machine = machineOf();
    const mm = cached(machine, upTo(16));
    given(machine)
      .when(() => machine.access(mm, AT + 5, 'read'))
      .then(() => {
        for (const page of upTo(16)) expect(entryAt(machine, mm, AT + page)).toMatchObject({ write: true, dirty: name === 's390' });
      });
  });

  it('T6 the window is cut, not shifted, at the start of the VMA', () => {
    const machine = machineOf();
    const mm = cached(machine, upTo(20), { at: AT + 4 });
    given(machine)
      .when(() => machine.access(mm, AT + 5, 'read'))
      .then(() => expect(presentOf(machine, mm, 20, AT + 4)).toEqual(upTo(16)));
  });

  it('T6 the window ends with the VMA, and with the PTE table', () => {
    const machine = machineOf();
    const entries = machine.architecture.geometry.entries[0]!;
    const short = cached(machine, upTo(8), { at: AT + 4 });
    const across = cached(machine, upTo(12), { at: AT + entries - 4 });
    given(machine)
      .when(() => machine.access(short, AT + 4, 'read'))
      .then(() => expect(presentOf(machine, short, 8, AT + 4)).toEqual(upTo(8)))
      .when(() => machine.access(across, AT + entries - 4, 'read'))
      .then(() => {
        expect(presentOf(machine, across, 12, AT + entries - 4)).toEqual(upTo(4));
        expect(machine.view.counters(across).shmem).toBe(4);
        expect(invariants(machine)).toEqual([]);
      });
  });

  it('T7 a page the object lacks is passed over; a read of it makes it', () => {
    const machine = machineOf();
    const mm = cached(machine, upTo(16).filter((page) => page !== 7), { of: 16 });
    given(machine)
      .when(() => machine.access(mm, AT + 5, 'read'))
      .then(() => {
        expect(presentOf(machine, mm, 16)).toEqual(upTo(16).filter((page) => page !== 7));
        expect(results(machine, () => expect(machine.access(mm, AT + 7, 'read').value).toBe(0))).toEqual([VM_FAULT_LOCKED]);
        expect(pageAt(machine, mm, AT + 7)).toMatchObject({ anon: false, swapBacked: true, refcount: 2, mapcount: 1, dirty: false });
        expect(machine.view.counters(mm).shmem).toBe(16);
      });
  });

  it('FA5 an entry that is there already stays', () => {
    const machine = machineOf();
    const mm = cached(machine, upTo(16));
    machine.access(mm, AT + 5, 'write', 99);
    const [before, page] = [entryAt(machine, mm, AT + 5), pageAt(machine, mm, AT + 5)];
    given(machine)
      .when(() => machine.access(mm, AT + 6, 'read'))
      .then(() => {
        expect([entryAt(machine, mm, AT + 5), pageAt(machine, mm, AT + 5)]).toEqual([before, page]);
        expect(invariants(machine)).toEqual([]);
      });
  });

  it('FF6 SF3 SF4 a write maps one page writable and dirty, and then marks the page', () => {
    const machine = machineOf();
    const mm = cached(machine, upTo(16));
    // Others cached: a write has no fault-around. A fresh page, so that its mark is still clear.
    const fresh = mapped(machine, 'rw', { shared: true, pages: 16 });
    given(machine)
      .when(() => machine.access(fresh, AT + 5, 'write', 7))
      .then(({ events }) => {
        const words = story(events);
        expect(words.slice(-4)).toEqual(['shmem +1', 'rmap.add file', 'pte.set', 'page.dirty set']);
        expect(pageAt(machine, fresh, AT + 5)).toMatchObject({ anon: false, exclusive: false, swapBacked: true, refcount: 2, mapcount: 1, dirty: true });
      })
      .when(() => machine.access(mm, AT + 5, 'write', 7))
      .then(({ events }) => {
        expect(rules(events)).toEqual(['do_fault/write-shared', 'fault_dirty_shared_page/dirtied']);
        expect(presentOf(machine, mm, 16)).toEqual([5]);
        expect(entryAt(machine, mm, AT + 5)).toMatchObject({ write: true, dirty: true, young: true });
        expect(ofType(events, 'FlushRequested')).toEqual([]);
        expect(ofType(events, 'FaultEnded')).toMatchObject([{ result: VM_FAULT_LOCKED, accounted: 'minor' }]);
      });
  });

  it.each(['read', 'write'] as const)('DF1 the PTE table is there before the page of a %s is looked for', (access) => {
    const machine = machineOf();
    const mm = mapped(machine, 'rw', { shared: true });
    given(machine)
      .when(() => machine.access(mm, AT, access))
      .then(({ events }) => {
        const words = story(events);
        expect(words.indexOf('table.alloc 0')).toBeGreaterThanOrEqual(0);
        expect(words.indexOf('table.alloc 0')).toBeLessThan(words.indexOf('alloc shmem'));
      });
  });

  it('T12 S3 beyond the object\'s end: SIGBUS/ADRERR, nothing charged, PGFAULT counted', () => {
    const machine = machineOf();
    const mm = mapped(machine, 'rw', { shared: true });
    given(machine)
      .when(() => machine.mremap(mm, AT, 1, 2))
      .then(({ outcome }) => {
        expect(outcome).toBe('ok');
        for (const access of ['read', 'write'] as const) {
          const counted = vmstat(machine, 'PGFAULT');
          expect(results(machine, () => expect(machine.access(mm, AT + 1, access).result).toBe('SIGBUS/ADRERR'))).toEqual([VM_FAULT_SIGBUS]);
          expect(machine.kernelAccess(mm, AT + 1, access)).toEqual({ result: 'EFAULT' });
          expect(vmstat(machine, 'PGFAULT')).toBe(counted + 2);
        }
        expect(machine.view.faults(mm)).toEqual({ minor: 0, major: 0 });
        expect(machine.view.entry(mm, AT + 1)).toBeUndefined();
        const { tableBytes, topLevel } = machine.architecture.geometry;
        expect(machine.view.tableBytes(mm)).toBe(tableBytes.slice(1, topLevel + 1).reduce((sum, bytes) => sum + bytes));
      });
  });

  it('AN1 D1 a shared mapping without operations: SIGBUS, and no PTE table was made for it', () => {
    const machine = machineOf();
    const mm = mapped(machine);
    givenVma(machine, mm, (flags) => flags | VM_SHARED);
    given(machine)
      .when(() => coreFault(machine, mm, FAULT_FLAG_WRITE))
      .then(({ outcome, events }) => {
        expect(outcome).toBe(VM_FAULT_SIGBUS);
        expect(rules(events)).toEqual(['do_anonymous_page/shared-without-file']);
        expect(story(events)).not.toContain('table.alloc 0');
      });
  });

  it.each([
    ['read', 0], ['write', FAULT_FLAG_WRITE],
  ] as const)('DF1 RF5 SF3 whatever allocation fails, a %s is OOM and leaves no entry, count or reference', (_, flags) => {
    expectFailuresThenSuccess(name, kernel, true, flags);
  });
});

/** Outcome of a first access: `+` one fault and success, `A` and `P` refused at once (ACCERR, PKUERR), `a` mapped by a fault and refused then. */
const CHECKS = {
  'x86-64': { '-': 'AAA', r: '+Aa', w: '++a', x: 'PP+', rw: '++a', rx: '+A+', wx: '+++', rwx: '+++' },
  'arm64': { '-': 'AAA', r: '+AA', w: '++A', x: '+A+', rw: '++A', rx: '+A+', wx: '+++', rwx: '+++' },
  'arm64-swaf': { '-': 'AAA', r: '+AA', w: '++A', x: '+A+', rw: '++A', rx: '+A+', wx: '+++', rwx: '+++' },
  's390': { '-': 'AAA', r: '+Aa', w: '++a', x: '+A+', rw: '++a', rx: '+A+', wx: '+++', rwx: '+++' },
} as const;
const ACCESSES = ['read', 'write', 'exec'] as const;
const RESULTS = { '+': 'ok', A: 'SIGSEGV/ACCERR', a: 'SIGSEGV/ACCERR', P: 'SIGSEGV/PKUERR' } as const;
const CHECK_ROWS = MACHINES.flatMap((name) => KERNELS.flatMap((kernel) => Object.entries(CHECKS[name]).flatMap(([text, outcomes]) =>
  ACCESSES.map((access, nth) => ({ name, kernel, text, access, outcome: outcomes[nth] as keyof typeof RESULTS })))));

describe('fault-path §3.1, the access check before the core (A2 … A9)', () => {
  it.each(CHECK_ROWS)('$name, kernel $kernel: $access of an absent page of a mapping $text: $outcome', ({ name, kernel, text, access, outcome }) => {
    const machine = lab(name, { kernel });
    const mm = mapped(machine, text);
    given(machine)
      .when(() => machine.access(mm, AT, access).result)
      .then(({ outcome: returned }) => {
        expect(returned).toBe(RESULTS[outcome]);
        expect(minor(machine, mm)).toBe('+a'.includes(outcome) ? 1 : 0);
      });
  });

  it.each(CHECK_ROWS)('$name, kernel $kernel: $access of a present page that is now $text: $outcome', ({ name, kernel, text, access, outcome }) => {
    const machine = lab(name, { kernel });
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    machine.mprotect(mm, AT, 1, prot(text));
    given(machine)
      .when(() => machine.access(mm, AT, access).result)
      .then(({ outcome: returned }) => {
        expect(returned).toBe(RESULTS[outcome]);
        if (outcome !== '+') expect(minor(machine, mm)).toBe(1);
      });
  });

  const BY_KERNEL = CHECK_ROWS.flatMap(({ access, ...row }) => (access === 'exec' ? [] : [{ access, ...row }]));
  it.each(BY_KERNEL)('$name, kernel $kernel: $access by the kernel in a mapping $text: EFAULT for a signal', ({ name, kernel, text, access, outcome }) => {
    const machine = lab(name, { kernel });
    const mm = mapped(machine, text);
    given(machine)
      .when(() => machine.kernelAccess(mm, AT, access).result)
      .then(({ outcome: returned }) => {
        expect(returned).toBe(outcome === '+' ? 'ok' : 'EFAULT');
        expect(minor(machine, mm)).toBe(outcome === '+' ? 1 : 0);
      });
  });

  it.each(EVERYWHERE)('A1 $name, kernel $kernel: no VMA covers the address', ({ name, kernel }) => {
    const machine = lab(name, { kernel });
    const mm = mapped(machine);
    given(machine)
      .when(() => {
        for (const access of ACCESSES) expect(machine.access(mm, AT + 1, access).result).toBe('SIGSEGV/MAPERR');
        for (const access of ['read', 'write'] as const) expect(machine.kernelAccess(mm, AT - 1, access).result).toBe('EFAULT');
      })
      .then(({ events }) => expect(ofType(events, 'FaultEnded')).toEqual([]));
  });

  it.each(EVERYWHERE)('S6 $name, kernel $kernel: what the core refuses is MAPERR, never ACCERR', ({ name, kernel }) => {
    const machine = lab(name, { kernel });
    const mm = mapped(machine);
    givenVma(machine, mm, (flags) => flags & ~VM_MAYWRITE);
    given(machine)
      .when(() => machine.access(mm, AT, 'write').result)
      .then(({ outcome }) => {
        expect(outcome).toBe(kernel === '6.1' ? 'ok' : 'SIGSEGV/MAPERR');
        expect(minor(machine, mm)).toBe(kernel === '6.1' ? 1 : 0);
      });
  });
});

describe.each(EVERYWHERE)('fault-path §2.1, what a syndrome tells the core: $name, kernel $kernel', ({ name, kernel }) => {
  it.each([
    ['read', true, 0], ['write', true, FAULT_FLAG_WRITE], ['exec', true, name === 's390' ? 0 : FAULT_FLAG_INSTRUCTION],
    ['read', false, 0], ['write', false, FAULT_FLAG_WRITE],
  ] as const)('%s, user mode %s', (access, user, flags) => {
    const machine = lab(name, { kernel });
    const mm = mapped(machine, 'rwx');
    given(machine)
      .when(() => user ? machine.access(mm, AT, access) : machine.kernelAccess(mm, AT, access as 'read' | 'write'))
      .then(({ events }) => {
        expect(ofType(events, 'FaultDecoded').map((event) => event.flags)).toEqual([flags | (user ? FAULT_FLAG_USER : 0)]);
      });
  });
});

/** VMAs by how they are made, and what the entrance makes of flags there: refused, or the fault flags go on. */
const SANITISED = [
  ['F1', 'private rw', FAULT_FLAG_UNSHARE | FAULT_FLAG_WRITE, 'sanitize_fault_flags/write-and-unshare'],
  ['F1', 'shared rw', FAULT_FLAG_UNSHARE | FAULT_FLAG_WRITE, 'sanitize_fault_flags/write-and-unshare'],
  ['F1', 'private no MW', FAULT_FLAG_UNSHARE | FAULT_FLAG_WRITE, 'sanitize_fault_flags/write-and-unshare'],
  ['F2', 'shared rw', FAULT_FLAG_UNSHARE, 'sanitize_fault_flags/unshare-dropped'],
  ['F2', 'shared r', FAULT_FLAG_UNSHARE, 'sanitize_fault_flags/unshare-dropped'],
  ['F2', 'private no MW', FAULT_FLAG_UNSHARE, 'sanitize_fault_flags/unshare-dropped'],
  ['F3', 'private rw', FAULT_FLAG_UNSHARE, undefined],
  ['F3', 'private r', FAULT_FLAG_UNSHARE, undefined],
  ['F4', 'private no MW', FAULT_FLAG_WRITE, 'sanitize_fault_flags/never-writable'],
  ['F4', 'shared no MW', FAULT_FLAG_WRITE, 'sanitize_fault_flags/never-writable'],
  ['F5', 'shared r', FAULT_FLAG_WRITE, 'sanitize_fault_flags/shared-not-writable'],
  ['F6', 'private r', FAULT_FLAG_WRITE, undefined],
  ['F7', 'private rw', FAULT_FLAG_WRITE, undefined],
  ['F7', 'shared rw', FAULT_FLAG_WRITE, undefined],
  ['F8', 'private r', 0, undefined],
  ['F8', 'shared r', 0, undefined],
  ['F8', 'private no MW', 0, undefined],
] as const;

describe.each(EVERYWHERE)('fault-path §4: $name, kernel $kernel', ({ name, kernel }) => {
  const machineOf = (): CaseLab => lab(name, { kernel });

  it.skipIf(kernel === '6.1').each(SANITISED)('%s %s, flags 0x%s: rule %s', because('kernel 6.1 does something else'), (_, kind, flags, rule) => {
    const machine = machineOf();
    const [sharing, text] = [kind.split(' ')[0]!, kind.endsWith('MW') ? 'rw' : kind.split(' ')[1]!];
    const mm = mapped(machine, text, { shared: sharing === 'shared' });
    if (kind.endsWith('MW')) givenVma(machine, mm, (vmFlags) => vmFlags & ~VM_MAYWRITE);
    given(machine)
      .when(() => coreFault(machine, mm, flags))
      .then(({ events }) => {
        const refused = rule !== undefined && rule !== 'sanitize_fault_flags/unshare-dropped';
        expect(rules(events).filter((id) => id.startsWith('sanitize_fault_flags/'))).toEqual(rule === undefined ? [] : [rule]);
        const ended = refused ? { result: VM_FAULT_SIGSEGV, accounted: 'none' } : { result: sharing === 'shared' ? VM_FAULT_LOCKED : 0, accounted: 'minor' };
        expect(ofType(events, 'FaultEnded').map((event) => ({ ...event, result: event.result & ~VM_FAULT_COMPLETED }))).toMatchObject([ended]);
        expect(vmstat(machine, 'PGFAULT')).toBe(1);
        expect({ empty: machine.view.entry(mm, AT) === undefined }).toEqual({ empty: refused });
      });
  });

  it('F2, first scenario of cdc5021cda19: UNSHARE on an old, read-only entry of a shared mapping', () => {
    const machine = machineOf();
    const mm = cached(machine, [0], { prot: 'r' });
    machine.access(mm, AT, 'read');
    givenEntry(machine, mm, (codec, entry) => codec.mkOld(0, entry));
    const page = pageAt(machine, mm);
    given(machine)
      .when(() => coreFault(machine, mm, FAULT_FLAG_UNSHARE))
      .then(({ outcome, events }) => {
        expect(outcome).toBe(0);
        expect({ madeYoung: rules(events).includes('handle_pte_fault/made-young') }).toEqual({ madeYoung: kernel !== '6.1' });
        expect(entryAt(machine, mm)).toMatchObject({ young: kernel !== '6.1' && name !== 'x86-64', write: false, dirty: false });
        expect(pageAt(machine, mm)).toEqual(page);
      });
  });

  it.runIf(name === 'x86-64').each([
    ['read', 0, true], ['write', FAULT_FLAG_WRITE, true],
    ['foreign write', FAULT_FLAG_WRITE | FAULT_FLAG_REMOTE, false], ['fetch', FAULT_FLAG_INSTRUCTION, false],
  ] as const)('H4 the core asks for the key itself: %s', because('only where there are protection keys'), (_, flags, refused) => {
    const machine = machineOf();
    const mm = mapped(machine, 'rwx');
    givenVma(machine, mm, (vmFlags) => vmFlags, { pkey: 1 });
    given(machine)
      .when(() => coreFault(machine, mm, flags))
      .then(({ outcome, events }) => {
        expect(outcome).toBe(refused ? VM_FAULT_SIGSEGV : 0);
        expect({ accessNotPermitted: rules(events).includes('handle_mm_fault/access-not-permitted') }).toEqual({ accessNotPermitted: refused });
        expect(ofType(events, 'FaultEnded')).toMatchObject([{ accounted: refused ? 'none' : 'minor' }]);
      });
  });

  it('K3 K4 a second attempt counts as major, a first one as minor; the task that runs the fault pays', () => {
    const machine = machineOf();
    const mm = mapped(machine);
    const other = machine.spawn();
    coreFault(machine, mm, 0);
    coreFault(machine, mm, FAULT_FLAG_TRIED);
    given(machine)
      .when(() => coreFault(machine, mm, FAULT_FLAG_REMOTE, { task: other }))
      .then(() => {
        expect(machine.view.faults(mm)).toEqual({ minor: 1, major: 1 });
        expect(machine.view.faults(other)).toEqual({ minor: 1, major: 0 });
        expect([vmstat(machine, 'PGFAULT'), vmstat(machine, 'PGMAJFAULT')]).toEqual([3, 0]);
      });
  });
});

/** What D9-D11 does to an entry, by machine: words of the story. */
const RAISED = {
  'x86-64': { read: [], write: ['pte.update'] },
  'arm64': { read: ['pte.update'], write: ['pte.update', 'flush page'] },
  'arm64-swaf': { read: ['pte.update'], write: ['pte.update', 'flush page'] },
  's390': { read: ['pte.update'], write: ['pte.update', 'flush page', 'pte.update'] },
} as const;

describe.each(EVERYWHERE)('fault-path §6, dispatch: $name, kernel $kernel', ({ name, kernel }) => {
  /** A private page of one process alone. */
  const own = (change?: (codec: Codec, entry: EntrySlot) => void): { machine: CaseLab; mm: number } => {
    const machine = lab(name, { kernel, cpus: 2 });
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    if (change) givenEntry(machine, mm, change);
    return { machine, mm };
  };

  it.each([
    ['D10 P3 a read', 0, ['handle_pte_fault/made-young', 'handle_pte_fault/spurious-read']],
    ['D10 P1 a read tried before', FAULT_FLAG_TRIED, ['handle_pte_fault/made-young']],
    ['D9 P2 a write', FAULT_FLAG_WRITE, ['handle_pte_fault/write-allowed', 'handle_pte_fault/spurious-write']],
    ['D9 P1 a write tried before', FAULT_FLAG_WRITE | FAULT_FLAG_TRIED, ['handle_pte_fault/write-allowed']],
  ] as const)('%s of an entry that has it all is spurious: nothing changes or is flushed', (_, flags, expected) => {
    const { machine, mm } = own();
    const before = entryAt(machine, mm);
    given(machine)
      .when(() => coreFault(machine, mm, flags))
      .then(({ outcome, events }) => {
        expect(outcome).toBe(0);
        expect(rules(events)).toEqual(expected);
        expect(story(events)).toEqual([]);
        expect(entryAt(machine, mm)).toEqual(before);
      });
  });

  it('D10 D11 a read makes an old entry young; x86 leaves that to the CPU, and still calls it changed', () => {
    const { machine, mm } = own((codec, entry) => codec.mkOld(0, entry));
    given(machine)
      .when(() => coreFault(machine, mm, 0))
      .then(({ outcome, events }) => {
        expect(outcome).toBe(0);
        expect(rules(events)).toEqual(['handle_pte_fault/made-young']);
        expect(story(events)).toEqual(RAISED[name].read);
        expect(entryAt(machine, mm)).toMatchObject({ young: name !== 'x86-64', write: true, dirty: true });
      });
  });

  it('D9 D11 a write makes a clean writable entry dirty', () => {
    const { machine, mm } = own((codec, entry) => codec.mkClean(0, entry));
    given(machine)
      .when(() => coreFault(machine, mm, FAULT_FLAG_WRITE))
      .then(({ outcome, events }) => {
        expect(outcome).toBe(0);
        expect(rules(events)).toEqual(['handle_pte_fault/write-allowed']);
        expect(story(events)).toEqual(RAISED[name].write);
        expect(entryAt(machine, mm)).toMatchObject({ young: true, write: true, dirty: true });
      });
  });

  it('D10 UNSHARE of a writable entry is no more than a read', () => {
    const { machine, mm } = own();
    given(machine)
      .when(() => coreFault(machine, mm, FAULT_FLAG_UNSHARE))
      .then(({ events }) => expect(rules(events)).toEqual(['handle_pte_fault/made-young', 'handle_pte_fault/spurious-read']));
  });

  it('D7 the entry changed before the lock was taken: result 0, and the access runs again', () => {
    const { machine, mm } = own((codec, entry) => codec.wrProtect(0, entry));
    const store = thread(machine, 0, (paths) => paths.access(mm, AT, ACCESS_WRITE, true, 8));
    given(machine)
      .when(() => {
        store.run((step) => step.kind === 'step' && step.label === 'handle_pte_fault: entry read');
        machine.madvise(mm, AT, 1, 'dontneed');
        expect(store.run()).toBe(8);
      })
      .then(({ events }) => {
        expect(rules(events)).toEqual(expect.arrayContaining(['handle_pte_fault/changed-meanwhile', 'do_anonymous_page/new-page']));
        expect(ofType(events, 'FaultEnded').map(({ result }) => result)).toEqual([0, 0]);
        expect([pageAt(machine, mm).value, machine.view.counters(mm).anon, minor(machine, mm)]).toEqual([8, 1, 3]);
        expect(invariants(machine)).toEqual([]);
      });
  });
});

/** What came of a fault that another CPU overtook. */
interface Raced {
  readonly machine: CaseLab;
  readonly id: number;
  readonly byte: number | undefined;
  readonly rules: readonly string[];
  readonly results: readonly number[];
  readonly words: readonly string[];
  /** Minor faults. */
  readonly minor: number;
}

describe.each(EVERYWHERE)('fault-path §7, §8, §10, another CPU was faster: $name, kernel $kernel', ({ name, kernel }) => {
  const atLock = (step: StepPoint): boolean => step.kind === 'lock' && step.lock.startsWith('ptl');
  const atStep = (label: string) => (step: StepPoint): boolean => step.kind === 'step' && step.label === label;
  /** Given memory: when CPU 0 stops in its fault, CPU 1 stores 9, and CPU 0 goes on, then this is told. */
  const race = (mm: (machine: CaseLab) => number, access: Access, stop: (step: StepPoint) => boolean, then: (raced: Raced) => void): void => {
    const machine = lab(name, { kernel, cpus: 2 });
    const id = mm(machine);
    const late = thread(machine, 0, (paths) => paths.access(id, AT, access, true, 8));
    const before = minor(machine, id);
    const meet = (): number | undefined => {
      late.run(stop);
      accessOn(machine, 1, id, ACCESS_WRITE, AT, 9);
      return late.run();
    };
    given(machine).when(meet).then(({ outcome: byte, events }) => {
      expect(invariants(machine)).toEqual([]);
      then({ machine, id, byte, rules: rules(events), results: resultsOf(events), words: story(events), minor: minor(machine, id) - before });
    });
  };

  it('AN5 a read finds an entry: it is kept', () => {
    race((machine) => mapped(machine), ACCESS_READ, atLock, (raced) => {
      expect(raced.rules).toEqual(['do_anonymous_page/zero-page', 'do_anonymous_page/new-page', 'do_anonymous_page/zero-page-raced']);
      expect(raced).toMatchObject({ byte: 9, results: [0, 0], minor: 2 });
      expect(pageAt(raced.machine, raced.id)).toMatchObject({ refcount: 1, mapcount: 1, value: 9 });
    });
  });

  it('AN14 a write finds an entry: its own page is freed', () => {
    race((machine) => mapped(machine), ACCESS_WRITE, atStep('do_anonymous_page: page allocated'), (raced) => {
      expect(raced.rules).toEqual(['do_anonymous_page/new-page', 'do_anonymous_page/new-page', 'do_anonymous_page/new-page-raced']);
      expect(raced).toMatchObject({ byte: 8, results: [0, 0], minor: 2 });
      expect(raced.words.slice(-2)).toEqual(['ref -1 fault', 'free']);
      expect(raced.machine.view.counters(raced.id).anon).toBe(1);
      expect(pageAt(raced.machine, raced.id)).toMatchObject({ refcount: 1, mapcount: 1, value: 8 });
    });
  });

  it('FN6 a shared write finds an entry: NOPAGE, and its reference is dropped', () => {
    race((machine) => mapped(machine, 'rw', { shared: true }), ACCESS_WRITE, atStep('shmem_fault: page found'), (raced) => {
      expect(raced.rules).toContain('finish_fault/raced');
      expect(raced).toMatchObject({ byte: 8, results: [VM_FAULT_LOCKED | VM_FAULT_COMPLETED, VM_FAULT_LOCKED | VM_FAULT_NOPAGE], minor: 2 });
      expect(pageAt(raced.machine, raced.id)).toMatchObject({ refcount: 2, mapcount: 1, value: 8 });
    });
  });

  it('NU1 the hint is gone: result 0', () => {
    race((machine) => {
      const mm = mapped(machine);
      machine.access(mm, AT, 'write', 7);
      hint(machine, mm);
      return mm;
    }, ACCESS_READ, atLock, (raced) => {
      expect(raced.rules.filter((rule) => rule === 'do_numa_page/protection-restored')).toHaveLength(1);
      expect(raced).toMatchObject({ byte: 9, minor: 2 });
    });
  });
});

describe.each(EVERYWHERE)('fault-path §10, hinted entries of shared memory: $name, kernel $kernel', ({ name, kernel }) => {
  const hintedShared = (softDirty: boolean, change: (codec: Codec, entry: EntrySlot) => void): { machine: CaseLab; mm: number } => {
    const machine = lab(name, { kernel });
    const mm = mapped(machine, 'rw', { shared: true });
    machine.access(mm, AT, 'write', 7);
    if (softDirty) givenVma(machine, mm, (flags) => flags & ~VM_SOFTDIRTY, { writenotify: true });
    givenEntry(machine, mm, change);
    hint(machine, mm);
    return { machine, mm };
  };

  it('NU3 without write notification the protection itself is writable', () => {
    const { machine, mm } = hintedShared(false, () => undefined);
    given(machine)
      .when(() => machine.access(mm, AT, 'read'))
      .then(() => expect(entryAt(machine, mm)).toMatchObject({ write: true, young: true }));
  });

  const tracksSoftDirty = name === 'x86-64' || name === 's390';

  it.runIf(tracksSoftDirty)('NU4, scenario B of 6a56ccbcf6c6, write notification and a clean entry: writable before, read-only after', because('only where soft-dirty is tracked'), () => {
    const { machine, mm } = hintedShared(true, (codec, entry) => codec.mkClean(0, entry));
    given(machine)
      .when(() => machine.access(mm, AT, 'read'))
      .then(() => expect(entryAt(machine, mm)).toMatchObject({ write: kernel === '6.1', dirty: false }));
  });

  it.runIf(tracksSoftDirty && kernel !== '6.1')('NU4 WM1 WN3 a protection that lost its write bit already wants no manual upgrade', because('only where soft-dirty is tracked, after kernel 6.1'), () => {
    const { machine, mm } = hintedShared(true, () => undefined);
    given(machine)
      .when(() => machine.access(mm, AT, 'read'))
      .then(() => {
        expect(vmaAt(machine, mm).vmFlags & VM_SOFTDIRTY).toBe(0);
        expect(entryAt(machine, mm)).toMatchObject({ write: false, dirty: true });
      });
  });
});

/** Entries without their frame: zero page (T1), first write (T3), forced write (T4), a read of shared memory (T28). */
const RAW = {
  'x86-64': ['0x8000000000000225', '0x8000000000000867', '0x8000000000000025', '0x8000000000000027'],
  'arm64': ['0x160000000000fc3', '0xe8000000000f43', '0x60000000000fc3', '0x68000000000fc3'],
  'arm64-swaf': ['0x160000000000fc3', '0xe8000000000f43', '0x60000000000fc3', '0x68000000000fc3'],
  's390': ['0x355', '0x13f', '0x315', '0x335'],
} as const;

describe.each(EVERYWHERE)('fault-path §11, what is stored, to the bit: $name, kernel $kernel', ({ name, kernel }) => {
  it.each([
    ['T1', 'rw', 0], ['T3', 'rw', FAULT_FLAG_WRITE], ['T4', 'r', FAULT_FLAG_WRITE],
  ] as const)('%s', (id, text, flags) => {
    const machine = lab(name, { kernel });
    const mm = mapped(machine, text);
    given(machine)
      .when(() => coreFault(machine, mm, flags))
      .then(() => expect(bitsOf(entryAt(machine, mm))).toBe(RAW[name][['T1', 'T3', 'T4'].indexOf(id)]));
  });

  it('T28 shared and writable: hardware may set the dirty bit', () => {
    const machine = lab(name, { kernel });
    const mm = mapped(machine, 'rw', { shared: true });
    given(machine)
      .when(() => coreFault(machine, mm, 0))
      .then(() => expect(bitsOf(entryAt(machine, mm))).toBe(RAW[name][3]));
  });
});
