import {
  FAULT_FLAG_UNSHARE, FAULT_FLAG_WRITE, profileOf, slotOf, SWITCHES, VM_ACCOUNT, VM_FAULT_SIGSEGV, VM_FAULT_COMPLETED, VM_FAULT_WRITE, VM_MAYSHARE, VM_SHARED, withSwitches,
  type MmEvent, type Profile, type StepPoint, type SwitchName, type SwitchRow,
} from '@faultline/contracts';
import { canChangePteWritable } from '@faultline/core-mm';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SimulatedMachine } from '../machine';
import {
  AT, coreFault, givenEntry, givenVma, lab, loadEverywhere, mapped, MACHINES, ofType, prot, recorded, rules, thread, vmaAt, type MachineName,
} from '../testing/lab';

/** What a view of smaps prints is no event of a machine: where both sides are shown instead. */
const SHOWN_BY = { 'smaps-names-lock-on-fault': '../../../scenario/src/observation.spec.ts' } as const satisfies Partial<Record<SwitchName, string>>;

type Modelled = Exclude<SwitchName, 'private-skips-huge-fault' | keyof typeof SHOWN_BY>;

/** What is seen of a machine, and what it is with the switch on and off. */
interface Case {
  readonly seen: string;
  readonly observe: (machine: SimulatedMachine) => unknown;
  readonly on: (name: MachineName) => unknown;
  readonly off: (name: MachineName) => unknown;
}
const as = (value: unknown) => (): unknown => value;
/** s390 flushes when it clears an entry, and gathers no pages. */
const gathering = (value: unknown, s390: unknown) => (name: MachineName): unknown => (name === 's390' ? s390 : value);

/** Entries of 6.2 have a mark for userfaultfd on x86-64 alone: elsewhere nothing is registered, and pages stay writable. */
const watching = (value: unknown) => (name: MachineName): unknown => (name === 'x86-64' ? value : [true, true]);

const entryAt = (machine: SimulatedMachine, mm: number) => machine.view.entry(mm, AT)!;
const writeProtect = (machine: SimulatedMachine, mm: number): void => givenEntry(machine, mm, (codec, entry) => codec.wrProtect(0, entry));

/** A process that wrote `pages` pages, of its own or shared; every CPU runs it. */
function written(machine: SimulatedMachine, { pages = 1, shared = false, text = 'rw' } = {}): number {
  const mm = mapped(machine, text, { pages, shared });
  for (let vpn = AT; vpn < AT + pages; vpn++) {
    machine.access(mm, vpn, 'read');
    machine.access(mm, vpn, 'write', 7);
  }
  loadEverywhere(machine, mm);
  return mm;
}
const zapped = (machine: SimulatedMachine, pages: number, shared: boolean): MmEvent[] => {
  const mm = written(machine, { pages, shared });
  return recorded(machine, () => machine.madvise(mm, AT, pages, 'dontneed'));
};

/** A written page that went to swap; what happens to it there. */
function swappedOut(machine: SimulatedMachine, then: readonly ('swapBreak' | 'swapoff')[] = []): number {
  machine.swapon(8);
  const mm = written(machine);
  machine.madvise(mm, AT, 1, 'pageout');
  for (const what of then) machine[what]();
  return mm;
}

/** How often the zap asked whether reverse mappings are due. */
function asked(machine: SimulatedMachine, operation: () => unknown): number {
  const { gather } = machine.core;
  let times = 0;
  machine.core.gather = {
    ...gather,
    rmapsDelayed(id) {
      times++;
      return gather.rmapsDelayed(id);
    },
  };
  operation();
  return times;
}

const CASES: Readonly<Record<Modelled, Case>> = {
  'early-unshare-checks': {
    seen: 'UNSHARE and WRITE together are refused',
    observe(machine) {
      const mm = mapped(machine);
      machine.access(mm, AT, 'read');
      return coreFault(machine, mm, FAULT_FLAG_UNSHARE | FAULT_FLAG_WRITE);
    },
    on: as(VM_FAULT_SIGSEGV), off: as(0),
  },
  'early-write-checks': {
    seen: 'WRITE on a shared mapping without W is refused',
    observe(machine) {
      const mm = mapped(machine, 'r', { shared: true });
      machine.access(mm, AT, 'read');
      return (coreFault(machine, mm, FAULT_FLAG_WRITE) & VM_FAULT_SIGSEGV) !== 0;
    },
    on: as(true), off: as(false),
  },
  'shared-first': {
    seen: 'what decides on an anonymous page in a shared mapping',
    observe(machine) {
      const mm = written(machine);
      writeProtect(machine, mm);
      givenVma(machine, mm, (flags) => flags | VM_SHARED | VM_MAYSHARE);
      return rules(recorded(machine, () => coreFault(machine, mm, FAULT_FLAG_WRITE)))[0];
    },
    on: as('do_wp_page/shared'), off: as('do_wp_page/reuse-exclusive'),
  },
  'unshare-any-page': {
    seen: 'UNSHARE leaves the zero page',
    observe(machine) {
      const mm = mapped(machine);
      machine.access(mm, AT, 'read');
      coreFault(machine, mm, FAULT_FLAG_UNSHARE);
      return entryAt(machine, mm).zeroPage;
    },
    on: as(false), off: as(true),
  },
  'no-write-result': {
    seen: 'the result of a fault that reused the page, of one that copied it, and of one on shared memory',
    observe(machine) {
      const reused = written(machine);
      writeProtect(machine, reused);
      const copied = mapped(machine);
      machine.access(copied, AT, 'read');
      const shared = written(machine, { shared: true });
      writeProtect(machine, shared);
      return [reused, copied, shared].map((mm) => coreFault(machine, mm, FAULT_FLAG_WRITE) & ~VM_FAULT_COMPLETED);
    },
    on: as([0, 0, 0]), off: as([VM_FAULT_WRITE, VM_FAULT_WRITE, VM_FAULT_WRITE]),
  },
  'no-saved-write': {
    seen: 'a hinted entry of an exclusive page, without the write bit, is writable after the fault',
    observe(machine) {
      const mm = written(machine);
      const none = { lo: 0, hi: 0 };
      machine.architecture.prot.pageProt(0, 0, none);
      givenEntry(machine, mm, (codec, entry) => codec.modify(0, entry, none.lo, none.hi));
      machine.access(mm, AT, 'read');
      return entryAt(machine, mm).write;
    },
    on: as(true), off: as(false),
  },
  'longterm-pin-unshares': {
    seen: 'a long read pin leaves the zero page',
    observe(machine) {
      const mm = mapped(machine);
      machine.access(mm, AT, 'read');
      machine.pin(mm, AT, 1, 'read');
      return entryAt(machine, mm).zeroPage;
    },
    on: as(false), off: as(true),
  },
  'ring-pins-fast': {
    seen: 'a pin for writing marks a page referenced, and takes one of a private /dev/zero',
    observe(machine) {
      const mm = written(machine);
      machine.pin(mm, AT, 1, 'write');
      const file = machine.spawn();
      machine.mmap(file, { vpn: AT, pages: 1, prot: prot('rw'), shared: false, backing: 'zero' });
      return [machine.view.page(entryAt(machine, mm).pfn).referenced, machine.pin(file, AT, 1, 'write').errno];
    },
    on: as([true, 'ok']), off: as([false, 'EOPNOTSUPP']),
  },
  'delayed-rmap': {
    seen: 'reverse mappings of a dirty page of shared memory that were delayed, and flushes that were forced under the lock',
    observe(machine) {
      const mm = written(machine, { shared: true });
      const ptlUnlocked = (step: StepPoint): boolean => step.kind === 'unlock' && step.lock.startsWith('ptl');
      const events = recorded(machine, () => thread(machine, 0, (paths) => paths.madvise(mm, AT, 1, 'dontneed')).run(ptlUnlocked));
      return [ofType(events, 'RmapRemoved').map(({ delayed }) => delayed), ofType(events, 'GatherTlbFlushed').length];
    },
    on: gathering([[true], 1], [[false], 0]), off: as([[false], 1]),
  },
  'rmap-flag-in-gather': {
    seen: 'how often a zap of dirty shared memory asks whether reverse mappings are due',
    observe: (machine) => asked(machine, () => zapped(machine, 1, true)),
    on: as(0), off: gathering(1, 0),
  },
  'delayed-rmap-two-batches': {
    seen: 'how often reverse mappings are removed for a table of dirty pages (mmu-gather §6)',
    observe: (machine) => ofType(zapped(machine, 512, true), 'GatherRmapsFlushed').length,
    on: gathering(1, 0), off: gathering(64, 0),
  },
  'upgrade-clean-exclusive': {
    seen: 'can_change_pte_writable of a clean, exclusive, private entry',
    observe(machine) {
      const mm = written(machine);
      const entry = slotOf(entryAt(machine, mm).raw);
      machine.architecture.codec.wrProtect(0, entry);
      machine.architecture.codec.mkClean(0, entry);
      return canChangePteWritable(machine.core, vmaAt(machine, mm), entry);
    },
    on: as(true), off: as(false),
  },
  'gather-spare-slot': {
    seen: 'pages in the first batch',
    observe(machine) {
      const events = zapped(machine, 20, false);
      return events.slice(0, Math.max(0, events.findIndex(({ type }) => type === 'BatchAdded'))).filter(({ type }) => type === 'PageQueued').length;
    },
    on: gathering(7, 0), off: gathering(8, 0),
  },
  'unaccount-untouched': {
    seen: 'whether memory never written is accounted once it is read-only',
    observe: (machine) => {
      const mm = mapped(machine);
      machine.mprotect(mm, AT, 1, prot('r'));
      return vmaAt(machine, mm).vmFlags & VM_ACCOUNT;
    },
    on: as(0), off: as(VM_ACCOUNT),
  },
  'mmap-merges-as-others': {
    seen: 'a mapping between a page that was not written and one that was',
    observe: (machine) => {
      const mm = mapped(machine, 'rw', { pages: 3 });
      machine.munmap(mm, AT + 1, 1);
      machine.access(mm, AT + 2, 'write', 7);
      machine.mmap(mm, { vpn: AT + 1, pages: 1, prot: prot('rw'), shared: false, backing: 'anon' });
      return machine.view.vmas(mm).map(({ start, end }) => [start - AT, end - AT]);
    },
    on: as([[0, 3]]), off: as([[0, 1], [1, 3]]),
  },
  'remove-needs-write': {
    seen: 'whether REMOVE is refused where a shared mapping may be written, but is not writable now',
    observe(machine) {
      const mm = mapped(machine, 'rw', { shared: true });
      machine.mprotect(mm, AT, 1, prot('r'));
      return machine.madvise(mm, AT, 1, 'remove');
    },
    on: as('EACCES'), off: as('ok'),
  },
  'swapped-in-unlocked': {
    seen: 'whether a page that was just read from swap into a locked VMA is mlocked',
    observe(machine) {
      const mm = swappedOut(machine);
      machine.mlock(mm, AT, 1);
      return machine.view.page(entryAt(machine, mm).pfn).mlocked;
    },
    on: as(false), off: as(true),
  },
  'random-reads-unmarked': {
    seen: 'whether a page of a file that was read at random is marked as referenced when it is unmapped, and one read in order',
    observe: (machine) => (['random', 'sequential'] as const).map((advice) => {
      const mm = mapped(machine, 'rw', { shared: true });
      machine.madvise(mm, AT, 1, advice);
      machine.access(mm, AT, 'read');
      const { pfn } = entryAt(machine, mm);
      machine.madvise(mm, AT, 1, 'dontneed');
      return machine.view.page(pfn).referenced;
    }),
    on: as([false, false]), off: as([true, false]),
  },
  'swapin-error-marker': {
    seen: 'whether a marker stands for a page that could not be read back',
    observe(machine) {
      const { raw } = entryAt(machine, swappedOut(machine, ['swapBreak', 'swapoff']));
      const { swap } = machine.architecture;
      const { lo, hi } = slotOf(raw);
      return swap.type(0, lo, hi) === swap.types.marker;
    },
    on: as(true), off: as(false),
  },
  'poison-marker': {
    seen: 'how a touch of a page that could not be read back ends',
    observe: (machine) => machine.access(swappedOut(machine, ['swapBreak', 'swapoff']), AT, 'read').result,
    on: (name) => (name === 's390' ? 'SIGBUS/ADRERR' : 'SIGBUS/MCEERR_AR'), off: as('SIGBUS/ADRERR'),
  },
  'swap-in-writable': {
    seen: 'whether a page that was read back may be written',
    observe(machine) {
      const mm = swappedOut(machine);
      machine.access(mm, AT, 'read');
      return entryAt(machine, mm).write;
    },
    on: as(true), off: as(false),
  },
  'pageout-ignores-marks': {
    seen: 'whether a page that cannot be reclaimed keeps its mark',
    observe(machine) {
      const mm = written(machine);
      machine.pin(mm, AT, 1, 'write');
      machine.madvise(mm, AT, 1, 'pageout');
      return entryAt(machine, mm).young;
    },
    on: as(true), off: as(false),
  },
  'uffd-lifts-by-mprotect': {
    seen: 'whether a page that userfaultfd protects no more may be written at once: a private one, a shared one',
    observe: (machine) => [false, true].map((shared) => {
      const mm = written(machine, { shared });
      machine.uffdRegister(mm, AT, 1, 'wp');
      machine.uffdWp(mm, AT, 1, true);
      machine.uffdWp(mm, AT, 1, false);
      return entryAt(machine, mm).write;
    }),
    on: watching([true, false]), off: watching([false, true]),
  },
  'uffd-protects-many-vmas': {
    seen: 'how protecting a range of two VMAs ends',
    observe(machine) {
      const mm = written(machine, { pages: 2 });
      machine.uffdRegister(mm, AT, 2, 'wp');
      machine.mprotect(mm, AT, 1, prot('r'));
      return machine.uffdWp(mm, AT, 2, true);
    },
    on: (name) => (name === 'x86-64' ? 'ok' : 'ENOENT'), off: as('ENOENT'),
  },
  'flush-before-free': {
    seen: 'what comes first, the flush or the pages',
    observe: (machine) => zapped(machine, 3, false).find(({ type }) => type === 'GatherTlbFlushed' || type === 'GatherPagesFreed')?.type,
    on: as('GatherTlbFlushed'), off: gathering('GatherPagesFreed', 'GatherTlbFlushed'),
  },
};

const ROWS: readonly SwitchRow[] = SWITCHES;
const needsOf = (name: string): string[] => ROWS.filter((row) => row.name === name).flatMap(({ needs }) => needs ?? []);

/** Each side from 6.2 and from 6.1: the switch alone, with what it needs, or without it. Entries are those of 6.2 all along. */
const SIDES = [
  ['on', '6.2 with it', (name: string) => withSwitches(profileOf('6.2'), { with: [name] })],
  ['off', '6.2 without it', (name: string) => withSwitches(profileOf('6.2'), { without: [name] })],
  ['on', '6.1 with it', (name: string) => withSwitches(profileOf('6.1'), { with: [name, ...needsOf(name)] })],
  ['off', '6.1 without it', (name: string) => withSwitches(profileOf('6.1'), { with: needsOf(name), without: [name] })],
] as const satisfies readonly (readonly ['on' | 'off', string, (name: string) => Profile])[];

describe('each switch that is modelled has two sides', () => {
  it('and a case here, or where its reader is', () => {
    expect(Object.keys({ ...CASES, ...SHOWN_BY }).sort()).toEqual(ROWS.filter(({ modelled }) => modelled).map(({ name }) => name).sort());
  });
  it.each(Object.entries(SHOWN_BY))('%s: %s', (name, path) => expect(readFileSync(join(import.meta.dirname, path), 'utf8')).toContain(`'${name}: `));
});

describe.each(Object.entries(CASES))('%s', (name, { seen, observe, on, off }) => {
  it.each(MACHINES.flatMap((arch) => SIDES.map(([side, how, profile]) => ({ arch, side, how, profile }))))(`${seen}: $arch, $how`, ({ arch, side, profile }) => {
    const machine = lab(arch, { cpus: 2, profile: profile(name) });
    expect(observe(machine)).toEqual((side === 'on' ? on : off)(arch));
  });
});

describe('a machine', () => {
  it('runs with the switches of its architecture\'s kernel, unless others are given', () => {
    expect(lab('arm64', { kernel: '6.1' }).profile).toBe(profileOf('6.1'));
    expect(lab('arm64', { kernel: '6.1', profile: profileOf('6.12') }).profile).toBe(profileOf('6.12'));
  });

  it('records the same whoever asks whether reverse mappings are due (f036c8184f8b)', () => {
    const log = (profile: Profile): MmEvent[] => zapped(lab('x86-64', { cpus: 2, profile }), 600, true);
    expect(log(withSwitches(profileOf('6.2'), { without: ['rmap-flag-in-gather'] }))).toEqual(log(profileOf('6.2')));
  });
});
