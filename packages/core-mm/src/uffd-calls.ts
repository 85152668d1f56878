import type { Byte, MmId, Pages, Path, Vpn } from '@faultline/contracts';
import { checkBoolean, checkByte, checkRange, checkUffdMode } from './arguments';
import { FileCalls } from './file-calls';
import type { Errno, UffdMode } from './requests';
import type { MmState } from './state/mm';
import { POISON, ZEROS } from './uffd/fills';
import { mfillAtomic } from './uffd/mfill';
import { userfaultfdRegister, userfaultfdUnregister } from './uffd/register';
import { mwriteprotectRange } from './uffd/writeprotect';

const ONE_PAGE: Pages = 1;

/** The calls of a process on its userfaultfd, which it opens by the first of them. */
export class UffdCalls extends FileCalls {
  /** @kernel v6.2-rc3 fs/userfaultfd.c:validate_range */
  private isRange(mm: MmState, vpn: Vpn, pages: Pages): boolean {
    return pages > 0 && vpn + pages <= this.k.arch.geometry.userLimit(mm);
  }

  /** Hands faults of the range to user space. @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_register */
  *uffdRegister(id: MmId, vpn: Vpn, pages: Pages, mode: UffdMode): Path<Errno> {
    checkUffdMode(mode);
    checkRange(vpn, pages);
    const mm = this.mm(id);
    const entered = yield* this.enter('uffdRegister', mm, vpn, pages);
    const errno = this.isRange(mm, vpn, pages) ? yield* userfaultfdRegister(this.k, mm, vpn, vpn + pages, mode) : 'EINVAL';
    return this.leave('uffdRegister', mm, entered, errno);
  }

  /** @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_unregister */
  *uffdUnregister(id: MmId, vpn: Vpn, pages: Pages): Path<Errno> {
    checkRange(vpn, pages);
    const mm = this.mm(id);
    const entered = yield* this.enter('uffdUnregister', mm, vpn, pages);
    const errno = this.isRange(mm, vpn, pages) ? yield* userfaultfdUnregister(this.k, mm, vpn, vpn + pages) : 'EINVAL';
    return this.leave('uffdUnregister', mm, entered, errno);
  }

  /** @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_writeprotect */
  *uffdWp(id: MmId, vpn: Vpn, pages: Pages, on: boolean): Path<Errno> {
    checkBoolean('on', on);
    checkRange(vpn, pages);
    const mm = this.mm(id);
    const entered = yield* this.enter('uffdWp', mm, vpn, pages);
    const errno = this.isRange(mm, vpn, pages) ? yield* mwriteprotectRange(this.k, mm, vpn, vpn + pages, on) : 'EINVAL';
    return this.leave('uffdWp', mm, entered, errno);
  }

  /** @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_copy */
  *uffdCopy(id: MmId, vpn: Vpn, value: Byte, wp = false): Path<Errno> {
    checkByte('value', value);
    checkBoolean('wp', wp);
    checkRange(vpn, ONE_PAGE);
    const mm = this.mm(id);
    const entered = yield* this.enter('uffdCopy', mm, vpn, ONE_PAGE);
    const errno = this.isRange(mm, vpn, ONE_PAGE) ? yield* mfillAtomic(this.k, mm, vpn, vpn + ONE_PAGE, { what: 'copy', value, wp }) : 'EINVAL';
    return this.leave('uffdCopy', mm, entered, errno);
  }

  /** @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_zeropage */
  *uffdZero(id: MmId, vpn: Vpn, pages: Pages): Path<Errno> {
    checkRange(vpn, pages);
    const mm = this.mm(id);
    const entered = yield* this.enter('uffdZero', mm, vpn, pages);
    const errno = this.isRange(mm, vpn, pages) ? yield* mfillAtomic(this.k, mm, vpn, vpn + pages, ZEROS) : 'EINVAL';
    return this.leave('uffdZero', mm, entered, errno);
  }

  /** A kernel that has no such call says so by EINVAL. @kernel v6.6 fs/userfaultfd.c:userfaultfd_poison */
  *uffdPoison(id: MmId, vpn: Vpn, pages: Pages): Path<Errno> {
    checkRange(vpn, pages);
    const mm = this.mm(id);
    const entered = yield* this.enter('uffdPoison', mm, vpn, pages);
    const errno = this.k.profile['poison-marker'] && this.isRange(mm, vpn, pages) ? yield* mfillAtomic(this.k, mm, vpn, vpn + pages, POISON) : 'EINVAL';
    return this.leave('uffdPoison', mm, entered, errno);
  }
}
