declare const vmFlagsBrand: unique symbol;
/** Flags of a VMA, up to bit 52. Bitwise operators cut them to 32 bits and lose the type: change them by the functions below. */
export type VmFlags = number & { readonly [vmFlagsBrand]: 'VmFlags' };

/** VMA flags by their kernel bits. @kernel v6.2-rc3 include/linux/mm.h:VM_READ … VM_UFFD_MINOR */
export const VM_READ = 0x1;
export const VM_WRITE = 0x2;
export const VM_EXEC = 0x4;
export const VM_SHARED = 0x8;
export const VM_MAYREAD = 0x10;
export const VM_MAYWRITE = 0x20;
export const VM_MAYEXEC = 0x40;
export const VM_MAYSHARE = 0x80;
export const VM_GROWSDOWN = 0x100;
export const VM_UFFD_MISSING = 0x200;
export const VM_PFNMAP = 0x400;
export const VM_UFFD_WP = 0x1000;
export const VM_LOCKED = 0x2000;
export const VM_IO = 0x4000;
export const VM_SEQ_READ = 0x8000;
export const VM_RAND_READ = 0x10000;
export const VM_DONTCOPY = 0x20000;
export const VM_DONTEXPAND = 0x40000;
export const VM_LOCKONFAULT = 0x80000;
export const VM_ACCOUNT = 0x100000;
export const VM_NORESERVE = 0x200000;
export const VM_HUGETLB = 0x400000;
export const VM_SYNC = 0x800000;
export const VM_WIPEONFORK = 0x2000000;
export const VM_DONTDUMP = 0x4000000;
export const VM_SOFTDIRTY = 0x8000000;
export const VM_MIXEDMAP = 0x10000000;
export const VM_HUGEPAGE = 0x20000000;
export const VM_NOHUGEPAGE = 0x40000000;
export const VM_MERGEABLE = 0x80000000;
export const VM_UFFD_MINOR = 0x2000000000;

const TWO32 = 4294967296;
const low = (bits: number): number => bits | 0;
const high = (bits: number): number => (bits / TWO32) | 0;
const joined = (lo: number, hi: number): VmFlags => ((lo >>> 0) + hi * TWO32) as VmFlags;

/** Flags of these bits. */
export const vmFlagsOf = (bits: number): VmFlags => bits as VmFlags;
/** The flags and these bits. */
export const addVmFlags = (flags: VmFlags, bits: number): VmFlags => joined(low(flags) | low(bits), high(flags) | high(bits));
/** The flags without these bits. */
export const dropVmFlags = (flags: VmFlags, bits: number): VmFlags => joined(low(flags) & ~low(bits), high(flags) & ~high(bits));
/** The bits in which two sets of flags differ. */
export const vmFlagsDiffer = (a: VmFlags, b: VmFlags): VmFlags => joined(low(a) ^ low(b), high(a) ^ high(b));
/** Is any of these bits set? For bits below 32 `flags & bits` says the same. */
export const hasVmFlags = (flags: VmFlags, bits: number): boolean => (low(flags) & low(bits)) !== 0 || (high(flags) & high(bits)) !== 0;

/** Not memory like any other: its pages are not locked, and it is neither merged nor extended. @kernel v6.2-rc3 include/linux/mm.h:VM_SPECIAL */
export const VM_SPECIAL = VM_IO | VM_DONTEXPAND | VM_PFNMAP | VM_MIXEDMAP;

/** Any access at all. @kernel v6.2-rc3 include/linux/mm.h:VM_ACCESS_FLAGS */
export const VM_ACCESS_FLAGS = VM_READ | VM_WRITE | VM_EXEC;

/** A private mapping that may become writable, read-only ones included. @kernel v6.2-rc3 include/linux/mm.h:is_cow_mapping */
export const isCowMapping = (vmFlags: number): boolean => (vmFlags & (VM_SHARED | VM_MAYWRITE)) === VM_MAYWRITE;
