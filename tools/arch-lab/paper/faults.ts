import {
  ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_WRITE, FAULT_FLAG_INSTRUCTION, FAULT_FLAG_USER, FAULT_FLAG_WRITE, SEGV_ACCERR, VM_EXEC, VM_READ,
  VM_WRITE, WALK_NOT_PRESENT, type FaultCodec,
} from '@faultline/contracts';

/** The syndrome tells all: why in bits 3:0, what access in 5:4, whose in 6. */
const ACCESS = 4;
const USER = 64;
export const syndromeOf = (fault: number, access: number, user: boolean): number => fault | (access << ACCESS) | (user ? USER : 0);

/** A page that may be written or run may be read. By kind of access. */
const WANTED = [VM_READ | VM_WRITE | VM_EXEC, VM_WRITE, VM_EXEC] as const;

export const FAULTS: FaultCodec = {
  decode(syndrome, _hi, out) {
    out.reason = syndrome & 15;
    out.access = (syndrome >>> ACCESS) & 3;
    out.present = out.reason === WALK_NOT_PRESENT ? 0 : 1;
    out.flags = (out.access === ACCESS_WRITE ? FAULT_FLAG_WRITE : 0) | (out.access === ACCESS_EXEC ? FAULT_FLAG_INSTRUCTION : 0)
      | (syndrome & USER ? FAULT_FLAG_USER : 0);
  },
  encode(fault, access, user, _level, out) {
    out.lo = syndromeOf(fault, access, user);
    out.hi = 0;
  },
  accessCheck: (vmFlags, _pkey, { access }) => (vmFlags & (WANTED[access] ?? 0) ? ACCESS_ALLOWED : SEGV_ACCERR),
  vmaAccessPermitted: () => true,
  describe: (syndrome) => `on paper ${syndrome}`,
};
