import {
  ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, FAULT_FLAG_INSTRUCTION, FAULT_FLAG_USER, FAULT_FLAG_WRITE, SEGV_ACCERR,
  VM_EXEC, VM_READ, VM_WRITE, WALK_ACCESS_FLAG, WALK_ADDRESS_SIZE, WALK_NOT_PRESENT, WALK_PROTECTION, type FaultCodec,
} from '@faultline/contracts';

/** Exception classes, bits 31:26 of ESR. @kernel v6.2-rc3 arch/arm64/include/asm/esr.h */
const EC_SHIFT = 26;
const EC_IABT_LOW = 0x20;
const EC_IABT_CUR = 0x21;
const EC_DABT_LOW = 0x24;
const EC_DABT_CUR = 0x25;
const IL = 1 << 25;
const WNR = 1 << 6;
const CM = 1 << 8;
const FSC_MASK = 0x3f;
/** First status code of each kind; the architecture's level is added. */
const FSC_ADDRESS_SIZE = 0x00;
const FSC_TRANSLATION = 0x04;
const FSC_ACCESS_FLAG = 0x08;
const FSC_PERMISSION = 0x0c;
const FSC_TRANSLATION_MINUS_1 = 0x2b;
/** The architecture counts levels from the top: Linux's pte is its level 3. */
const LAST_LEVEL = 3;

function statusCode(fault: number, level: number): number {
  const archLevel = LAST_LEVEL - level;
  if (archLevel < 0) return FSC_TRANSLATION_MINUS_1;
  if (fault === WALK_ADDRESS_SIZE) return FSC_ADDRESS_SIZE + archLevel;
  if (fault === WALK_ACCESS_FLAG) return FSC_ACCESS_FLAG + archLevel;
  return (fault === WALK_PROTECTION ? FSC_PERMISSION : FSC_TRANSLATION) + archLevel;
}

/** ESR of a refused access. */
export function esr(fault: number, access: number, user: boolean, level: number): number {
  const fetch = access === ACCESS_EXEC;
  const ec = fetch ? (user ? EC_IABT_LOW : EC_IABT_CUR) : user ? EC_DABT_LOW : EC_DABT_CUR;
  return (ec << EC_SHIFT) | IL | (access === ACCESS_WRITE ? WNR : 0) | statusCode(fault, level);
}

const REASONS = [WALK_ADDRESS_SIZE, WALK_NOT_PRESENT, WALK_ACCESS_FLAG, WALK_PROTECTION] as const;
const NAMES = ['address size', 'translation', 'access flag', 'permission'] as const;
const ecOf = (word: number): number => (word >>> EC_SHIFT) & 0x3f;

function describe(word: number): string {
  const fsc = word & FSC_MASK;
  const ec = ecOf(word);
  const where = ec === EC_IABT_LOW || ec === EC_DABT_LOW ? 'EL0' : 'EL1';
  const what = ec === EC_IABT_LOW || ec === EC_IABT_CUR ? 'fetch' : word & WNR ? 'store' : 'load';
  const level = fsc === FSC_TRANSLATION_MINUS_1 ? -1 : fsc & 3;
  return `${fsc === FSC_TRANSLATION_MINUS_1 ? 'translation' : NAMES[fsc >> 2] ?? 'other'} fault, level ${level}, ${what} from ${where}`;
}

export const FAULTS: FaultCodec = Object.freeze<FaultCodec>({
  decode(word, _hi, out) {
    const ec = ecOf(word);
    const fsc = word & FSC_MASK;
    const fetch = ec === EC_IABT_LOW;
    const write = !fetch && (word & (WNR | CM)) === WNR;
    out.flags = (write ? FAULT_FLAG_WRITE : 0) | (fetch ? FAULT_FLAG_INSTRUCTION : 0) | (ec === EC_IABT_LOW || ec === EC_DABT_LOW ? FAULT_FLAG_USER : 0);
    out.access = write ? ACCESS_WRITE : fetch || ec === EC_IABT_CUR ? ACCESS_EXEC : ACCESS_READ;
    out.reason = fsc === FSC_TRANSLATION_MINUS_1 ? WALK_NOT_PRESENT : REASONS[fsc >> 2] ?? WALK_NOT_PRESENT;
    out.present = out.reason === WALK_ACCESS_FLAG || out.reason === WALK_PROTECTION ? 1 : 0;
    out.pkey = false;
    out.level = fsc === FSC_TRANSLATION_MINUS_1 ? LAST_LEVEL + 1 : LAST_LEVEL - (fsc & 3);
  },
  encode(fault, access, user, level, out) {
    out.lo = esr(fault, access, user, level);
    out.hi = 0;
  },
  /** Without EPAN an executable mapping may be read. @kernel v6.2-rc3 arch/arm64/mm/fault.c:do_page_fault */
  accessCheck(vmFlags, _pkey, fault) {
    const wanted = fault.access === ACCESS_WRITE ? VM_WRITE : fault.access === ACCESS_EXEC ? VM_EXEC : VM_READ | VM_WRITE | VM_EXEC;
    return vmFlags & wanted ? ACCESS_ALLOWED : SEGV_ACCERR;
  },
  vmaAccessPermitted: () => true,
  describe,
});
