import {
  argumentText, BY_ATTACH, FLUSH_MM, OP_EXIT, OP_FORK, OP_MADVISE, OP_MMAP, OP_MPROTECT, OP_MREMAP, OP_MUNMAP, placeOf, recCpuSwitched, recSyscallEntered,
  recSyscallReturned, type MmId, type Pages, type Path, type RuleArg, type Vpn,
} from '@faultline/contracts';
import { checkAdvice, checkMmap, checkMoveTo, checkProt, checkRange, checkWhole } from './arguments';
import type { Core } from './core';
import { CoreError } from './errors';
import { requestFlush } from './flush';
import { createMm } from './paths/create-mm';
import { exitMmap, mmDrop } from './paths/exit';
import { dupMmap } from './paths/fork';
import { madvise } from './paths/madvise';
import { mmapRegion } from './paths/mmap';
import { mprotect } from './paths/mprotect';
import { mremap } from './paths/mremap';
import { munmap } from './paths/munmap';
import { accessBits, type Advice, type Errno, type MmapRequest, type Prot } from './requests';
import type { MmState } from './state/mm';

const OPS = {
  mmap: OP_MMAP, munmap: OP_MUNMAP, mprotect: OP_MPROTECT, mremap: OP_MREMAP, madvise: OP_MADVISE, fork: OP_FORK, exit: OP_EXIT,
} as const;

/** What a call is about, where its pages say it all. */
const NO_ARG: RuleArg = 0;

/** The system calls of one thread as kernel paths. Each loads the address space first, on the CPU whose thread acts. */
export class SystemCalls {
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
  private *enter(name: keyof typeof OPS, mm: MmState, vpn: Vpn, pages: Pages): Path<number> {
    yield* this.attach(mm);
    const { rec } = this.k;
    rec.cause = recSyscallEntered(rec, OPS[name], mm.id, vpn, pages, NO_ARG);
    return rec.cause;
  }

  /** A system call returns. */
  private leave(name: keyof typeof OPS, mm: MmState, entered: number, outcome: Errno | 'nothing'): Errno {
    const { rec } = this.k;
    const errno = outcome === 'nothing' ? 'ok' : outcome;
    rec.cause = entered;
    recSyscallReturned(rec, OPS[name], placeOf('errno', errno), mm.id);
    return errno;
  }

  /**
   * Page ranges a call may name at all; what the kernel says of none, and of one beyond the top, depends on the call. mprotect and madvise
   * go on until they come to a hole, and so refuse only a range whose end is past the last address there is.
   */
  private rangeErrno(name: keyof typeof OPS, mm: MmState, vpn: Vpn, pages: Pages): Errno | 'nothing' {
    const { pageShift, userLimit } = this.k.arch.geometry;
    const goesOn = name === 'mprotect' || name === 'madvise';
    if (pages === 0) return goesOn ? 'nothing' : 'EINVAL';
    if (goesOn ? vpn + pages < 2 ** (64 - pageShift) : vpn + pages <= userLimit(mm)) return 'ok';
    return name === 'munmap' || name === 'madvise' ? 'EINVAL' : 'ENOMEM';
  }

  *mmap(id: MmId, request: MmapRequest): Path<Errno> {
    checkMmap(request);
    const { vpn, pages, prot, shared, backing, offset = 0, noreserve = false, populate = false } = request;
    const mm = this.mm(id);
    const entered = yield* this.enter('mmap', mm, vpn, pages);
    const range = this.rangeErrno('mmap', mm, vpn, pages);
    if (range === 'ok') yield* mmapRegion(this.k, mm, { vpn, pages, access: accessBits(prot), shared, noreserve, populate, zeroOffset: backing === 'zero' ? offset : undefined });
    return this.leave('mmap', mm, entered, range);
  }

  *munmap(id: MmId, vpn: Vpn, pages: Pages): Path<Errno> {
    checkRange(vpn, pages);
    const mm = this.mm(id);
    const entered = yield* this.enter('munmap', mm, vpn, pages);
    const range = this.rangeErrno('munmap', mm, vpn, pages);
    if (range === 'ok') yield* munmap(this.k, mm, vpn, vpn + pages);
    return this.leave('munmap', mm, entered, range);
  }

  *mprotect(id: MmId, vpn: Vpn, pages: Pages, prot: Prot): Path<Errno> {
    checkRange(vpn, pages);
    checkProt(prot);
    const mm = this.mm(id);
    const entered = yield* this.enter('mprotect', mm, vpn, pages);
    const range = this.rangeErrno('mprotect', mm, vpn, pages);
    const outcome = range === 'ok' ? yield* mprotect(this.k, mm, vpn, vpn + pages, accessBits(prot)) : range;
    return this.leave('mprotect', mm, entered, outcome);
  }

  *mremap(id: MmId, vpn: Vpn, pages: Pages, newPages: Pages, to?: { vpn: Vpn; dontUnmap: boolean }): Path<Errno> {
    checkRange(vpn, pages);
    checkWhole('newPages', newPages);
    if (to !== undefined) checkMoveTo(to);
    const mm = this.mm(id);
    const entered = yield* this.enter('mremap', mm, vpn, pages);
    const range = newPages <= 0 ? 'EINVAL' : this.rangeErrno('mremap', mm, vpn, pages);
    const outcome = range === 'ok' ? yield* mremap(this.k, mm, vpn, pages, newPages, to) : range;
    return this.leave('mremap', mm, entered, outcome);
  }

  *madvise(id: MmId, vpn: Vpn, pages: Pages, advice: Advice): Path<Errno> {
    checkRange(vpn, pages);
    checkAdvice(advice);
    const mm = this.mm(id);
    const entered = yield* this.enter('madvise', mm, vpn, pages);
    const range = this.rangeErrno('madvise', mm, vpn, pages);
    const outcome = range === 'ok' ? yield* madvise(this.k, mm, vpn, vpn + pages, advice) : range;
    return this.leave('madvise', mm, entered, outcome);
  }

  /** Returns the child's mm; 0: there is none. */
  *fork(id: MmId): Path<{ readonly errno: Errno; readonly mm: MmId }> {
    const mm = this.mm(id);
    const entered = yield* this.enter('fork', mm, 0, 0);
    const child = createMm(this.k, id);
    const copied = child !== undefined && (yield* dupMmap(this.k, mm, child));
    if (child !== undefined && !copied) {
      yield* exitMmap(this.k, child);
      mmDrop(this.k, child);
    }
    return { errno: this.leave('fork', mm, entered, copied ? 'ok' : 'ENOMEM'), mm: copied ? child.id : 0 };
  }

  *exit(id: MmId): Path<Errno> {
    const mm = this.mm(id);
    const entered = yield* this.enter('exit', mm, 0, 0);
    yield* exitMmap(this.k, mm);
    if (this.k.state.loaded[this.k.rec.cpu] === id) recCpuSwitched(this.k.rec, 0);
    mmDrop(this.k, mm);
    return this.leave('exit', mm, entered, 'ok');
  }
}
