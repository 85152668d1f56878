import { describe, expect, it } from 'vitest';
import * as fault from './faultflags';
import * as vm from './vmflags';

type Numbers = Readonly<Record<string, number>>;
const numbers = (module: object, prefix: string): Numbers => Object.fromEntries(Object.entries(module).filter(([name, value]) => name.startsWith(prefix) && typeof value === 'number')) as Numbers;

/** Bits by name. @source the kernel's include/linux/mm.h, v6.2-rc3 */
const VM_BITS: Numbers = {
  VM_READ: 0, VM_WRITE: 1, VM_EXEC: 2, VM_SHARED: 3, VM_MAYREAD: 4, VM_MAYWRITE: 5, VM_MAYEXEC: 6, VM_MAYSHARE: 7, VM_GROWSDOWN: 8, VM_UFFD_MISSING: 9, VM_PFNMAP: 10, VM_UFFD_WP: 12, VM_LOCKED: 13, VM_IO: 14,
  VM_SEQ_READ: 15, VM_RAND_READ: 16, VM_DONTCOPY: 17, VM_DONTEXPAND: 18, VM_LOCKONFAULT: 19, VM_ACCOUNT: 20, VM_NORESERVE: 21, VM_HUGETLB: 22, VM_SYNC: 23, VM_WIPEONFORK: 25, VM_DONTDUMP: 26, VM_SOFTDIRTY: 27,
  VM_MIXEDMAP: 28, VM_HUGEPAGE: 29, VM_NOHUGEPAGE: 30, VM_MERGEABLE: 31, VM_UFFD_MINOR: 37,
};
/** @source the kernel's include/linux/mm_types.h, v6.2-rc3, enum fault_flag */
const FAULT_BITS: Numbers = {
  FAULT_FLAG_WRITE: 0, FAULT_FLAG_MKWRITE: 1, FAULT_FLAG_ALLOW_RETRY: 2, FAULT_FLAG_RETRY_NOWAIT: 3, FAULT_FLAG_KILLABLE: 4, FAULT_FLAG_TRIED: 5, FAULT_FLAG_USER: 6, FAULT_FLAG_REMOTE: 7, FAULT_FLAG_INSTRUCTION: 8,
  FAULT_FLAG_INTERRUPTIBLE: 9, FAULT_FLAG_UNSHARE: 10, FAULT_FLAG_ORIG_PTE_VALID: 11,
};
/** @source the kernel's include/linux/mm_types.h, v6.2-rc3, enum vm_fault_reason; VM_FAULT_WRITE is that of 6.1 */
const RESULT_BITS: Numbers = {
  VM_FAULT_OOM: 0, VM_FAULT_SIGBUS: 1, VM_FAULT_MAJOR: 2, VM_FAULT_WRITE: 3, VM_FAULT_HWPOISON: 4, VM_FAULT_HWPOISON_LARGE: 5, VM_FAULT_SIGSEGV: 6, VM_FAULT_NOPAGE: 8, VM_FAULT_LOCKED: 9, VM_FAULT_RETRY: 10,
  VM_FAULT_FALLBACK: 11, VM_FAULT_DONE_COW: 12, VM_FAULT_NEEDDSYNC: 13, VM_FAULT_COMPLETED: 14,
};

describe('flags have the kernel\'s bits', () => {
  const powers = (bits: Numbers): Numbers => Object.fromEntries(Object.entries(bits).map(([name, bit]) => [name, 2 ** bit]));
  it('of VMAs', () => expect(numbers(vm, 'VM_')).toEqual({ ...powers(VM_BITS), VM_ACCESS_FLAGS: 7, VM_SPECIAL: 2 ** 14 + 2 ** 18 + 2 ** 10 + 2 ** 28 }));
  it('of faults', () => expect(numbers(fault, 'FAULT_FLAG_')).toEqual({ ...powers(FAULT_BITS), FAULT_FLAG_DEFAULT: 2 ** 2 + 2 ** 4 + 2 ** 9 }));
  it('of their results', () => expect(numbers(fault, 'VM_FAULT_')).toEqual({ ...powers(RESULT_BITS), VM_FAULT_ERROR: 2 ** 0 + 2 ** 1 + 2 ** 6 + 2 ** 4 + 2 ** 5 + 2 ** 11 }));
});

describe('a copy-on-write mapping is a private one that may become writable', () => {
  const { VM_MAYWRITE, VM_READ, VM_SHARED, VM_WRITE, VM_MAYSHARE } = vm;
  it.each([
    [true, 'private, writable', VM_READ | VM_WRITE | VM_MAYWRITE], [true, 'private, read-only so far', VM_READ | VM_MAYWRITE], [false, 'private, never writable', VM_READ], [false, 'shared', VM_READ | VM_WRITE | VM_MAYWRITE | VM_SHARED],
    [true, 'a shared mapping of a file that may not be written: VM_SHARED is clear', VM_READ | VM_MAYWRITE | VM_MAYSHARE], [false, 'nothing', 0],
  ])('%s: %s', (expected, _what, flags) => expect(vm.isCowMapping(flags)).toBe(expected));
});

describe('flags beyond 32 bits', () => {
  const { addVmFlags, dropVmFlags, hasVmFlags, vmFlagsDiffer, vmFlagsOf, VM_MERGEABLE, VM_UFFD_MINOR, VM_WRITE } = vm;
  const all = vmFlagsOf(VM_WRITE + VM_MERGEABLE + VM_UFFD_MINOR);
  it('are added', () => expect(addVmFlags(addVmFlags(vmFlagsOf(VM_WRITE), VM_MERGEABLE), VM_UFFD_MINOR)).toBe(all));
  it('are dropped, each alone', () => {
    expect(dropVmFlags(all, VM_UFFD_MINOR)).toBe(VM_WRITE + VM_MERGEABLE);
    expect(dropVmFlags(all, VM_MERGEABLE)).toBe(VM_WRITE + VM_UFFD_MINOR);
    expect(dropVmFlags(all, VM_WRITE)).toBe(VM_MERGEABLE + VM_UFFD_MINOR);
  });
  it('are asked for', () => expect([VM_WRITE, VM_MERGEABLE, VM_UFFD_MINOR, vm.VM_READ].map((bits) => hasVmFlags(all, bits))).toEqual([true, true, true, false]));
  it('are compared', () => expect(vmFlagsDiffer(all, vmFlagsOf(VM_WRITE + vm.VM_READ))).toBe(vm.VM_READ + VM_MERGEABLE + VM_UFFD_MINOR));
});
