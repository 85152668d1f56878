import {
  argumentText, BY_ATTACH, FLUSH_MM, OP_CLEAR_REFS, OP_CLOSE_FILE, OP_CREATE_FILE, OP_DROP_GOT, OP_EXIT, OP_FILE_PUNCH, OP_FILE_READ, OP_FILE_SYNC,
  OP_FILE_TRUNCATE, OP_FILE_WRITE, OP_FORK, OP_GET, OP_MADVISE, OP_MLOCK, OP_MMAP, OP_MPROTECT, OP_MREMAP, OP_MSYNC, OP_MUNLOCK, OP_MUNMAP, OP_PEEK,
  OP_PIN, OP_POKE, OP_READ_GOT, OP_UFFD_COPY, OP_UFFD_POISON, OP_UFFD_REGISTER, OP_UFFD_UNREGISTER, OP_UFFD_WP, OP_UFFD_ZERO, OP_UNPIN, OP_VM_READ, OP_VM_WRITE, placeOf, recCpuSwitched, recSyscallEntered, recSyscallReturned, type MmId,
  type ObjectId, type Pages, type Path, type RuleArg,
  type Vpn,
} from '@faultline/contracts';
import type { Core } from './core';
import { CoreError } from './errors';
import { requestFlush } from './flush';
import type { Errno } from './requests';
import type { MmState } from './state/mm';

const OPS = {
  mmap: OP_MMAP, munmap: OP_MUNMAP, mprotect: OP_MPROTECT, mremap: OP_MREMAP, madvise: OP_MADVISE, mlock: OP_MLOCK, munlock: OP_MUNLOCK, fork: OP_FORK, exit: OP_EXIT,
  clearRefs: OP_CLEAR_REFS, pin: OP_PIN, unpin: OP_UNPIN, get: OP_GET, readGot: OP_READ_GOT, dropGot: OP_DROP_GOT, poke: OP_POKE, peek: OP_PEEK, vmRead: OP_VM_READ, vmWrite: OP_VM_WRITE, msync: OP_MSYNC,
  createFile: OP_CREATE_FILE, closeFile: OP_CLOSE_FILE, fileRead: OP_FILE_READ, fileWrite: OP_FILE_WRITE, fileTruncate: OP_FILE_TRUNCATE, filePunch: OP_FILE_PUNCH, fileSync: OP_FILE_SYNC,
  uffdRegister: OP_UFFD_REGISTER, uffdUnregister: OP_UFFD_UNREGISTER, uffdWp: OP_UFFD_WP, uffdCopy: OP_UFFD_COPY, uffdZero: OP_UFFD_ZERO, uffdPoison: OP_UFFD_POISON,
} as const;
/** Name of a call. */
export type CallName = keyof typeof OPS;

/** What a call is about, where its pages say it all. */
const NO_ARG: RuleArg = 0;
/** A call that no process of the model makes. */
const NO_MM: MmId = 0;

/** How the system calls of one thread begin and end. Each loads the address space first, on the CPU whose thread acts. */
export class CallFrame {
  constructor(protected readonly k: Core) {}

  /** @throws CoreError `no-such-mm`, `bad-argument` */
  mm(id: MmId): MmState {
    if (!Number.isInteger(id)) throw new CoreError('bad-argument', `mm is ${argumentText(id)}, but must be a whole number`, 'pass the number of an address space, as fork returns it');
    if (!this.k.state.hasMm(id)) throw new CoreError('no-such-mm', `there is no address space ${id}`, 'make or fork one first');
    return this.k.state.mm(id);
  }

  /** Loads the address space on the CPU that acts, unless it is loaded. */
  switchTo(mm: MmId): void {
    const { rec, state } = this.k;
    rec.cause = -1;
    if (state.loaded[rec.cpu] !== mm) recCpuSwitched(rec, mm);
  }

  /** As `switchTo`; a whole flush that the mm owes is done first, before any of its translations can be used here (tlb-and-races §3.3). */
  *attach(mm: MmState): Path<void> {
    const { rec, state, arch } = this.k;
    rec.cause = -1;
    if (mm.flushOwed && state.loaded[rec.cpu] !== mm.id)
      yield* requestFlush(this.k, mm.id, FLUSH_MM, BY_ATTACH, 0, 0, arch.geometry.pageShift, false);
    this.switchTo(mm.id);
  }

  /** A system call begins: the seq of its entry, the cause of what it does. */
  protected *enter(name: CallName, mm: MmState, vpn: Vpn, pages: Pages, arg: RuleArg = NO_ARG): Path<number> {
    yield* this.attach(mm);
    const { rec } = this.k;
    rec.cause = recSyscallEntered(rec, OPS[name], mm.id, vpn, pages, arg);
    return rec.cause;
  }

  /** A system call returns. */
  protected leave(name: CallName, mm: MmState, entered: number, outcome: Errno | 'nothing'): Errno {
    return this.returned(name, mm.id, entered, outcome === 'nothing' ? 'ok' : outcome);
  }

  private returned(name: CallName, mm: MmId, entered: number, errno: Errno): Errno {
    const { rec } = this.k;
    rec.cause = entered;
    recSyscallReturned(rec, OPS[name], placeOf('errno', errno), mm);
    return errno;
  }

  /** A call on a file begins: no address space is loaded for it. */
  protected enterFile(name: CallName, file: ObjectId, index: number, pages: Pages): number {
    const { rec } = this.k;
    rec.cause = -1;
    rec.cause = recSyscallEntered(rec, OPS[name], NO_MM, index, pages, file);
    return rec.cause;
  }

  /** A call on a file returns. */
  protected leaveFile(name: CallName, entered: number, errno: Errno): Errno {
    return this.returned(name, NO_MM, entered, errno);
  }
}
