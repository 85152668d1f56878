import {
  ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, FAULT_FLAG_USER, FAULT_FLAG_WRITE, SEGV_ACCERR, VM_ACCESS_FLAGS, VM_WRITE,
  WALK_ADDRESS_SIZE, WALK_NOT_PRESENT, WALK_PROTECTION, WALK_RESERVED, type FaultCodec,
} from '@faultline/contracts';

/** Program interruption codes. @kernel v6.2-rc3 arch/s390/kernel/pgm_check.S */
export const PROTECTION = 0x04;
export const TRANSLATION_SPECIFICATION = 0x12;
export const ASCE_TYPE = 0x38;
/** Translation exceptions by level: page, segment, region-third, -second, -first. */
export const TRANSLATION = [0x11, 0x10, 0x3b, 0x3a, 0x39] as const;

/** Fields of the translation-exception identification. @kernel v6.2-rc3 arch/s390/mm/fault.c */
const TEID_STORE = 0x400;
const TEID_FETCH = 0x800;
const TEID_B56 = 0x080;
const TEID_B61 = 0x004;
const SPACE_MASK = 0x3;
/** User access by the kernel goes through the secondary space. */
const SPACE_SECONDARY = 0x2;

const NAMES: Readonly<Record<number, string>> = {
  0x04: 'protection', 0x10: 'segment translation', 0x11: 'page translation', 0x12: 'translation specification',
  0x38: 'ASCE type', 0x39: 'region-first translation', 0x3a: 'region-second translation', 0x3b: 'region-third translation',
};

/** Interruption code of a refusal at a level. */
export function interruptionCode(fault: number, level: number): number {
  if (fault === WALK_PROTECTION) return PROTECTION;
  if (fault === WALK_ADDRESS_SIZE) return ASCE_TYPE;
  return fault === WALK_RESERVED ? TRANSLATION_SPECIFICATION : TRANSLATION[level]!;
}

/** Low twelve bits of the identification; the page address is the fault's own. */
export function teid(fault: number, access: number, user: boolean): number {
  const indication = access === ACCESS_WRITE ? TEID_STORE : TEID_FETCH;
  const protection = fault === WALK_PROTECTION ? TEID_B61 | (access === ACCESS_EXEC ? TEID_B56 : 0) : 0;
  return indication | protection | (user ? 0 : SPACE_SECONDARY);
}

const isExecProtection = (word: number, code: number): boolean => code === PROTECTION && (word & (TEID_B56 | TEID_B61)) === (TEID_B56 | TEID_B61);
const levelOf = (code: number): number => TRANSLATION.indexOf(code as (typeof TRANSLATION)[number]);

function reasonOf(code: number): number {
  if (code === PROTECTION) return WALK_PROTECTION;
  if (code === ASCE_TYPE) return WALK_ADDRESS_SIZE;
  return code === TRANSLATION_SPECIFICATION ? WALK_RESERVED : WALK_NOT_PRESENT;
}

/**
 * Syndrome: low half the identification's low twelve bits, high half the interruption code. FAULT_FLAG_INSTRUCTION is never set. A fetch
 * that NX refused is a bad access at once; the core is not asked.
 */
export const FAULTS: FaultCodec = Object.freeze<FaultCodec>({
  decode(word, code, out) {
    const exec = isExecProtection(word, code);
    const write = !exec && (code === PROTECTION || (word & (TEID_STORE | TEID_FETCH)) === TEID_STORE);
    out.flags = (write ? FAULT_FLAG_WRITE : 0) | ((word & SPACE_MASK) === 0 ? FAULT_FLAG_USER : 0);
    out.access = exec ? ACCESS_EXEC : write ? ACCESS_WRITE : word & TEID_FETCH ? ACCESS_READ : -1;
    out.present = code === PROTECTION ? 1 : -1;
    out.reason = reasonOf(code);
    out.pkey = false;
    out.level = levelOf(code);
  },
  encode(fault, access, user, level, out) {
    out.lo = teid(fault, access, user);
    out.hi = interruptionCode(fault, level);
  },
  /** @kernel v6.2-rc3 arch/s390/mm/fault.c:do_protection_exception,do_dat_exception */
  accessCheck(vmFlags, _pkey, fault) {
    if (fault.reason === WALK_PROTECTION && fault.access === ACCESS_EXEC) return SEGV_ACCERR;
    const wanted = fault.access === ACCESS_WRITE ? VM_WRITE : VM_ACCESS_FLAGS;
    return vmFlags & wanted ? ACCESS_ALLOWED : SEGV_ACCERR;
  },
  vmaAccessPermitted: () => true,
  describe(word, code) {
    const access = isExecProtection(word, code) ? 'fetch' : word & TEID_STORE ? 'store' : 'fetch or load';
    return `${NAMES[code] ?? `interruption 0x${code.toString(16)}`}, ${access}, ${(word & SPACE_MASK) === 0 ? 'primary' : 'secondary'} space`;
  },
});
