import {
  FAULT_FLAG_REMOTE, FAULT_FLAG_WRITE, VM_SHARED, VM_SOFTDIRTY, VM_UFFD_WP, VM_WRITE, vmFlagsOf, type Codec, type EntrySlot, type Kernel,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
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

/** The rule's answer for the page's entry, write-protected and then changed, under the VMA with other flags. */
function ask(machine: CaseLab, page: PageKind, change: Change = () => undefined, flagsOf: Flags = (flags) => flags): boolean {
  const mm = mapping(machine, page);
  const { lo, hi } = machine.view.entry(mm, AT)!;
  const entry = { lo, hi };
  const { codec } = machine.architecture;
  codec.wrProtect(0, entry);
  change(codec, entry);
  const vma = vmaAt(machine, mm);
  return canChangePteWritable(machine.core, { ...vma, vmFlags: vmFlagsOf(flagsOf(vma.vmFlags)) } satisfies Vma, entry);
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
    expect(ask(machine(), 'exclusive', clean)).toBe(kernel !== '6.1');
  });

  it('a dirty, exclusive, private page: yes', () => {
    expect(ask(machine(), 'exclusive')).toBe(true);
  });

  // 6.1 asserts W instead.
  it.skipIf(kernel === '6.1')('WR1 a VMA without W: no', () => {
    expect(ask(machine(), 'exclusive', undefined, (flags) => flags & ~VM_WRITE)).toBe(false);
    expect(ask(machine(), 'shared memory', undefined, (flags) => flags & ~VM_WRITE)).toBe(false);
  });

  it('WR2 PROT_NONE, whatever else speaks for it: no', () => {
    const asked = machine();
    expect(ask(asked, 'exclusive', protnone(asked))).toBe(false);
    expect(ask(asked, 'shared memory', protnone(asked))).toBe(false);
  });

  it.each(['exclusive', 'shared memory'] as const)('WR3 soft-dirty tracked and not soft-dirty (%s): no, where there is such a mark', (page) => {
    expect(ask(machine(), page, notSoftDirty, tracked)).toBe(!softDirtyExists(name));
    expect(ask(machine(), page, undefined, tracked)).toBe(true);
    expect(ask(machine(), page, notSoftDirty)).toBe(true);
  });

  it.each(['exclusive', 'shared memory'] as const)('WR4 userfaultfd-wp in a VMA registered for it (%s): no, where there is such a mark', (page) => {
    expect(ask(machine(), page, userfaultWp, (flags) => flags | VM_UFFD_WP)).toBe(!uffdWpExists(name, kernel));
    expect(ask(machine(), page, undefined, (flags) => flags | VM_UFFD_WP)).toBe(true);
    expect(ask(machine(), page, userfaultWp)).toBe(true);
  });

  it.each([
    ['exclusive', true], ['shared by fork', false], ['zero page', false], ['shared memory', false],
  ] as const)('WR5 private, dirty, the page is %s: %s', (page, answer) => {
    expect(ask(machine(), page, (codec, entry) => codec.mkDirty(0, entry), (flags) => flags & ~VM_SHARED)).toBe(answer);
  });

  it.each([['dirty', true], ['clean', false]] as const)('WR6 shared and %s: %s', (mark, answer) => {
    expect(ask(machine(), 'shared memory', mark === 'clean' ? clean : undefined)).toBe(answer);
    // It is the entry that counts, not the page.
    expect(ask(machine(), 'exclusive', mark === 'clean' ? clean : undefined, (flags) => flags | VM_SHARED)).toBe(answer);
  });

  it('the rules are asked in order', () => {
    const asked = machine();
    const first = (page: PageKind, change?: Change, flagsOf?: Flags): string =>
      rules(recorded(asked, () => ask(asked, page, change, flagsOf))).filter((rule) => rule.startsWith('can_change_pte_writable/')).join();
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
