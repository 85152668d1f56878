import {
  ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, FAULT_FLAG_INSTRUCTION, FAULT_FLAG_USER, FAULT_FLAG_WRITE, SEGV_ACCERR, SEGV_PKUERR,
  VM_ACCESS_FLAGS, VM_WRITE, WALK_NONCANONICAL, WALK_NOT_PRESENT, WALK_PKEY, WALK_PROTECTION, WALK_RESERVED, type FaultCodec, type FaultSlot,
} from '@faultline/contracts';

/** Page-fault error code. @kernel v6.2-rc3 arch/x86/include/asm/trap_pf.h:enum x86_pf_error_code */
const PF_PROT = 1 << 0;
const PF_WRITE = 1 << 1;
const PF_USER = 1 << 2;
const PF_RSVD = 1 << 3;
const PF_INSTR = 1 << 4;
const PF_PK = 1 << 5;
const PF_SHSTK = 1 << 6;
const PF_SGX = 1 << 15;
const PF_RMP = 1 << 31;

/** Bits that say more than the kind of access. */
const REMARKS: readonly (readonly [number, string])[] = [
  [PF_RSVD, 'reserved bit'], [PF_PK, 'protection key'], [PF_SHSTK, 'shadow stack'], [PF_SGX, 'enclave'], [PF_RMP, 'page ownership'],
];

/**
 * A non-canonical address raises #GP and no page fault. Its error code is 0, so the high half of the syndrome tells it: the trap
 * number, and whether user code was interrupted (which the kernel reads from the saved CS). Of a page fault the high half is 0.
 */
const TRAP_GP = 13;
const FROM_USER = 1 << 8;
export const generalProtection = (user: boolean): number => (user ? TRAP_GP | FROM_USER : TRAP_GP);

function decodeGeneralProtection(trap: number, out: FaultSlot): void {
  out.flags = trap & FROM_USER ? FAULT_FLAG_USER : 0;
  out.access = -1;
  out.present = -1;
  out.pkey = false;
  out.reason = WALK_NONCANONICAL;
  out.level = -1;
}

function describe(code: number, trap: number): string {
  if (trap !== 0) return `general protection, ${trap & FROM_USER ? 'user' : 'kernel'}`;
  const access = code & PF_WRITE ? 'write' : code & PF_INSTR ? 'fetch' : 'read';
  const remarks = REMARKS.filter(([mask]) => code & mask).map(([, name]) => `, ${name}`);
  return `${code & PF_USER ? 'user' : 'kernel'} ${access}, ${code & PF_PROT ? 'protection' : 'not present'}${remarks.join('')}`;
}

/** Error code of a refused access. */
export function errorCode(fault: number, access: number, user: boolean): number {
  const present = fault === WALK_NOT_PRESENT ? 0 : PF_PROT;
  return present | (access === ACCESS_WRITE ? PF_WRITE : 0) | (user ? PF_USER : 0) | (access === ACCESS_EXEC ? PF_INSTR : 0)
    | (fault === WALK_RESERVED ? PF_RSVD : 0) | (fault === WALK_PKEY ? PF_PK : 0);
}

/** Does the thread's PKRU forbid this data access? Two bits a key: access disable, write disable. */
export const keyForbids = (pkru: number, pkey: number, write: boolean): boolean => {
  const rights = (pkru >>> (pkey * 2)) & 3;
  return (rights & 1) !== 0 || (write && (rights & 2) !== 0);
};

export const FAULTS: FaultCodec = Object.freeze<FaultCodec>({
  decode(syndromeLo, syndromeHi, out) {
    if (syndromeHi !== 0) return decodeGeneralProtection(syndromeHi, out);
    const write = syndromeLo & PF_WRITE;
    const fetch = syndromeLo & PF_INSTR;
    out.flags = (write ? FAULT_FLAG_WRITE : 0) | (fetch ? FAULT_FLAG_INSTRUCTION : 0) | (syndromeLo & PF_USER ? FAULT_FLAG_USER : 0);
    out.access = write ? ACCESS_WRITE : fetch ? ACCESS_EXEC : ACCESS_READ;
    out.present = syndromeLo & PF_PROT;
    out.pkey = (syndromeLo & PF_PK) !== 0;
    out.reason = out.pkey ? WALK_PKEY : syndromeLo & PF_RSVD ? WALK_RESERVED : out.present ? WALK_PROTECTION : WALK_NOT_PRESENT;
    out.level = -1;
  },
  encode(fault, access, user, _level, out) {
    out.lo = fault === WALK_NONCANONICAL ? 0 : errorCode(fault, access, user);
    out.hi = fault === WALK_NONCANONICAL ? generalProtection(user) : 0;
  },
  /** @kernel v6.2-rc3 arch/x86/mm/fault.c:access_error */
  accessCheck(vmFlags, pkey, fault, pkru) {
    if (fault.pkey) return SEGV_PKUERR;
    const write = fault.access === ACCESS_WRITE;
    if (fault.access !== ACCESS_EXEC && keyForbids(pkru, pkey, write)) return SEGV_PKUERR;
    if (write) return vmFlags & VM_WRITE ? ACCESS_ALLOWED : SEGV_ACCERR;
    if (fault.present === 1) return SEGV_ACCERR;
    return vmFlags & VM_ACCESS_FLAGS ? ACCESS_ALLOWED : SEGV_ACCERR;
  },
  /** @kernel v6.2-rc3 arch/x86/include/asm/mmu_context.h:arch_vma_access_permitted */
  vmaAccessPermitted: (pkey, write, execute, foreign, pkru) => execute || foreign || !keyForbids(pkru, pkey, write),
  describe,
});
