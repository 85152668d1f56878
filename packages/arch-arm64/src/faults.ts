import {
  ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, FAULT_FLAG_INSTRUCTION, FAULT_FLAG_USER, FAULT_FLAG_WRITE, SEGV_ACCERR,
  VM_EXEC, VM_READ, VM_WRITE, WALK_ACCESS_FLAG, WALK_ADDRESS_SIZE, WALK_NOT_PRESENT, WALK_OK, WALK_PROTECTION, type FaultCodec, type FaultSlot,
} from '@faultline/contracts';
import type { Arm64Config } from './config';

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
/** Status codes below this name a level of a walk. */
const FSC_WALK_END = 0x10;
/** Faults that no walk raises. @kernel v6.2-rc3 arch/arm64/mm/fault.c:fault_info */
const OTHERS: Readonly<Record<number, string>> = {
  0x10: 'external abort', 0x11: 'tag check', 0x14: 'external abort on walk', 0x15: 'external abort on walk', 0x16: 'external abort on walk',
  0x17: 'external abort on walk', 0x30: 'TLB conflict', 0x31: 'unsupported atomic update',
};
const ecOf = (word: number): number => (word >>> EC_SHIFT) & 0x3f;

function kindOf(fsc: number): string {
  if (fsc === FSC_TRANSLATION_MINUS_1) return 'translation fault, level -1';
  return fsc < FSC_WALK_END ? `${NAMES[fsc >> 2]!} fault, level ${fsc & 3}` : OTHERS[fsc] ?? `status 0x${fsc.toString(16)}`;
}

function describe(word: number): string {
  const ec = ecOf(word);
  const where = ec === EC_IABT_LOW || ec === EC_DABT_LOW ? 'EL0' : 'EL1';
  const what = ec === EC_IABT_LOW || ec === EC_IABT_CUR ? 'fetch' : word & CM ? 'cache maintenance' : word & WNR ? 'store' : 'load';
  return `${kindOf(word & FSC_MASK)}, ${what} from ${where}`;
}

/** Reason, presence and level, from the status code; what no walk raises tells neither. */
function readStatus(fsc: number, out: FaultSlot): void {
  const walk = fsc < FSC_WALK_END;
  out.reason = walk ? REASONS[fsc >> 2]! : fsc === FSC_TRANSLATION_MINUS_1 ? WALK_NOT_PRESENT : WALK_OK;
  out.present = out.reason === WALK_OK ? -1 : out.reason === WALK_NOT_PRESENT ? 0 : 1;
  out.level = walk ? LAST_LEVEL - (fsc & 3) : fsc === FSC_TRANSLATION_MINUS_1 ? LAST_LEVEL + 1 : -1;
}

/**
 * Rights of which a load needs one: without EPAN an executable mapping may be read. A load is allowed by the right to write, too: no
 * entry can be written and not read.
 * @kernel v6.2-rc3 arch/arm64/mm/fault.c:do_page_fault
 */
const loadNeeds = (epan: boolean): number => (epan ? VM_READ | VM_WRITE : VM_READ | VM_WRITE | VM_EXEC);

export const faultsOf = ({ epan }: Arm64Config, load = loadNeeds(epan)): FaultCodec => Object.freeze<FaultCodec>({
  decode(word, _hi, out) {
    const ec = ecOf(word);
    const fetch = ec === EC_IABT_LOW;
    // Cache maintenance reports itself as a write, and writes nothing.
    const write = !fetch && (word & (WNR | CM)) === WNR;
    out.flags = (write ? FAULT_FLAG_WRITE : 0) | (fetch ? FAULT_FLAG_INSTRUCTION : 0) | (ec === EC_IABT_LOW || ec === EC_DABT_LOW ? FAULT_FLAG_USER : 0);
    out.access = write ? ACCESS_WRITE : fetch || ec === EC_IABT_CUR ? ACCESS_EXEC : ACCESS_READ;
    out.pkey = false;
    readStatus(word & FSC_MASK, out);
  },
  encode(fault, access, user, level, out) {
    out.lo = esr(fault, access, user, level);
    out.hi = 0;
  },
  accessCheck(vmFlags, _pkey, fault) {
    const wanted = fault.access === ACCESS_WRITE ? VM_WRITE : fault.access === ACCESS_EXEC ? VM_EXEC : load;
    return vmFlags & wanted ? ACCESS_ALLOWED : SEGV_ACCERR;
  },
  vmaAccessPermitted: () => true,
  describe,
});
