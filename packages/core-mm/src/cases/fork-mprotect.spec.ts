import {
  KERNELS, slotOf, VM_ACCOUNT, VM_DONTCOPY, VM_LOCKED, VM_LOCKONFAULT, VM_RAND_READ, VM_SEQ_READ, VM_SOFTDIRTY, VM_WIPEONFORK, VM_WRITE, wordOf, type MmEvent,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { because } from '../../../../tools/arch-lab/because';
import { AT, givenVma, mapped, pageAt, prot, recorded, vmaAt } from '../../../../tools/arch-lab/cases/given-state';
import { MACHINES } from '../../../../tools/arch-lab/cases/machines';
import { ofType, rules } from '../../../../tools/arch-lab/cases/words';
import type { Advice } from '../requests';
import { given } from '../testing/given';
import { type CaseLab, givenEntry, lab, loadEverywhere } from '../testing/lab';
import type { EntryView } from '../views';

/** Changes that a system call may not make when it changes nothing. */
const CHANGES: readonly MmEvent['type'][] = [
  'EntrySet', 'VmaInserted', 'VmaRemoved', 'NotifierCalled', 'FlushRequested', 'FlushDeferred', 'CounterChanged', 'RefChanged',
  'FaultEnded',
];
const changes = (events: readonly MmEvent[]): MmEvent[] => events.filter(({ type }) => CHANGES.includes(type));
const entry = (machine: CaseLab, mm: number, vpn = AT): EntryView => machine.view.entry(mm, vpn)!;
const minor = (machine: CaseLab, mm: number): number => machine.view.faults(mm).minor;
const pteSets = (events: readonly MmEvent[], mm: number) => ofType(events, 'EntrySet').filter((event) => event.level === 0 && event.mm === mm);
const flushes = (events: readonly MmEvent[]): string[] => ofType(events, 'FlushRequested').map(({ scope, reason }) => `${scope} ${reason}`);
const fork = (machine: CaseLab, mm: number): number => machine.fork(mm).mm;
const protect = (machine: CaseLab, mm: number, ...texts: readonly string[]): MmEvent[] =>
  texts.flatMap((text) => recorded(machine, () => expect(machine.mprotect(mm, AT, 1, prot(text))).toBe('ok')));
/** Pages below one entry of a level. */
const span = (machine: CaseLab, level: number): number => {
  const { shift, pageShift } = machine.architecture.geometry;
  return 2 ** (shift[level]! - pageShift);
};
/** A process with one page of private memory, written (`w`), only read (`r`) or left alone. */
function touched(machine: CaseLab, how: 'w' | 'r' | '', options: { pages?: number; shared?: boolean } = {}): number {
  const mm = mapped(machine, 'rw', options);
  if (how !== '') machine.access(mm, AT, how === 'w' ? 'write' : 'read', 7);
  return mm;
}

describe.each(MACHINES)('fork on %s: VMAs (§1.1)', (name) => {
  const lazy = name === 's390';

  it('FV1, C6: DONTFORK leaves no VMA and no table in the child: MAPERR', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    machine.madvise(mm, AT, 1, 'dontfork');
    given(machine)
      .when(() => machine.fork(mm))
      .then(({ events }) => {
        const child = machine.view.mms()[1]!;
        expect(rules(events)).toContain('dup_mmap/dont-copy');
        expect([machine.view.vmas(child), pteSets(events, mm)]).toEqual([[], []]);
        expect(machine.access(child, AT, 'read').result).toBe('SIGSEGV/MAPERR');
        expect(machine.view.tableBytes(child)).toBe(machine.architecture.geometry.tableBytes[machine.architecture.geometry.topLevel]);
      });
  });

  it('FV2, C5: WIPEONFORK gives a VMA without anon_vma; the parent keeps its entry, the child reads zero', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    machine.madvise(mm, AT, 1, 'wipeonfork');
    const before = entry(machine, mm);
    given(machine)
      .when(() => fork(machine, mm))
      .then(({ outcome: child }) => {
        expect([entry(machine, mm), vmaAt(machine, child).anonVma, machine.view.entry(child, AT)]).toEqual([before, 0, undefined]);
        expect(pageAt(machine, mm)).toMatchObject({ mapcount: 1, refcount: 1, exclusive: true });
        expect(machine.access(child, AT, 'read').value).toBe(0);
        expect(machine.view.vmas(child)[0]!.vmFlags & VM_WIPEONFORK).toBe(VM_WIPEONFORK);
      });
  });

  it('FV3: the copy is not locked, all else is as in the parent', () => {
    const machine = lab(name);
    const mm = touched(machine, '');
    const { vmFlags } = vmaAt(machine, mm);
    givenVma(machine, mm, (flags) => flags | VM_LOCKED | VM_LOCKONFAULT);
    given(machine)
      .when(() => fork(machine, mm))
      .then(({ outcome: child }) => {
        expect(vmaAt(machine, mm).vmFlags).toBe(vmFlags | VM_LOCKED | VM_LOCKONFAULT);
        expect(machine.view.vmas(child)).toEqual([{ ...machine.view.vmas(mm)[0], vmFlags }]);
      });
  });

  it('FV4: the anon_vma of the child hangs under the one of the parent', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    given(machine)
      .when(() => fork(machine, mm))
      .then(({ outcome: child }) => {
        const anonVma = vmaAt(machine, child).anonVma;
        expect(anonVma).not.toBe(vmaAt(machine, mm).anonVma);
        expect(machine.core.state.anonVmaParent(anonVma)).toBe(vmaAt(machine, mm).anonVma);
      });
  });

  it.each(['', 'r', 'w'] as const)('after the last VMA one flush of the parent, owed ones only on s390 (touched: %s)', (how) => {
    const machine = lab(name);
    const mm = touched(machine, how);
    given(machine)
      .when(() => machine.fork(mm))
      .then(({ events }) => {
        expect(flushes(events)).toEqual(lazy && how !== 'w' ? [] : ['mm fork']);
        expect(ofType(events, 'FlushRequested').filter((event) => event.mm !== mm)).toEqual([]);
        const lastEntry = ofType(events, 'EntrySet').at(-1)?.seq ?? -1;
        expect(ofType(events, 'FlushRequested').filter(({ seq }) => seq <= lastEntry)).toEqual([]);
      });
  });
});

describe.each(MACHINES)('fork on %s: which VMAs are copied (§1.2, §1.3)', (name) => {
  it.each([
    ['FN3', 'private, written', 'w', false, 1],
    ['FN4, C2', 'private, only read', 'r', false, 0],
    ['FN4', 'private, never touched', '', false, 0],
    ['FN4, C3', 'shared, written', 'w', true, 0],
    ['FN4', 'shared, read', 'r', true, 0],
  ] as const)('%s: %s', (rows, _what, how, shared, copies) => {
    const machine = lab(name);
    const mm = touched(machine, how, { shared });
    const before = machine.view.entry(mm, AT);
    given(machine)
      .when(() => machine.fork(mm))
      .then(({ events }) => {
        const child = machine.view.mms()[1]!;
        expect(rules(events), rows).toContain(copies ? 'vma_needs_copy/anon-vma' : 'vma_needs_copy/refaults');
        expect(pteSets(events, child)).toHaveLength(copies);
        expect(ofType(events, 'NotifierCalled').map(({ phase, kind, start, end }) => [phase, kind, start, end]))
          .toEqual(copies ? [['start', 'PROTECTION_PAGE', AT, AT + 1], ['end', 'PROTECTION_PAGE', AT, AT + 1]] : []);
        if (!copies) expect(machine.view.entry(mm, AT)).toEqual(before);
      });
  });

  it('C2: the child reads the zero page by a fault of its own', () => {
    const machine = lab(name);
    const child = fork(machine, touched(machine, 'r'));
    given(machine)
      .when(() => machine.access(child, AT, 'read').value)
      .then(({ outcome }) => {
        expect(outcome).toBe(0);
        expect([minor(machine, child), entry(machine, child).zeroPage]).toEqual([1, true]);
      });
  });

  it('C3: what the child writes to shared memory the parent reads', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w', { shared: true });
    machine.access(fork(machine, mm), AT, 'write', 9);
    given(machine)
      .when(() => machine.access(mm, AT, 'read'))
      .then(({ outcome }) => expect([outcome.value, entry(machine, mm).write, pageAt(machine, mm).mapcount]).toEqual([9, true, 2]));
  });

  it('C4, FP5: once one page was written, every present entry is copied; a zero page is counted nowhere', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w', { pages: 3 });
    machine.access(mm, AT + 2, 'read');
    given(machine)
      .when(() => machine.fork(mm))
      .then(({ events }) => {
        const child = machine.view.mms()[1]!;
        expect([AT, AT + 1, AT + 2].map((vpn) => machine.view.entry(child, vpn)?.zeroPage)).toEqual([false, undefined, true]);
        expect(pteSets(events, mm).filter(({ vpn }) => vpn !== AT)).toEqual([]);
        expect(machine.view.counters(child)).toEqual({ anon: 1, file: 0, shmem: 0, swap: 0 });
      });
  });

  it('FN3: an anon_vma that outlived its pages makes a copy of nothing', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    machine.madvise(mm, AT, 1, 'dontneed');
    given(machine)
      .when(() => machine.fork(mm))
      .then(({ events }) => {
        expect(rules(events)).toContain('vma_needs_copy/anon-vma');
        expect(pteSets(events, machine.view.mms()[1]!)).toEqual([]);
      });
  });
});

describe.each(MACHINES)('fork on %s: a present entry (§1.4)', (name) => {
  const steps = (mm: number, events: readonly MmEvent[]): string[] => events.flatMap((event) => {
    if (event.type === 'EntrySet') return event.level > 0 ? [] : [event.mm === mm ? 'parent entry' : 'child entry'];
    return ['RefChanged', 'RmapDuplicated', 'FlushDeferred', 'FlushRequested', 'CounterChanged'].includes(event.type) ? [event.type] : [];
  });
  const order: Readonly<Record<string, readonly string[]>> = {
    'one CPU': name === 's390' ? ['parent entry', 'FlushDeferred', 'parent entry'] : ['parent entry'],
    'two CPUs': name === 's390' ? ['parent entry', 'FlushRequested', 'parent entry'] : ['parent entry'],
  };

  it.each([['one CPU', 1], ['two CPUs', 2]] as const)('FP2-FP9: reference, mapcount, parent, child, in this order (%s)', (what, cpus) => {
    const machine = lab(name, { cpus });
    const mm = touched(machine, 'w');
    loadEverywhere(machine, mm);
    given(machine)
      .when(() => machine.fork(mm))
      .then(({ events }) => {
        const last = name === 's390' && cpus === 2 ? [] : ['FlushRequested'];
        expect(steps(mm, events)).toEqual(['RefChanged', 'RmapDuplicated', ...order[what]!, 'child entry', 'CounterChanged', ...last]);
        expect(flushes(events)).toEqual(name === 's390' && cpus === 2 ? ['page wrprotect'] : ['mm fork']);
      });
  });

  it('C1: both read-only, the child old, dirty kept; two mappings, two references, not exclusive', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    const before = entry(machine, mm);
    given(machine)
      .when(() => fork(machine, mm))
      .then(({ outcome: child }) => {
        const { softDirty } = machine.architecture.caps;
        expect(before).toMatchObject({ write: true, dirty: true, young: true, softDirty });
        expect(entry(machine, mm)).toMatchObject({ write: false, dirty: true, young: true, softDirty, pfn: before.pfn });
        expect(entry(machine, child)).toMatchObject({ write: false, dirty: true, young: false, softDirty, pfn: before.pfn });
        expect(pageAt(machine, mm)).toMatchObject({ mapcount: 2, refcount: 2, exclusive: false, anon: true });
        expect([machine.view.counters(mm).anon, machine.view.counters(child).anon]).toEqual([1, 1]);
      });
  });

  it('FP7: the entry of the child is that of the parent, made old', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    given(machine)
      .when(() => fork(machine, mm))
      .then(({ outcome: child }) => {
        const expected = slotOf(entry(machine, mm).raw);
        machine.architecture.codec.mkOld(0, expected);
        expect(entry(machine, child).raw).toBe(wordOf(expected.lo, expected.hi));
      });
  });

  it.each([['read-only', 'r'], ['PROT_NONE', '-']] as const)('FP6: a %s entry of the parent stays as it is, and is copied so', (_what, text) => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    protect(machine, mm, text);
    given(machine)
      .when(() => machine.fork(mm))
      .then(({ events }) => {
        const child = machine.view.mms()[1]!;
        const { lo, hi } = slotOf(entry(machine, child).raw);
        expect(pteSets(events, mm)).toEqual([]);
        expect(machine.architecture.codec.protnone(0, lo, hi)).toBe(text === '-');
        expect(pageAt(machine, mm)).toMatchObject({ mapcount: 2, exclusive: false });
        expect(machine.access(child, AT, 'write').result).toBe('SIGSEGV/ACCERR');
      });
  });

  it('a second fork protects nothing anew and shares the page once more', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    fork(machine, mm);
    given(machine)
      .when(() => machine.fork(mm))
      .then(({ events }) => {
        expect(pteSets(events, mm)).toEqual([]);
        expect(pageAt(machine, mm)).toMatchObject({ mapcount: 3, refcount: 3 });
      });
  });
});

describe.each(MACHINES)('mprotect on %s: the frame (§2)', (name) => {
  it.each(['r', 'rw', 'rx', 'rwx', '-'])('MP1, C17: the protection it has (%s) changes nothing', (text) => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw');
    machine.access(mm, AT, 'write');
    protect(machine, mm, text);
    given(machine)
      .when(() => protect(machine, mm, text))
      .then(({ outcome }) => expect(changes(outcome)).toEqual([]));
  });

  it.each([
    ['private', {}, VM_ACCOUNT],
    ['private, no reserve', { noreserve: true }, 0],
    ['shared', { shared: true }, 0],
  ] as const)('MP3: %s memory that becomes writable is accounted, or not', (_what, options, flag) => {
    const machine = lab(name);
    const mm = machine.spawn();
    machine.mmap(mm, { vpn: AT, pages: 1, prot: prot('r'), shared: false, backing: 'anon', ...options });
    const account = (): number => vmaAt(machine, mm).vmFlags & VM_ACCOUNT;
    const before = account();
    given(machine)
      .when(() => protect(machine, mm, 'rw'))
      .then(() => expect([before, account()]).toEqual([0, flag]));
  });

  it.each([
    ['the middle', 1, 1, [[0, 1], [1, 2], [2, 3]]],
    ['the start', 0, 2, [[0, 2], [2, 3]]],
    ['the end', 2, 1, [[0, 2], [2, 3]]],
    ['all', 0, 3, [[0, 3]]],
  ] as const)('MP4: protecting %s splits, giving the protection back merges', (_what, from, pages, pieces) => {
    const machine = lab(name);
    const mm = touched(machine, 'w', { pages: 3 });
    const ranges = (): number[][] => machine.view.vmas(mm).map(({ start, end }) => [start - AT, end - AT]);
    given(machine)
      .when(() => machine.mprotect(mm, AT + from, pages, prot('r')))
      .then(() => expect(ranges()).toEqual(pieces))
      .when(() => machine.mprotect(mm, AT + from, pages, prot('rw')))
      .then(() => expect(ranges()).toEqual([[0, 3]]));
  });

  it('a hole ends it with ENOMEM; what lies before the hole is changed', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w', { pages: 4 });
    machine.munmap(mm, AT + 2, 1);
    given(machine)
      .when(() => [machine.mprotect(mm, AT, 4, prot('r')), machine.mprotect(mm, AT + 2, 1, prot('r'))])
      .then(({ outcome }) => {
        expect(outcome).toEqual(['ENOMEM', 'ENOMEM']);
        expect(machine.view.vmas(mm).map(({ start, vmFlags }) => [start - AT, vmFlags & VM_WRITE])).toEqual([[0, 0], [3, VM_WRITE]]);
        expect(entry(machine, mm)).toMatchObject({ write: false });
      });
  });

  it.each(['mprotect', 'madvise'] as const)('%s goes on to the end of user space, and no further', (call) => {
    const machine = lab(name);
    const mm = mapped(machine);
    const { pageShift, userLimit } = machine.architecture.geometry;
    const last = userLimit(machine.core.state.mm(mm)) - 1;
    machine.mmap(mm, { vpn: last, pages: 1, prot: prot('rw'), shared: false, backing: 'anon' });
    const ask = (pages: number): string => (call === 'mprotect' ? machine.mprotect(mm, last, pages, prot('r')) : machine.madvise(mm, last, pages, 'dontfork'));
    given(machine).when(() => ask(2)).then(({ outcome }) => {
      expect(outcome).toBe('ENOMEM');
      expect(vmaAt(machine, mm, last).vmFlags & (VM_WRITE | VM_DONTCOPY)).toBe(call === 'mprotect' ? 0 : VM_WRITE | VM_DONTCOPY);
    }).when(() => ask(2 ** (64 - pageShift) - last)).then(({ outcome }) => expect(outcome).toBe(call === 'mprotect' ? 'ENOMEM' : 'EINVAL'));
  });

  it('the notifier speaks for each PMD table that has something, from the first table of entries on', () => {
    const machine = lab(name);
    const half = span(machine, 2);
    const [first, second] = [half + span(machine, 1), 2 * half + 3];
    const mm = mapped(machine, 'rw', { at: half, pages: 2 * half });
    for (const vpn of [first, second]) machine.access(mm, vpn, 'write');
    given(machine)
      .when(() => machine.mprotect(mm, half, 2 * half, prot('r')))
      .then(({ events }) => {
        const ranges = [[first, 2 * half], [2 * half, 3 * half]];
        expect(ofType(events, 'NotifierCalled').map(({ phase, kind, start, end }) => [phase, kind, start, end]))
          .toEqual(ranges.flatMap(([from, to]) => ['start', 'end'].map((phase) => [phase, 'PROTECTION_VMA', from, to])));
      });
  });

  it('without a table there is nothing to tell, to change or to flush', () => {
    const machine = lab(name);
    given(machine)
      .when(() => protect(machine, mapped(machine), 'r'))
      .then(({ outcome: events }) => expect(changes(events).map(({ type }) => type).filter((type) => !type.startsWith('Vma'))).toEqual([]));
  });
});

describe.each(MACHINES)('mprotect on %s: a present entry (§3)', (name) => {
  it.each(['r', 'rw', 'rx', 'rwx', 'x', '-'])('CP3: to %s and back keeps frame, accessed, dirty and soft-dirty', (text) => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    const { pfn, young, dirty, softDirty, special } = entry(machine, mm);
    given(machine)
      .when(() => protect(machine, mm, text))
      .then(() => expect(entry(machine, mm)).toMatchObject({ pfn, dirty, softDirty, special, young, present: true }))
      .when(() => protect(machine, mm, 'rw'))
      .then(() => {
        expect(entry(machine, mm)).toMatchObject({ pfn, dirty, softDirty, special, young, present: true, write: true });
      });
  });

  it.each([
    ['-', ['SIGSEGV/ACCERR', 'SIGSEGV/ACCERR', 'SIGSEGV/ACCERR']],
    ['r', ['ok', 'SIGSEGV/ACCERR', 'SIGSEGV/ACCERR']],
    ['rw', ['ok', 'ok', 'SIGSEGV/ACCERR']],
    ['rx', ['ok', 'SIGSEGV/ACCERR', 'ok']],
    ['rwx', ['ok', 'ok', 'ok']],
  ] as const)('CP3: with %s a read, a write and a fetch end so, whatever was allowed before', (text, results) => {
    for (const before of ['-', 'r', 'rw', 'rx', 'rwx']) {
      const machine = lab(name);
      const mm = touched(machine, 'w');
      protect(machine, mm, before);
      for (const access of ['read', 'write', 'exec'] as const) machine.access(mm, AT, access);
      given(machine)
        .when(() => protect(machine, mm, text))
        .then(() => expect((['read', 'write', 'exec'] as const).map((access) => machine.access(mm, AT, access).result), before).toEqual(results));
    }
  });

  /** By change: does x86 queue a flush; does s390, alone on the mm, owe one. */
  it('C11: an exclusive page is writable again without a fault, dirty kept', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    given(machine)
      .when(() => protect(machine, mm, 'r', 'rw'))
      .then(({ outcome }) => {
        expect(rules(outcome)).toContain('change_pte_range/made-writable');
        expect(entry(machine, mm)).toMatchObject({ write: true, dirty: true });
        const before = minor(machine, mm);
        expect([machine.access(mm, AT, 'write', 8).result, minor(machine, mm) - before]).toEqual(['ok', 0]);
      });
  });

  it('C12: a page shared by fork stays read-only; a write copies it', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    const child = fork(machine, mm);
    given(machine)
      .when(() => protect(machine, mm, 'r', 'rw'))
      .then(() => expect(entry(machine, mm)).toMatchObject({ write: false }))
      .when(() => machine.access(mm, AT, 'write', 8))
      .then(() => {
        expect(entry(machine, mm).pfn).not.toBe(entry(machine, child).pfn);
        expect(machine.access(child, AT, 'read').value).toBe(7);
      });
  });

  it.each(KERNELS)('C13: a clean exclusive page, on %s', (kernel) => {
    const machine = lab(name, { kernel });
    const mm = touched(machine, 'w');
    givenEntry(machine, mm, (codec, slot) => codec.mkClean(0, slot));
    given(machine)
      .when(() => protect(machine, mm, 'r', 'rw'))
      .then(() => {
        const writable = kernel !== '6.1';
        const hardwareDirty = name.startsWith('arm64') && kernel === '6.2';
        expect(entry(machine, mm)).toMatchObject({ write: writable, dirty: hardwareDirty });
      });
  });

  it('C14: the zero page stays read-only', () => {
    const machine = lab(name);
    const mm = touched(machine, 'r');
    given(machine)
      .when(() => protect(machine, mm, 'r', 'rw'))
      .then(() => expect(entry(machine, mm)).toMatchObject({ write: false, zeroPage: true }));
  });

  it('C18: RW, PROT_NONE, RW: no access in between, then writable without a fault', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    given(machine)
      .when(() => protect(machine, mm, '-'))
      .then(() => {
        const { lo, hi } = slotOf(entry(machine, mm).raw);
        expect({ protnone: machine.architecture.codec.protnone(0, lo, hi) }).toEqual({ protnone: true });
      })
      .when(() => protect(machine, mm, 'rw'))
      .then(() => {
        const before = minor(machine, mm);
        expect([entry(machine, mm).write, machine.access(mm, AT, 'write', 8).result, minor(machine, mm) - before]).toEqual([true, 'ok', 0]);
      });
  });
});

describe.each(MACHINES)('default protection on %s (§5)', (name) => {
  const { softDirty } = lab(name).architecture.caps;
  const untracked = (machine: CaseLab, shared: boolean, text: string): number => {
    const mm = mapped(machine, text, { shared });
    givenVma(machine, mm, (flags) => flags & ~VM_SOFTDIRTY);
    return mm;
  };

  it.each([
    ['WN1', 'private', false, 'rw', true, false],
    ['WN1', 'shared, read-only', true, 'r', true, false],
    ['WN7', 'shared memory', true, 'rw', false, true],
    ['WN4', 'shared memory with soft-dirty tracking', true, 'rw', true, !softDirty],
  ] as const)('%s: a read fault in %s', (_row, _what, shared, text, tracked, writable) => {
    const machine = lab(name);
    const mm = tracked ? untracked(machine, shared, text === 'r' ? 'rw' : 'r') : mapped(machine, 'r', { shared });
    protect(machine, mm, text);
    given(machine)
      .when(() => machine.access(mm, AT, 'read'))
      .then(() => expect(entry(machine, mm)).toMatchObject({ write: writable, dirty: false }));
  });

  it('WN7: shared memory is writable again at once, dirty or not', () => {
    for (const how of ['w', 'r'] as const) {
      const machine = lab(name);
      const mm = touched(machine, how, { shared: true });
      given(machine)
        .when(() => protect(machine, mm, 'r', 'rw'))
        .then(() => expect(entry(machine, mm)).toMatchObject({ write: true }));
    }
  });

  it.runIf(softDirty)('WN3, WM1: tracked shared memory is not upgraded by mprotect, one fault more does it', because('only where soft-dirty is tracked'), () => {
    const machine = lab(name);
    const mm = touched(machine, 'w', { shared: true });
    givenVma(machine, mm, (flags) => flags & ~VM_SOFTDIRTY, { writenotify: true });
    const before = minor(machine, mm);
    given(machine)
      .when(() => protect(machine, mm, 'r', 'rw'))
      .then(() => expect(entry(machine, mm)).toMatchObject({ write: false, dirty: true, softDirty: true }))
      .when(() => machine.access(mm, AT, 'write'))
      .then(() => expect([entry(machine, mm).write, minor(machine, mm) - before]).toEqual([true, 1]));
  });
});

describe.each(MACHINES)('mremap on %s (§7)', (name) => {
  const lazy = name === 's390';
  const movesTables = !lazy;
  const TO = 0x80000;
  const moved = (machine: CaseLab, mm: number, pages = 1, to = TO, from = AT): MmEvent[] =>
    recorded(machine, () => expect(machine.mremap(mm, from, pages, pages, { vpn: to, dontUnmap: false })).toBe('ok'));

  it('MR1: shrinking unmaps the tail', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w', { pages: 2 });
    machine.access(mm, AT + 1, 'write', 9);
    const { pfn } = entry(machine, mm, AT + 1);
    given(machine)
      .when(() => machine.mremap(mm, AT, 2, 1))
      .then(({ events }) => {
        expect(rules(events)).toContain('mremap/shrunk');
        expect([machine.view.vmas(mm).map(({ end }) => end), machine.view.page(pfn).refcount]).toEqual([[AT + 1], 0]);
        expect([machine.access(mm, AT, 'read').value, machine.access(mm, AT + 1, 'read').result]).toEqual([7, 'SIGSEGV/MAPERR']);
      });
  });

  it('of the same size, in place, leaves the VMA whole, wherever in it the range ends', () => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { pages: 4 });
    for (const [at, pages] of [[0, 4], [1, 2], [0, 1], [3, 1]] as const) {
      const events = recorded(machine, () => expect(machine.mremap(mm, AT + at, pages, pages)).toBe('ok'));
      expect(changes(events)).toEqual([]);
    }
  });

  it('MR2: growing in place changes no entry', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    given(machine)
      .when(() => machine.mremap(mm, AT, 1, 4))
      .then(({ events }) => {
        expect([rules(events), pteSets(events, mm), flushes(events)]).toEqual([['mremap/grown-in-place'], [], []]);
        expect(machine.view.vmas(mm).map(({ start, end }) => [start, end])).toEqual([[AT, AT + 4]]);
      });
  });

  it.each([
    ['something is in the way', 2, 1, 3, 'ENOMEM'],
    ['it is not the end of the VMA', 3, 1, 2, 'ENOMEM'],
    ['the old range leaves the VMA', 1, 3, 5, 'EFAULT'],
    ['nothing is mapped', 0, 1, 2, 'EFAULT'],
  ] as const)('MR2: no growth where %s', (_what, mappedPages, old, wanted, errno) => {
    const machine = lab(name);
    const mm = machine.spawn();
    if (mappedPages > 0) machine.mmap(mm, { vpn: AT, pages: mappedPages, prot: prot('rw'), shared: false, backing: 'anon' });
    machine.mmap(mm, { vpn: AT + mappedPages, pages: 2, prot: prot('r'), shared: true, backing: 'anon' });
    const from = mappedPages === 2 ? AT + 1 : mappedPages === 0 ? AT - 5 : AT;
    given(machine)
      .when(() => machine.mremap(mm, from, old, wanted))
      .then(({ outcome }) => expect(outcome).toBe(errno));
  });

  it('MR4, C24: the entry moves with all its bits, soft-dirty set; the old place is empty; no count changes', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    const { raw, pfn } = entry(machine, mm);
    const expected = slotOf(raw);
    machine.architecture.codec.mkSoftDirty(0, expected);
    given(machine)
      .when(() => moved(machine, mm))
      .then(({ outcome: events }) => {
        expect(machine.view.entry(mm, AT)).toBeUndefined();
        expect(entry(machine, mm, TO)).toMatchObject({ raw: wordOf(expected.lo, expected.hi), pfn, write: true, young: true, dirty: true });
        expect(machine.view.page(pfn)).toMatchObject({ mapcount: 1, refcount: 1, exclusive: true });
        const counts = (event: MmEvent): boolean =>
          event.type === 'CounterChanged' || event.type.startsWith('Rmap') || (event.type === 'RefChanged' && event.pfn === pfn);
        expect(events.filter(counts)).toEqual([]);
        expect([machine.access(mm, TO, 'read').value, machine.access(mm, AT, 'read').result]).toEqual([7, 'SIGSEGV/MAPERR']);
      });
  });

  it('MR4: the zero page gets soft-dirty too, where there is such a bit', () => {
    const machine = lab(name);
    const mm = touched(machine, 'r');
    const before = entry(machine, mm).softDirty;
    given(machine)
      .when(() => moved(machine, mm))
      .then(() => {
        expect({ softDirtyBefore: before }).toEqual({ softDirtyBefore: false });
        expect(entry(machine, mm, TO)).toMatchObject({ zeroPage: true, softDirty: machine.architecture.caps.softDirty });
      });
  });

  it.each([1, 2])('MR4: cleared, then set, page by page; then one flush of the old range (%i CPUs)', (cpus) => {
    const machine = lab(name, { cpus });
    const mm = touched(machine, 'w', { pages: 3 });
    machine.access(mm, AT + 2, 'write');
    loadEverywhere(machine, mm);
    given(machine)
      .when(() => moved(machine, mm, 3))
      .then(({ outcome: events }) => {
        const sets = pteSets(events, mm).map(({ vpn, how }) => [how, vpn]);
        const clear = (vpn: number): unknown[][] => Array.from({ length: lazy ? 2 : 1 }, () => ['clear', vpn]);
        expect(sets).toEqual([...clear(AT), ['set', TO], ...clear(AT + 2), ['set', TO + 2]]);
        const ofMove = ofType(events, 'FlushRequested').filter(({ reason }) => reason === 'move');
        const eager = lazy && cpus === 2;
        expect(ofMove.map(({ scope, start, end }) => (scope === 'mm' ? ['mm'] : [scope, start, end])))
          .toEqual(eager ? [['page', AT, AT + 1], ['page', AT + 2, AT + 3]] : lazy ? [['mm']] : [['range', AT, AT + 3]]);
        if (!eager) expect(ofMove[0]!.seq).toBeGreaterThan(pteSets(events, mm).at(-1)!.seq);
      });
  });

  it('MR4: nothing present, nothing flushed', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w', { pages: 2 });
    given(machine)
      .when(() => moved(machine, mm, 1, TO, AT + 1))
      .then(({ events }) => expect(ofType(events, 'FlushRequested').filter(({ reason }) => reason === 'move')).toEqual([]));
  });

  it('MR3: the notifier speaks for the old range', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w', { pages: 3 });
    given(machine)
      .when(() => moved(machine, mm, 3))
      .then(({ events }) => {
        const told = ofType(events, 'NotifierCalled').map(({ phase, kind, start, end }) => [phase, kind, start, end]);
        expect(told.slice(0, 2)).toEqual([['start', 'UNMAP', AT, AT + 3], ['end', 'UNMAP', AT, AT + 3]]);
      });
  });

  it.each([1, 2])('MR3, MR6: what is aligned in both places at level %i moves as a whole table, its entries untouched', (level) => {
    const machine = lab(name);
    const pages = span(machine, level);
    const [from, to] = [8 * pages, 12 * pages];
    const mm = mapped(machine, 'rw', { at: from, pages });
    machine.access(mm, from + 5, 'read');
    const before = entry(machine, mm, from + 5);
    given(machine)
      .when(() => moved(machine, mm, pages, to, from))
      .then(({ outcome: events }) => {
        const upper = ofType(events, 'EntrySet').filter((event) => event.level === level && event.cause !== null).map(({ how, vpn }) => [how, vpn]);
        if (movesTables) {
          expect([pteSets(events, mm), upper]).toEqual([[], expect.arrayContaining([['clear', from], ['set', to]])]);
          expect(entry(machine, mm, to + 5)).toEqual(before);
          const flushed = ofType(events, 'FlushRequested').filter(({ reason }) => reason === 'move');
          expect(flushed.map(({ scope, start, end }) => [scope, start, end])).toEqual([['range', from, from + pages]]);
        } else expect(pteSets(events, mm).map(({ vpn }) => vpn)).toEqual([from + 5, from + 5, to + 5]);
        expect(machine.access(mm, to + 5, 'read').value).toBe(0);
      });
  });

  it.each([['from', 1, 0], ['to', 0, 1]] as const)('MR3: a range that is not aligned %s moves entry by entry', (_what, fromOff, toOff) => {
    const machine = lab(name);
    const pages = span(machine, 1);
    const [from, to] = [8 * pages + fromOff, 12 * pages + toOff];
    const mm = mapped(machine, 'rw', { at: from, pages });
    [0, pages - 2, pages - 1].forEach((at) => machine.access(mm, from + at, 'write', at & 255));
    given(machine)
      .when(() => moved(machine, mm, pages, to, from))
      .then(({ outcome: events }) => {
        expect(pteSets(events, mm).filter(({ how }) => how === 'set').map(({ vpn }) => vpn - to)).toEqual([0, pages - 2, pages - 1]);
        expect([0, pages - 2, pages - 1].map((at) => machine.access(mm, to + at, 'read').value)).toEqual([0, (pages - 2) & 255, (pages - 1) & 255]);
      });
  });

  it.each([
    ['moved whole, private', 2, 2, false],
    ['moved in part, private', 3, 2, false],
    ['shared', 2, 2, true],
  ] as const)('MR9: DONTUNMAP leaves the old VMA, empty and unlocked (%s)', (_what, all, pages, shared) => {
    const machine = lab(name);
    const mm = touched(machine, 'w', { pages: all, shared });
    givenVma(machine, mm, (flags) => flags | VM_LOCKED);
    const { anonVma } = vmaAt(machine, mm);
    given(machine)
      .when(() => machine.mremap(mm, AT, pages, pages, { vpn: TO, dontUnmap: true }))
      .then(({ outcome }) => {
        expect(outcome).toBe('ok');
        expect([machine.view.entry(mm, AT), vmaAt(machine, mm).vmFlags & VM_LOCKED, vmaAt(machine, mm).anonVma])
          .toEqual([undefined, 0, all === pages ? 0 : anonVma]);
        expect([machine.access(mm, TO, 'read').value, machine.access(mm, AT, 'read').value]).toEqual([7, shared ? 7 : 0]);
      });
  });

  it.each([
    ['old length 0, private', 0, 1, TO, false],
    ['new length 0', 1, 0, TO, false],
    ['overlap', 4, 4, AT + 2, false],
    ['overlap with what it grows to', 4, 8, AT - 6, false],
    ['DONTUNMAP with another length', 2, 1, TO, true],
  ] as const)('MR9: %s is refused and changes nothing', (_what, old, wanted, to, dontUnmap) => {
    const machine = lab(name);
    const mm = touched(machine, 'w', { pages: 4 });
    given(machine)
      .when(() => machine.mremap(mm, AT, old, wanted, { vpn: to, dontUnmap }))
      .then(({ outcome, events }) => {
        expect(outcome).toBe('EINVAL');
        expect(changes(events)).toEqual([]);
      });
  });

  it('a move unmaps what it lands on', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    machine.mmap(mm, { vpn: TO, pages: 1, prot: prot('r'), shared: false, backing: 'anon' });
    machine.access(mm, TO, 'read');
    given(machine)
      .when(() => moved(machine, mm))
      .then(() => {
        expect(machine.view.vmas(mm).map(({ start, vmFlags }) => [start, vmFlags & VM_WRITE])).toEqual([[TO, VM_WRITE]]);
        expect(machine.access(mm, TO, 'read').value).toBe(7);
      });
  });
});

describe.each(MACHINES)('madvise on %s (§8)', (name) => {
  it('MA1, C34: DONTNEED of locked memory is EINVAL and changes nothing', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    givenVma(machine, mm, (flags) => flags | VM_LOCKED);
    given(machine)
      .when(() => machine.madvise(mm, AT, 1, 'dontneed'))
      .then(({ outcome, events }) => {
        expect(outcome).toBe('EINVAL');
        expect([changes(events), machine.access(mm, AT, 'read').value]).toEqual([[], 7]);
      });
  });

  it('MA7, C35: POPULATE_READ maps the zero page, POPULATE_WRITE breaks it; one minor fault each, no reference kept', () => {
    const machine = lab(name);
    const mm = touched(machine, '');
    given(machine)
      .when(() => machine.madvise(mm, AT, 1, 'populate_read'))
      .then(({ outcome }) => {
        expect(outcome).toBe('ok');
        expect([minor(machine, mm), entry(machine, mm).zeroPage]).toEqual([1, true]);
      })
      .when(() => machine.madvise(mm, AT, 1, 'populate_write'))
      .then(({ outcome }) => {
        expect(outcome).toBe('ok');
        expect([minor(machine, mm), entry(machine, mm)]).toEqual([2, expect.objectContaining({ write: true, dirty: true })]);
        expect(pageAt(machine, mm)).toMatchObject({ refcount: 1, mapcount: 1, exclusive: true });
      });
  });

  it('MA7: what is there already takes no fault; POPULATE_WRITE breaks what fork shared', () => {
    const machine = lab(name);
    const mm = touched(machine, 'w');
    const child = fork(machine, mm);
    const before = minor(machine, mm);
    given(machine)
      .when(() => machine.madvise(mm, AT, 1, 'populate_read'))
      .then(() => expect([minor(machine, mm) - before, entry(machine, mm).pfn]).toEqual([0, entry(machine, child).pfn]))
      .when(() => machine.madvise(mm, AT, 1, 'populate_write'))
      .then(() => {
        expect([minor(machine, mm) - before, entry(machine, mm).write, pageAt(machine, child)])
          .toEqual([1, true, expect.objectContaining({ mapcount: 1, refcount: 1 })]);
      });
  });

  it.each([
    ['C36', 'populate_write', 'r', 'EINVAL'],
    ['MA7', 'populate_write', '-', 'EINVAL'],
    ['MA7', 'populate_read', '-', 'EINVAL'],
    ['MA7', 'populate_read', 'r', 'ok'],
  ] as const)('%s: %s in a VMA with %s is %s', (_row, advice, text, errno) => {
    const machine = lab(name);
    const mm = mapped(machine, text);
    given(machine)
      .when(() => machine.madvise(mm, AT, 1, advice))
      .then(({ outcome, events }) => {
        expect(outcome).toBe(errno);
        expect(ofType(events, 'FaultEnded')).toHaveLength(errno === 'ok' ? 1 : 0);
      });
  });

  it.each(['populate_read', 'populate_write'] as const)('MA7: %s goes up to a hole, then ENOMEM', (advice) => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { pages: 3 });
    machine.munmap(mm, AT + 1, 1);
    given(machine)
      .when(() => machine.madvise(mm, AT, 3, advice))
      .then(({ outcome }) => {
        expect(outcome).toBe('ENOMEM');
        expect([AT, AT + 2].map((vpn) => machine.view.entry(mm, vpn) !== undefined)).toEqual([true, false]);
      });
  });

  const FLAGS = VM_RAND_READ | VM_SEQ_READ | VM_DONTCOPY | VM_WIPEONFORK;
  it.each([
    ['sequential', VM_RAND_READ, VM_SEQ_READ], ['random', VM_SEQ_READ, VM_RAND_READ], ['normal', VM_RAND_READ, 0], ['normal', VM_SEQ_READ, 0],
    ['dontfork', 0, VM_DONTCOPY], ['dofork', VM_DONTCOPY, 0], ['wipeonfork', 0, VM_WIPEONFORK], ['keeponfork', VM_WIPEONFORK, 0],
  ] as const)('MA8: %s changes flags 0x%i to 0x%i, of the pages it names, and no entry', (advice, before, after) => {
    const machine = lab(name);
    const mm = touched(machine, 'w', { pages: 3 });
    givenVma(machine, mm, (flags) => flags | before);
    const advise = (): MmEvent[] => recorded(machine, () => expect(machine.madvise(mm, AT + 1, 1, advice)).toBe('ok'));
    given(machine)
      .when(advise)
      .then(({ events }) => {
        expect([pteSets(events, mm), machine.view.vmas(mm).map(({ vmFlags }) => vmFlags & FLAGS)]).toEqual([[], [before, after, before]]);
      })
      .when(advise)
      .then(({ events }) => expect(changes(events)).toEqual([]));
  });

  it('MA8: WIPEONFORK is for private memory', () => {
    const machine = lab(name);
    given(machine)
      .when(() => machine.madvise(mapped(machine, 'rw', { shared: true }), AT, 1, 'wipeonfork'))
      .then(({ outcome }) => expect(outcome).toBe('EINVAL'));
  });

  it.each(['dontneed', 'dontfork', 'sequential'] as Advice[])('a hole gives ENOMEM, and %s is done around it', (advice) => {
    const machine = lab(name);
    const mm = touched(machine, 'w', { pages: 3 });
    machine.munmap(mm, AT + 1, 1);
    machine.access(mm, AT + 2, 'write');
    given(machine)
      .when(() => [machine.madvise(mm, AT, 3, advice), machine.madvise(mm, AT + 1, 1, advice)])
      .then(({ outcome }) => {
        expect(outcome).toEqual(['ENOMEM', 'ENOMEM']);
        const done = advice === 'dontneed'
          ? [AT, AT + 2].map((vpn) => machine.view.entry(mm, vpn) === undefined)
          : machine.view.vmas(mm).map(({ vmFlags }) => (vmFlags & (VM_DONTCOPY | VM_SEQ_READ)) !== 0);
        expect(done).toEqual([true, true]);
      });
  });
});
