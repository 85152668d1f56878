import type { FaultCode, FaultReading, FaultReason } from '@faultline/contracts';

/** Page-fault error code, bit by bit. @kernel v6.2-rc3 arch/x86/include/asm/trap_pf.h:enum x86_pf_error_code */
const PROT = 1n << 0n;
const WRITE = 1n << 1n;
const USER = 1n << 2n;
const RSVD = 1n << 3n;
const INSTR = 1n << 4n;
const PK = 1n << 5n;
const SHSTK = 1n << 6n;
const SGX = 1n << 15n;
const RMP = 1n << 31n;

const NAMED: readonly (readonly [bit: bigint, set: string, clear?: string])[] = [
  [PROT, 'bit 0: the translation was present', 'bit 0 clear: no page was present'], [WRITE, 'bit 1: a write'],
  [USER, 'bit 2: by user code', 'bit 2 clear: by the kernel (supervisor)'], [RSVD, 'bit 3: a reserved bit was set in an entry'],
  [INSTR, 'bit 4: an instruction fetch'], [PK, 'bit 5: refused by a protection key'], [SHSTK, 'bit 6: an access to a shadow stack'],
  [SGX, 'bit 15: refused by the enclave rules (SGX)'], [RMP, 'bit 31: refused by the ownership of the page (RMP)'],
];
const KNOWN = NAMED.reduce((mask, [bit]) => mask | bit, 0n);

/** Asked in this order, as the CPU does. */
const REASONS: readonly (readonly [bigint, FaultReason])[] = [[RMP, 'ownership'], [RSVD, 'reserved'], [PK, 'pkey'], [SGX, 'other'], [PROT, 'permission']];
const WHY: Readonly<Record<string, string>> = {
  ownership: 'the page was present, and refused by its ownership (RMP)', reserved: 'a reserved bit was set', pkey: 'refused by a protection key',
  other: 'refused by the enclave rules', permission: 'the page was present, and its rights do not allow it', 'not-present': 'no page was present',
};

function fieldsOf(code: bigint): string[] {
  const told = NAMED.flatMap(([bit, set, clear]) => (code & bit ? [set] : clear === undefined ? [] : [clear]));
  const rest = code & ~KNOWN;
  return rest === 0n ? told : [...told, `0x${rest.toString(16)}: bits without a meaning`];
}

/** What an error code says. */
export function readFault({ code }: FaultCode): FaultReading {
  const reason = REASONS.find(([bit]) => code & bit)?.[1] ?? 'not-present';
  const access = code & INSTR ? 'exec' : code & WRITE ? 'write' : 'read';
  const mode = code & USER ? 'user' : 'kernel';
  const verb = { exec: 'instruction fetch', write: 'write', read: 'read' }[access];
  const absent = (code & (RSVD | PROT)) === RSVD ? ', yet no page was present' : '';
  return {
    access, mode, present: (code & PROT) !== 0n, reserved: (code & RSVD) !== 0n, reason,
    words: `${mode} ${verb}: ${WHY[reason]!}${absent}${code & SHSTK ? ' (shadow stack)' : ''}`, fields: fieldsOf(code),
    contradictions: [
      ...((code & (RSVD | PROT)) === RSVD ? ['rsvd-without-present'] : []), ...((code & (PK | PROT)) === PK ? ['key-without-present'] : []),
      ...((code & (INSTR | WRITE)) === (INSTR | WRITE) ? ['fetch-and-write'] : []), ...((code & (INSTR | PK)) === (INSTR | PK) ? ['fetch-with-key'] : []),
    ],
  };
}
