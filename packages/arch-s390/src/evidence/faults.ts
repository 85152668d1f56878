import type { FaultCode, FaultReading, FaultReason } from '@faultline/contracts';
import { ASCE_TYPE, PROTECTION, TRANSLATION, TRANSLATION_SPECIFICATION } from '../faults';

/** Program interruptions. @kernel v6.2-rc3 arch/s390/kernel/pgm_check.S, traps.c */
const CODES: ReadonlyMap<number, readonly [words: string, reason: FaultReason]> = new Map([
  [0x01, ['operation', 'other']], [0x02, ['privileged operation', 'other']], [0x03, ['execute', 'other']], [PROTECTION, ['protection', 'permission']],
  [0x05, ['addressing', 'address-size']], [0x06, ['specification', 'other']], [0x07, ['data', 'other']],
  [TRANSLATION[1], ['segment translation', 'not-present']], [TRANSLATION[0], ['page translation', 'not-present']],
  [TRANSLATION_SPECIFICATION, ['translation specification', 'reserved']], [0x13, ['special operation', 'other']],
  [0x1c, ['space switch event', 'other']], [0x28, ['ALET specification', 'other']], [0x2d, ['ASTE instance', 'other']],
  [ASCE_TYPE, ['ASCE type: the address is beyond the range of the tables', 'range']], [TRANSLATION[4], ['region-first translation', 'not-present']],
  [TRANSLATION[3], ['region-second translation', 'not-present']], [TRANSLATION[2], ['region-third translation', 'not-present']],
  [0x3d, ['secure storage access', 'ownership']], [0x3e, ['non-secure storage access', 'ownership']], [0x3f, ['secure storage violation', 'ownership']],
  [0x40, ['monitor event', 'other']], [0x80, ['PER event', 'other']],
]);
/** Every interruption code that has words. */
export const INTERRUPTION_CODES: readonly number[] = [...CODES.keys()];

const SPACES = ['primary', 'access-register', 'secondary', 'home'] as const;
const STORE = 0x400n;
const FETCH = 0x800n;
const INDICATION = STORE | FETCH;
const B56 = 0x80n;
const B60 = 0x8n;
const B61 = 0x4n;
const PAGE = 0xfffn;
/** A concurrent event (PER) may be set beside the code. */
const CODE_MASK = 0x7fn;

/** What the indication of the identification says. */
function indicated(teid: bigint): 'read' | 'write' | undefined {
  const which = teid & INDICATION;
  return which === STORE ? 'write' : which === FETCH ? 'read' : undefined;
}

/** Of a protection: low addresses are protected by a control register, and then the rest of the identification says nothing. */
function protection(teid: bigint | undefined): Pick<FaultReading, 'access' | 'reason' | 'contradictions'> & { readonly how: string } {
  if (teid === undefined) return { access: 'write', reason: 'permission', contradictions: [], how: 'protection: a store' };
  if (!(teid & B61)) return {
    access: 'write', reason: 'low-address', contradictions: ['teid-bit-61-clear'],
    how: 'protection; TEID bit 61 is 0: low-address protection, a store to addresses 0-511 or 4096-4607, which a control-register bit protects whatever the tables say; the other bits of the TEID are not reliable then',
  };
  if (teid & B56) return { access: 'exec', reason: 'permission', contradictions: [], how: 'protection: an instruction fetch (instruction-execution protection)' };
  return { access: 'write', reason: 'permission', contradictions: [], how: 'protection: a store' };
}

function fieldsOf(code: number, teid: bigint | undefined): string[] {
  const name = `interruption code 0x${code.toString(16).padStart(2, '0')}: ${CODES.get(code)?.[0] ?? 'no meaning here'}`;
  if (teid === undefined) return [name];
  const which = indicated(teid);
  return [
    name, `page 0x${(teid & ~PAGE).toString(16)}`, `${SPACES[Number(teid & 3n)]!} space`,
    `fetch/store indication ${(teid & INDICATION).toString(16).padStart(3, '0')}: ${which === 'write' ? 'a store' : which === 'read' ? 'a fetch or load' : 'not told'}`,
    ...(code === PROTECTION ? [...(teid & B56 ? ['0x80 (bit 56) set'] : []), ...(teid & B60 ? ['0x8 (bit 60) set'] : []), `0x4 (bit 61) ${teid & B61 ? 'set: the rest is valid' : 'clear'}`] : []),
  ];
}

const MODES = { home: 'kernel', primary: 'user' } as const;
const presentBy: Partial<Record<FaultReason, boolean>> = { 'not-present': false, permission: true };

/** What an interruption code says, and the identification (TEID) beside it. */
export function readFault({ code: full, extra: teid }: FaultCode): FaultReading {
  const code = Number(full & CODE_MASK) | (full === 0x80n ? 0x80 : 0);
  const [name, reason] = CODES.get(code) ?? [`interruption 0x${code.toString(16)}`, 'other' as const];
  const told = code === PROTECTION ? protection(teid) : undefined;
  const space = teid === undefined ? undefined : SPACES[Number(teid & 3n)]!;
  const access = told?.access ?? (teid === undefined || presentBy[reason] === undefined && reason !== 'range' ? undefined : indicated(teid));
  const why = told?.reason ?? reason;
  const mode = space === undefined ? undefined : (MODES as Partial<Record<string, 'user' | 'kernel'>>)[space];
  const present = presentBy[why];
  return {
    ...(access !== undefined && { access }), ...(mode !== undefined && { mode }), ...(present !== undefined && { present }), ...(space !== undefined && { space }),
    ...(teid !== undefined && { address: teid & ~PAGE }), reason: why,
    words: `${told?.how ?? name}${access !== undefined && told === undefined ? `, ${access === 'write' ? 'a store' : 'a fetch or load'}` : ''}${space === undefined ? '' : `, ${space} space`}`,
    fields: fieldsOf(code, teid), contradictions: told?.contradictions ?? [],
  };
}
