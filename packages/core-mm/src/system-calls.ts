import { checkAdvice, checkMarks, checkMmap, checkMoveTo, checkProt, checkRange, checkWhole, checkBoolean } from './arguments';
import { BACKING_ANON, BACKING_ZERO, recCpuSwitched, type MmId, type Pages, type Path, type Vpn } from '@faultline/contracts';
import type { CallName } from './call-frame';
import { releaseHoldsOf } from './gup/holds';
import { mlock, munlock } from './mlock/mlock';
import { clearReferenced, clearSoftDirty } from './paths/clear-refs';
import { createMm } from './paths/create-mm';
import { exitMmap, mmDrop } from './paths/exit';
import { dupMmap } from './paths/fork';
import { madvise } from './paths/madvise';
import { mmapRegion } from './paths/mmap';
import { msync } from './paths/msync';
import { mprotect } from './paths/mprotect';
import { mremap } from './paths/mremap';
import { munmap } from './paths/munmap';
import { accessBits, type Advice, type ClearedMarks, type Errno, type MmapRequest, type Prot } from './requests';
import type { MmState } from './state/mm';
import { UffdCalls } from './uffd-calls';

/** Calls that go on over VMAs until they come to a hole. */
const GO_ON: ReadonlySet<CallName> = new Set(['mprotect', 'madvise', 'mlock', 'munlock']);

/** The system calls of one thread as kernel paths. */
export class SystemCalls extends UffdCalls {
  /**
   * Page ranges a call may name at all; what the kernel says of none, and of one beyond the top, depends on the call. One that goes
   * on until it comes to a hole refuses only a range whose end is past the last address there is.
   */
  private rangeErrno(name: CallName, mm: MmState, vpn: Vpn, pages: Pages): Errno | 'nothing' {
    const { pageShift, userLimit } = this.k.arch.geometry;
    const goesOn = GO_ON.has(name);
    if (pages === 0) return goesOn ? 'nothing' : 'EINVAL';
    if (goesOn ? vpn + pages < 2 ** (64 - pageShift) : vpn + pages <= userLimit(mm)) return 'ok';
    return name === 'munmap' || (goesOn && name !== 'mprotect') ? 'EINVAL' : 'ENOMEM';
  }

  *mmap(id: MmId, request: MmapRequest): Path<Errno> {
    checkMmap(request);
    const { vpn, pages, prot, shared, backing, file, offset = 0, readOnly = false, noreserve = false, populate = false, locked = false } = request;
    const mm = this.mm(id);
    const object = backing === 'file' ? this.file(file!) : undefined;
    const entered = yield* this.enter('mmap', mm, vpn, pages);
    const range = this.rangeErrno('mmap', mm, vpn, pages);
    const mapped = object?.backing ?? (backing === 'zero' ? BACKING_ZERO : BACKING_ANON);
    const outcome = range !== 'ok' ? range : yield* mmapRegion(this.k, mm, {
      vpn, pages, access: accessBits(prot), shared, noreserve, populate, locked, backing: mapped, object: object?.id ?? 0, offset: backing === 'anon' ? 0 : offset, writableFile: !readOnly,
    });
    return this.leave('mmap', mm, entered, outcome);
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

  *msync(id: MmId, vpn: Vpn, pages: Pages): Path<Errno> {
    checkRange(vpn, pages);
    const mm = this.mm(id);
    const entered = yield* this.enter('msync', mm, vpn, pages);
    return this.leave('msync', mm, entered, yield* msync(this.k, mm, vpn, vpn + pages));
  }

  *mlock(id: MmId, vpn: Vpn, pages: Pages, onfault = false): Path<Errno> {
    checkRange(vpn, pages);
    checkBoolean('onfault', onfault);
    const mm = this.mm(id);
    const entered = yield* this.enter('mlock', mm, vpn, pages, onfault ? 1 : 0);
    const range = this.rangeErrno('mlock', mm, vpn, pages);
    const outcome = range === 'ok' ? yield* mlock(this.k, mm, vpn, vpn + pages, onfault) : range;
    return this.leave('mlock', mm, entered, outcome);
  }

  *munlock(id: MmId, vpn: Vpn, pages: Pages): Path<Errno> {
    checkRange(vpn, pages);
    const mm = this.mm(id);
    const entered = yield* this.enter('munlock', mm, vpn, pages);
    const range = this.rangeErrno('munlock', mm, vpn, pages);
    const outcome = range === 'ok' ? yield* munlock(this.k, mm, vpn, vpn + pages) : range;
    return this.leave('munlock', mm, entered, outcome);
  }

  /** Clears marks of the whole address space, for a tracker. @kernel v6.2-rc3 fs/proc/task_mmu.c:clear_refs_write */
  *clearRefs(id: MmId, marks: ClearedMarks): Path<Errno> {
    checkMarks(marks);
    const mm = this.mm(id);
    const entered = yield* this.enter('clearRefs', mm, 0, 0);
    if (marks === 'softDirty') yield* clearSoftDirty(this.k, mm);
    else yield* clearReferenced(this.k, mm);
    return this.leave('clearRefs', mm, entered, 'ok');
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
    releaseHoldsOf(this.k, id);
    if (this.k.state.loaded[this.k.rec.cpu] === id) recCpuSwitched(this.k.rec, 0);
    mmDrop(this.k, mm);
    return this.leave('exit', mm, entered, 'ok');
  }
}
