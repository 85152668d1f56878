import type { Access, Path, Vpn } from '@faultline/contracts';
import { createMm, SystemCalls, type Core, type MmState } from '@faultline/core-mm';
import type { AccessUnit } from '@faultline/cpu';
import { checkAccess } from './arguments';
import { MachineError } from './errors';

/**
 * The operations of a machine as kernel paths: what a thread of the explorer runs; the machine's calls run their plain
 * forms. Each is a transaction of its own.
 */
export class MachinePaths extends SystemCalls {
  constructor(
    k: Core,
    private readonly unit: AccessUnit,
  ) {
    super(k);
  }

  /** A first address space. @throws MachineError `bad-option` without memory for it */
  spawn(): MmState {
    this.k.rec.cause = -1;
    const mm = createMm(this.k, 0);
    if (mm !== undefined) return mm;
    throw new MachineError('bad-option', 'no memory for a root page table', 'give the machine more memoryPages');
  }

  /** One byte of user memory; the result is a byte, or -1 - outcome. @throws MachineError `bad-argument` */
  *access(id: number, vpn: Vpn, access: Access, user: boolean, value: number): Path<number> {
    checkAccess(vpn, access, value);
    const mm = this.mm(id);
    yield* this.attach(mm);
    return yield* this.unit.access(mm, vpn, access, user, value);
  }
}
