import {
  FOR_ANON, PG_LRU, recFolioFlagged, recMlockCounted, runPath, threadOn, VM_ACCESS_FLAGS, VM_DONTEXPAND, VM_HUGETLB, VM_IO, VM_LOCKED, VM_LOCKONFAULT, VM_MIXEDMAP, VM_PFNMAP, type MmEvent,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { allocFolio } from '../alloc';
import { AT, givenVma, mapped, pageAt, prot, recorded, vmaAt } from '../../../../tools/arch-lab/cases/given-state';
import { EVERYWHERE, MACHINES } from '../../../../tools/arch-lab/cases/machines';
import { ofType, rules, story } from '../../../../tools/arch-lab/cases/words';
import { mmPopulate } from '../gup/populate';
import { coreInvariants, overlocked } from '../invariants';
import { F_MLOCK_COUNT } from '../state/frames';
import { given } from '../testing/given';
import { type CaseLab, lab } from '../testing/lab';

const TO = AT + 0x2000;
const LOCKED = { mlocked: true, unevictable: true, active: false };
const UNLOCKED = { mlocked: false, unevictable: false, active: false };

/** How many locked mappings a page counts. */
const mlocks = (machine: CaseLab, pfn: number): number => machine.core.state.frames.get(pfn, F_MLOCK_COUNT);
/** The page at `vpn`, and its count. */
const lockOf = (machine: CaseLab, mm: number, vpn = AT) => {
  const page = pageAt(machine, mm, vpn);
  return { mlocked: page.mlocked, unevictable: page.unevictable, active: page.active, count: mlocks(machine, page.pfn) };
};
/** Which VMAs there are, by first page, pages, and whether they are locked: `L`, on fault `F`. */
const vmasOf = (machine: CaseLab, mm: number): string[] =>
  machine.view.vmas(mm).map(({ start, end, vmFlags }) => `${start - AT}+${end - start}${vmFlags & VM_LOCKED ? 'L' : ''}${vmFlags & VM_LOCKONFAULT ? 'F' : ''}`);
const written = (machine: CaseLab, options: { pages?: number; shared?: boolean } = {}): number => {
  const mm = mapped(machine, 'rw', options);
  machine.access(mm, AT, 'write', 7);
  return mm;
};
const sound = (machine: CaseLab): string[] => [...coreInvariants(machine.architecture, machine.core.state), ...overlocked(machine.architecture, machine.core.state)];
const entriesSet = (events: readonly MmEvent[]): number[] => ofType(events, 'EntrySet').filter(({ level, how }) => level === 0 && how !== 'hardware').map(({ vpn }) => vpn - AT);

describe.each(EVERYWHERE)('mlock and munlock, fork-mprotect-numa §8.2: $name, kernel $kernel', ({ name, kernel }) => {
  const machineOf = (memoryPages = 4096): CaseLab => lab(name, { kernel, memoryPages });

  it('mlock locks what is mapped, leaves its entries as they are, and fetches the rest: of writable private memory pages of its own', () => {
    const machine = machineOf();
    const mm = written(machine, { pages: 4 });
    machine.access(mm, AT + 1, 'read');
    const before = machine.view.entry(mm, AT)!;
    given(machine)
      .when(() => machine.mlock(mm, AT, 3))
      .then(({ outcome, events }) => {
        expect([outcome, vmasOf(machine, mm), machine.view.lockedPages(mm), machine.view.faults(mm).minor]).toEqual(['ok', ['0+3L', '3+1'], 3, 4]);
        expect(ofType(events, 'CounterChanged').filter(({ counter }) => counter === 'locked').map(({ delta }) => delta)).toEqual([3]);
        expect(machine.view.entry(mm, AT)).toEqual(before);
        for (const page of [0, 1, 2]) expect(lockOf(machine, mm, AT + page)).toEqual({ ...LOCKED, count: 1 });
        expect([machine.view.entry(mm, AT + 3), sound(machine)]).toEqual([undefined, []]);
      })
      .when(() => machine.munlock(mm, AT, 3))
      .then(({ outcome, events }) => {
        expect([outcome, vmasOf(machine, mm), machine.view.lockedPages(mm), entriesSet(events)]).toEqual(['ok', ['0+4'], 0, []]);
        for (const page of [0, 1, 2]) expect(lockOf(machine, mm, AT + page)).toEqual({ ...UNLOCKED, count: 0 });
        expect(sound(machine)).toEqual([]);
      });
  });

  it('memory that is only read is fetched by reads: the zero page, which nobody locks', () => {
    const machine = machineOf();
    const mm = mapped(machine, 'r', { pages: 2 });
    given(machine)
      .when(() => machine.mlock(mm, AT, 2))
      .then(({ outcome, events }) => {
        expect([outcome, machine.view.entry(mm, AT)!.zeroPage, machine.view.entry(mm, AT + 1)!.zeroPage]).toEqual(['ok', true, true]);
        expect([ofType(events, 'MlockCounted'), machine.view.page(machine.view.entry(mm, AT)!.pfn).mlocked]).toEqual([[], false]);
      });
  });

  it('a page that was active is so no more, and does not become so again while it is locked', () => {
    const machine = machineOf();
    const mm = written(machine);
    for (let n = 0; n < 2; n++) machine.peek(mm, mm, AT);
    expect(pageAt(machine, mm)).toMatchObject({ active: true });
    machine.mlock(mm, AT, 1);
    for (let n = 0; n < 4; n++) machine.peek(mm, mm, AT);
    expect(lockOf(machine, mm)).toEqual({ ...LOCKED, count: 1 });
    machine.munlock(mm, AT, 1);
    expect(lockOf(machine, mm)).toEqual({ ...UNLOCKED, count: 0 });
  });

  it('locked once more, it counts no page twice; unlocked once, it is unlocked', () => {
    const machine = machineOf();
    const mm = written(machine);
    machine.mlock(mm, AT, 1);
    given(machine)
      .when(() => machine.mlock(mm, AT, 1))
      .then(({ outcome, events }) => {
        expect(outcome).toBe('ok');
        expect([ofType(events, 'VmaRemoved'), lockOf(machine, mm).count]).toEqual([[], 1]);
      });
    machine.munlock(mm, AT, 1);
    expect(lockOf(machine, mm)).toEqual({ ...UNLOCKED, count: 0 });
  });

  it.each([['IO', VM_IO], ['a PFN map', VM_PFNMAP], ['a mixed map', VM_MIXEDMAP], ['not to be expanded', VM_DONTEXPAND], ['hugetlb', VM_HUGETLB]])('memory that is %s is never locked, and that is no error', (_what, flag) => {
    const machine = machineOf();
    const mm = mapped(machine, 'r');
    givenVma(machine, mm, (flags) => flags | flag);
    const { vmFlags } = vmaAt(machine, mm);
    expect([machine.mlock(mm, AT, 1, true), machine.munlock(mm, AT, 1)]).toEqual(['ok', 'ok']);
    expect([vmaAt(machine, mm).vmFlags, machine.view.lockedPages(mm)]).toEqual([vmFlags, 0]);
  });

  it('memory of a device is locked by nobody, but what is mapped there beside it is fetched', () => {
    const machine = machineOf();
    const mm = written(machine, { pages: 3 });
    machine.munmap(mm, AT + 1, 1);
    machine.mmap(mm, { vpn: AT + 1, pages: 1, prot: prot('r'), shared: false, backing: 'anon' });
    givenVma(machine, mm, (flags) => flags | VM_IO | VM_PFNMAP, { vpn: AT + 1 });
    expect([machine.mlock(mm, AT, 3), machine.view.entry(mm, AT + 1), lockOf(machine, mm, AT + 2).count]).toEqual(['ok', undefined, 1]);
  });

  it('MLOCK_ONFAULT: what is mapped is locked, the rest as it comes; then mlock alone fetches it', () => {
    const machine = machineOf();
    const mm = written(machine, { pages: 3 });
    given(machine)
      .when(() => machine.mlock(mm, AT, 3, true))
      .then(({ outcome, events }) => {
        expect([outcome, vmasOf(machine, mm), lockOf(machine, mm).count]).toEqual(['ok', ['0+3LF'], 1]);
        expect([machine.view.entry(mm, AT + 1), ofType(events, 'SyscallEntered')[0]!.arg]).toEqual([undefined, 1]);
      });
    machine.access(mm, AT + 1, 'read');
    expect(machine.view.entry(mm, AT + 1)).toMatchObject({ zeroPage: true });
    machine.access(mm, AT + 1, 'write', 1);
    expect(lockOf(machine, mm, AT + 1)).toEqual({ ...LOCKED, count: 1 });
    given(machine)
      .when(() => machine.mlock(mm, AT, 3))
      .then(() => {
        expect([vmasOf(machine, mm), machine.view.lockedPages(mm), [0, 1, 2].map((page) => lockOf(machine, mm, AT + page).count)]).toEqual([['0+3L'], 3, [1, 1, 1]]);
        expect(sound(machine)).toEqual([]);
      });
  });

  it('a hole is ENOMEM: what lies before it is locked but not fetched, what lies behind it is left', () => {
    const machine = machineOf();
    const mm = mapped(machine, 'rw', { pages: 4 });
    machine.munmap(mm, AT + 2, 1);
    expect([machine.mlock(mm, AT, 4), vmasOf(machine, mm), machine.view.entry(mm, AT)]).toEqual(['ENOMEM', ['0+2L', '3+1'], undefined]);
    expect([machine.mlock(mm, AT + 2, 2), machine.mlock(mm, AT + 3, 1), vmasOf(machine, mm)]).toEqual(['ENOMEM', 'ok', ['0+2L', '3+1L']]);
    expect([machine.munlock(mm, AT, 4), vmasOf(machine, mm), machine.view.lockedPages(mm)]).toEqual(['ENOMEM', ['0+2', '3+1L'], 1]);
  });

  it('no pages are ok, a range past the last address is EINVAL, one beyond user space has a hole', () => {
    const machine = machineOf();
    const mm = written(machine);
    const { pageShift } = machine.architecture.geometry;
    const past = 2 ** (64 - pageShift);
    for (const call of ['mlock', 'munlock'] as const)
      expect([machine[call](mm, AT, 0), machine[call](mm, TO, 0), machine[call](mm, past - 1, 1), machine[call](mm, past - 2, 1)]).toEqual(['ok', 'ok', 'EINVAL', 'ENOMEM']);
    expect(vmasOf(machine, mm)).toEqual(['0+1']);
    expect(() => machine.mlock(mm, AT, 1, 1 as unknown as boolean)).toThrow(expect.objectContaining({ code: 'bad-argument' }) as Error);
  });

  it('memory without any access cannot be fetched: ENOMEM, though it is locked; MAP_LOCKED says nothing of it', () => {
    const machine = machineOf();
    const mm = mapped(machine, '-', { pages: 2 });
    expect([machine.mlock(mm, AT, 2), vmasOf(machine, mm), machine.view.lockedPages(mm)]).toEqual(['ENOMEM', ['0+2L'], 2]);
    expect(machine.mmap(mm, { vpn: TO, pages: 1, prot: prot('-'), shared: false, backing: 'anon', locked: true })).toBe('ok');
    expect([vmaAt(machine, mm, TO).vmFlags & (VM_LOCKED | VM_ACCESS_FLAGS), machine.view.lockedPages(mm)]).toEqual([VM_LOCKED, 3]);
  });

  it('for want of memory it is EAGAIN; the page that failed is tried once more, what was locked and fetched stays so', () => {
    const machine = machineOf(64);
    const mm = mapped(machine, 'rw', { pages: 256 });
    given(machine)
      .when(() => machine.mlock(mm, AT, 256))
      .then(({ outcome, events }) => {
        expect([outcome, vmasOf(machine, mm), machine.view.lockedPages(mm), lockOf(machine, mm).count]).toEqual(['EAGAIN', ['0+256L'], 256, 1]);
        const asked = ofType(events, 'GupFaulted').map(({ vpn }) => vpn - AT);
        expect(asked).toEqual([...asked.keys()].map((nth) => Math.min(nth, asked.length - 2)));
      });
  });

  it('who passes over failures goes on with the next VMA; who does not ends there', () => {
    const machine = machineOf();
    const mm = mapped(machine, '-', { pages: 1 });
    machine.mmap(mm, { vpn: AT + 1, pages: 1, prot: prot('rw'), shared: false, backing: 'anon' });
    const populated = (ignoreErrors: boolean): unknown => [runPath(mmPopulate(machine.core, machine.core.state.mm(mm), AT, AT + 4, ignoreErrors)), machine.view.entry(mm, AT + 1)?.write];
    expect([populated(false), populated(true)]).toEqual([['EFAULT', undefined], ['ok', true]]);
  });

  it('MAP_LOCKED locks and fetches; a mapping over it is not locked', () => {
    const machine = machineOf();
    const mm = machine.spawn();
    machine.mmap(mm, { vpn: AT, pages: 3, prot: prot('rw'), shared: false, backing: 'anon', locked: true });
    expect([vmasOf(machine, mm), machine.view.lockedPages(mm), lockOf(machine, mm, AT + 2).count, machine.view.faults(mm).minor]).toEqual([['0+3L'], 3, 1, 3]);
    machine.mmap(mm, { vpn: AT + 1, pages: 1, prot: prot('rw'), shared: false, backing: 'anon' });
    expect([vmasOf(machine, mm), machine.view.lockedPages(mm), machine.view.entry(mm, AT + 1), sound(machine)]).toEqual([['0+1L', '1+1', '2+1L'], 2, undefined, []]);
  });

  it('merges and splits as any change of flags does', () => {
    const machine = machineOf();
    const mm = mapped(machine, 'rw', { pages: 5 });
    const after = [[1, 1], [3, 1], [2, 1], [0, 5]].map(([first, pages]) => {
      machine.mlock(mm, AT + first!, pages!, true);
      return vmasOf(machine, mm).join(' ');
    });
    expect(after).toEqual(['0+1 1+1LF 2+3', '0+1 1+1LF 2+1 3+1LF 4+1', '0+1 1+3LF 4+1', '0+5LF']);
  });
});

describe.each(MACHINES)('whose lock a page has, on %s (fork-mprotect-numa §8.2, zap-and-rmap §9.2)', (name) => {
  it('FV3: a child locks nothing; a copy for the parent is locked, the page that stays with the child is not', () => {
    const machine = lab(name);
    const mm = written(machine);
    machine.mlock(mm, AT, 1);
    const child = machine.fork(mm).mm;
    const { pfn } = pageAt(machine, mm);
    expect([vmaAt(machine, child).vmFlags & VM_LOCKED, machine.view.lockedPages(child), mlocks(machine, pfn)]).toEqual([0, 0, 1]);
    given(machine)
      .when(() => machine.access(mm, AT, 'write', 8))
      .then(({ events }) => {
        expect(story(events).filter((word) => /mlocked|unevictable|lru|rmap/.test(word))).toEqual([
          'rmap.add anonNew exclusive', 'page.mlocked set', 'lru.add', 'rmap.remove', 'page.mlocked clear', 'page.unevictable clear',
        ]);
        expect(ofType(events, 'LruAdded').map(({ list }) => list)).toEqual(['unevictable']);
        expect([lockOf(machine, mm), lockOf(machine, child)]).toEqual([{ ...LOCKED, count: 1 }, { ...UNLOCKED, count: 0 }]);
        expect([pageAt(machine, child).pfn, sound(machine)]).toEqual([pfn, []]);
      });
  });

  it('a copy for a child that is not locked leaves the parent its locked page', () => {
    const machine = lab(name);
    const mm = written(machine);
    machine.mlock(mm, AT, 1);
    const child = machine.fork(mm).mm;
    machine.access(child, AT, 'write', 8);
    expect([lockOf(machine, mm), lockOf(machine, child)]).toEqual([{ ...LOCKED, count: 1 }, { ...UNLOCKED, count: 0 }]);
  });

  it('a page of shared memory stays locked until the last that locks it lets go: by munlock, by munmap, by exit', () => {
    const machine = lab(name);
    const mm = written(machine, { shared: true });
    const [one, two, three] = [0, 1, 2].map(() => machine.fork(mm).mm) as [number, number, number];
    const { pfn } = pageAt(machine, mm);
    const counts = [mm, one, two, three].map((each) => {
      expect(machine.mlock(each, AT, 1)).toBe('ok');
      return mlocks(machine, pfn);
    });
    expect(counts).toEqual([1, 2, 3, 4]);
    machine.munlock(mm, AT, 1);
    machine.munmap(one, AT, 1);
    expect([machine.view.page(pfn).mlocked, mlocks(machine, pfn), sound(machine)]).toEqual([true, 2, []]);
    machine.exit(two);
    expect(lockOf(machine, mm)).toEqual({ ...LOCKED, count: 1 });
    machine.madvise(three, AT, 1, 'dontneed_locked');
    expect([lockOf(machine, mm), sound(machine)]).toEqual([{ ...UNLOCKED, count: 0 }, []]);
    machine.access(three, AT, 'read');
    expect([lockOf(machine, mm), sound(machine)]).toEqual([{ ...LOCKED, count: 1 }, []]);
  });

  it('9.2: a page that somebody took off its list is marked, and not counted', () => {
    const machine = lab(name);
    const mm = written(machine);
    const { pfn } = pageAt(machine, mm);
    recFolioFlagged(threadOn(machine.log), PG_LRU, 0, pfn);
    machine.mlock(mm, AT, 1);
    expect(lockOf(machine, mm)).toEqual({ mlocked: true, unevictable: false, active: false, count: 0 });
    machine.munlock(mm, AT, 1);
    expect(lockOf(machine, mm)).toEqual({ ...UNLOCKED, count: 0 });
  });

  it('9.2: of a page that is counted too low, the first to let go takes the lock away; the next finds nothing to do', () => {
    const machine = lab(name);
    const mm = written(machine, { shared: true });
    const child = machine.fork(mm).mm;
    for (const each of [mm, child]) machine.mlock(each, AT, 1);
    recMlockCounted(threadOn(machine.log), pageAt(machine, mm).pfn, -2);
    machine.munlock(mm, AT, 1);
    expect(lockOf(machine, mm)).toEqual({ ...UNLOCKED, count: 0 });
    expect(recorded(machine, () => machine.munlock(child, AT, 1)).filter(({ type }) => type === 'MlockCounted' || type === 'FolioFlagged')).toEqual([]);
  });

  it('of a VMA that is special no page is locked, though its flag says so for a while', () => {
    const machine = lab(name);
    const mm = mapped(machine);
    givenVma(machine, mm, (flags) => flags | VM_LOCKED | VM_DONTEXPAND);
    machine.access(mm, AT, 'write', 7);
    expect([lockOf(machine, mm), coreInvariants(machine.architecture, machine.core.state)]).toEqual([{ ...UNLOCKED, count: 0 }, []]);
  });

  it('exit unlocks what it unmaps, and frees it', () => {
    const machine = lab(name);
    const mm = written(machine);
    machine.mlock(mm, AT, 1);
    const { pfn } = pageAt(machine, mm);
    machine.exit(mm);
    expect([machine.view.page(pfn).refcount, machine.view.page(pfn).mlocked, mlocks(machine, pfn)]).toEqual([0, false, 0]);
  });
});

describe.each(MACHINES)('other calls on locked memory, on %s', (name) => {
  const locked = (machine: CaseLab, pages = 1): number => {
    const mm = written(machine, { pages });
    machine.mlock(mm, AT, pages);
    return mm;
  };

  it('MA1: DONTNEED_LOCKED drops locked pages, DONTNEED does not; memory of a device neither', () => {
    const machine = lab(name);
    const mm = locked(machine);
    expect([machine.madvise(mm, AT, 1, 'dontneed'), lockOf(machine, mm).count]).toEqual(['EINVAL', 1]);
    given(machine)
      .when(() => machine.madvise(mm, AT, 1, 'dontneed_locked'))
      .then(({ outcome, events }) => {
        expect([outcome, rules(events), machine.view.entry(mm, AT), vmasOf(machine, mm)]).toEqual(['ok', ['madvise_dontneed_single_vma/zapped'], undefined, ['0+1L']]);
        expect([ofType(events, 'FolioFreed').length, sound(machine)]).toEqual([1, []]);
      });
    givenVma(machine, mm, (flags) => flags | VM_PFNMAP);
    expect(machine.madvise(mm, AT, 1, 'dontneed_locked')).toBe('EINVAL');
  });

  it('MP8: locked private memory that becomes writable gets pages of its own at once', () => {
    const machine = lab(name);
    const mm = mapped(machine, 'r', { pages: 2 });
    machine.mlock(mm, AT, 2);
    given(machine)
      .when(() => machine.mprotect(mm, AT, 2, prot('rw')))
      .then(({ outcome, events }) => {
        expect(outcome).toBe('ok');
        expect(ofType(events, 'BranchTaken').filter(({ rule }) => rule === 'mprotect_fixup/locked-became-writable').map(({ arg }) => arg)).toEqual([AT]);
        expect(ofType(events, 'GupFaulted').length).toBe(2);
        expect([lockOf(machine, mm), lockOf(machine, mm, AT + 1)]).toEqual([{ ...LOCKED, count: 1 }, { ...LOCKED, count: 1 }]);
      })
      .when(() => machine.access(mm, AT, 'write', 9))
      .then(({ events }) => expect(ofType(events, 'FaultRaised')).toEqual([]));
  });

  it.each([
    ['it is not locked', 'r', false, false], ['it was writable', 'rw', false, true], ['it is shared', 'r', true, true],
  ] as const)('MP8: nothing is fetched if %s', (_what, before, shared, locks) => {
    const machine = lab(name);
    const mm = mapped(machine, before, { shared });
    if (locks) machine.mlock(mm, AT, 1, true);
    const events = recorded(machine, () => {
      if (before === 'rw') machine.mprotect(mm, AT, 1, prot('r'));
      else machine.mprotect(mm, AT, 1, prot('rw'));
    });
    expect(rules(events)).not.toContain('mprotect_fixup/locked-became-writable');
  });

  it('MP8: where pages are locked as they come none is fetched, and the call is ok', () => {
    const machine = lab(name);
    const mm = mapped(machine, 'r');
    machine.mlock(mm, AT, 1, true);
    expect([machine.mprotect(mm, AT, 1, prot('rw')), machine.view.entry(mm, AT)]).toEqual(['ok', undefined]);
  });

  it('MP8: for want of memory nothing is fetched, and the call is ok', () => {
    const machine = lab(name, { memoryPages: 64 });
    const mm = mapped(machine, 'r');
    machine.mlock(mm, AT, 1);
    while (allocFolio(machine.core, 0, FOR_ANON) !== 0);
    expect([machine.mprotect(mm, AT, 1, prot('rw')), machine.view.entry(mm, AT)!.zeroPage]).toEqual(['ok', true]);
  });

  it('MR2: what mremap adds to a locked mapping is fetched, in place and elsewhere; on fault it is not', () => {
    const machine = lab(name);
    const mm = locked(machine);
    expect([machine.mremap(mm, AT, 1, 3), vmasOf(machine, mm), machine.view.lockedPages(mm), lockOf(machine, mm, AT + 2).count]).toEqual(['ok', ['0+3L'], 3, 1]);
    machine.mremap(mm, AT, 3, 5, { vpn: TO, dontUnmap: false });
    expect([0, 1, 2, 3, 4].map((page) => lockOf(machine, mm, TO + page).count)).toEqual([1, 1, 1, 1, 1]);
    expect([machine.view.lockedPages(mm), sound(machine)]).toEqual([5, []]);
    machine.mlock(mm, TO, 5, true);
    machine.mremap(mm, TO, 5, 6);
    expect([machine.view.lockedPages(mm), machine.view.entry(mm, TO + 5)]).toEqual([6, undefined]);
    machine.mremap(mm, TO, 6, 2);
    expect([machine.view.lockedPages(mm), sound(machine)]).toEqual([2, []]);
  });

  it('MR2: what it adds to any other is not', () => {
    const machine = lab(name);
    const mm = written(machine);
    machine.mremap(mm, AT, 1, 3);
    expect([machine.view.entry(mm, AT + 1), machine.view.lockedPages(mm)]).toEqual([undefined, 0]);
  });

  it('MR9: DONTUNMAP leaves the old range empty and unlocked, and the new one is as locked as it was', () => {
    const machine = lab(name);
    const mm = locked(machine, 2);
    machine.mremap(mm, AT, 2, 2, { vpn: TO, dontUnmap: true });
    expect([vmasOf(machine, mm), lockOf(machine, mm, TO + 1).count, machine.view.lockedPages(mm), sound(machine)]).toEqual([['0+2', `${TO - AT}+2L`], 1, 2, []]);
  });

  it('MR9: of a VMA that moves in part DONTUNMAP unlocks the rest without its pages, which go on counting', () => {
    const machine = lab(name);
    const mm = locked(machine, 2);
    machine.mremap(mm, AT, 1, 1, { vpn: TO, dontUnmap: true });
    expect([vmasOf(machine, mm), lockOf(machine, mm, AT + 1), machine.view.lockedPages(mm)]).toEqual([['0+2', `${TO - AT}+1L`], { ...LOCKED, count: 1 }, 2]);
    expect(coreInvariants(machine.architecture, machine.core.state)).toEqual([]);
    expect(overlocked(machine.architecture, machine.core.state)).toHaveLength(2);
    machine.exit(mm);
    expect(machine.core.state.mms()).toEqual([]);
  });
});
