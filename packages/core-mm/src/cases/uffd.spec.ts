import {
  FAULT_FLAG_UNSHARE, FAULT_FLAG_WRITE, KERNELS, PTE, recFlushPendingChanged, threadOn, VM_FAULT_SIGBUS, VM_UFFD_MISSING, VM_UFFD_WP, type Kernel, type MmEvent,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { AT, coreFault, givenVma, mapped, pageAt, prot, recorded, vmaAt } from '../../../../tools/arch-lab/cases/given-state';
import { EVERYWHERE, type MachineName } from '../../../../tools/arch-lab/cases/machines';
import { ofType, rules, story } from '../../../../tools/arch-lab/cases/words';
import { coreInvariants } from '../invariants';
import { markerBits } from '../marker/codec';
import { type CaseLab, givenEntry, lab } from '../testing/lab';
import { hog } from '../testing/rule-args';

const TO = AT + 0x2000;
/** Where entries have a mark for protection. */
const WATCHED: readonly { readonly name: MachineName; readonly kernel: Kernel }[] = [
  ...KERNELS.map((kernel) => ({ name: 'x86-64' as const, kernel })), { name: 'arm64', kernel: '6.12' },
];

const entryAt = (machine: CaseLab, mm: number, vpn = AT) => machine.view.entry(mm, vpn);
const sound = (machine: CaseLab): string[] => coreInvariants(machine.architecture, machine.core.state);
const flagsOf = (machine: CaseLab, mm: number): string[] => machine.view.vmas(mm).map(({ start, end, vmFlags }) =>
  `${start - AT}+${end - start}${vmFlags & VM_UFFD_MISSING ? 'm' : ''}${vmFlags & VM_UFFD_WP ? 'w' : ''}`);
/** What stands at each page: a page, protected or not; a marker, with its bits; nothing. */
function standing(machine: CaseLab, mm: number, pages: number): string {
  return Array.from({ length: pages }, (_, nth) => {
    const entry = entryAt(machine, mm, AT + nth);
    if (entry === undefined) return '-';
    if (entry.present) return `${entry.write ? 'w' : 'r'}${entry.uffdWp ? '!' : ''}`;
    return `m${markerBits(machine.architecture, Number(BigInt.asIntN(32, entry.raw)), Number(BigInt.asIntN(32, entry.raw >> 32n)))}`;
  }).join(' ');
}

/** A process that wrote its first page, with a registration over all. */
function registered(machine: CaseLab, mode: 'missing' | 'wp' | 'both', { pages = 3, shared = false } = {}): number {
  const mm = mapped(machine, 'rw', { pages, shared });
  machine.access(mm, AT, 'write', 7);
  expect(machine.uffdRegister(mm, AT, pages, mode)).toBe('ok');
  return mm;
}
/** The same, with a protection over all. */
function guarded(machine: CaseLab, options: { pages?: number; shared?: boolean } = {}): number {
  const mm = registered(machine, 'wp', options);
  expect(machine.uffdWp(mm, AT, options.pages ?? 3, true)).toBe('ok');
  return mm;
}

describe.each(EVERYWHERE)('missing pages: $name, kernel $kernel', ({ name, kernel }) => {
  const machineOf = (memoryPages = 4096): CaseLab => lab(name, { kernel, memoryPages });

  it('fault-path:AN7 a read of one is for user space to handle: nothing is mapped, nobody is charged', () => {
    const machine = machineOf();
    const mm = registered(machine, 'missing');
    const before = machine.view.faults(mm);
    const events = recorded(machine, () => expect(machine.access(mm, AT + 1, 'read')).toEqual({ result: 'SIGBUS/ADRERR' }));
    expect(rules(events)).toEqual(['do_anonymous_page/zero-page', 'do_anonymous_page/zero-page-userfault', 'handle_userfault/sigbus']);
    expect([entryAt(machine, mm, AT + 1), machine.view.faults(mm), machine.access(mm, AT, 'read').value]).toEqual([undefined, before, 7]);
  });

  it('fault-path:AN16 a write too, and frees the page that was at hand', () => {
    const machine = machineOf();
    const mm = registered(machine, 'missing');
    const events = recorded(machine, () => expect(machine.access(mm, AT + 1, 'write', 1)).toEqual({ result: 'SIGBUS/ADRERR' }));
    expect(rules(events)).toEqual(['do_anonymous_page/new-page', 'do_anonymous_page/new-page-userfault', 'handle_userfault/sigbus']);
    expect([story(events), entryAt(machine, mm, AT + 1), sound(machine)]).toEqual([['alloc anon', 'ref -1 fault', 'free'], undefined, []]);
  });

  it('fault-path:T25 fault-path:U1 an access of the kernel for the process ends with EFAULT', () => {
    const machine = machineOf();
    const mm = registered(machine, 'missing');
    expect([machine.kernelAccess(mm, AT + 1, 'read'), machine.kernelAccess(mm, AT + 1, 'write', 1)]).toEqual([{ result: 'EFAULT' }, { result: 'EFAULT' }]);
    expect([machine.madvise(mm, AT, 3, 'populate_write'), machine.pin(mm, AT, 3, 'write').errno, machine.mlock(mm, AT, 3)]).toEqual(['EFAULT', 'EFAULT', 'ENOMEM']);
  });

  it('a page of shared memory that is on swap is not missing, and cannot be supplied', () => {
    const machine = machineOf();
    machine.swapon(8);
    const mm = registered(machine, 'missing', { shared: true });
    machine.madvise(mm, AT, 1, 'pageout');
    expect([machine.view.entry(mm, AT), machine.uffdCopy(mm, AT, 5), machine.uffdZero(mm, AT, 1), machine.access(mm, AT, 'read').value, sound(machine)]).toEqual([undefined, 'EEXIST', 'EEXIST', 7, []]);
  });

  it('of shared memory a hole is missing; a page that the object has is none', () => {
    const machine = machineOf();
    const mm = registered(machine, 'missing', { shared: true });
    machine.madvise(mm, AT, 1, 'dontneed');
    expect([machine.access(mm, AT, 'read'), machine.access(mm, AT + 1, 'read').result, machine.access(mm, AT + 1, 'write', 1).result]).toEqual([{ result: 'ok', value: 7 }, 'SIGBUS/ADRERR', 'SIGBUS/ADRERR']);
    expect([machine.uffdCopy(mm, AT + 1, 5), machine.uffdCopy(mm, AT + 1, 6), machine.access(mm, AT + 1, 'read')]).toEqual(['ok', 'EEXIST', { result: 'ok', value: 5 }]);
    expect([machine.uffdZero(mm, AT + 2, 1), pageAt(machine, mm, AT + 2), machine.view.counters(mm).shmem]).toMatchObject(['ok', { anon: false, dirty: false, mapcount: 1 }, 3]);
    machine.madvise(mm, AT, 1, 'dontneed');
    expect([machine.uffdCopy(mm, AT, 6), sound(machine)]).toEqual(['EEXIST', []]);
  });

  it('a page that is supplied is dirty, exclusive and writable where its VMA is; the zero page takes a write like any other', () => {
    const machine = machineOf();
    const mm = registered(machine, 'missing');
    expect([machine.uffdCopy(mm, AT + 1, 5), entryAt(machine, mm, AT + 1), pageAt(machine, mm, AT + 1)]).toMatchObject(['ok', { dirty: true, write: true }, { exclusive: true, mapcount: 1, refcount: 1, value: 5 }]);
    expect([machine.uffdZero(mm, AT + 2, 1), entryAt(machine, mm, AT + 2)!.zeroPage, machine.access(mm, AT + 2, 'write', 3).result]).toEqual(['ok', true, 'ok']);
    machine.madvise(mm, AT, 1, 'dontneed');
    machine.mprotect(mm, AT, 3, prot('r'));
    expect([machine.uffdCopy(mm, AT, 9), entryAt(machine, mm)!.write, machine.access(mm, AT, 'read'), sound(machine)]).toEqual(['ok', false, { result: 'ok', value: 9 }, []]);
  });

  it('several at once stop at the first that is there: EEXIST, or EAGAIN once some were supplied', () => {
    const machine = machineOf();
    const mm = registered(machine, 'missing', { pages: 4 });
    machine.uffdCopy(mm, AT + 2, 5);
    expect([machine.uffdZero(mm, AT, 4), machine.uffdZero(mm, AT + 1, 3), machine.uffdZero(mm, AT + 3, 1)]).toEqual(['EEXIST', 'EAGAIN', 'ok']);
  });

  it('what is not registered, lies in two VMAs or beyond the object is not supplied', () => {
    const machine = machineOf();
    const mm = registered(machine, 'missing', { shared: true });
    expect([machine.uffdCopy(mm, TO, 1), machine.uffdZero(mm, AT + 2, 2), machine.uffdWp(mm, AT, 1, true)]).toEqual(['ENOENT', 'ENOENT', 'ENOENT']);
    expect([machine.uffdCopy(mm, AT + 1, 1, true), machine.uffdZero(mm, AT, 0), machine.uffdRegister(mm, 2 ** 45, 1, 'missing')]).toEqual(['EINVAL', 'EINVAL', 'EINVAL']);
    machine.mremap(mm, AT, 3, 4);
    expect([machine.uffdZero(mm, AT + 3, 1), machine.uffdCopy(mm, AT + 3, 1)]).toEqual(['EFAULT', 'EFAULT']);
    const zero = machine.spawn();
    machine.mmap(zero, { vpn: AT, pages: 1, prot: prot('rw'), shared: false, backing: 'zero' });
    expect([machine.uffdRegister(zero, AT, 1, 'missing'), machine.uffdZero(zero, AT, 1)]).toEqual(['ok', 'EFAULT']);
  });

  it('registering goes by VMAs, which split and merge; another mode takes the place of the one before', () => {
    const machine = machineOf();
    const mm = mapped(machine, 'rw', { pages: 4 });
    machine.munmap(mm, AT + 3, 1);
    expect([machine.uffdRegister(mm, AT + 1, 3, 'missing'), flagsOf(machine, mm)]).toEqual(['ok', ['0+1', '1+2m']]);
    expect([machine.uffdRegister(mm, AT + 1, 1, 'missing'), flagsOf(machine, mm)]).toEqual(['ok', ['0+1', '1+2m']]);
    const watches = machine.architecture.caps.uffdWp;
    expect(machine.uffdRegister(mm, AT + 2, 1, 'wp')).toBe(watches ? 'ok' : 'EINVAL');
    expect(flagsOf(machine, mm)).toEqual(watches ? ['0+1', '1+1m', '2+1w'] : ['0+1', '1+2m']);
    expect([machine.uffdUnregister(mm, AT, 4), flagsOf(machine, mm), machine.uffdUnregister(mm, TO, 1), machine.uffdRegister(mm, TO, 1, 'missing')]).toEqual(['ok', ['0+3'], 'EINVAL', 'EINVAL']);
    expect(machine.access(mm, AT + 1, 'read')).toEqual({ result: 'ok', value: 0 });
  });

  it('files cannot be registered, nor what can never be written', () => {
    const machine = machineOf();
    const mm = machine.spawn();
    const disk = machine.createFile({ backing: 'file', pages: 1 }).file;
    const memory = machine.createFile({ backing: 'shmem', pages: 1 }).file;
    machine.mmap(mm, { vpn: AT, pages: 1, prot: prot('rw'), shared: true, backing: 'file', file: disk });
    machine.mmap(mm, { vpn: TO, pages: 1, prot: prot('r'), shared: true, backing: 'file', file: memory, readOnly: true });
    expect([machine.uffdRegister(mm, AT, 1, 'missing'), machine.uffdUnregister(mm, AT, 1), machine.uffdRegister(mm, TO, 1, 'missing')]).toEqual(['EINVAL', 'EINVAL', 'EPERM']);
  });

  it('fork-mprotect-numa:FV3 a child is registered for nothing, nor is what moved; what stays behind is', () => {
    const machine = machineOf();
    const mm = registered(machine, 'missing');
    const child = machine.fork(mm).mm;
    expect([flagsOf(machine, child), machine.access(child, AT + 1, 'read').result]).toEqual([['0+3'], 'ok']);
    expect([machine.mremap(mm, AT, 3, 3, { vpn: TO, dontUnmap: true }), flagsOf(machine, mm)]).toEqual(['ok', ['0+3m', `${TO - AT}+3`]]);
  });

  it('without memory the call says so, and nothing is there', () => {
    const machine = machineOf(128);
    const mm = registered(machine, 'missing');
    const shared = registered(machine, 'missing', { shared: true });
    hog(machine, 0);
    expect([machine.uffdCopy(mm, AT + 1, 5), machine.uffdCopy(shared, AT + 1, 5), entryAt(machine, mm, AT + 1), entryAt(machine, shared, AT + 1), sound(machine)]).toEqual(['ENOMEM', 'ENOMEM', undefined, undefined, []]);
  });

  it('fault-path:M2 poison ends every access, in a child too, until it is dropped (handle_pte_marker/swapin-error); before 6.6 there is none', () => {
    const machine = machineOf();
    const mm = registered(machine, 'missing');
    if (kernel !== '6.12') return expect(machine.uffdPoison(mm, AT + 1, 1)).toBe('EINVAL');
    expect([machine.uffdPoison(mm, AT, 1), machine.uffdPoison(mm, AT + 1, 1), machine.uffdPoison(mm, AT + 1, 1), standing(machine, mm, 3)]).toEqual(['EEXIST', 'ok', 'EEXIST', 'w m2 -']);
    const poisoned = { result: name === 's390' ? 'SIGBUS/ADRERR' : 'SIGBUS/MCEERR_AR' };
    const child = machine.fork(mm).mm;
    expect([mm, child].flatMap((of) => [machine.access(of, AT + 1, 'read'), machine.access(of, AT + 1, 'write', 1)])).toEqual([poisoned, poisoned, poisoned, poisoned]);
    expect([machine.kernelAccess(mm, AT + 1, 'read'), machine.uffdZero(mm, AT + 1, 1), machine.mprotect(mm, AT, 3, prot('r')), standing(machine, mm, 3)]).toEqual([{ result: 'EFAULT' }, 'EEXIST', 'ok', 'r m2 -']);
    machine.madvise(mm, AT + 1, 1, 'dontneed');
    expect([standing(machine, mm, 3), standing(machine, child, 3), machine.uffdCopy(child, AT + 1, 1), machine.exit(child), sound(machine)]).toEqual(['r - -', 'r m2 -', 'ENOENT', undefined, []]);
    return undefined;
  });
});

describe.each(WATCHED)('write protection: $name, kernel $kernel', ({ name, kernel }) => {
  const later = kernel === '6.12';
  const machineOf = (memoryPages = 4096): CaseLab => lab(name, { kernel, memoryPages, cpus: 2 });

  it('fork-mprotect-numa:CP4 a present entry is protected and marked, and loses the mark again; what is empty and anonymous stays so', () => {
    const machine = machineOf();
    const mm = registered(machine, 'wp');
    machine.access(mm, AT + 1, 'read');
    const events = recorded(machine, () => expect(machine.uffdWp(mm, AT, 3, true)).toBe('ok'));
    expect([rules(events), ofType(events, 'BranchTaken').map(({ arg }) => arg), standing(machine, mm, 3)]).toEqual([['change_pte_range/uffd-wp', 'change_pte_range/uffd-wp'], [1, 1], 'r! r! -']);
    expect([ofType(events, 'FlushRequested').length, machine.access(mm, AT, 'read').value, machine.access(mm, AT + 2, 'write', 1).result]).toEqual([1, 7, 'ok']);
    machine.uffdWp(mm, AT, 3, false);
    // Before, private memory took a fault for the first write, be it one that was never protected.
    expect([standing(machine, mm, 3), machine.access(mm, AT, 'write', 8).result, sound(machine)]).toEqual([later ? 'w r w' : 'r r r', 'ok', []]);
  });

  it('cow-and-gup:WP1 a write to it is for user space to handle; O12 UNSHARE is not held up', () => {
    const machine = machineOf();
    const mm = guarded(machine);
    const child = machine.fork(mm).mm;
    const { pfn } = entryAt(machine, mm)!;
    const events = recorded(machine, () => expect(machine.access(mm, AT, 'write', 1)).toEqual({ result: 'SIGBUS/ADRERR' }));
    expect([rules(events), story(events)]).toEqual([['do_wp_page/userfault', 'handle_userfault/sigbus'], []]);
    expect([machine.kernelAccess(mm, AT, 'write', 1), coreFault(machine, mm, FAULT_FLAG_WRITE)]).toEqual([{ result: 'EFAULT' }, VM_FAULT_SIGBUS]);
    expect([coreFault(machine, mm, FAULT_FLAG_UNSHARE), entryAt(machine, mm)!.pfn === pfn, standing(machine, mm, 1), standing(machine, child, 1)]).toEqual([0, false, 'r!', 'r']);
  });

  it('cow-and-gup:WP2 a write to what is not protected flushes first, while a flush of the mm is pending (do_wp_page/flush-pending)', () => {
    const machine = machineOf();
    const mm = registered(machine, 'wp');
    machine.fork(mm);
    const flushes = (events: readonly MmEvent[]) => ofType(events, 'FlushRequested').map(({ scope, reason }) => `${scope} ${reason}`);
    recFlushPendingChanged(threadOn(machine.log), mm, 1);
    const events = recorded(machine, () => expect(machine.access(mm, AT, 'write', 1).result).toBe('ok'));
    recFlushPendingChanged(threadOn(machine.log), mm, -1);
    expect([rules(events).slice(0, 2), flushes(events)[0]]).toEqual([['do_wp_page/flush-pending', 'do_wp_page/others-refer'], 'page protect']);
  });

  it('fork-mprotect-numa:CN9 a page of an object that is not mapped is protected by a marker, in a table that is made for it; CN4 lifting clears it, CN5 nothing else does', () => {
    const machine = machineOf();
    const mm = mapped(machine, 'rw', { pages: 3, shared: true });
    machine.uffdRegister(mm, AT, 3, 'wp');
    const placed = recorded(machine, () => machine.uffdWp(mm, AT, 2, true));
    expect([rules(placed), standing(machine, mm, 3)]).toEqual([['change_pte_range/marker-placed', 'change_pte_range/marker-placed'], 'm1 m1 -']);
    expect([machine.uffdWp(mm, AT, 2, true), machine.mprotect(mm, AT, 3, prot('r')), machine.mprotect(mm, AT, 3, prot('rw')), standing(machine, mm, 3)]).toEqual(['ok', 'ok', 'ok', 'm1 m1 -']);
    const lifted = recorded(machine, () => machine.uffdWp(mm, AT + 1, 2, false));
    expect([rules(lifted), standing(machine, mm, 3), sound(machine)]).toEqual([['change_pte_range/marker-lifted'], 'm1 - -', []]);
  });

  it('without memory for that table none is placed; later kernels say so', () => {
    const machine = machineOf(128);
    const mm = mapped(machine, 'rw', { pages: 3, shared: true });
    machine.uffdRegister(mm, AT, 3, 'wp');
    hog(machine, 0);
    expect([machine.uffdWp(mm, AT, 3, true), standing(machine, mm, 3), sound(machine)]).toEqual([later ? 'ENOMEM' : 'ok', '- - -', []]);
  });

  it('fork-mprotect-numa:C38 fault-path:M4 fault-path:SP5 a page that comes where a marker stands is protected, and only after that a write is refused', () => {
    const machine = machineOf();
    const mm = guarded(machine, { shared: true });
    machine.madvise(mm, AT, 3, 'dontneed');
    expect(standing(machine, mm, 3)).toBe('m1 m1 m1');
    const events = recorded(machine, () => expect(machine.access(mm, AT, 'read').value).toBe(7));
    expect([rules(events).slice(0, 3), standing(machine, mm, 3)]).toEqual([['handle_pte_fault/not-present', 'handle_pte_marker/file', 'do_fault/read'], 'r! m1 m1']);
    const before = machine.view.faults(mm).minor;
    expect([machine.access(mm, AT + 1, 'write', 1).result, standing(machine, mm, 3), machine.view.faults(mm).minor - before]).toEqual(['SIGBUS/ADRERR', 'r! r! m1', 1]);
  });

  it('fault-path:T17 fault-path:M3 a marker that nobody watches any more is cleared, and the access runs again', () => {
    const machine = machineOf();
    const mm = guarded(machine, { shared: true });
    givenVma(machine, mm, (flags) => flags & ~VM_UFFD_WP);
    const before = machine.view.faults(mm).minor;
    const events = recorded(machine, () => expect(machine.access(mm, AT + 1, 'read')).toEqual({ result: 'ok', value: 0 }));
    expect([rules(events).slice(0, 2), machine.view.faults(mm).minor - before, standing(machine, mm, 3)]).toEqual([['handle_pte_fault/not-present', 'handle_pte_marker/cleared'], 2, 'r! w m1']);
  });

  it('zap-and-rmap:ZR-16 zap-and-rmap:4.5 DONTNEED, truncation and a hole leave a marker of a protected page (zap_pte_range/marker-left); munmap and exit leave none', () => {
    const machine = machineOf();
    const mm = guarded(machine, { shared: true });
    const events = recorded(machine, () => machine.madvise(mm, AT, 2, 'dontneed'));
    expect([rules(events).filter((rule) => rule === 'zap_pte_range/marker-left'), standing(machine, mm, 3), machine.view.counters(mm).shmem]).toEqual([['zap_pte_range/marker-left'], 'm1 m1 m1', 0]);
    machine.access(mm, AT, 'read');
    machine.madvise(mm, AT, 1, 'remove');
    expect([standing(machine, mm, 3), machine.access(mm, AT, 'read').value]).toEqual(['m1 m1 m1', 0]);
    machine.munmap(mm, AT + 1, 1);
    expect([standing(machine, mm, 3), machine.exit(mm), sound(machine)]).toEqual(['r! - m1', undefined, []]);
  });

  it('zap-and-rmap:9.5 reclaim of shared memory leaves a marker of a protected page (try_to_unmap_one/marker-left), under which it comes back', () => {
    const machine = machineOf();
    machine.swapon(8);
    const mm = guarded(machine, { shared: true });
    machine.access(mm, AT, 'read');
    const events = recorded(machine, () => machine.madvise(mm, AT, 1, 'pageout'));
    expect([rules(events).includes('try_to_unmap_one/marker-left'), standing(machine, mm, 1), machine.view.swappedPages(vmaAt(machine, mm).object, 0, 3)]).toEqual([true, 'm1', [0]]);
    expect([machine.access(mm, AT, 'read').value, standing(machine, mm, 1), sound(machine)]).toEqual([7, 'r!', []]);
  });

  it('private memory leaves none: there is nothing that could come back', () => {
    const machine = machineOf();
    const mm = guarded(machine);
    machine.madvise(mm, AT, 1, 'dontneed');
    expect([standing(machine, mm, 3), machine.access(mm, AT, 'write', 1).result]).toEqual(['- - -', 'ok']);
  });

  it('fork-mprotect-numa:FP8 fork-mprotect-numa:FX6 a child is protected from nothing; markers it gets only before 6.12 (copy_nonpresent_pte/marker)', () => {
    const machine = machineOf();
    const memory = machine.createFile({ backing: 'shmem', pages: 3 }).file;
    const mm = machine.spawn();
    machine.mmap(mm, { vpn: AT, pages: 3, prot: prot('rw'), shared: false, backing: 'file', file: memory });
    machine.access(mm, AT, 'write', 7);
    machine.uffdRegister(mm, AT, 3, 'wp');
    machine.uffdWp(mm, AT, 2, true);
    expect([standing(machine, mm, 3), flagsOf(machine, mm)]).toEqual(['r! m1 -', ['0+3w']]);
    const child = machine.fork(mm).mm;
    expect([standing(machine, child, 3), flagsOf(machine, child), machine.access(child, AT + 1, 'write', 1).result, machine.access(child, AT, 'write', 1).result]).toEqual([later ? 'r - -' : 'r m1 -', ['0+3'], 'ok', 'ok']);
    expect([standing(machine, mm, 3), sound(machine)]).toEqual(['r! m1 -', []]);
  });

  it('fork-mprotect-numa:WN5 shared memory that is watched is mapped read-only; what is written has to fault', () => {
    const machine = machineOf();
    const mm = registered(machine, 'wp', { shared: true });
    machine.access(mm, AT + 1, 'read');
    expect(standing(machine, mm, 2)).toBe('w r');
    expect([machine.access(mm, AT + 1, 'write', 1).result, machine.uffdUnregister(mm, AT, 3), machine.access(mm, AT + 2, 'read').result, standing(machine, mm, 3)]).toEqual(['ok', 'ok', 'ok', later ? 'r r w' : 'w w w']);
  });

  it('fork-mprotect-numa:WR4 mprotect lifts no protection, and unregistering lifts all', () => {
    const machine = machineOf();
    const mm = guarded(machine);
    machine.mprotect(mm, AT, 3, prot('r'));
    machine.mprotect(mm, AT, 3, prot('rw'));
    expect([standing(machine, mm, 1), machine.access(mm, AT, 'write', 1).result]).toEqual(['r!', 'SIGBUS/ADRERR']);
    expect([machine.uffdUnregister(mm, AT, 3), entryAt(machine, mm)!.uffdWp, flagsOf(machine, mm), machine.access(mm, AT, 'write', 1).result]).toEqual(['ok', false, ['0+3'], 'ok']);
  });

  it('a page can be supplied protected, also where a marker stands; zeros need an empty entry', () => {
    const machine = machineOf();
    for (const shared of [false, true]) {
      const mm = registered(machine, 'both', { shared });
      machine.uffdWp(mm, AT + 2, 1, true);
      expect([machine.uffdCopy(mm, AT + 1, 5, true), machine.uffdCopy(mm, AT + 2, 6), standing(machine, mm, 3), machine.access(mm, AT + 1, 'write', 1).result]).toEqual(['ok', 'ok', 'w r! w', 'SIGBUS/ADRERR']);
    }
    expect(sound(machine)).toEqual([]);
  });

  it('fork-mprotect-numa:CN8 fault-path:SW30 the protection follows a page to swap and back, and is lifted there', () => {
    const machine = machineOf();
    machine.swapon(8);
    const mm = guarded(machine);
    machine.madvise(mm, AT, 1, 'pageout');
    expect([entryAt(machine, mm)!.slot, entryAt(machine, mm)!.uffdWp, machine.access(mm, AT, 'read').value, standing(machine, mm, 1)]).toEqual([1, true, 7, 'r!']);
    machine.madvise(mm, AT, 1, 'pageout');
    expect([machine.uffdWp(mm, AT, 1, false), entryAt(machine, mm)!.uffdWp, machine.uffdWp(mm, AT, 1, true), entryAt(machine, mm)!.uffdWp]).toEqual(['ok', false, 'ok', true]);
    const child = machine.fork(mm).mm;
    expect([entryAt(machine, child)!.uffdWp, machine.access(child, AT, 'write', 1).result, machine.access(mm, AT, 'write', 1).result, sound(machine)]).toEqual([false, 'ok', 'SIGBUS/ADRERR', []]);
  });

  it('fork-mprotect-numa:CN6 a page that is lost stays so: only before 6.12 its entry takes the mark, which says nothing', () => {
    const machine = machineOf();
    const mm = registered(machine, 'wp');
    machine.swapon(8);
    machine.madvise(mm, AT, 1, 'pageout');
    machine.swapBreak();
    machine.swapoff();
    const lost = machine.access(mm, AT, 'read').result;
    expect([machine.uffdWp(mm, AT, 1, true), entryAt(machine, mm)!.uffdWp, machine.access(mm, AT, 'read').result]).toEqual(['ok', !later, lost]);
    expect([machine.uffdWp(mm, AT, 1, false), entryAt(machine, mm)!.uffdWp, entryAt(machine, mm)!.present]).toEqual(['ok', false, false]);
  });

  it('a read maps nothing around it where somebody watches', () => {
    const machine = machineOf();
    const mm = mapped(machine, 'rw', { pages: 3, shared: true });
    for (const page of [0, 1, 2]) machine.access(mm, AT + page, 'write', 1);
    machine.uffdRegister(mm, AT, 3, 'wp');
    machine.madvise(mm, AT, 3, 'dontneed');
    machine.access(mm, AT + 1, 'read');
    expect(standing(machine, mm, 3)).toBe('- r -');
  });

  it('a forced write goes by the mark, and a marker of another bit is none', () => {
    const machine = machineOf();
    const mm = guarded(machine);
    expect(machine.poke(mm, mm, AT, 9)).toEqual({ result: 'EIO' });
    givenEntry(machine, mm, (codec, entry) => codec.clearUffdWp(PTE, entry));
    expect([machine.poke(mm, mm, AT, 9), vmaAt(machine, mm).vmFlags & VM_UFFD_WP]).toEqual([{ result: 'ok' }, VM_UFFD_WP]);
  });
});
