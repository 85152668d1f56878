import {
  BY_ATTACH, FLUSH_MM, OP_EXIT, OP_FORK, OP_MADVISE, OP_MMAP, OP_MPROTECT, OP_MREMAP, OP_MUNMAP, placeOf, recCpuSwitched, recMmCreated,
  recSyscallEntered, recSyscallReturned, VM_EXEC, VM_READ, VM_WRITE, type Access, type MmId, type Path, type Vpn,
} from '@faultline/contracts';
import {
  allocTable, dupMmap, exitMmap, madvise, mmapRegion, mmDrop, mprotect, mremap, munmap, requestFlush, type Core, type MmState,
} from '@faultline/core-mm';
import type { AccessUnit } from './access';
import type { Advice, Errno, MmapRequest, Prot } from './api';
import { MachineError } from './errors';

const OPS = {
  mmap: OP_MMAP, munmap: OP_MUNMAP, mprotect: OP_MPROTECT, mremap: OP_MREMAP, madvise: OP_MADVISE, fork: OP_FORK, exit: OP_EXIT,
} as const;

/** Access bits of a protection. */
export const accessBits = (prot: Prot): number => (prot.r ? VM_READ : 0) | (prot.w ? VM_WRITE : 0) | (prot.x ? VM_EXEC : 0);

/**
 * The operations of a machine as kernel paths: what a thread of the explorer runs, and what the sequential calls run to
 * their end. Each is a transaction of its own; `cpu` is the CPU whose thread acts.
 */
export class MachinePaths {
  constructor(
    private readonly k: Core,
    private readonly unit: AccessUnit,
  ) {}

  mm(id: number): MmState {
    const mm = this.k.state.mms[id];
    if (mm === undefined) throw new MachineError('no-such-mm', `there is no address space ${id}`, 'spawn or fork one first');
    return mm;
  }

  /** Loads the address space on the CPU that acts, unless it is loaded. */
  switchTo(mm: MmId): void {
    const { rec, state } = this.k;
    rec.cause = -1;
    if (state.loaded[rec.cpu] !== mm) recCpuSwitched(rec, mm);
  }

  /** As `switchTo`; a whole flush that the mm owes is done first, before any of its translations can be used here (tlb-and-races §3.3). */
  private *attach(mm: MmState): Path<void> {
    const { rec, state, arch } = this.k;
    rec.cause = -1;
    if (mm.flushOwed && state.loaded[rec.cpu] !== mm.id)
      yield* requestFlush(this.k, mm.id, FLUSH_MM, BY_ATTACH, 0, 0, arch.geometry.pageShift, false);
    this.switchTo(mm.id);
  }

  /** A fresh address space with its root table; undefined: no memory for one. */
  private createMm(parent: number): MmState | undefined {
    const { rec, state, arch } = this.k;
    const id = Math.max(1, state.mms.length);
    const { cause } = rec;
    rec.cause = recMmCreated(rec, arch.geometry.topLevel, id, parent);
    const mm = state.mm(id);
    const rooted = allocTable(this.k, mm, mm.topLevel, 0) !== 0;
    if (!rooted) mmDrop(this.k, mm);
    rec.cause = cause;
    return rooted ? mm : undefined;
  }

  /** A first address space. @throws MachineError `bad-option` without memory for it */
  spawn(): MmState {
    const mm = this.createMm(0);
    if (mm !== undefined) return mm;
    throw new MachineError('bad-option', 'no memory for a root page table', 'give the machine more memoryPages');
  }

  private *syscall(name: keyof typeof OPS, id: number, vpn: Vpn, pages: number, body: (mm: MmState) => Path<Errno>): Path<Errno> {
    const mm = this.mm(id);
    yield* this.attach(mm);
    const { rec } = this.k;
    const entered = recSyscallEntered(rec, OPS[name], id, vpn, pages, 0);
    rec.cause = entered;
    const errno = yield* body(mm);
    rec.cause = entered;
    recSyscallReturned(rec, OPS[name], placeOf('errno', errno), id);
    return errno;
  }

  /** Page ranges a call may name at all; what the kernel says of none, and of one beyond the top, depends on the call. */
  private rangeErrno(name: keyof typeof OPS, mm: MmState, vpn: Vpn, pages: number): Errno | 'nothing' {
    if (!Number.isSafeInteger(vpn) || !Number.isSafeInteger(pages) || vpn < 0 || pages < 0) return 'EINVAL';
    if (pages === 0) return name === 'mprotect' || name === 'madvise' ? 'nothing' : 'EINVAL';
    if (vpn + pages <= this.k.arch.geometry.userLimit(mm)) return 'ok';
    return name === 'munmap' ? 'EINVAL' : 'ENOMEM';
  }

  private *ranged(name: keyof typeof OPS, id: number, vpn: Vpn, pages: number, body: (mm: MmState) => Path<Errno>): Path<Errno> {
    const check = (mm: MmState): Errno | 'nothing' => this.rangeErrno(name, mm, vpn, pages);
    return yield* this.syscall(name, id, vpn, pages, function* (mm) {
      const errno = check(mm);
      if (errno === 'nothing') return 'ok';
      return errno === 'ok' ? yield* body(mm) : errno;
    });
  }

  mmap(id: number, request: MmapRequest): Path<Errno> {
    const { k } = this;
    return this.ranged('mmap', id, request.vpn, request.pages, function* (mm) {
      yield* mmapRegion(k, mm, {
        vpn: request.vpn, pages: request.pages, access: accessBits(request.prot), shared: request.shared,
        noreserve: request.noreserve ?? false, populate: request.populate ?? false,
      });
      return 'ok';
    });
  }

  munmap(id: number, vpn: Vpn, pages: number): Path<Errno> {
    const { k } = this;
    return this.ranged('munmap', id, vpn, pages, function* (mm) {
      yield* munmap(k, mm, vpn, vpn + pages);
      return 'ok';
    });
  }

  mprotect(id: number, vpn: Vpn, pages: number, prot: Prot): Path<Errno> {
    return this.ranged('mprotect', id, vpn, pages, (mm) => mprotect(this.k, mm, vpn, vpn + pages, accessBits(prot)));
  }

  mremap(id: number, vpn: Vpn, pages: number, newPages: number, to?: { vpn: Vpn; dontUnmap: boolean }): Path<Errno> {
    if (newPages <= 0) return this.syscall('mremap', id, vpn, pages, () => constant('EINVAL'));
    return this.ranged('mremap', id, vpn, pages, (mm) => mremap(this.k, mm, vpn, pages, newPages, to));
  }

  madvise(id: number, vpn: Vpn, pages: number, advice: Advice): Path<Errno> {
    return this.ranged('madvise', id, vpn, pages, (mm) => madvise(this.k, mm, vpn, vpn + pages, advice));
  }

  /** Returns the child's mm through `born`. */
  fork(id: number, born: (child: number) => void): Path<Errno> {
    const create = (): MmState | undefined => this.createMm(id);
    const { k } = this;
    return this.syscall('fork', id, 0, 0, function* (mm) {
      const child = create();
      if (child === undefined) return 'ENOMEM';
      if (yield* dupMmap(k, mm, child)) {
        born(child.id);
        return 'ok';
      }
      yield* exitMmap(k, child);
      mmDrop(k, child);
      return 'ENOMEM';
    });
  }

  exit(id: number): Path<Errno> {
    const { k } = this;
    return this.syscall('exit', id, 0, 0, function* (mm) {
      yield* exitMmap(k, mm);
      if (k.state.loaded[k.rec.cpu] === mm.id) recCpuSwitched(k.rec, 0);
      mmDrop(k, mm);
      return 'ok';
    });
  }

  /** One byte of user memory; the result is a byte, or -1 - outcome. */
  *access(id: number, vpn: Vpn, access: Access, user: boolean, value: number): Path<number> {
    const mm = this.mm(id);
    yield* this.attach(mm);
    return yield* this.unit.access(mm, vpn, access, user, value);
  }
}

// eslint-disable-next-line require-yield -- a path that is over before its first step
function* constant(errno: Errno): Path<Errno> {
  return errno;
}
