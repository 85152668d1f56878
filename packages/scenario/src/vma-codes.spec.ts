import * as contracts from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { protText, vmFlagCodes } from './vma-codes';

/** Two-letter codes by flag. @source the kernel's Documentation/filesystems/proc.rst, VmFlags */
const CODES: readonly (readonly [flag: string, code: string])[] = [
  ['VM_READ', 'rd'], ['VM_WRITE', 'wr'], ['VM_EXEC', 'ex'], ['VM_SHARED', 'sh'], ['VM_MAYREAD', 'mr'], ['VM_MAYWRITE', 'mw'], ['VM_MAYEXEC', 'me'], ['VM_MAYSHARE', 'ms'],
  ['VM_GROWSDOWN', 'gd'], ['VM_UFFD_MISSING', 'um'], ['VM_PFNMAP', 'pf'], ['VM_UFFD_WP', 'uw'], ['VM_LOCKED', 'lo'], ['VM_IO', 'io'], ['VM_SEQ_READ', 'sr'], ['VM_RAND_READ', 'rr'], ['VM_DONTCOPY', 'dc'], ['VM_DONTEXPAND', 'de'], ['VM_LOCKONFAULT', 'lf'],
  ['VM_ACCOUNT', 'ac'], ['VM_NORESERVE', 'nr'], ['VM_HUGETLB', 'ht'], ['VM_SYNC', 'sf'], ['VM_WIPEONFORK', 'wf'], ['VM_DONTDUMP', 'dd'], ['VM_MIXEDMAP', 'mm'], ['VM_HUGEPAGE', 'hg'],
  ['VM_NOHUGEPAGE', 'nh'],
];
const flag = (name: string): number => (contracts as unknown as Readonly<Record<string, number>>)[name]!;

describe('codes of VMA flags', () => {
  it.each(CODES)('%s is %s', (name, code) => expect(vmFlagCodes(flag(name))).toBe(code));

  it('stand by bit, as smaps has them: recordings have `ms um`, `me uw ac`', () => {
    expect(vmFlagCodes(CODES.reduce((all, [name]) => all | flag(name), 0))).toBe(CODES.map(([, code]) => code).join(' '));
  });

  it('lock on fault has no code in 6.1 (fork-mprotect-numa §8.2)', () => {
    expect(vmFlagCodes(contracts.VM_LOCKED | contracts.VM_LOCKONFAULT | contracts.VM_ACCOUNT, false, false)).toBe('lo ?? ac');
  });

  it('soft-dirty is left out, as recordings do', () => expect(vmFlagCodes(contracts.VM_SOFTDIRTY | contracts.VM_READ)).toBe('rd'));
});

describe('protection as /proc/PID/maps has it', () => {
  const { VM_READ: r, VM_WRITE: w, VM_EXEC: x, VM_SHARED, VM_MAYSHARE } = contracts;
  it.each([
    ['---p', 0], ['r--p', r], ['-w-p', w], ['--xp', x], ['rw-p', r | w], ['rwxp', r | w | x], ['rw-s', r | w | VM_SHARED | VM_MAYSHARE], ['r--s', r | VM_MAYSHARE], ['r--p', r | VM_SHARED],
  ])('%s', (text, flags) => expect(protText(flags)).toBe(text));
});
