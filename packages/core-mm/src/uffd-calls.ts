import type { Byte, MmId, Pages, Path, Vpn } from '@faultline/contracts';
import { checkBoolean, checkByte, checkRange, checkUffdMode } from './arguments';
import type { CallName } from './call-frame';
import { FileCalls } from './file-calls';
import type { Errno, UffdMode } from './requests';
import type { MmState } from './state/mm';
import { copyOf, POISON, ZEROS } from './uffd/fills';
import { mfillAtomic } from './uffd/mfill';
import { userfaultfdRegister, userfaultfdUnregister } from './uffd/register';
import { mwriteprotectRange } from './uffd/writeprotect';

/** The calls of a process on its userfaultfd, which it opens by the first of them. */
export class UffdCalls extends FileCalls {
  /** A call over a range. @kernel v6.2-rc3 fs/userfaultfd.c:validate_range */
  private *over(name: CallName, id: MmId, vpn: Vpn, pages: Pages, act: (mm: MmState, end: Vpn) => Path<Errno>): Path<Errno> {
    checkRange(vpn, pages);
    const mm = this.mm(id);
    const entered = yield* this.enter(name, mm, vpn, pages);
    const sound = pages > 0 && vpn + pages <= this.k.arch.geometry.userLimit(mm);
    return this.leave(name, mm, entered, sound ? yield* act(mm, vpn + pages) : 'EINVAL');
  }

  /** Hands faults of the range to user space. @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_register */
  *uffdRegister(id: MmId, vpn: Vpn, pages: Pages, mode: UffdMode): Path<Errno> {
    checkUffdMode(mode);
    return yield* this.over('uffdRegister', id, vpn, pages, (mm, end) => userfaultfdRegister(this.k, mm, vpn, end, mode));
  }

  /** @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_unregister */
  *uffdUnregister(id: MmId, vpn: Vpn, pages: Pages): Path<Errno> {
    return yield* this.over('uffdUnregister', id, vpn, pages, (mm, end) => userfaultfdUnregister(this.k, mm, vpn, end));
  }

  /** @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_writeprotect */
  *uffdWp(id: MmId, vpn: Vpn, pages: Pages, on: boolean): Path<Errno> {
    checkBoolean('on', on);
    return yield* this.over('uffdWp', id, vpn, pages, (mm, end) => mwriteprotectRange(this.k, mm, vpn, end, on));
  }

  /** @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_copy */
  *uffdCopy(id: MmId, vpn: Vpn, value: Byte, wp = false): Path<Errno> {
    checkByte('value', value);
    checkBoolean('wp', wp);
    return yield* this.over('uffdCopy', id, vpn, 1, (mm, end) => mfillAtomic(this.k, mm, vpn, end, copyOf(value, wp)));
  }

  /** @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_zeropage */
  *uffdZero(id: MmId, vpn: Vpn, pages: Pages): Path<Errno> {
    return yield* this.over('uffdZero', id, vpn, pages, (mm, end) => mfillAtomic(this.k, mm, vpn, end, ZEROS));
  }

  /** A kernel that has no such call says so by EINVAL. @kernel v6.6 fs/userfaultfd.c:userfaultfd_poison */
  *uffdPoison(id: MmId, vpn: Vpn, pages: Pages): Path<Errno> {
    return yield* this.over('uffdPoison', id, vpn, pages, (mm, end) => this.poison(mm, vpn, end));
  }

  private *poison(mm: MmState, vpn: Vpn, end: Vpn): Path<Errno> {
    return this.k.profile['poison-marker'] ? yield* mfillAtomic(this.k, mm, vpn, end, POISON) : 'EINVAL';
  }
}
