import {
  ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_NAMES, ACCESS_WRITE, FAULT_FLAG_INSTRUCTION, FAULT_FLAG_USER, FAULT_FLAG_WRITE, LEVEL_NAMES,
  SEGV_ACCERR, VM_EXEC, VM_READ, VM_WRITE, WALK_ACCESS_FLAG, WALK_FAULT_NAMES, WALK_NOT_PRESENT, WALK_PKEY, WALK_PROTECTION, type FaultCodec,
} from '@faultline/contracts';

/** The syndrome tells all: access in bits 1:0, user in bit 2, reason in 5:3, level in 8:6. */
const USER = 0x4;
const REASON_SHIFT = 3;
const LEVEL_SHIFT = 6;
const MASK = 7;
const HIGHEST = 4;

/** A page that may be written or run may be read. */
const WANTED = [VM_READ | VM_WRITE | VM_EXEC, VM_WRITE, VM_EXEC] as const;
const PRESENCE: Readonly<Record<number, number>> = { [WALK_NOT_PRESENT]: 0, [WALK_PROTECTION]: 1, [WALK_ACCESS_FLAG]: 1 };

const accessOf = (syndrome: number): number => (syndrome & 3) <= ACCESS_EXEC ? syndrome & 3 : -1;
const reasonOf = (syndrome: number): number => (syndrome >>> REASON_SHIFT) & MASK;
const levelOf = (syndrome: number): number => {
  const level = (syndrome >>> LEVEL_SHIFT) & MASK;
  return level <= HIGHEST ? level : -1;
};

export const FAULTS: FaultCodec = Object.freeze<FaultCodec>({
  decode(syndrome, _high, out) {
    out.access = accessOf(syndrome);
    out.flags = (out.access === ACCESS_WRITE ? FAULT_FLAG_WRITE : 0) | (out.access === ACCESS_EXEC ? FAULT_FLAG_INSTRUCTION : 0)
      | (syndrome & USER ? FAULT_FLAG_USER : 0);
    out.reason = reasonOf(syndrome);
    out.present = PRESENCE[out.reason] ?? -1;
    out.pkey = out.reason === WALK_PKEY;
    out.level = levelOf(syndrome);
  },
  encode(fault, access, user, level, out) {
    out.lo = access | (user ? USER : 0) | (fault << REASON_SHIFT) | (level << LEVEL_SHIFT);
    out.hi = 0;
  },
  accessCheck: (vmFlags, _pkey, { access }) => (vmFlags & (WANTED[access] ?? 0) ? ACCESS_ALLOWED : SEGV_ACCERR),
  describe(syndrome) {
    const words = [ACCESS_NAMES[accessOf(syndrome)] ?? 'access', WALK_FAULT_NAMES[reasonOf(syndrome)]!, LEVEL_NAMES[levelOf(syndrome)] ?? 'no level'];
    return `${words.join(', ')}, ${syndrome & USER ? 'user' : 'kernel'}`;
  },
  vmaAccessPermitted: () => true,
});
