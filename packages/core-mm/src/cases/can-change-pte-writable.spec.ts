import {
  FAULT_FLAG_REMOTE, FAULT_FLAG_WRITE, VM_SHARED, VM_SOFTDIRTY, VM_UFFD_WP, VM_WRITE, slotOf, vmFlagsOf, type Codec, type EntrySlot, type Kernel,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { because } from '../../../../tools/arch-lab/because';
import { AT, coreFault, mapped, prot, recorded, vmaAt } from '../../../../tools/arch-lab/cases/given-state';
import { EVERYWHERE, type MachineName } from '../../../../tools/arch-lab/cases/machines';
import { rules } from '../../../../tools/arch-lab/cases/words';
import { canChangePteWritable } from '../paths/can-change-pte-writable';
import type { Vma } from '../state/vma';
import { given } from '../testing/given';
import { type CaseLab, lab } from '../testing/lab';

/** Whose page the entry maps. */
type PageKind = 'exclusive' | 'shared by fork' | 'zero page' | 'shared memory';
type Change = (codec: Codec, entry: EntrySlot) => void;
type Flags = (vmFlags: number) => number;

/** A process that maps such a page. */
function mapping(machine: CaseLab, page: PageKind): number {
  const mm = mapped(machine, 'rw', { shared: page === 'shared memory' });
  machine.access(mm, AT, page === 'zero page' ? 'read' : 'write', 7);
  if (page === 'shared by fork') machine.fork(mm);
  return mm;
}

/** Given the page's entry, write-protected and then changed, under the VMA with other flags: what asks for the rule's answer. */
function asking(machine: CaseLab, page: PageKind, change: Change = () => undefined, flagsOf: Flags = (flags) => flags): () => boolean {
  const mm = mapping(machine, page);
  const entry = slotOf(machine.view.entry(mm, AT)!.raw);
  const { codec } = machine.architecture;
  codec.wrProtect(0, entry);
  change(codec, entry);
  const vma = vmaAt(machine, mm);
  const changed: Vma = { ...vma, vmFlags: vmFlagsOf(flagsOf(vma.vmFlags)) };
  return () => canChangePteWritable(machine.core, changed, entry);
}

function expectAnswer(answer: boolean, machine: CaseLab, page: PageKind, change?: Change, flagsOf?: Flags): void {
  given(machine).when(asking(machine, page, change, flagsOf)).then(({ outcome }) => expect(outcome).toBe(answer));
}

const clean: Change = (codec, entry) => codec.mkClean(0, entry);
const notSoftDirty: Change = (codec, entry) => codec.clearSoftDirty(0, entry);
const userfaultWp: Change = (codec, entry) => codec.mkUffdWp(0, entry);
const protnone = (machine: CaseLab): Change => (codec, entry) => {
  const none = { lo: 0, hi: 0 };
  machine.architecture.prot.pageProt(0, 0, none);
  codec.modify(0, entry, none.lo, none.hi);
};
const both = (...changes: readonly Change[]): Change => (codec, entry) => changes.forEach((change) => change(codec, entry));
const tracked: Flags = (vmFlags) => vmFlags & ~VM_SOFTDIRTY;
const softDirtyExists = (name: MachineName): boolean => name === 'x86-64' || name === 's390';
const uffdWpExists = (name: MachineName, kernel: Kernel): boolean => name === 'x86-64' || (name.startsWith('arm64') && kernel === '6.12');

describe.each(EVERYWHERE)('fork-mprotect-numa §4.1, can_change_pte_writable: $name, kernel $kernel', ({ name, kernel }) => {
  const machine = (): CaseLab => lab(name, { kernel });

  it(`a clean, exclusive, private page: ${kernel === '6.1' ? 'no, 6.1 wants it dirty' : 'yes, since 6.2'}`, () => {
    expectAnswer(kernel !== '6.1', machine(), 'exclusive', clean);
  });

  it('a dirty, exclusive, private page: yes', () => {
    expectAnswer(true, machine(), 'exclusive');
  });

  // 6.1 asserts W instead.
  it.skipIf(kernel === '6.1')('WR1 a VMA without W: no', because('kernel 6.1 does something else'), () => {
    expectAnswer(false, machine(), 'exclusive', undefined, (flags) => flags & ~VM_WRITE);
    expectAnswer(false, machine(), 'shared memory', undefined, (flags) => flags & ~VM_WRITE);
  });

  it('WR2 PROT_NONE, whatever else speaks for it: no', () => {
    const asked = machine();
    expectAnswer(false, asked, 'exclusive', protnone(asked));
    expectAnswer(false, asked, 'shared memory', protnone(asked));
  });

  it.each(['exclusive', 'shared memory'] as const)('WR3 soft-dirty tracked and not soft-dirty (%s): no, where there is such a mark', (page) => {
    expectAnswer(!softDirtyExists(name), machine(), page, notSoftDirty, tracked);
    expectAnswer(true, machine(), page, undefined, tracked);
    expectAnswer(true, machine(), page, notSoftDirty);
  });

  it.each(['exclusive', 'shared memory'] as const)('WR4 userfaultfd-wp in a VMA registered for it (%s): no, where there is such a mark', (page) => {
    expectAnswer(!uffdWpExists(name, kernel), machine(), page, userfaultWp, (flags) => flags | VM_UFFD_WP);
    expectAnswer(true, machine(), page, undefined, (flags) => flags | VM_UFFD_WP);
    expectAnswer(true, machine(), page, userfaultWp);
  });

  it.each([
    ['exclusive', true], ['shared by fork', false], ['zero page', false], ['shared memory', false],
  ] as const)('WR5 private, dirty, the page is %s: %s', (page, answer) => {
    expectAnswer(answer, machine(), page, (codec, entry) => codec.mkDirty(0, entry), (flags) => flags & ~VM_SHARED);
  });

  it.each([['dirty', true], ['clean', false]] as const)('WR6 shared and %s: %s', (mark, answer) => {
    expectAnswer(answer, machine(), 'shared memory', mark === 'clean' ? clean : undefined);
    // It is the entry that counts, not the page.
    expectAnswer(answer, machine(), 'exclusive', mark === 'clean' ? clean : undefined, (flags) => flags | VM_SHARED);
  });

  it('the rules are asked in order', () => {
    const asked = machine();
    const first = (page: PageKind, change?: Change, flagsOf?: Flags): string =>
      rules(recorded(asked, asking(asked, page, change, flagsOf))).filter((rule) => rule.startsWith('can_change_pte_writable/')).join();
    expect(first('exclusive', both(notSoftDirty, protnone(asked)), tracked)).toBe('can_change_pte_writable/protnone');
    if (softDirtyExists(name)) expect(first('shared by fork', notSoftDirty, tracked)).toBe('can_change_pte_writable/soft-dirty-tracked');
    expect(first('shared by fork')).toBe('can_change_pte_writable/private');
    expect(first('shared memory')).toBe('can_change_pte_writable/shared');
  });

  it('through mprotect: a clean exclusive page becomes writable without a fault since 6.2, and was left to the next fault in 6.1', () => {
    const tested = machine();
    const mm = mapped(tested, 'r');
    given(tested)
      .when(() => coreFault(tested, mm, FAULT_FLAG_WRITE | FAULT_FLAG_REMOTE, { task: tested.spawn() }))
      .then(() => expect(tested.view.entry(mm, AT)).toMatchObject({ write: false, dirty: false }))
      .when(() => tested.mprotect(mm, AT, 1, prot('rw')))
      .then(() => {
        expect(tested.view.entry(mm, AT)).toMatchObject({ write: kernel !== '6.1', dirty: kernel === '6.2' && name.startsWith('arm64') });
        const page = tested.view.entry(mm, AT)!.pfn;
        expect(tested.access(mm, AT, 'write', 9)).toEqual({ result: 'ok' });
        const faultForDirty = name === 's390' || (name === 'arm64-swaf' && kernel === '6.12');
        expect(tested.view.faults(mm).minor).toBe(kernel === '6.1' || faultForDirty ? 1 : 0);
        expect(tested.view.entry(mm, AT)).toMatchObject({ pfn: page, write: true, dirty: true });
      });
  });
});
