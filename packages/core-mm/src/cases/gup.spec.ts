import { FAULT_FLAG_REMOTE, FAULT_FLAG_WRITE, VM_IO, VM_SHARED, VM_SOFTDIRTY, VM_WRITE, type MmEvent } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { because } from '../../../../tools/arch-lab/because';
import { AT, coreFault, givenReferences, givenVma, mapped, pageAt, prot, recorded, vmaAt } from '../../../../tools/arch-lab/cases/given-state';
import { EVERYWHERE } from '../../../../tools/arch-lab/cases/machines';
import { ofType, rules, story } from '../../../../tools/arch-lab/cases/words';
import type { CoreError } from '../errors';
import { coreInvariants } from '../invariants';
import { ZERO_PFN } from '../state/core-state';
import { GUP_PIN_COUNTING_BIAS } from '../state/holds';
import { given } from '../testing/given';
import { type CaseLab, givenEntry, lab } from '../testing/lab';
import type { EntryView, PageView } from '../views';

const entryAt = (machine: CaseLab, mm: number, vpn = AT): EntryView => machine.view.entry(mm, vpn)!;
const invariants = (machine: CaseLab): string[] => coreInvariants(machine.architecture, machine.core.state);
const faultFlags = (events: readonly MmEvent[]): number[] => ofType(events, 'GupFaulted').map(({ flags }) => flags);
const OWN: Partial<PageView> = { anon: true, exclusive: true, mapcount: 1 };

/** p0: a page that A wrote 7 to. */
function written(machine: CaseLab, pages = 1): { A: number; p0: number } {
  const A = mapped(machine, 'rw', { pages });
  for (let vpn = AT; vpn < AT + pages; vpn++) machine.access(A, vpn, 'write', 7);
  return { A, p0: entryAt(machine, A).pfn };
}
function forked(machine: CaseLab): { A: number; B: number; p0: number } {
  const { A, p0 } = written(machine);
  return { A, B: machine.fork(A).mm, p0 };
}

describe.each(EVERYWHERE)('pins: $name, kernel $kernel', ({ name, kernel }) => {
  const machineOf = (options = {}): CaseLab => lab(name, { kernel, ...options });

  it('B7 a page pinned for writing stays with the parent: the child has its own copy, made during fork', () => {
    const machine = machineOf();
    const { A, p0 } = written(machine);
    const { hold } = machine.pin(A, AT, 1, 'write');
    given(machine)
      .when(() => machine.fork(A).mm)
      .then(({ outcome: B, events }) => {
        expect(rules(events)).toEqual(['vma_needs_copy/anon-vma', 'copy_present_page/pinned']);
        expect(ofType(events, 'BranchTaken').at(-1)!.arg).toBe(p0);
        expect(story(events).filter((word) => !word.startsWith('flush') && !word.startsWith('table'))).toEqual(expect.arrayContaining(['alloc copy', 'copy', 'rmap.add anonNew exclusive', 'lru.add', 'anon +1']));
        expect(entryAt(machine, A)).toMatchObject({ pfn: p0, write: true });
        expect(pageAt(machine, A)).toMatchObject({ ...OWN, value: 7, refcount: 1 + GUP_PIN_COUNTING_BIAS });
        expect(entryAt(machine, B)).toMatchObject({ write: true, dirty: true });
        expect(pageAt(machine, B)).toMatchObject({ ...OWN, value: 7, refcount: 1 });
        expect(machine.view.counters(B).anon).toBe(1);
      })
      .when(() => machine.access(A, AT, 'write', 9))
      .then(({ events }) => {
        expect(events.map(({ type }) => type)).not.toContain('FaultRaised');
        expect(pageAt(machine, A)).toMatchObject({ value: 9 });
      })
      .when(() => machine.unpin(A, hold))
      .then(({ outcome }) => {
        expect(outcome).toBe('ok');
        expect(pageAt(machine, A)).toMatchObject({ refcount: 1 });
        expect(invariants(machine)).toEqual([]);
      });
  });

  it('X1 of the other pages of a parent that pins, and of a page that is referenced as often by others: shared, or copied', () => {
    const machine = machineOf();
    const { A } = written(machine, 3);
    machine.pin(A, AT + 1, 1, 'write');
    givenReferences(machine, entryAt(machine, A, AT + 2).pfn, GUP_PIN_COUNTING_BIAS - 1);
    given(machine)
      .when(() => machine.fork(A).mm)
      .then(({ outcome: B }) => {
        expect([0, 1, 2].map((page) => entryAt(machine, A, AT + page).pfn === entryAt(machine, B, AT + page).pfn)).toEqual([true, false, false]);
      });
  });

  it('X1 references alone are no pin where the process never pinned', () => {
    const machine = machineOf();
    const { A, p0 } = written(machine);
    givenReferences(machine, p0, 5000);
    expect(entryAt(machine, machine.fork(A).mm).pfn).toBe(p0);
  });

  it('FE3 of a read-only VMA the child has a read-only copy; of one that userfaultfd watches, one that is not protected', () => {
    const machine = machineOf();
    const { A } = written(machine, 2);
    machine.pin(A, AT, 2, 'write');
    machine.mprotect(A, AT, 1, prot('r'));
    const B = machine.fork(A).mm;
    expect([entryAt(machine, B).write, entryAt(machine, B, AT + 1).write]).toEqual([false, true]);
    expect(entryAt(machine, B)).toMatchObject({ dirty: true });
    if (!machine.architecture.caps.uffdWp) return;
    expect([machine.uffdRegister(A, AT, 2, 'wp'), machine.uffdWp(A, AT + 1, 1, true)]).toEqual(['ok', 'ok']);
    expect([entryAt(machine, machine.fork(A).mm, AT + 1), entryAt(machine, A, AT + 1)]).toMatchObject([{ write: true, uffdWp: false }, { write: false, uffdWp: true }]);
  });

  it('B8 a read pin after fork unshares: the process has its own page, and its next write goes there', () => {
    const machine = machineOf();
    const { A, B, p0 } = forked(machine);
    let p1 = 0;
    given(machine)
      .when(() => machine.pin(A, AT, 1, 'read'))
      .then(({ outcome, events }) => {
        expect(outcome).toEqual({ errno: 'ok', hold: 1 });
        expect(rules(events)).toEqual(['follow_page_pte/unshare-first', 'do_wp_page/others-refer', 'do_wp_page/copy']);
        p1 = entryAt(machine, A).pfn;
        expect(p1).not.toBe(p0);
        expect(entryAt(machine, A)).toMatchObject({ write: false, dirty: false });
        expect(pageAt(machine, A)).toMatchObject({ ...OWN, value: 7 });
        expect(entryAt(machine, B).pfn).toBe(p0);
      })
      .when(() => machine.access(A, AT, 'write', 8))
      .then(({ events }) => {
        expect(rules(events)).toEqual(['do_wp_page/reuse-exclusive']);
        expect(entryAt(machine, A)).toMatchObject({ pfn: p1, write: true });
      });
  });

  it('B9 a short read pin of the zero page takes it as it is', () => {
    const machine = machineOf();
    const A = mapped(machine);
    machine.access(A, AT, 'read');
    const zero = machine.view.page(ZERO_PFN);
    expect(machine.vmRead(A, A, AT)).toEqual({ result: 'ok', value: 0 });
    expect([entryAt(machine, A).zeroPage, machine.view.page(ZERO_PFN)]).toEqual([true, zero]);
  });

  it('B10 a long read pin of the zero page: before 84209e87c696 the zero page, then a page of its own', () => {
    const machine = machineOf();
    const A = mapped(machine);
    machine.access(A, AT, 'read');
    given(machine)
      .when(() => machine.pin(A, AT, 1, 'read'))
      .then(({ outcome, events }) => {
        expect([entryAt(machine, A).zeroPage, rules(events).includes('follow_page_pte/unshare-first')]).toEqual([kernel === '6.1', kernel !== '6.1']);
        if (kernel !== '6.1') expect(pageAt(machine, A)).toMatchObject({ ...OWN, value: 0, refcount: 1 + GUP_PIN_COUNTING_BIAS });
        expect(machine.unpin(A, outcome.hold)).toBe('ok');
        expect(invariants(machine)).toEqual([]);
      });
  });

  it('B12 a long read pin of shared memory takes the page as it is, without a fault', () => {
    const machine = machineOf();
    const A = mapped(machine, 'rw', { shared: true });
    machine.access(A, AT, 'read');
    const { pfn } = entryAt(machine, A);
    given(machine)
      .when(() => machine.pin(A, AT, 1, 'read'))
      .then(({ events }) => {
        expect([faultFlags(events), entryAt(machine, A).pfn]).toEqual([[], pfn]);
      });
  });

  it('a pin is all or none: what was pinned before a hole is given back', () => {
    const machine = machineOf();
    const { A } = written(machine, 2);
    for (const mode of ['read', 'write'] as const) {
      expect(machine.pin(A, AT, 3, mode)).toEqual({ errno: 'EFAULT', hold: 0 });
      expect([pageAt(machine, A).refcount, pageAt(machine, A, AT + 1).refcount]).toEqual([1, 1]);
    }
    expect(invariants(machine)).toEqual([]);
  });

  it('a pin for writing of a private /dev/zero: a ring refuses what has a file, until it asks no more', () => {
    const machine = machineOf();
    const A = machine.spawn();
    machine.mmap(A, { vpn: AT, pages: 1, prot: prot('rw'), shared: false, backing: 'zero' });
    expect(machine.pin(A, AT, 1, 'write').errno).toBe(kernel === '6.12' ? 'ok' : 'EOPNOTSUPP');
    expect(pageAt(machine, A).refcount).toBe(kernel === '6.12' ? 1 + GUP_PIN_COUNTING_BIAS : 1);
  });

  it('pins nothing of no pages', () => {
    const machine = machineOf();
    expect(machine.pin(mapped(machine), AT, 0, 'read')).toEqual({ errno: 'EINVAL', hold: 0 });
  });

  it('goes with its process: descriptors are closed after the memory is gone', () => {
    const machine = machineOf();
    const { A, p0 } = written(machine);
    machine.pin(A, AT, 1, 'write');
    const events = recorded(machine, () => machine.exit(A));
    const types = events.map(({ type }) => type);
    expect(types.indexOf('PageReleased')).toBeGreaterThan(types.lastIndexOf('RmapRemoved'));
    expect(machine.view.page(p0)).toMatchObject({ refcount: 0 });
  });

  it('explains the count of its page: who holds how many', () => {
    const machine = machineOf();
    const { A, B, p0 } = forked(machine);
    const { hold: got } = machine.get(B, AT, 1);
    const { hold: pinned } = machine.pin(A, AT, 1, 'write');
    expect(machine.view.holds()).toEqual([{ hold: got, kind: 'get', mm: B, pages: [p0] }, { hold: pinned, kind: 'pin', mm: A, pages: [entryAt(machine, A).pfn] }]);
    expect(machine.view.holders(p0)).toEqual({ mappings: 1, paths: 0, unmapping: 0, cache: 0, table: 0, holds: 1 });
    expect(machine.view.holders(entryAt(machine, A).pfn)).toEqual({ mappings: 1, paths: 0, unmapping: 0, cache: 0, table: 0, holds: GUP_PIN_COUNTING_BIAS });
  });

  it('is released once, by its own process and in its own way', () => {
    const machine = machineOf();
    const { A, B } = forked(machine);
    const { hold } = machine.pin(A, AT, 1, 'read');
    for (const wrong of [() => machine.unpin(B, hold), () => machine.dropGot(A, hold), () => machine.readGot(A, hold), () => machine.unpin(A, hold + 1), () => machine.unpin(A, Number.NaN)])
      expect(wrong).toThrow(expect.objectContaining({ code: 'no-such-hold' }) as CoreError);
    expect(machine.unpin(A, hold)).toBe('ok');
    expect(() => machine.unpin(A, hold)).toThrow('has no pin');
  });
});

describe.each(EVERYWHERE)('references: $name, kernel $kernel', ({ name, kernel }) => {
  const machineOf = (options = {}): CaseLab => lab(name, { kernel, ...options });

  it('B6 one that outlives its call forces a copy, and keeps what it saw', () => {
    const machine = machineOf();
    const { A, B, p0 } = forked(machine);
    const { hold } = machine.get(B, AT, 1);
    machine.munmap(B, AT, 1);
    given(machine)
      .when(() => machine.access(A, AT, 'write', 9))
      .then(() => {
        expect(entryAt(machine, A).pfn).not.toBe(p0);
        expect(machine.readGot(B, hold)).toEqual({ result: 'ok', values: [7] });
      })
      .when(() => machine.dropGot(B, hold))
      .then(({ events }) => {
        expect(story(events)).toEqual(['ref -1 get', 'free']);
        expect(invariants(machine)).toEqual([]);
      });
  });

  it('comes without a lock and without a fault where the page is mapped, which marks it referenced; of the rest by faults', () => {
    const machine = machineOf();
    const { A } = written(machine, 2);
    machine.madvise(A, AT + 1, 1, 'dontneed');
    given(machine)
      .when(() => machine.get(A, AT, 2))
      .then(({ outcome, events }) => {
        expect(outcome.errno).toBe('ok');
        expect(ofType(events, 'BranchTaken').filter(({ rule }) => rule === 'internal_get_user_pages_fast/slow').map(({ arg }) => arg)).toEqual([AT + 1]);
        expect(pageAt(machine, A)).toMatchObject({ referenced: true });
        expect(machine.readGot(A, outcome.hold).values).toEqual([7, 0]);
      });
  });

  it('stops at a hole: as many pages as there are, or none', () => {
    const machine = machineOf();
    const { A } = written(machine);
    const { errno, hold } = machine.get(A, AT, 3);
    expect([errno, machine.readGot(A, hold).values]).toEqual(['ok', [7]]);
    expect(machine.get(A, AT + 1, 1)).toEqual({ errno: 'EFAULT', hold: 0 });
  });

  it('is not to be had of a mapping without access', () => {
    const machine = machineOf();
    const { A } = written(machine);
    machine.mprotect(A, AT, 1, prot('-'));
    expect(machine.get(A, AT, 1)).toEqual({ errno: 'EFAULT', hold: 0 });
  });
});

describe.each(EVERYWHERE)("another process's memory: $name, kernel $kernel", ({ name, kernel }) => {
  const machineOf = (options = {}): CaseLab => lab(name, { kernel, ...options });

  it('B13 a debugger writes through the read-only entry of an exclusive page: no fault, a dirty page', () => {
    const machine = machineOf();
    const { A, p0 } = written(machine);
    const D = machine.spawn();
    machine.mprotect(A, AT, 1, prot('r'));
    given(machine)
      .when(() => machine.poke(D, A, AT, 9))
      .then(({ outcome, events }) => {
        expect(outcome).toEqual({ result: 'ok' });
        expect(rules(events)).toEqual(['can_follow_write_pte/forced']);
        expect(ofType(events, 'BranchTaken')[0]!.arg).toBe(p0);
        expect(entryAt(machine, A)).toMatchObject({ pfn: p0, write: false });
        expect(pageAt(machine, A)).toMatchObject({ value: 9, dirty: true, refcount: 1 });
      });
  });

  it('charges the debugger with the faults, which are remote', () => {
    const machine = machineOf();
    const A = mapped(machine, 'r');
    const D = machine.spawn();
    given(machine)
      .when(() => machine.poke(D, A, AT, 9))
      .then(({ events }) => {
        expect([machine.view.faults(A).minor, machine.view.faults(D).minor > 0]).toEqual([0, true]);
        expect(new Set(faultFlags(events))).toEqual(new Set([FAULT_FLAG_REMOTE | FAULT_FLAG_WRITE]));
        expect(machine.access(A, AT, 'read').value).toBe(9);
        expect(machine.access(A, AT, 'write', 1).result).toBe('SIGSEGV/ACCERR');
      });
  });

  it('B15 a forced write of a shared read-only mapping is refused, without a fault', () => {
    const machine = machineOf();
    const A = mapped(machine, 'r', { shared: true });
    const D = machine.spawn();
    const events = recorded(machine, () => expect(machine.poke(D, A, AT, 1)).toEqual({ result: 'EIO' }));
    expect([rules(events), faultFlags(events)]).toEqual([['check_vma_flags/not-writable'], []]);
  });

  it.each([
    ['CW3 in a shared mapping', (flags: number) => flags | VM_SHARED],
    ['CW5 where a plain fault will do', (flags: number) => flags | VM_WRITE],
  ])('%s no entry is written through that is not writable', (_, flagsOf) => {
    const machine = machineOf();
    const { A } = written(machine);
    machine.mprotect(A, AT, 1, prot('r'));
    givenVma(machine, A, flagsOf);
    expect(rules(recorded(machine, () => machine.poke(A, A, AT, 9)))).not.toContain('can_follow_write_pte/forced');
  });

  it.runIf(name === 'x86-64' || name === 's390')('CW7 nor one that is not soft-dirty where that is tracked', because('only where soft-dirty is tracked'), () => {
    const machine = machineOf();
    const { A } = written(machine);
    machine.mprotect(A, AT, 1, prot('r'));
    givenVma(machine, A, (flags) => flags & ~VM_SOFTDIRTY);
    givenEntry(machine, A, (codec, entry) => codec.clearSoftDirty(0, entry));
    expect(rules(recorded(machine, () => machine.poke(A, A, AT, 9)))[0]).toBe('follow_page_pte/write-needs-fault');
    expect(entryAt(machine, A)).toMatchObject({ softDirty: true, write: false });
  });

  it('process_vm_readv unshares first, process_vm_writev copies; both minding the protection', () => {
    const machine = machineOf();
    const { A, B, p0 } = forked(machine);
    expect(machine.vmRead(A, B, AT)).toEqual({ result: 'ok', value: 7 });
    expect([entryAt(machine, A).pfn, entryAt(machine, B).pfn === p0, pageAt(machine, B).exclusive]).toEqual([p0, false, true]);
    expect(machine.vmWrite(B, A, AT, 5)).toEqual({ result: 'ok' });
    expect(machine.access(A, AT, 'read').value).toBe(5);
    machine.mprotect(A, AT, 1, prot('r'));
    expect(machine.vmWrite(B, A, AT, 6)).toEqual({ result: 'EFAULT' });
    machine.mprotect(A, AT, 1, prot('-'));
    expect([machine.vmRead(B, A, AT), machine.peek(B, A, AT)]).toEqual([{ result: 'EFAULT' }, { result: 'ok', value: 5 }]);
    expect([machine.vmRead(B, A, AT + 1), machine.peek(B, A, AT + 1)]).toEqual([{ result: 'EFAULT' }, { result: 'EIO' }]);
    expect(invariants(machine)).toEqual([]);
  });

  it('V1 memory of a device has no pages to give', () => {
    const machine = machineOf();
    const { A } = written(machine);
    givenVma(machine, A, (flags) => flags | VM_IO);
    const events = recorded(machine, () => expect(machine.peek(A, A, AT)).toEqual({ result: 'EIO' }));
    expect(rules(events)).toEqual(['check_vma_flags/no-pages']);
  });

  it.runIf(name === 'x86-64')("V9 a key that the thread has no right to hinders its own references, not a debugger's", because('only where there are protection keys'), () => {
    const machine = machineOf();
    const { A } = written(machine);
    givenVma(machine, A, (flags) => flags, { pkey: 3 });
    const events = recorded(machine, () => expect(machine.get(A, AT, 1).errno).toBe('EFAULT'));
    expect(rules(events)).toEqual(['internal_get_user_pages_fast/slow', 'check_vma_flags/key-refuses']);
    expect(machine.peek(A, A, AT).result).toBe('ok');
    expect(vmaAt(machine, A).pkey).toBe(3);
  });

  it('without memory for a copy gives the error of the call, and every reference back', () => {
    const machine = machineOf({ memoryPages: 64 });
    const { A, B, p0 } = forked(machine);
    const H = mapped(machine, 'rw', { pages: 128 });
    for (let vpn = AT; coreFault(machine, H, FAULT_FLAG_WRITE, { vpn }) === 0; vpn++);
    expect(machine.vmWrite(A, B, AT, 9)).toEqual({ result: 'EFAULT' });
    expect(machine.poke(A, B, AT, 9)).toEqual({ result: 'EIO' });
    expect(machine.pin(B, AT, 1, 'write')).toEqual({ errno: 'ENOMEM', hold: 0 });
    expect([entryAt(machine, B).pfn, machine.view.page(p0).refcount, invariants(machine)]).toEqual([p0, 2, []]);
  });
});
