import {
  ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, FAULT_FLAG_INSTRUCTION, FAULT_FLAG_USER, FAULT_FLAG_WRITE, SEGV_ACCERR, VM_EXEC,
  VM_READ, VM_WRITE, WALK_OK, type FaultCodec,
} from '@faultline/contracts';

/** Causes of an exception. @kernel v6.2-rc3 arch/riscv/include/asm/csr.h:EXC_INST_PAGE_FAULT … */
const INST_PAGE_FAULT = 12;
const LOAD_PAGE_FAULT = 13;
const STORE_PAGE_FAULT = 15;
/** Saved status: the hart was in supervisor mode. @kernel v6.2-rc3 arch/riscv/include/asm/csr.h:SR_SPP */
const SPP = 0x100;

/** By kind of access: read, write, fetch. */
const CAUSES = [LOAD_PAGE_FAULT, STORE_PAGE_FAULT, INST_PAGE_FAULT] as const;
/** A mapping that can be written can be read. @kernel v6.2-rc3 arch/riscv/mm/fault.c:access_error */
const WANTED = [VM_READ | VM_WRITE, VM_WRITE, VM_EXEC] as const;

const NAMES: Readonly<Record<number, string>> = {
  1: 'instruction access fault', 5: 'load access fault', 7: 'store/AMO access fault',
  12: 'instruction page fault', 13: 'load page fault', 15: 'store/AMO page fault',
};
/** Access by cause, access faults included. */
const ACCESS: Readonly<Record<number, number>> = {
  1: ACCESS_EXEC, 5: ACCESS_READ, 7: ACCESS_WRITE,
  [INST_PAGE_FAULT]: ACCESS_EXEC, [LOAD_PAGE_FAULT]: ACCESS_READ, [STORE_PAGE_FAULT]: ACCESS_WRITE,
};

/** Cause of a refused access; why it was refused, it does not tell. */
export const causeOf = (access: number): number => CAUSES[access]!;
/** Saved status of the mode it came from. */
export const statusOf = (user: boolean): number => (user ? 0 : SPP);

/** Syndrome: low half the cause, high half the mode of the saved status. */
export const FAULTS: FaultCodec = Object.freeze<FaultCodec>({
  decode(cause, status, out) {
    const user = (status & SPP) === 0;
    out.flags = (cause === STORE_PAGE_FAULT ? FAULT_FLAG_WRITE : 0) | (cause === INST_PAGE_FAULT ? FAULT_FLAG_INSTRUCTION : 0)
      | (user ? FAULT_FLAG_USER : 0);
    out.access = ACCESS[cause] ?? -1;
    out.present = -1;
    out.reason = WALK_OK;
    out.pkey = false;
    out.level = -1;
  },
  encode(_fault, access, user, _level, out) {
    out.lo = causeOf(access);
    out.hi = statusOf(user);
  },
  accessCheck: (vmFlags, _pkey, fault) => (vmFlags & (WANTED[fault.access] ?? 0) ? ACCESS_ALLOWED : SEGV_ACCERR),
  vmaAccessPermitted: () => true,
  describe: (cause, status) => `${NAMES[cause] ?? `cause ${cause}`}, ${status & SPP ? 'supervisor' : 'user'} mode`,
});
