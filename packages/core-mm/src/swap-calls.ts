import { OP_SWAPOFF, OP_SWAPON, placeOf, recSyscallEntered, recSyscallReturned, type MmId, type Pages, type Path, type Place, type RuleArg, type Vpn } from '@faultline/contracts';
import { checkWhole } from './arguments';
import { CallFrame } from './call-frame';
import type { Errno } from './requests';
import { swapBreak, swapon } from './swap/device';
import { swapoff } from './swap/swapoff';

/** No process in particular, and no place. */
const NOBODY: MmId = 0;
const NOWHERE: Vpn = 0;
const NO_ARG: RuleArg = 0;

/** The calls about the swap device: those of an administrator, for whom no address space is loaded. */
export class SwapCalls extends CallFrame {
  private begin(op: Place<'op'>, pages: Pages): number {
    const { rec } = this.k;
    rec.cause = -1;
    return (rec.cause = recSyscallEntered(rec, op, NOBODY, NOWHERE, pages, NO_ARG));
  }

  private end(op: Place<'op'>, entered: number, errno: Errno): Errno {
    const { rec } = this.k;
    rec.cause = entered;
    recSyscallReturned(rec, op, placeOf('errno', errno), NOBODY);
    return errno;
  }

  /** A device of so many slots comes into use. @kernel v6.2-rc3 mm/swapfile.c:swapon */
  // eslint-disable-next-line require-yield -- a call is a path; this one meets nobody
  *swapon(pages: Pages): Path<Errno> {
    checkWhole('pages', pages);
    const entered = this.begin(OP_SWAPON, pages);
    return this.end(OP_SWAPON, entered, pages < 1 ? 'EINVAL' : swapon(this.k, pages));
  }

  /** It goes out of use. @kernel v6.2-rc3 mm/swapfile.c:swapoff */
  *swapoff(): Path<Errno> {
    const entered = this.begin(OP_SWAPOFF, 0);
    return this.end(OP_SWAPOFF, entered, yield* swapoff(this.k));
  }

  /** Nothing that anybody calls: the device fails from now on. */
  // eslint-disable-next-line require-yield -- a call is a path; this one meets nobody
  *swapBreak(): Path<Errno> {
    this.k.rec.cause = -1;
    return swapBreak(this.k) ? 'ok' : 'EINVAL';
  }
}
