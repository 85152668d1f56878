import {
  VM_FAULT_COMPLETED,
  ACCESS_WRITE, FAULT_FLAG_REMOTE, FAULT_FLAG_UNSHARE, FAULT_FLAG_WRITE, VM_FAULT_OOM, VM_FAULT_WRITE, VM_MAYSHARE, VM_MAYWRITE, VM_SHARED,
  VM_SOFTDIRTY, type StepPoint,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { because } from '../../../../tools/arch-lab/because';
import {
  AT, coreFault, givenReferences, givenVma, mapped, pageAt, prot, recorded, vmstat,
} from '../../../../tools/arch-lab/cases/given-state';
import { EVERYWHERE, type MachineName } from '../../../../tools/arch-lab/cases/machines';
import { ofType, rules, story } from '../../../../tools/arch-lab/cases/words';
import { coreInvariants } from '../invariants';
import { ZERO_PFN } from '../state/core-state';
import { given } from '../testing/given';
import { accessOn, type CaseLab, givenEntry, lab, thread } from '../testing/lab';
import type { EntryView, PageView } from '../views';

const WRITE = FAULT_FLAG_WRITE;
const UNSHARE = FAULT_FLAG_UNSHARE;
const entryAt = (machine: CaseLab, mm: number, vpn = AT): EntryView => machine.view.entry(mm, vpn)!;
const minor = (machine: CaseLab, mm: number): number => machine.view.faults(mm).minor;
const anon = (machine: CaseLab, mm: number): number => machine.view.counters(mm).anon;
const invariants = (machine: CaseLab): string[] => coreInvariants(machine.architecture, machine.core.state);
const bitsOf = ({ raw, pfn }: EntryView): string => `0x${(raw - (BigInt(pfn) << 12n)).toString(16)}`;
const writeProtect = (machine: CaseLab, mm: number): void => givenEntry(machine, mm, (codec, entry) => codec.wrProtect(0, entry));

/** p0: a page that A wrote 7 to. */
function written(machine: CaseLab): { A: number; p0: number } {
  const A = mapped(machine);
  machine.access(A, AT, 'write', 7);
  return { A, p0: entryAt(machine, A).pfn };
}
/** p0, mapped by A and its child B. */
function forked(machine: CaseLab): { A: number; B: number; p0: number } {
  const { A, p0 } = written(machine);
  return { A, B: machine.fork(A).mm, p0 };
}
const SHARED_P0: Partial<PageView> = { anon: true, exclusive: false, refcount: 2, mapcount: 2, value: 7 };
const OWN: Partial<PageView> = { anon: true, exclusive: true, refcount: 1, mapcount: 1 };

/** What clearing and flushing an entry takes: x86 and arm64 clear it and flush; s390 invalidates with IPTE, then empties it. */
const CLEAR_FLUSH: Record<MachineName, readonly string[]> = {
  'x86-64': ['pte.clear', 'flush page'], 'arm64': ['pte.clear', 'flush page'], 'arm64-swaf': ['pte.clear', 'flush page'],
  's390': ['pte.clear', 'flush page', 'pte.clear'],
};
/** What raising an entry's rights in place takes. */
const UPDATE: Record<MachineName, readonly string[]> = {
  'x86-64': ['pte.update'], 'arm64': ['pte.update', 'flush page'], 'arm64-swaf': ['pte.update', 'flush page'],
  's390': ['pte.update', 'flush page', 'pte.update'],
};

describe.each(EVERYWHERE)('cow-and-gup §12: $name, kernel $kernel', ({ name, kernel }) => {
  const machineOf = (options = {}): CaseLab => lab(name, { kernel, ...options });

  it('B1 the child writes first: it gets a copy, the parent keeps the page, no longer exclusive', () => {
    const machine = machineOf();
    const { A, B, p0 } = forked(machine);
    expect(pageAt(machine, A)).toMatchObject(SHARED_P0);
    const pages = anon(machine, B);
    given(machine)
      .when(() => machine.access(B, AT, 'write', 8))
      .then(() => {
        expect(pageAt(machine, B)).toMatchObject({ ...OWN, value: 8 });
        expect(entryAt(machine, B)).toMatchObject({ write: true, dirty: true, young: true });
        expect(anon(machine, B)).toBe(pages);
        expect(entryAt(machine, A)).toMatchObject({ pfn: p0, write: false });
        expect(pageAt(machine, A)).toMatchObject({ anon: true, exclusive: false, refcount: 1, mapcount: 1, value: 7 });
        expect(minor(machine, B)).toBe(1);
      });
  });

  it('B2 then the parent writes: the reuse test passes, nothing is copied', () => {
    const machine = machineOf();
    const { A, B, p0 } = forked(machine);
    machine.access(B, AT, 'write', 8);
    given(machine)
      .when(() => machine.access(A, AT, 'write', 9))
      .then(({ events }) => {
        expect(rules(events)).toEqual(['do_wp_page/reuse-alone']);
        expect(story(events)).toEqual(['rmap.move', ...UPDATE[name], 'PGREUSE']);
        expect(entryAt(machine, A)).toMatchObject({ pfn: p0, write: true, dirty: true });
        expect(pageAt(machine, A)).toMatchObject({ ...OWN, value: 9 });
        expect(vmstat(machine, 'PGREUSE')).toBe(1);
        expect(machine.access(B, AT, 'read').value).toBe(8);
      });
  });

  it('B3 the child exits: the parent\'s write reuses the page', () => {
    const machine = machineOf();
    const { A, B, p0 } = forked(machine);
    given(machine)
      .when(() => machine.exit(B))
      .then(() => expect(pageAt(machine, A)).toMatchObject({ exclusive: false, refcount: 1, mapcount: 1 }))
      .when(() => machine.access(A, AT, 'write', 9))
      .then(() => {
        expect(entryAt(machine, A)).toMatchObject({ pfn: p0, write: true });
        expect(pageAt(machine, A)).toMatchObject({ ...OWN, value: 9 });
        expect(vmstat(machine, 'PGREUSE')).toBe(1);
      });
  });

  it('B4 the parent writes first: the parent gets the copy', () => {
    const machine = machineOf();
    const { A, B, p0 } = forked(machine);
    given(machine)
      .when(() => machine.access(A, AT, 'write', 9))
      .then(() => {
        expect(entryAt(machine, A).pfn).not.toBe(p0);
        expect(pageAt(machine, A)).toMatchObject({ ...OWN, value: 9 });
        expect(entryAt(machine, B)).toMatchObject({ pfn: p0, write: false });
        expect(machine.access(B, AT, 'read').value).toBe(7);
      });
  });

  it.each([[0, 1, 2], [2, 1, 0], [1, 0, 2]])('B5 three processes write in the order %i %i %i: two copies, the last one reuses', (...order) => {
    const machine = machineOf();
    const { A, B, p0 } = forked(machine);
    const all = [A, B, machine.fork(A).mm];
    expect(pageAt(machine, A)).toMatchObject({ refcount: 3, mapcount: 3, exclusive: false });
    given(machine)
      .when(() => order.forEach((nth) => machine.access(all[nth]!, AT, 'write', 10 + nth)))
      .then(() => {
        expect(order.map((nth) => entryAt(machine, all[nth]!).pfn === p0)).toEqual([false, false, true]);
        for (const nth of order) expect(pageAt(machine, all[nth]!)).toMatchObject({ ...OWN, value: 10 + nth });
        expect(vmstat(machine, 'PGREUSE')).toBe(1);
      });
  });

  it('B6 a short-term reference forces a copy, and keeps the old content', () => {
    const machine = machineOf();
    const { A, B, p0 } = forked(machine);
    givenReferences(machine, p0, 1);
    given(machine)
      .when(() => machine.exit(B))
      .then(() => expect(machine.view.page(p0)).toMatchObject({ refcount: 2, mapcount: 1 }))
      .when(() => machine.access(A, AT, 'write', 9))
      .then(() => {
        expect(pageAt(machine, A)).toMatchObject({ ...OWN, value: 9 });
        expect(machine.view.page(p0)).toMatchObject({ refcount: 1, mapcount: 0, value: 7 });
      });
  });

  it.runIf(name === 'x86-64' || name === 's390')('B29 an UNSHARE copy of a page that is not soft-dirty is not soft-dirty', because('only where soft-dirty is tracked'), () => {
    const machine = machineOf();
    const { B, p0 } = forked(machine);
    givenVma(machine, B, (flags) => flags & ~VM_SOFTDIRTY);
    givenEntry(machine, B, (codec, entry) => codec.clearSoftDirty(0, entry));
    given(machine)
      .when(() => coreFault(machine, B, UNSHARE))
      .then(() => {
        expect(entryAt(machine, B).pfn).not.toBe(p0);
        expect(entryAt(machine, B)).toMatchObject({ softDirty: false, write: false, dirty: false });
      });
  });

  it.runIf(name === 'x86-64' || name === 's390')('B31 a forced write: clean and not soft-dirty, then by a second fault both; read-only', because('only where soft-dirty is tracked'), () => {
    const machine = machineOf();
    const A = mapped(machine, 'r');
    givenVma(machine, A, (flags) => flags & ~VM_SOFTDIRTY);
    given(machine)
      .when(() => coreFault(machine, A, WRITE | FAULT_FLAG_REMOTE))
      .then(() => {
        expect(entryAt(machine, A)).toMatchObject({ write: false, dirty: false, softDirty: false });
        const page = entryAt(machine, A).pfn;
        expect(rules(recorded(machine, () => coreFault(machine, A, WRITE | FAULT_FLAG_REMOTE)))).toEqual(['do_wp_page/reuse-exclusive']);
        expect(entryAt(machine, A)).toMatchObject({ pfn: page, write: false, dirty: true, softDirty: true });
      });
  });
});

const atCopy = (step: StepPoint): boolean => step.kind === 'step' && step.label === 'wp_page_copy: page copied';

describe.each(EVERYWHERE)('cow-and-gup §5, the order of wp_page_copy is law: $name, kernel $kernel', ({ name, kernel }) => {
  const AFTER_COPY = [
    ...CLEAR_FLUSH[name], 'notifier invalidate CLEAR', 'rmap.add anonNew exclusive', 'lru.add', 'notifier changePte CLEAR', 'pte.set',
  ];

  /** Events and PTE-lock steps of a store on CPU 0, in one list. */
  function stepped(machine: CaseLab, mm: number): string[] {
    const words: string[] = [];
    let from = machine.log.length;
    const take = (): void => {
      words.push(...story([...machine.log.events(from)]));
      from = machine.log.length;
    };
    thread(machine, 0, (paths) => paths.access(mm, AT, ACCESS_WRITE, true, 8)).run((step) => {
      take();
      if ((step.kind === 'lock' || step.kind === 'unlock') && step.lock.startsWith('ptl')) words.push(step.kind);
      return false;
    });
    take();
    return words;
  }

  it('B1 step by step, with the locks', () => {
    const machine = lab(name, { kernel });
    const { A } = forked(machine);
    given(machine)
      .when(() => stepped(machine, A))
      .then(({ outcome }) => {
        expect(outcome).toEqual([
          'lock', 'ref +1 fault', 'unlock',
          'alloc copy', 'copy', 'notifier start CLEAR', 'lock', ...AFTER_COPY, 'rmap.remove', 'ref -1 map', 'unlock', 'notifier end CLEAR', 'ref -1 fault',
        ]);
      });
  });

  it('B1 the same run in sequence', () => {
    const machine = lab(name, { kernel });
    const { A } = forked(machine);
    given(machine)
      .when(() => machine.access(A, AT, 'write', 8))
      .then(({ events }) => {
        expect(story(events)).toEqual([
          'ref +1 fault', 'alloc copy', 'copy', 'notifier start CLEAR', ...AFTER_COPY, 'rmap.remove', 'ref -1 map', 'notifier end CLEAR', 'ref -1 fault',
        ]);
      });
  });

  it('C9 an old entry was not accessible on s390: nothing to flush there', () => {
    const machine = lab(name, { kernel });
    const { B } = forked(machine);
    given(machine)
      .when(() => machine.access(B, AT, 'write', 8))
      .then(({ events }) => {
        const words = story(events);
        const cleared = words.slice(words.indexOf('notifier start CLEAR') + 1, words.indexOf('notifier invalidate CLEAR'));
        expect(cleared).toEqual(name === 's390' ? ['pte.clear'] : ['pte.clear', 'flush page']);
      });
  });

  it('C2 C7 C13 of the zero page: a zeroed page, counted before the entry is cleared; nothing to remove or to drop', () => {
    const machine = lab(name, { kernel });
    const A = mapped(machine);
    machine.access(A, AT, 'read');
    const zero = machine.view.page(ZERO_PFN);
    given(machine)
      .when(() => machine.access(A, AT, 'write', 8))
      .then(({ events }) => {
        expect(story(events)).toEqual(
          ['anon_vma', 'alloc anon', 'notifier start CLEAR', 'anon +1', ...AFTER_COPY, 'notifier end CLEAR']);
        expect(machine.view.page(ZERO_PFN)).toEqual(zero);
      });
  });

  it('C8 UNSHARE: present, read-only, not marked dirty, content kept', () => {
    const machine = lab(name, { kernel });
    const { A, B } = forked(machine);
    machine.access(B, AT, 'read');
    given(machine)
      .when(() => coreFault(machine, B, UNSHARE))
      .then(({ outcome, events }) => {
        expect(outcome).toBe(0);
        expect(story(events)).toEqual([
          'ref +1 fault', 'alloc copy', 'copy', 'notifier start CLEAR', ...AFTER_COPY, 'rmap.remove', 'ref -1 map', 'notifier end CLEAR', 'ref -1 fault',
        ]);
        expect(entryAt(machine, B)).toMatchObject({ present: true, write: false, dirty: false, young: true });
        expect(pageAt(machine, B)).toMatchObject({ ...OWN, value: 7 });
      })
      .when(() => machine.access(B, AT, 'write', 8))
      .then(({ events: reused }) => {
        expect(rules(reused)).toEqual(['do_wp_page/reuse-exclusive']);
        expect(pageAt(machine, A)).toMatchObject({ refcount: 1, mapcount: 1, value: 7 });
      });
  });

  it('C2 out of memory: the entry stays, the extra reference is dropped, nothing is charged', () => {
    const machine = lab(name, { kernel, memoryPages: 64 });
    const { A, B, p0 } = forked(machine);
    const hog = 200;
    machine.mmap(A, { vpn: AT + 1, pages: hog, prot: prot('rw'), shared: false, backing: 'anon' });
    for (let vpn = AT + 1; coreFault(machine, A, WRITE, { vpn }) === 0;) vpn++;
    const [before, charged] = [entryAt(machine, B), machine.view.faults(B)];
    given(machine)
      .when(() => [WRITE, UNSHARE].map((flags) => coreFault(machine, B, flags)))
      .then(({ outcome }) => {
        expect(outcome).toEqual([VM_FAULT_OOM, VM_FAULT_OOM]);
        expect([entryAt(machine, B), machine.view.faults(B)]).toEqual([before, charged]);
        expect(machine.view.page(p0)).toMatchObject(SHARED_P0);
        expect(invariants(machine)).toEqual([]);
      });
  });

  it('B27 C6 D7 the entry changed meanwhile: the new page is freed, the entry stays as the other CPU left it, both notifiers were called', () => {
    const machine = lab(name, { kernel, cpus: 2 });
    const { A, p0 } = forked(machine);
    const late = thread(machine, 0, (paths) => paths.access(A, AT, ACCESS_WRITE, true, 8));
    late.run(atCopy);
    accessOn(machine, 1, A, ACCESS_WRITE, AT, 9);
    const other = entryAt(machine, A);
    given(machine)
      .when(() => late.run())
      .then(({ outcome, events }) => {
        expect(outcome).toBe(8);
        expect(story(events)).toEqual(['ref -1 fault', 'free', 'notifier end CLEAR', 'ref -1 fault']);
        expect(rules(events)).toEqual(['wp_page_copy/raced']);
        expect(ofType(events, 'FaultEnded').map(({ result }) => result)).toEqual([0]);
        expect(entryAt(machine, A)).toEqual(other);
        expect(machine.view.page(p0)).toMatchObject({ refcount: 1, mapcount: 1, value: 7 });
        expect(invariants(machine)).toEqual([]);
      });
  });
});

describe.each(EVERYWHERE)('cow-and-gup §2, order of the checks of do_wp_page: $name, kernel $kernel', ({ name, kernel }) => {
  it('WP5 an exclusive page is reused whatever else refers to it', () => {
    const machine = lab(name, { kernel });
    const { A, p0 } = written(machine);
    writeProtect(machine, A);
    givenReferences(machine, p0, 5);
    given(machine)
      .when(() => coreFault(machine, A, WRITE))
      .then(({ events }) => {
        expect(rules(events)).toEqual(['do_wp_page/reuse-exclusive']);
        expect(entryAt(machine, A)).toMatchObject({ pfn: p0, write: true });
      });
  });

  it.each([
    [0, ['do_wp_page/reuse-alone']],
    [1, ['do_wp_page/others-refer', 'do_wp_page/copy']],
    [2, ['do_wp_page/others-refer', 'do_wp_page/copy']],
    [3, ['do_wp_page/too-many-references', 'do_wp_page/copy']],
    [4, ['do_wp_page/too-many-references', 'do_wp_page/copy']],
  ])('WP6 R1 R3 %i references too many: %s', (extra, expected) => {
    const machine = lab(name, { kernel });
    const { A, B, p0 } = forked(machine);
    machine.exit(B);
    givenReferences(machine, p0, extra);
    given(machine)
      .when(() => machine.access(A, AT, 'write', 9))
      .then(({ events }) => {
        expect(rules(events)).toEqual(expected);
        expect({ copied: story(events).includes('copy') }).toEqual({ copied: extra > 0 });
        expect(pageAt(machine, A)).toMatchObject({ ...OWN, value: 9 });
      });
  });

  it('E3 a reused page belongs to the VMA that reused it', () => {
    const machine = lab(name, { kernel });
    const { A, B } = forked(machine);
    machine.exit(A);
    given(machine)
      .when(() => machine.access(B, AT, 'write', 9))
      .then(({ events }) => {
        const [moved] = ofType(events, 'RmapMoved');
        expect(moved!.object).toBe(machine.view.vmas(B)[0]!.anonVma);
      });
  });

  it('WP4 a shared mapping is seen to before any look at the page', () => {
    const machine = lab(name, { kernel });
    const A = mapped(machine, 'rw', { shared: true });
    machine.access(A, AT, 'write', 7);
    writeProtect(machine, A);
    given(machine)
      .when(() => coreFault(machine, A, WRITE))
      .then(({ events }) => expect(rules(events)[0]).toBe('do_wp_page/shared'));
  });

  it('WP4, negative scenario of b9086fde6d44: an anonymous page in a shared mapping: reuse before, wp_page_shared after', () => {
    const machine = lab(name, { kernel });
    const { A } = written(machine);
    writeProtect(machine, A);
    givenVma(machine, A, (flags) => flags | VM_SHARED | VM_MAYSHARE);
    given(machine)
      .when(() => coreFault(machine, A, WRITE))
      .then(({ events }) => {
        expect(rules(events).slice(0, 2)).toEqual(kernel === '6.1' ? ['do_wp_page/reuse-exclusive'] : ['do_wp_page/shared', 'wp_page_shared/no-page-mkwrite']);
      });
  });

  it.runIf(kernel === '6.1')('79881fed6052 before: a WRITE fault without MW was handled like a forced write', because('only kernel 6.1 does this'), () => {
    const machine = lab(name, { kernel });
    const { A, B } = forked(machine);
    givenVma(machine, B, (flags) => flags & ~(VM_MAYWRITE | 2));
    given(machine)
      .when(() => coreFault(machine, B, WRITE))
      .then(({ outcome }) => {
        expect(outcome).toBe(VM_FAULT_WRITE);
        expect(entryAt(machine, B)).toMatchObject({ write: false, dirty: true });
        expect(pageAt(machine, B)).toMatchObject(OWN);
        expect(pageAt(machine, A)).toMatchObject({ refcount: 1, mapcount: 1 });
      });
  });
});

describe.each(EVERYWHERE)('cow-and-gup §4, wp_page_reuse: $name, kernel $kernel', ({ name, kernel }) => {
  it('updates in place and counts: no notifier, no rmap, no counter, and a flush only where the architecture has one', () => {
    const machine = lab(name, { kernel });
    const { A } = written(machine);
    writeProtect(machine, A);
    const counters = machine.view.counters(A);
    given(machine)
      .when(() => coreFault(machine, A, WRITE))
      .then(({ events }) => {
        expect(story(events)).toEqual([...UPDATE[name], 'PGREUSE']);
        expect(machine.view.counters(A)).toEqual(counters);
        expect(entryAt(machine, A)).toMatchObject({ young: true, dirty: true, write: true });
      });
  });

  it('counts PGREUSE after the lock is dropped', () => {
    const machine = lab(name, { kernel });
    const { A } = written(machine);
    writeProtect(machine, A);
    const path = thread(machine, 0, (paths) => paths.access(A, AT, ACCESS_WRITE, true, 8));
    given(machine)
      .when(() => path.run((step) => step.kind === 'unlock' && step.lock.startsWith('ptl')))
      .then(() => expect([entryAt(machine, A).write, vmstat(machine, 'PGREUSE')]).toEqual([true, 0]))
      .when(() => path.run())
      .then(() => expect(vmstat(machine, 'PGREUSE')).toBe(1));
  });
});

/** States that a write-protect fault meets (§6), and what becomes of them by WRITE, by UNSHARE, and by UNSHARE under 6.1. */
type Outcome = 'reuse' | 'reuse, read-only' | 'copy' | 'copy, read-only' | 'zeroed' | 'zeroed, read-only' | 'E3' | 'nothing' | 'young' | 'shared';
interface Situation {
  readonly id: string;
  readonly is: string;
  readonly make: (machine: CaseLab) => number;
  readonly write: Outcome;
  readonly unshare: Outcome;
  readonly unshare61: Outcome;
}
const SITUATIONS: readonly Situation[] = [
  { id: 'O1', is: 'exclusive, private', write: 'reuse', unshare: 'nothing', unshare61: 'nothing', make: (machine) => {
    const { A } = written(machine);
    writeProtect(machine, A);
    return A;
  } },
  { id: 'O2', is: 'exclusive, private without W', write: 'reuse, read-only', unshare: 'nothing', unshare61: 'nothing', make: (machine) => {
    const A = mapped(machine, 'r');
    coreFault(machine, A, WRITE);
    return A;
  } },
  { id: 'O3', is: 'shared by fork', write: 'copy', unshare: 'copy, read-only', unshare61: 'copy, read-only', make: (machine) => forked(machine).A },
  { id: 'O3', is: 'the same without W', write: 'copy, read-only', unshare: 'copy, read-only', unshare61: 'copy, read-only', make: (machine) => {
    const { A } = forked(machine);
    machine.mprotect(A, AT, 1, prot('r'));
    return A;
  } },
  { id: 'O4', is: 'formerly shared, one reference', write: 'reuse', unshare: 'E3', unshare61: 'E3', make: (machine) => {
    const { A, B } = forked(machine);
    machine.exit(B);
    return A;
  } },
  { id: 'O5', is: 'the same, referenced', write: 'copy', unshare: 'copy, read-only', unshare61: 'copy, read-only', make: (machine) => {
    const { A, B, p0 } = forked(machine);
    machine.exit(B);
    givenReferences(machine, p0, 1);
    return A;
  } },
  { id: 'O7', is: 'the zero page', write: 'zeroed', unshare: 'zeroed, read-only', unshare61: 'nothing', make: (machine) => {
    const A = mapped(machine);
    machine.access(A, AT, 'read');
    return A;
  } },
  { id: 'O7', is: 'the zero page, without W', write: 'zeroed, read-only', unshare: 'zeroed, read-only', unshare61: 'nothing', make: (machine) => {
    const A = mapped(machine, 'r');
    machine.access(A, AT, 'read');
    return A;
  } },
  { id: 'O10', is: 'a page of shared memory', write: 'shared', unshare: 'young', unshare61: 'nothing', make: (machine) => {
    const A = mapped(machine, 'rw', { shared: true });
    machine.access(A, AT, 'write', 7);
    writeProtect(machine, A);
    return A;
  } },
];

/** What an outcome does to the entry, given whether the mapping may be written. */
function expectOutcome(outcome: Outcome, machine: CaseLab, mm: number, before: EntryView, pages: number, words: readonly string[]): void {
  const after = entryAt(machine, mm);
  if (outcome === 'nothing' || outcome === 'E3') {
    expect(after).toEqual(before);
    expect(words).toEqual(outcome === 'E3' ? ['rmap.move'] : []);
    if (outcome === 'E3') expect(pageAt(machine, mm)).toMatchObject(OWN);
    return;
  }
  if (outcome === 'young') return expect(after).toMatchObject({ pfn: before.pfn, young: true, write: before.write, dirty: before.dirty });
  const replaced = outcome.startsWith('copy') || outcome.startsWith('zeroed');
  const readOnly = outcome.endsWith('read-only');
  expect({ replaced: after.pfn !== before.pfn, copied: words.includes('copy'), reused: words.includes('PGREUSE') }).toEqual({ replaced, copied: outcome.startsWith('copy'), reused: !replaced });
  expect(after).toMatchObject({ present: true, young: true, special: false, write: !readOnly });
  if (outcome !== 'shared') expect(pageAt(machine, mm)).toMatchObject(OWN);
  expect(anon(machine, mm)).toBe(pages + (outcome.startsWith('zeroed') ? 1 : 0));
}

describe.each(EVERYWHERE)('cow-and-gup §6, outcomes: $name, kernel $kernel', ({ name, kernel }) => {
  const outcomeOf = ({ make }: Situation, flags: number, outcome: Outcome): void => {
    const machine = lab(name, { kernel });
    const mm = make(machine);
    const [before, pages, value] = [entryAt(machine, mm), anon(machine, mm), pageAt(machine, mm).value];
    given(machine)
      .when(() => coreFault(machine, mm, flags))
      .then(({ outcome: result, events }) => {
        expect(result).toBe(kernel === '6.1' && flags === WRITE ? VM_FAULT_WRITE : 0);
        expectOutcome(outcome, machine, mm, before, pages, story(events));
        if (flags === WRITE) expect(entryAt(machine, mm)).toMatchObject({ dirty: true });
        if (flags === UNSHARE && outcome.endsWith('read-only')) expect(entryAt(machine, mm)).toMatchObject({ dirty: false, softDirty: before.softDirty });
        expect(pageAt(machine, mm).value).toBe(value);
      });
  };

  it.each(SITUATIONS)('$id $is, WRITE: $write', (situation) => outcomeOf(situation, WRITE, situation.write));
  it.runIf(kernel !== '6.1').each(SITUATIONS)('$id $is, UNSHARE: $unshare', because('kernel 6.1 does something else'), (situation) => outcomeOf(situation, UNSHARE, situation.unshare));
  it.runIf(kernel === '6.1').each(SITUATIONS)('$id $is, UNSHARE: $unshare61', because('only kernel 6.1 does this'), (situation) => outcomeOf(situation, UNSHARE, situation.unshare61));

  it('O7 UNSHARE of a page that is missing maps the zero page; only a second one replaces it', () => {
    const machine = lab(name, { kernel });
    const A = mapped(machine);
    given(machine)
      .when(() => coreFault(machine, A, UNSHARE))
      .then(() => expect(entryAt(machine, A)).toMatchObject({ zeroPage: true, write: false }))
      .when(() => coreFault(machine, A, UNSHARE))
      .then(() => expect(entryAt(machine, A).zeroPage).toBe(kernel === '6.1'));
  });
});

describe.each(EVERYWHERE)('cow-and-gup §7.2, wp_page_shared: $name, kernel $kernel', ({ name, kernel }) => {
  it('SH1 SH5 SH6 a reference, the entry, then the page\'s mark; the reference goes', () => {
    const machine = lab(name, { kernel });
    const A = mapped(machine, 'rw', { shared: true });
    machine.access(A, AT, 'read');
    writeProtect(machine, A);
    given(machine)
      .when(() => coreFault(machine, A, WRITE))
      .then(({ outcome, events }) => {
        expect(outcome & ~VM_FAULT_COMPLETED).toBe(kernel === '6.1' ? VM_FAULT_WRITE : 0);
        expect(rules(events).slice(0, 2)).toEqual(['do_wp_page/shared', 'wp_page_shared/no-page-mkwrite']);
        expect(story(events)).toEqual(['ref +1 fault', ...UPDATE[name], 'PGREUSE', 'page.dirty set', 'ref -1 fault']);
        expect(entryAt(machine, A)).toMatchObject({ write: true, dirty: true, young: true });
        expect(pageAt(machine, A)).toMatchObject({ anon: false, dirty: true, refcount: 2, mapcount: 1 });
        expect(machine.view.counters(A)).toMatchObject({ shmem: 1, anon: 0 });
      });
  });
});

/** Entries without their frame: A after fork, its child's, a forced reuse (O2), an UNSHARE copy of a page that was soft-dirty. */
const RAW: Record<MachineName, readonly [fork: string, child: string, forced: string, unshared: string]> = {
  'x86-64': ['0x8000000000000865', '0x8000000000000845', '0x8000000000000865', '0x8000000000000825'],
  'arm64': ['0xe0000000000fc3', '0xe0000000000bc3', '0xe0000000000fc3', '0x60000000000fc3'],
  'arm64-swaf': ['0xe0000000000fc3', '0xe0000000000bc3', '0xe0000000000fc3', '0x60000000000fc3'],
  's390': ['0x31f', '0x71b', '0x31f', '0x317'],
};
/** 6.12 keeps the dirty mark of a read-only x86 entry in bit 58. */
const SAVED_DIRTY = ['0x8400000000000825', '0x8400000000000805', '0x8400000000000825', '0x8000000000000825'] as const;

describe.each(EVERYWHERE)('cow-and-gup, what is stored, to the bit: $name, kernel $kernel', ({ name, kernel }) => {
  const [fork, child, forced, unshared] = name === 'x86-64' && kernel === '6.12' ? SAVED_DIRTY : RAW[name];

  it('C1 the parent\'s entry after fork, and the child\'s', () => {
    const machine = lab(name, { kernel });
    const { A } = written(machine);
    given(machine)
      .when(() => machine.fork(A).mm)
      .then(({ outcome: B }) => expect([entryAt(machine, A), entryAt(machine, B)].map(bitsOf)).toEqual([fork, child]));
  });

  it('O2 a page reused by a forced write', () => {
    const machine = lab(name, { kernel });
    const A = mapped(machine, 'r');
    coreFault(machine, A, WRITE);
    given(machine)
      .when(() => coreFault(machine, A, WRITE))
      .then(() => expect(bitsOf(entryAt(machine, A))).toBe(forced));
  });

  it('O3 an UNSHARE copy', () => {
    const machine = lab(name, { kernel });
    const { B } = forked(machine);
    given(machine)
      .when(() => coreFault(machine, B, UNSHARE))
      .then(() => expect(bitsOf(entryAt(machine, B))).toBe(unshared));
  });
});
