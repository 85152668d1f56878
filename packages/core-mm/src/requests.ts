import { VM_EXEC, VM_READ, VM_WRITE } from '@faultline/contracts';
import type { MadviseAdvice } from './paths/madvise';
import type { UffdMode } from './uffd/register';

export type { UffdMode } from './uffd/register';

/** Protection of a mapping, any of `r`, `w`, `x`, or nothing. */
export interface Prot {
  /** Pages may be read (PROT_READ). */
  readonly r: boolean;
  /** Pages may be written (PROT_WRITE). */
  readonly w: boolean;
  /** Pages may be executed (PROT_EXEC). */
  readonly x: boolean;
}

/** A mapping to be made. Page numbers and counts of base pages. */
export interface MmapRequest {
  /** First page. MAP_FIXED: what lies there is unmapped. */
  readonly vpn: number;
  /** Count of base pages. */
  readonly pages: number;
  /** What may be done with the pages. */
  readonly prot: Prot;
  /** MAP_SHARED rather than MAP_PRIVATE: writes are seen by all who map it. */
  readonly shared: boolean;
  /** `zero`: /dev/zero, anonymous when private, shared memory when shared; `file`: what `file` is. */
  readonly backing: 'anon' | 'zero' | 'file';
  /** The file or shared memory that is mapped, as `createFile` returned it; with `backing: 'file'`, and only then. */
  readonly file?: number;
  /** Page of the file, or of /dev/zero, that the first page maps; default: 0. Anonymous memory has none. */
  readonly offset?: number;
  /** Through a descriptor opened for reading only; default false. */
  readonly readOnly?: boolean;
  /** MAP_POPULATE: pages are faulted in at once; default false. */
  readonly populate?: boolean;
  /** MAP_LOCKED: the pages are locked, and populated; default false. */
  readonly locked?: boolean;
  /** MAP_NORESERVE: no commit is charged; default false. */
  readonly noreserve?: boolean;
}

/** What a system call returns. */
export type Errno =
  | 'ok' | 'ENOMEM' | 'EINVAL' | 'EFAULT' | 'EACCES' | 'EBUSY' | 'EAGAIN' | 'EIO' | 'EOPNOTSUPP' | 'ENOSYS' | 'EPERM' | 'EEXIST' | 'EHWPOISON' | 'ENOENT';

/** A file to be made. Page numbers and counts of base pages. */
export interface FileRequest {
  /** `file`: on a file system that wants to be told of first writes, with storage behind it; `shmem`: a memfd, which is memory alone. */
  readonly backing: 'file' | 'shmem';
  /** Length. */
  readonly pages: number;
  /** First byte of each page, the rest being zero; default: none. Of a memfd only what is cached has content. */
  readonly content?: readonly number[];
  /** Whether its pages are in the page cache; default false. */
  readonly cached?: boolean;
}

/** What a call comes to that makes a file. */
export interface FileResult {
  /** `ok`, or an errno. */
  readonly errno: Errno;
  /** What it is mapped and called by; 0: there is none. */
  readonly file: number;
}

/** What a call comes to that reads or writes a byte. */
export interface ByteResult {
  /** `ok`, or an errno. */
  readonly result: Errno;
  /** The byte read (0 … 255); absent unless a read succeeded. */
  readonly value?: number;
}

/** What the pages of a hold are now. */
export interface BytesResult {
  /** `ok`. */
  readonly result: Errno;
  /** The first byte of each page, in order. */
  readonly values: readonly number[];
}

/** What a call comes to that takes references for later. */
export interface HoldResult {
  /** `ok`, or an errno. */
  readonly errno: Errno;
  /** What it is released by; 0: there is none. */
  readonly hold: number;
}

/** What a device does with the pages that it pins. */
export type PinMode = 'read' | 'write';

/** Marks that a tracker clears: soft-dirty ones, by 4 to /proc/PID/clear_refs, or those of access, by 1. */
export type ClearedMarks = 'softDirty' | 'referenced';

/** What a process tells of a range, by `madvise`. */
export type Advice = MadviseAdvice;

const KNOWN: Readonly<Record<Advice, true>> = {
  normal: true, random: true, sequential: true, dontneed: true, free: true, cold: true, pageout: true, willneed: true, populate_read: true, populate_write: true, dontfork: true, dofork: true,
  wipeonfork: true, keeponfork: true, remove: true, dontneed_locked: true,
};
/** Every advice there is. */
export const ADVICE = /* @__PURE__ */ Object.keys(KNOWN) as readonly Advice[];

/**
 * The system calls that change address spaces. Page numbers, and counts of base pages. What no caller of the
 * kernel could pass is refused before anything is recorded.
 * @throws CoreError `no-such-mm`, `bad-argument`, `not-modelled`
 */
export interface MemoryCalls {
  /** Maps a range anew. */
  mmap(mm: number, request: MmapRequest): Errno;
  /** Unmaps `pages` pages from `vpn` on. */
  munmap(mm: number, vpn: number, pages: number): Errno;
  /** Gives `pages` pages from `vpn` on another protection. */
  mprotect(mm: number, vpn: number, pages: number, prot: Prot): Errno;
  /** Resizes in place, or moves to `to` (MREMAP_FIXED) when given. */
  mremap(mm: number, vpn: number, pages: number, newPages: number, to?: { readonly vpn: number; readonly dontUnmap: boolean }): Errno;
  /** Tells of `pages` pages from `vpn` on. */
  madvise(mm: number, vpn: number, pages: number, advice: Advice): Errno;
  /** Writes dirty pages of `pages` pages from `vpn` on to their files (MS_SYNC). */
  msync(mm: number, vpn: number, pages: number): Errno;
  /** Locks `pages` pages from `vpn` on in memory: now, or as each comes (MLOCK_ONFAULT). */
  mlock(mm: number, vpn: number, pages: number, onfault?: boolean): Errno;
  /** Unlocks them. */
  munlock(mm: number, vpn: number, pages: number): Errno;
  /** Clears marks of the whole address space, so that a tracker sees what is written from now on. */
  clearRefs(mm: number, marks: ClearedMarks): Errno;
  /** Returns the child's mm. */
  fork(mm: number): { readonly errno: Errno; readonly mm: number };
  /** The process ends: its address space is taken down. */
  exit(mm: number): void;
}

/**
 * The calls that hold pages beyond their return, or reach into another process's memory. Page numbers, and counts of base pages. `mm`
 * is the process that calls.
 * @throws CoreError `no-such-mm`, `no-such-hold`, `bad-argument`, `not-modelled`
 */
export interface GupCalls {
  /** Pins `pages` pages from `vpn` on for long, for a device that writes them (FOLL_WRITE) or reads them. */
  pin(mm: number, vpn: number, pages: number, mode: PinMode): HoldResult;
  /** Drops a pin. */
  unpin(mm: number, hold: number): Errno;
  /** Takes references for reading that a pipe keeps (FOLL_GET). */
  get(mm: number, vpn: number, pages: number): HoldResult;
  /** Reads the first byte of each page by those references. */
  readGot(mm: number, hold: number): BytesResult;
  /** Drops the references. */
  dropGot(mm: number, hold: number): Errno;
  /** Writes the first byte of a page of `target` as a debugger does: its protection does not hinder it. */
  poke(mm: number, target: number, vpn: number, value: number): ByteResult;
  /** Reads it so. */
  peek(mm: number, target: number, vpn: number): ByteResult;
  /** Reads it by process_vm_readv: protection holds. */
  vmRead(mm: number, target: number, vpn: number): ByteResult;
  /** Writes it by process_vm_writev. */
  vmWrite(mm: number, target: number, vpn: number, value: number): ByteResult;
}

/**
 * The calls on files and shared memory, by descriptors: nobody's in particular. Page numbers, and counts of base pages.
 * @throws CoreError `no-such-file`, `bad-argument`
 */
export interface FileCalls {
  /** Makes a file and opens it. */
  createFile(request: FileRequest): FileResult;
  /** Closes it: it goes with the last mapping, and what was not written back with it. */
  closeFile(file: number): Errno;
  /** Reads the first byte of a page, by read(2); beyond the end without a value. */
  fileRead(file: number, page: number): ByteResult;
  /** Writes it, by write(2). */
  fileWrite(file: number, page: number, value: number): Errno;
  /** Gives the file another length. */
  fileTruncate(file: number, pages: number): Errno;
  /** Punches a hole of `pages` pages. */
  filePunch(file: number, page: number, pages: number): Errno;
  /** Writes dirty pages of the file back. */
  fileSync(file: number): Errno;
}

/**
 * What an administrator, or its own wear, does to the swap device. There is none at first, and one at most.
 * @throws CoreError `bad-argument`
 */
export interface SwapCalls {
  /** A device of `pages` slots comes into use; `EBUSY`: there is one. */
  swapon(pages: number): Errno;
  /** It goes out of use: every page on it comes back first. `EINVAL`: there is none, `ENOMEM`: no memory for that. */
  swapoff(): Errno;
  /** Every read and write of it fails from now on; `EINVAL`: there is none. */
  swapBreak(): Errno;
}

/**
 * The calls of a process on its userfaultfd. It has asked for SIGBUS (UFFD_FEATURE_SIGBUS): a fault that user space would handle is one.
 * Page numbers, and counts of base pages.
 * @throws CoreError `no-such-mm`, `bad-argument`
 */
export interface UffdCalls {
  /** Hands faults of `pages` pages from `vpn` on to user space: of missing pages, of write-protected ones, or both. */
  uffdRegister(mm: number, vpn: number, pages: number, mode: UffdMode): Errno;
  /** Takes that back. */
  uffdUnregister(mm: number, vpn: number, pages: number): Errno;
  /** Write-protects the range, or no longer (UFFDIO_WRITEPROTECT). */
  uffdWp(mm: number, vpn: number, pages: number, on: boolean): Errno;
  /** Supplies a missing page that begins with the byte, the rest being zero (UFFDIO_COPY); with `wp` it is write-protected. */
  uffdCopy(mm: number, vpn: number, value: number, wp?: boolean): Errno;
  /** Supplies pages of zeros (UFFDIO_ZEROPAGE). `EAGAIN`: some were, before one that could not be. */
  uffdZero(mm: number, vpn: number, pages: number): Errno;
  /** Makes every access a SIGBUS (UFFDIO_POISON); `EINVAL`: the kernel has no such call. */
  uffdPoison(mm: number, vpn: number, pages: number): Errno;
}

/** Access bits of a protection. */
export const accessBits = (prot: Prot): number => (prot.r ? VM_READ : 0) | (prot.w ? VM_WRITE : 0) | (prot.x ? VM_EXEC : 0);


