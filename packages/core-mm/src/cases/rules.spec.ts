import { FAULT_FLAG_WRITE, VM_READ, VM_WRITE, type RuleId } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { because } from '../../../../tools/arch-lab/because';
import { AT, coreFault, givenVma, mapped, prot, vmaAt } from '../../../../tools/arch-lab/cases/given-state';
import { oddArguments } from '../../../../tools/arch-lab/cases/arguments';
import { MACHINES, type MachineName } from '../../../../tools/arch-lab/cases/machines';
import { type CaseLab, givenEntry, lab } from '../testing/lab';
import { args, hog } from '../testing/rule-args';

const TO = AT + 0x2000;

/** A mapping whose first page was written, in an address space of its own. */
function touched(machine: CaseLab, options: { pages?: number; shared?: boolean } = {}): number {
  const mm = mapped(machine, 'rw', options);
  machine.access(mm, AT, 'write', 7);
  return mm;
}

/** A present entry without access rights in a VMA that has them. */
function hinted(machine: CaseLab, shared: boolean): number {
  const mm = touched(machine, { shared });
  machine.mprotect(mm, AT, 1, prot('-'));
  givenVma(machine, mm, (flags) => flags | VM_READ | VM_WRITE);
  return mm;
}

const frameAt = (machine: CaseLab, mm: number, vpn = AT): number => machine.view.entry(mm, vpn)!.pfn;

/** Given a machine, what was done with it, and the arguments the rule was recorded with. */
type Case = (machine: CaseLab) => { readonly when: () => unknown; readonly then: () => readonly number[] };
const always = (...wanted: readonly number[]) => () => wanted;

const CASES: readonly (readonly [rule: RuleId, what: string, given: Case])[] = [
  ['handle_pte_fault/not-present', 'a swap entry', (machine) => {
    const mm = touched(machine);
    givenEntry(machine, mm, (_codec, entry) => machine.architecture.swap.encode(0, 1, 5, 0, entry));
    return { when: () => expect(() => coreFault(machine, mm, 0)).toThrow('do_swap_page does not know'), then: always(0) };
  }],
  ['do_anonymous_page/no-page', 'all memory is taken, the table is there', (machine) => {
    const mm = touched(machine, { pages: 2 });
    hog(machine, 0);
    return { when: () => coreFault(machine, mm, FAULT_FLAG_WRITE, { vpn: AT + 1 }), then: always(0) };
  }],
  ['do_anonymous_page/no-table', 'all memory is taken, the table is not there', (machine) => {
    const mm = touched(machine, { pages: 0x1000 });
    hog(machine, 0);
    // s390 has two tables to a page: the other half is used up here.
    coreFault(machine, mm, FAULT_FLAG_WRITE, { vpn: AT + 0xc00 });
    return { when: () => coreFault(machine, mm, FAULT_FLAG_WRITE, { vpn: AT + 0x800 }), then: always(0) };
  }],
  ['do_fault/read', 'a hole of shared memory', (machine) => {
    const mm = mapped(machine, 'rw', { shared: true });
    return { when: () => coreFault(machine, mm, 0), then: () => [vmaAt(machine, mm).object] };
  }],
  ['filemap_map_pages/mapped-along', 'two cached pages', (machine) => {
    const mm = touched(machine, { shared: true, pages: 2 });
    machine.access(mm, AT + 1, 'write', 8);
    machine.madvise(mm, AT, 2, 'dontneed');
    return { when: () => coreFault(machine, mm, 0), then: () => [frameAt(machine, mm), frameAt(machine, mm, AT + 1)] };
  }],
  ['do_numa_page/writable-by-protection', 'shared memory', (machine) => {
    const mm = hinted(machine, true);
    return { when: () => machine.access(mm, AT, 'read'), then: always(0) };
  }],
  ['do_numa_page/writable-by-upgrade', 'an exclusive page', (machine) => {
    const mm = hinted(machine, false);
    return { when: () => machine.access(mm, AT, 'read'), then: always(0) };
  }],
  ['wp_page_copy/no-memory', 'a page shared by fork', (machine) => {
    const mm = touched(machine);
    machine.fork(mm);
    hog(machine, 0);
    return { when: () => coreFault(machine, mm, FAULT_FLAG_WRITE), then: () => [frameAt(machine, mm)] };
  }],
  ['check_vma_flags/not-writable', 'POPULATE_WRITE of a read-only mapping', (machine) => {
    const mm = mapped(machine, 'r');
    return { when: () => machine.madvise(mm, AT, 1, 'populate_write'), then: always(0) };
  }],
  ['check_vma_flags/not-readable', 'POPULATE_READ of a mapping without access', (machine) => {
    const mm = mapped(machine, '-');
    return { when: () => machine.madvise(mm, AT, 1, 'populate_read'), then: always(0) };
  }],
  ['follow_page_pte/absent', 'POPULATE_READ of what nobody touched', (machine) => {
    const mm = mapped(machine);
    return { when: () => machine.madvise(mm, AT, 1, 'populate_read'), then: always(AT) };
  }],
  ['follow_page_pte/write-needs-fault', 'POPULATE_WRITE of the zero page', (machine) => {
    const mm = mapped(machine);
    machine.access(mm, AT, 'read');
    return { when: () => machine.madvise(mm, AT, 1, 'populate_write'), then: always(AT) };
  }],
  ['dup_mmap/wipe', 'WIPEONFORK', (machine) => {
    const mm = touched(machine);
    machine.madvise(mm, AT, 1, 'wipeonfork');
    return { when: () => machine.fork(mm), then: always(0) };
  }],
  ['mprotect_fixup/unchanged', 'the protection it has', (machine) => {
    const mm = touched(machine);
    return { when: () => machine.mprotect(mm, AT, 1, prot('rw')), then: always(0) };
  }],
  ['move_ptes/entry-moved', 'one of two pages is there', (machine) => {
    const mm = touched(machine, { pages: 2 });
    return { when: () => machine.mremap(mm, AT, 2, 2, { vpn: TO, dontUnmap: false }), then: always(0) };
  }],
  ...[false, true].map((dontUnmap) => ['move_vma/old-range-left', dontUnmap ? 'DONTUNMAP' : 'a move', (machine: CaseLab) => {
    const mm = touched(machine);
    return { when: () => machine.mremap(mm, AT, 1, 1, { vpn: TO, dontUnmap }), then: always(dontUnmap ? 1 : 0) };
  }] as const),
  ['madvise_dontneed_single_vma/zapped', 'DONTNEED', (machine) => {
    const mm = touched(machine);
    return { when: () => machine.madvise(mm, AT, 1, 'dontneed'), then: always(0) };
  }],
  ...(['populate_read', 'populate_write'] as const).map((advice, answer) => ['madvise_populate/populated', advice, (machine: CaseLab) => {
    const mm = mapped(machine);
    return { when: () => machine.madvise(mm, AT, 1, advice), then: always(answer) };
  }] as const),
  ['madvise_vma_behavior/flags-changed', 'DONTFORK', (machine) => {
    const mm = mapped(machine);
    return { when: () => machine.madvise(mm, AT, 1, 'dontfork'), then: () => [vmaAt(machine, mm).vmFlags] };
  }],
];

const machineOf = (name: MachineName): CaseLab => lab(name, { cpus: 2, memoryPages: 256 });

describe.each(MACHINES)('rules that decide on %s', (name) => {
  it.each(CASES)('%s: %s', (rule, _what, given) => {
    const machine = machineOf(name);
    const { when, then } = given(machine);
    expect(args(machine, rule, when)).toEqual(then());
  });

  it.runIf(name !== 's390')('move_vma/moved-back: memory for the second table runs out', because('the memory is laid out for architectures with page-sized tables'), () => {
    const machine = machineOf(name);
    const mm = mapped(machine, 'rw', { pages: 1024 });
    for (const vpn of [AT, AT + 512]) machine.access(mm, vpn, 'write', 7);
    hog(machine, 1);
    const moved = args(machine, 'move_vma/moved-back', () => machine.mremap(mm, AT, 1024, 1024, { vpn: TO + 3, dontUnmap: false }));
    expect(moved).toHaveLength(1);
    expect(moved[0]).toBeLessThan(1024);
  });
});

describe('an argument is what the rule says of it', () => {
  it.each(CASES)('%s: %s', (_rule, _what, given) => {
    const machine = machineOf('x86-64');
    given(machine).when();
    expect(oddArguments(machine)).toEqual([]);
  });
});
