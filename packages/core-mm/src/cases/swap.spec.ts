import { ACCESS_READ, PG_WRITEBACK, profileOf, recFolioFlagged, runPath, withSwitches, type RuleId } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { oddArguments } from '../../../../tools/arch-lab/cases/arguments';
import { AT, coreFault, mapped, pageAt, prot, recorded, vmaAt, vmstat } from '../../../../tools/arch-lab/cases/given-state';
import { EVERYWHERE, MACHINES, type MachineName } from '../../../../tools/arch-lab/cases/machines';
import { ofType, rules } from '../../../../tools/arch-lab/cases/words';
import { entryFor } from '../cursor';
import { vmFault } from '../fault/vmf';
import { coreInvariants } from '../invariants';
import { doSwapPage } from '../swap/do-swap-page';
import { makeSwapEntry } from '../swap/entries';
import { accessOn, type CaseLab, lab, thread } from '../testing/lab';
import { args, hog } from '../testing/rule-args';
import type { EntryView } from '../views';

const SLOTS = 64;
const entryAt = (machine: CaseLab, mm: number, vpn = AT): EntryView => machine.view.entry(mm, vpn)!;
const frameAt = (machine: CaseLab, mm: number, vpn = AT): number => entryAt(machine, mm, vpn).pfn;
const invariants = (machine: CaseLab): string[] => coreInvariants(machine.architecture, machine.core.state);
const slotsOf = (machine: CaseLab) => machine.core.state.swap;

/** A process whose pages were written: 1, 2, … */
function touched(machine: CaseLab, pages = 1): number {
  machine.swapon(SLOTS);
  const mm = mapped(machine, 'rw', { pages });
  for (let page = 0; page < pages; page++) machine.access(mm, AT + page, 'write', page + 1);
  return mm;
}

/** The same, and then they went to swap. */
function swapped(machine: CaseLab, pages = 1): number {
  const mm = touched(machine, pages);
  machine.madvise(mm, AT, pages, 'pageout');
  return mm;
}

/** A process and its child, who share an entry of swap. */
function sharedSlot(machine: CaseLab): readonly [parent: number, child: number] {
  const mm = swapped(machine);
  return [mm, machine.fork(mm).mm];
}

/** Two processes that read the same page back: it is in the swap cache, and no entry refers to its slot. */
function cachedForNobody(machine: CaseLab): readonly [parent: number, child: number] {
  const both = sharedSlot(machine);
  for (const mm of both) machine.access(mm, AT, 'read');
  return both;
}

/** A page that could not be read back, and a mark that says so. */
function lost(machine: CaseLab): number {
  const mm = swapped(machine);
  machine.swapBreak();
  machine.swapoff();
  return mm;
}

/** A page that was lazily freed. */
function lazy(machine: CaseLab): number {
  const mm = touched(machine);
  machine.madvise(mm, AT, 1, 'free');
  return mm;
}

const pageout = (machine: CaseLab, mm: number, pages = 1) => () => machine.madvise(mm, AT, pages, 'pageout');

/** Reclaim has isolated the page; before it looks at it again, another CPU reads it. */
const touchedMeanwhile = (machine: CaseLab, mm: number) => (): void => {
  const reclaim = thread(machine, 0, (paths) => paths.madvise(mm, AT, 1, 'pageout'));
  reclaim.run((step) => step.kind === 'lock' && step.lock.startsWith('folio:'));
  accessOn(machine, 1, mm, ACCESS_READ);
  reclaim.run();
};

type Case = (machine: CaseLab) => { readonly when: () => unknown; readonly then: () => readonly number[] };
const always = (...wanted: readonly number[]) => () => wanted;

/** Goes on until the page at `AT` has been allocated, or was found, and comes back later. */
function stoppedAt(machine: CaseLab, mm: number, label: string, meanwhile: () => void): () => unknown {
  return () => {
    const fault = thread(machine, 0, (paths) => paths.access(mm, AT, ACCESS_READ, true, 0));
    fault.run((step) => (step.kind === 'step' && step.label === label) || (step.kind === 'lock' && step.lock.startsWith(label)));
    meanwhile();
    fault.run();
  };
}

const CASES: readonly (readonly [rule: RuleId, what: string, given: Case])[] = [
  ['do_swap_page/in-cache', 'WILLNEED read it ahead', (machine) => {
    const mm = swapped(machine);
    machine.madvise(mm, AT, 1, 'willneed');
    const pfn = slotsOf(machine).pageOf(1);
    return { when: () => machine.access(mm, AT, 'read'), then: always(pfn) };
  }],
  ['do_swap_page/read-alone', 'one entry refers to the slot', (machine) => {
    const mm = swapped(machine);
    return { when: () => machine.access(mm, AT, 'read'), then: always(1) };
  }],
  ['do_swap_page/read-ahead', 'a child refers to the slot too', (machine) => {
    const [mm] = sharedSlot(machine);
    return { when: () => machine.access(mm, AT, 'read'), then: always(1) };
  }],
  ['do_swap_page/no-page', 'all memory is taken', (machine) => {
    const mm = swapped(machine);
    hog(machine, 0);
    return { when: () => coreFault(machine, mm, 0), then: always(1) };
  }],
  ['do_swap_page/device-gone', 'swapoff came between the entry and the device', (machine) => {
    const mm = swapped(machine);
    const fault = vmFault(machine.core.state.mm(mm), vmaAt(machine, mm), AT, 0, entryFor(machine.core, machine.core.state.mm(mm), AT, 0).table, 0);
    makeSwapEntry(machine.core, 1, fault.orig);
    machine.swapoff();
    return { when: () => expect(runPath(doSwapPage(machine.core, fault))).toBe(0), then: always(1) };
  }],
  ['do_swap_page/left-cache', 'it was freed before its lock was had', (machine) => {
    const mm = swapped(machine);
    machine.madvise(mm, AT, 1, 'willneed');
    const pfn = slotsOf(machine).pageOf(1);
    return { when: stoppedAt(machine, mm, 'folio:', () => machine.madvise(mm, AT, 1, 'dontneed')), then: always(pfn) };
  }],
  ['do_swap_page/changed-meanwhile', 'it was dropped while its page was read', (machine) => {
    const mm = swapped(machine);
    let pfn = 0;
    const meanwhile = (): void => {
      pfn = ofType([...machine.log.events(0)], 'FolioAllocated').at(-1)!.pfn;
      machine.madvise(mm, AT, 1, 'dontneed');
    };
    return { when: stoppedAt(machine, mm, 'do_swap_page: page allocated', meanwhile), then: () => [pfn] };
  }],
  ['do_swap_page/not-uptodate', 'the device fails', (machine) => {
    const mm = swapped(machine);
    machine.swapBreak();
    const next = machine.core.state.freeHead[0]!;
    return { when: () => coreFault(machine, mm, 0), then: always(next) };
  }],
  ['do_swap_page/cache-freed', 'a write finds itself alone with the cache', (machine) => {
    const mm = swapped(machine);
    machine.madvise(mm, AT, 1, 'willneed');
    return { when: () => machine.access(mm, AT, 'write', 9), then: always(1) };
  }],
  ['do_swap_page/exclusive', 'the page of one process', (machine) => {
    const mm = swapped(machine);
    return { when: () => machine.access(mm, AT, 'read'), then: always(1) };
  }],
  ['do_swap_page/exclusive', 'the page of a process and its child', (machine) => {
    const [mm] = sharedSlot(machine);
    return { when: () => machine.access(mm, AT, 'read'), then: always(0) };
  }],
  ['handle_pte_marker/swapin-error', 'a touch', (machine) => {
    const mm = lost(machine);
    return { when: () => coreFault(machine, mm, 0), then: always(0) };
  }],
  ['unuse_pte/brought-back', 'swapoff', (machine) => {
    swapped(machine);
    return { when: () => machine.swapoff(), then: always(1) };
  }],
  ['unuse_pte/brought-back', 'swapoff of a device that fails', (machine) => {
    swapped(machine);
    machine.swapBreak();
    return { when: () => machine.swapoff(), then: always(0) };
  }],
  ['copy_nonpresent_pte/swap', 'fork', (machine) => {
    const mm = swapped(machine);
    return { when: () => machine.fork(mm), then: always(1) };
  }],
  ['copy_nonpresent_pte/marker', 'fork', (machine) => {
    const mm = lost(machine);
    return { when: () => machine.fork(mm), then: always(1) };
  }],
  ['do_wp_page/swap-cache-freed', 'the child went, and no entry refers to the slot', (machine) => {
    const [mm, child] = cachedForNobody(machine);
    machine.exit(child);
    return { when: () => machine.access(mm, AT, 'write', 9), then: always(1) };
  }],
  ['do_wp_page/swap-cache-freed', 'an entry of the child refers to the slot', (machine) => {
    const [mm] = sharedSlot(machine);
    machine.access(mm, AT, 'read');
    return { when: () => machine.access(mm, AT, 'write', 9), then: always(0) };
  }],
  ['shrink_folio_list/kept', 'a device writes to the page', (machine) => {
    const mm = touched(machine);
    machine.pin(mm, AT, 1, 'write');
    return { when: pageout(machine, mm), then: always(0) };
  }],
  ['shrink_folio_list/kept', 'there is no swap device', (machine) => {
    const mm = mapped(machine, 'rw');
    machine.access(mm, AT, 'write', 7);
    return { when: pageout(machine, mm), then: always(1) };
  }],
  ['shrink_folio_list/kept', 'lazily freed, then written to', (machine) => {
    const mm = lazy(machine);
    machine.access(mm, AT, 'write', 9);
    return { when: pageout(machine, mm), then: always(1) };
  }],
  ['shrink_folio_list/kept', 'a pipe has the page', (machine) => {
    const mm = touched(machine);
    machine.get(mm, AT, 1);
    return { when: pageout(machine, mm), then: always(0) };
  }],
  ['shrink_folio_list/kept', 'the device fails', (machine) => {
    const mm = touched(machine);
    machine.swapBreak();
    return { when: pageout(machine, mm), then: always(0) };
  }],
  ['try_to_unmap_one/lazily-freed', 'nobody wrote to it', (machine) => {
    const mm = lazy(machine);
    return { when: pageout(machine, mm), then: always(1) };
  }],
  ['try_to_unmap_one/lazily-freed', 'zap-and-rmap:ZR-29, written to since', (machine) => {
    const mm = lazy(machine);
    machine.access(mm, AT, 'write', 9);
    return { when: pageout(machine, mm), then: always(0) };
  }],
  ['try_to_unmap_one/lazily-freed', 'zap-and-rmap:ZR-30, a pipe has it', (machine) => {
    const mm = lazy(machine);
    machine.get(mm, AT, 1);
    return { when: pageout(machine, mm), then: always(0) };
  }],
  ['try_to_unmap_one/may-be-pinned', 'zap-and-rmap:ZR-31, pinned while it was in the swap cache', (machine) => {
    const mm = swapped(machine);
    machine.madvise(mm, AT, 1, 'willneed');
    machine.access(mm, AT, 'read');
    machine.pin(mm, AT, 1, 'read');
    return { when: pageout(machine, mm), then: () => [frameAt(machine, mm)] };
  }],
  ['try_to_unmap_one/swapped', 'a page that only its process uses', (machine) => {
    const mm = touched(machine);
    return { when: pageout(machine, mm), then: always(1) };
  }],
  ['shrink_folio_list/kept', 'another CPU touched the page since it was isolated', (machine) => {
    const mm = touched(machine);
    return { when: touchedMeanwhile(machine, mm), then: always(0) };
  }],
  ['madvise_free_pte_range/lazy', 'a page of one process', (machine) => {
    const mm = touched(machine);
    return { when: () => machine.madvise(mm, AT, 1, 'free'), then: always(1) };
  }],
  ['madvise_free_pte_range/lazy', 'a page in the swap cache that a child maps', (machine) => {
    const [mm] = cachedForNobody(machine);
    return { when: () => machine.madvise(mm, AT, 1, 'free'), then: always(0) };
  }],
  ['madvise_cold_or_pageout_pte_range/taken', 'COLD, a page of one process', (machine) => {
    const mm = touched(machine);
    return { when: () => machine.madvise(mm, AT, 1, 'cold'), then: always(1) };
  }],
  ['madvise_cold_or_pageout_pte_range/taken', 'PAGEOUT, a page that a child maps', (machine) => {
    const mm = touched(machine);
    machine.fork(mm);
    return { when: pageout(machine, mm), then: always(0) };
  }],
];

const machineOf = (name: MachineName): CaseLab => lab(name, { cpus: 2, memoryPages: 256 });

describe.each(MACHINES)('rules of swap and reclaim that decide on %s', (name) => {
  it.each(CASES)('%s: %s', (rule, _what, given) => {
    const machine = machineOf(name);
    const { when, then } = given(machine);
    expect(args(machine, rule, when)).toEqual(then());
  });
});

describe('an argument of theirs is what the rule says of it', () => {
  it.each(CASES)('%s: %s', (_rule, _what, given) => {
    const machine = machineOf('x86-64');
    given(machine).when();
    expect(oddArguments(machine)).toEqual([]);
  });
});

describe.each(EVERYWHERE)('fault-path §16, swap: $name, kernel $kernel', ({ name, kernel }) => {
  const machineFor = (): CaseLab => lab(name, { kernel, cpus: 2, memoryPages: 256 });
  const counted = (machine: CaseLab, mm: number): readonly [anon: number, swap: number] => [machine.view.counters(mm).anon, machine.view.counters(mm).swap];

  it('T13 a write to a page alone in the swap cache: the cache is freed, the page is writable, dirty and exclusive; one fault', () => {
    const machine = machineFor();
    const mm = swapped(machine);
    machine.madvise(mm, AT, 1, 'willneed');
    expect(counted(machine, mm)).toEqual([0, 1]);
    const before = machine.view.faults(mm);
    expect(machine.access(mm, AT, 'write', 9)).toEqual({ result: 'ok' });
    expect([entryAt(machine, mm), pageAt(machine, mm)]).toMatchObject([{ write: true, dirty: true }, { exclusive: true, refcount: 1, swapCache: false, dirty: true }]);
    expect([counted(machine, mm), machine.view.faults(mm).minor - before.minor, machine.view.faults(mm).major - before.major]).toEqual([[1, 0], 1, 0]);
    expect([slotsOf(machine).used, invariants(machine)]).toEqual([0, []]);
  });

  it('T14 a read of it: read-only but exclusive, where the entry says so; the slot stays with the cache; a later write reuses the page', () => {
    const machine = machineFor();
    const mm = swapped(machine);
    machine.madvise(mm, AT, 1, 'willneed');
    expect(machine.access(mm, AT, 'read')).toEqual({ result: 'ok', value: 1 });
    const { swapExclusive } = machine.architecture.caps;
    expect([entryAt(machine, mm).write, pageAt(machine, mm).exclusive, slotsOf(machine).countOf(1), pageAt(machine, mm).swapCache]).toEqual([kernel === '6.12' && swapExclusive, swapExclusive, 0, true]);
    const pfn = frameAt(machine, mm);
    machine.access(mm, AT, 'write', 9);
    expect([frameAt(machine, mm), entryAt(machine, mm).write, invariants(machine)]).toEqual([pfn, true, []]);
  });

  it('T15 a write to a page that a child has too: copied within the one fault; the slot keeps the count of the child', () => {
    const machine = machineFor();
    const [mm, child] = sharedSlot(machine);
    const events = recorded(machine, () => machine.access(mm, AT, 'write', 9));
    expect(rules(events).filter((rule) => rule === 'do_swap_page/exclusive' || rule === 'do_wp_page/copy')).toEqual(['do_swap_page/exclusive', 'do_wp_page/copy']);
    expect([ofType(events, 'FaultEnded').length, pageAt(machine, mm).exclusive, slotsOf(machine).countOf(1)]).toEqual([1, true, 1]);
    expect([machine.access(child, AT, 'read').value, machine.access(mm, AT, 'read').value, invariants(machine)]).toEqual([1, 9, []]);
  });

  it('T16 a swap-in error: a bus error each time, and the entry stays; munmap takes it away', () => {
    const machine = machineFor();
    const mm = lost(machine);
    const { raw } = entryAt(machine, mm);
    const poison = kernel === '6.12' && machine.architecture.caps.poisonSignal;
    for (const access of ['read', 'write'] as const) expect(machine.access(mm, AT, access, 9).result).toBe(poison ? 'SIGBUS/MCEERR_AR' : 'SIGBUS/ADRERR');
    expect(machine.madvise(mm, AT, 1, 'populate_read')).toBe(kernel === '6.12' ? 'EHWPOISON' : 'EFAULT');
    expect([entryAt(machine, mm).raw, counted(machine, mm)]).toEqual([raw, [0, 0]]);
    machine.munmap(mm, AT, 1);
    expect([machine.view.nextCovered(mm, AT, AT + 1), invariants(machine)]).toEqual([AT + 1, []]);
  });
});

/** Shared memory of so many pages, 1, 2, …, mapped and paged out. */
function sharedOnSwap(machine: CaseLab, pages: number): { readonly mm: number; readonly file: number } {
  machine.swapon(SLOTS);
  const { file } = machine.createFile({ backing: 'shmem', pages });
  const mm = mapped(machine, 'rw', { pages, shared: true, file });
  for (let page = 0; page < pages; page++) machine.access(mm, AT + page, 'write', page + 1);
  machine.madvise(mm, AT, pages, 'pageout');
  return { mm, file };
}

describe.each(MACHINES)('shared memory on swap, on %s', (name) => {
  const onSwap = (machine: CaseLab, file: number): readonly number[] => machine.view.swappedPages(file, 0, 99);

  it('the object has the slots, page tables have nothing, and no mm counts them', () => {
    const machine = machineOf(name);
    const { mm, file } = sharedOnSwap(machine, 3);
    expect([onSwap(machine, file), machine.view.entry(mm, AT), machine.view.counters(mm), slotsOf(machine).used]).toEqual([[0, 1, 2], undefined, { file: 0, anon: 0, swap: 0, shmem: 0 }, 3]);
    expect([...Array(3).keys()].map((page) => machine.view.slotCount(page + 1))).toEqual([1, 1, 1]);
    expect(invariants(machine)).toEqual([]);
  });

  it.each<readonly [string, (machine: CaseLab, mm: number, file: number) => unknown, readonly number[]]>([
    ['a read fault', (machine, mm) => machine.access(mm, AT + 1, 'read').value, [0, 2]], ['a write fault', (machine, mm) => machine.access(mm, AT + 1, 'write', 2).result !== 'ok' || 2, [0, 2]],
    ['read(2)', (machine, _, file) => machine.fileRead(file, 1).value, [0, 2]], ['swapoff', (machine) => machine.swapoff() !== 'ok' || 2, []],
  ])('%s brings a page back as it was, dirty, and frees its slot', (_, bring, left) => {
    const machine = machineOf(name);
    const { mm, file } = sharedOnSwap(machine, 3);
    expect([bring(machine, mm, file), onSwap(machine, file), slotsOf(machine).used]).toEqual([2, left, left.length]);
    expect([machine.access(mm, AT + 1, 'read').value, machine.view.page(frameAt(machine, mm, AT + 1)).dirty]).toEqual([2, true]);
    expect(invariants(machine)).toEqual([]);
  });

  it('a fault that reads from swap is a major one; one that finds the page in the cache is not', () => {
    const machine = machineOf(name);
    const { mm } = sharedOnSwap(machine, 2);
    machine.madvise(mm, AT + 1, 1, 'willneed');
    const before = machine.view.faults(mm).major;
    machine.access(mm, AT + 1, 'read');
    expect(machine.view.faults(mm).major - before).toBe(0);
    machine.access(mm, AT, 'read');
    expect([machine.view.faults(mm).major - before, invariants(machine)]).toEqual([1, []]);
  });

  it.each<readonly [string, (machine: CaseLab, mm: number, file: number) => void, number]>([
    ['a hole', (machine, _, file) => void machine.filePunch(file, 1, 1), 2], ['a cut', (machine, _, file) => void machine.fileTruncate(file, 1), 1],
    ['the last mapping that goes', (machine, mm, file) => { machine.closeFile(file); machine.munmap(mm, AT, 3); }, 0],
  ])('%s frees slots', (_, drop, left) => {
    const machine = machineOf(name);
    const { mm, file } = sharedOnSwap(machine, 3);
    drop(machine, mm, file);
    expect([slotsOf(machine).used, invariants(machine)]).toEqual([left, []]);
  });

  it('what cannot be read back is lost: SIGBUS and EIO, again and again, until the page is dropped', () => {
    const machine = machineOf(name);
    const { mm, file } = sharedOnSwap(machine, 2);
    machine.swapBreak();
    for (let time = 0; time < 2; time++) expect([machine.access(mm, AT, 'read').result, machine.fileRead(file, 0).result, machine.fileWrite(file, 0, 1)]).toEqual(['SIGBUS/ADRERR', 'EIO', 'EIO']);
    expect([onSwap(machine, file), slotsOf(machine).used, invariants(machine)]).toEqual([[1], 1, []]);
    machine.filePunch(file, 0, 1);
    expect([machine.access(mm, AT, 'read').value, machine.access(mm, AT + 1, 'read').result]).toEqual([0, 'SIGBUS/ADRERR']);
  });

  it('without a slot the page stays, dirty and active', () => {
    const machine = machineOf(name);
    const { file } = machine.createFile({ backing: 'shmem', pages: 1 });
    const mm = mapped(machine, 'rw', { shared: true, file });
    machine.access(mm, AT, 'write', 1);
    machine.madvise(mm, AT, 1, 'pageout');
    machine.access(mm, AT, 'read');
    expect([onSwap(machine, file), machine.view.page(frameAt(machine, mm))]).toEqual([[], expect.objectContaining({ dirty: true, active: true, value: 1 })]);
  });
});

describe.each(MACHINES)('swap on %s', (name) => {
  it('fault-path:SW15 a page that was read counts as a major fault, one from the cache as a minor one', () => {
    const machine = machineOf(name);
    const [mm, child] = sharedSlot(machine);
    for (const who of [mm, child]) machine.access(who, AT, 'read');
    expect([machine.view.faults(mm).major, machine.view.faults(child), vmstat(machine, 'PGMAJFAULT')]).toEqual([1, { minor: 1, major: 0 }, 1]);
  });

  it('cow-and-gup:B19 a write to a page in the cache for nobody else takes it over; B20 not while it is written back', () => {
    for (const writeback of [false, true]) {
      const machine = machineOf(name);
      const [mm, child] = cachedForNobody(machine);
      machine.exit(child);
      const pfn = frameAt(machine, mm);
      if (writeback) recFolioFlagged(machine.core.rec, PG_WRITEBACK, 1, pfn);
      machine.access(mm, AT, 'write', 9);
      expect([frameAt(machine, mm) === pfn, invariants(machine)]).toEqual([!writeback, []]);
    }
  });

  it('fork-mprotect-numa:FX1 a child shares the slot, which is exclusive to neither from then on', () => {
    const machine = machineOf(name);
    const [mm, child] = sharedSlot(machine);
    expect([entryAt(machine, mm).raw, slotsOf(machine).countOf(1), machine.view.counters(child).swap]).toEqual([entryAt(machine, child).raw, 2, 1]);
    expect(invariants(machine)).toEqual([]);
    machine.exit(child);
    expect([slotsOf(machine).countOf(1), invariants(machine)]).toEqual([1, []]);
  });

  it('zap-and-rmap:ZR-14 munmap and exit give the slot back, and nothing is flushed for an entry of swap', () => {
    for (const leave of [(machine: CaseLab, mm: number) => machine.munmap(mm, AT, 1), (machine: CaseLab, mm: number) => machine.exit(mm)]) {
      const machine = machineOf(name);
      const mm = swapped(machine);
      const events = recorded(machine, () => leave(machine, mm));
      expect([ofType(events, 'SwapSlotFreed').map(({ swapSlot }) => swapSlot), slotsOf(machine).used, invariants(machine)]).toEqual([[1], 0, []]);
    }
  });

  it('fork-mprotect-numa:CN7 mprotect leaves it as it is; the page comes back under the protection of its day', () => {
    const machine = machineOf(name);
    const mm = swapped(machine);
    const { raw } = entryAt(machine, mm);
    machine.mprotect(mm, AT, 1, prot('r'));
    expect(entryAt(machine, mm).raw).toBe(raw);
    machine.access(mm, AT, 'read');
    expect([entryAt(machine, mm).write, machine.access(mm, AT, 'write', 9).result]).toEqual([false, 'SIGSEGV/ACCERR']);
  });

  it('fault-path:SW28 a forced write to memory without W ends in an exclusive page that stays read-only', () => {
    const machine = machineOf(name);
    const mm = swapped(machine);
    machine.mprotect(mm, AT, 1, prot('r'));
    expect(machine.poke(machine.spawn(), mm, AT, 9)).toEqual({ result: 'ok' });
    expect([entryAt(machine, mm).write, pageAt(machine, mm).value, invariants(machine)]).toEqual([false, 9, []]);
  });

  it('fork-mprotect-numa:MA3 FREE gives slots back at once, and takes marks of lost pages away', () => {
    const machine = machineOf(name);
    const mm = swapped(machine, 2);
    machine.madvise(mm, AT, 1, 'free');
    expect([machine.view.entry(mm, AT), slotsOf(machine).used, machine.view.counters(mm).swap]).toEqual([undefined, 1, 1]);
    const failing = machineOf(name);
    const other = lost(failing);
    failing.madvise(other, AT, 1, 'free');
    expect(failing.view.entry(other, AT)).toBe(undefined);
  });

  it('a slot that no entry needs, and the cache keeps, is given back when slots are few', () => {
    const machine = machineOf(name);
    const mm = mapped(machine, 'rw', { pages: 3 });
    machine.swapon(3);
    for (let page = 0; page < 3; page++) machine.access(mm, AT + page, 'write', page + 1);
    machine.madvise(mm, AT, 3, 'pageout');
    machine.madvise(mm, AT, 1, 'willneed');
    machine.access(mm, AT, 'read');
    expect([slotsOf(machine).used, pageAt(machine, mm).swapCache, invariants(machine)]).toEqual([2, false, []]);
  });

  it('swapoff without memory leaves the device in use, and everything where it was or back', () => {
    const machine = machineOf(name);
    const mm = swapped(machine, 3);
    hog(machine, 0);
    expect(machine.swapoff()).toBe('ENOMEM');
    expect([slotsOf(machine).isOpen, slotsOf(machine).used + machine.view.counters(mm).anon, invariants(machine)]).toEqual([true, 3, []]);
  });

  it('zap-and-rmap:9.5 a page that the device refuses stays dirty in the swap cache, and a touch finds it there', () => {
    const machine = machineOf(name);
    const mm = touched(machine);
    const pfn = frameAt(machine, mm);
    machine.swapBreak();
    machine.madvise(mm, AT, 1, 'pageout');
    expect([machine.view.page(pfn), entryAt(machine, mm).slot]).toMatchObject([{ mapcount: 0, swapCache: true, dirty: true, lru: true }, 1]);
    expect([machine.access(mm, AT, 'read').value, frameAt(machine, mm), machine.view.faults(mm).major, invariants(machine)]).toEqual([1, pfn, 0, []]);
  });

  it('zap-and-rmap:9.5 a page that a pipe has is unmapped but stays; it comes back as it was, exclusive, and the pipe sees what is written', () => {
    const machine = machineOf(name);
    const mm = touched(machine);
    const { hold } = machine.get(mm, AT, 1);
    machine.madvise(mm, AT, 1, 'pageout');
    expect([entryAt(machine, mm).slot, machine.readGot(mm, hold).values]).toEqual([1, [1]]);
    machine.access(mm, AT, 'write', 9);
    expect([machine.readGot(mm, hold).values, machine.access(mm, AT, 'read').value, invariants(machine)]).toEqual([[9], 9, []]);
  });

  it('there is one device at most; what there is none of cannot fail or go', () => {
    const machine = machineOf(name);
    expect([machine.swapoff(), machine.swapBreak(), machine.swapon(0), machine.swapon(8), machine.swapon(8), machine.swapBreak(), machine.swapBreak(), machine.swapoff()])
      .toEqual(['EINVAL', 'EINVAL', 'EINVAL', 'ok', 'EBUSY', 'ok', 'ok', 'ok']);
  });

  it('fault-path:M2 either side of 15520a3f0469 leaves an entry of its own kind', () => {
    const kinds = (['with', 'without'] as const).map((side) => {
      const machine = lab(name, { memoryPages: 256, profile: withSwitches(profileOf('6.2'), { [side]: ['swapin-error-marker'] }) });
      const { types, type } = machine.architecture.swap;
      const { raw } = entryAt(machine, lost(machine));
      return type(0, Number(raw & 0xffffffffn) | 0, Number(raw >> 32n) | 0) === types.marker;
    });
    expect(kinds).toEqual([true, false]);
  });
});
