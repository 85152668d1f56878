import type { FaultCode, FaultReading, FaultReason } from '@faultline/contracts';

/** Exception classes. @kernel v6.2-rc3 arch/arm64/include/asm/esr.h:ESR_ELx_EC_UNKNOWN … */
const CLASSES: Readonly<Record<number, string>> = {
  0x00: 'unknown reason', 0x01: 'trapped WFI or WFE', 0x07: 'access to SIMD or floating point', 0x0d: 'branch target (BTI)', 0x0e: 'illegal execution state',
  0x15: 'system call', 0x16: 'hypervisor call', 0x17: 'secure monitor call', 0x18: 'trapped system register', 0x19: 'access to SVE', 0x1c: 'pointer authentication failed',
  0x1d: 'access to SME', 0x20: 'instruction abort from EL0', 0x21: 'instruction abort from EL1', 0x22: 'program counter not aligned', 0x24: 'data abort from EL0',
  0x25: 'data abort from EL1', 0x26: 'stack pointer not aligned', 0x27: 'memory copy or set', 0x2c: 'floating point exception', 0x2d: 'guarded control stack',
  0x2f: 'SError', 0x30: 'breakpoint from EL0', 0x31: 'breakpoint from EL1', 0x32: 'software step from EL0', 0x33: 'software step from EL1',
  0x34: 'watchpoint from EL0', 0x35: 'watchpoint from EL1', 0x3c: 'BRK instruction',
};
const FETCH_CLASSES = [0x20, 0x21];
const ABORTS = [0x20, 0x21, 0x24, 0x25];
const FROM_EL0 = [0x20, 0x24];

interface Status {
  readonly words: string;
  readonly reason: FaultReason;
  readonly level?: number;
}
const levels = (base: number, from: number, words: string, reason: FaultReason): (readonly [number, Status])[] =>
  [0, 1, 2, 3].slice(from).map((at) => [base + at, { words: `level ${at} ${words}`, reason, level: at }]);
/** Status codes: those of a walk name a level, as the architecture counts (3 is the page). @kernel v6.2-rc3 arch/arm64/mm/fault.c:fault_info */
const STATUS: ReadonlyMap<number, Status> = new Map<number, Status>([
  ...levels(0x00, 0, 'address size fault', 'address-size'), ...levels(0x04, 0, 'translation fault', 'not-present'),
  ...levels(0x08, 0, 'access flag fault', 'access-flag'), ...levels(0x0c, 0, 'permission fault', 'permission'),
  [0x10, { words: 'synchronous external abort', reason: 'other' }], [0x11, { words: 'synchronous tag check fault', reason: 'other' }],
  [0x12, { words: 'external abort on a walk, level -2', reason: 'other', level: -2 }], [0x13, { words: 'external abort on a walk, level -1', reason: 'other', level: -1 }],
  ...levels(0x14, 0, 'external abort on a walk', 'other'), [0x18, { words: 'parity or ECC error', reason: 'other' }],
  [0x1b, { words: 'parity or ECC error on a walk, level -1', reason: 'other', level: -1 }], ...levels(0x1c, 0, 'parity or ECC error on a walk', 'other'),
  [0x21, { words: 'alignment fault', reason: 'other' }], [0x22, { words: 'granule protection fault on a walk, level -2', reason: 'ownership', level: -2 }],
  [0x23, { words: 'granule protection fault on a walk, level -1', reason: 'ownership', level: -1 }], ...levels(0x24, 0, 'granule protection fault on a walk', 'ownership'),
  [0x28, { words: 'granule protection fault', reason: 'ownership' }], [0x29, { words: 'level -1 address size fault', reason: 'address-size', level: -1 }],
  [0x2a, { words: 'level -2 translation fault', reason: 'not-present', level: -2 }], [0x2b, { words: 'level -1 translation fault', reason: 'not-present', level: -1 }],
  [0x2c, { words: 'level -2 address size fault', reason: 'address-size', level: -2 }], [0x30, { words: 'TLB conflict abort', reason: 'other' }],
  [0x31, { words: 'unsupported atomic hardware update', reason: 'other' }], [0x34, { words: 'implementation defined (lockdown)', reason: 'other' }],
  [0x35, { words: 'implementation defined (unsupported exclusive or atomic access)', reason: 'other' }], [0x3d, { words: 'section domain fault', reason: 'other' }],
  [0x3e, { words: 'page domain fault', reason: 'other' }],
]);
/** Every status code that has words. */
export const STATUS_CODES: readonly number[] = [...STATUS.keys()];

const BITS: readonly (readonly [bit: bigint, words: string])[] = [
  [1n << 6n, 'WnR: a write'], [1n << 7n, 'S1PTW: on a walk of stage 1'], [1n << 8n, 'CM: cache maintenance or address translation'], [1n << 9n, 'EA: external'],
  [1n << 10n, 'FnV: the address is not valid'], [1n << 24n, 'ISV: the syndrome of the instruction is valid'], [1n << 25n, 'IL: an instruction of 32 bits'],
];
const WNR = 1n << 6n;
const CM = 1n << 8n;
const LAST_LEVEL = 3;
const FSC_MASK = 0x3f;
const EC_SHIFT = 26n;

const statusOf = (code: bigint): Status => STATUS.get(Number(code) & FSC_MASK) ?? { words: `status 0x${(Number(code) & FSC_MASK).toString(16)}, which has no meaning`, reason: 'other' };
const presentBy: Partial<Record<FaultReason, boolean>> = { 'not-present': false, permission: true, 'access-flag': true };

function accessOf(ec: number, code: bigint): 'read' | 'write' | 'exec' {
  if (FETCH_CLASSES.includes(ec)) return 'exec';
  return code & WNR && !(code & CM) ? 'write' : 'read';
}

const VERBS = { exec: 'instruction fetch', write: 'write', read: 'read' } as const;
const levelOf = ({ level }: Status) => (level === undefined ? {} : { level, kernelLevel: LAST_LEVEL - level });

/** What an ESR says. */
export function readFault({ code: full }: FaultCode): FaultReading {
  const code = BigInt.asUintN(32, full);
  const ec = Number((code >> EC_SHIFT) & 0x3fn);
  const name = `EC 0x${ec.toString(16).padStart(2, '0')}: ${CLASSES[ec] ?? 'a class without a meaning here'}`;
  if (!ABORTS.includes(ec)) return { reason: 'other', words: CLASSES[ec] ?? 'no abort', fields: [name], contradictions: [] };
  const status = statusOf(code);
  const access = accessOf(ec, code);
  const present = presentBy[status.reason];
  const maintenance = code & CM ? ' (cache maintenance, which reports itself as a write)' : '';
  const mode = FROM_EL0.includes(ec) ? 'user' : 'kernel';
  return {
    access, mode, ...(present !== undefined && { present }), ...levelOf(status), reason: status.reason,
    words: `${FETCH_CLASSES.includes(ec) ? 'instruction' : 'data'} abort from ${mode === 'user' ? 'EL0' : 'EL1'}: ${VERBS[access]}, ${status.words}${maintenance}`,
    fields: [name, `FSC 0x${(Number(code) & FSC_MASK).toString(16).padStart(2, '0')}: ${status.words}`, ...BITS.filter(([bit]) => code & bit).map(([, words]) => words)],
    contradictions: [],
  };
}
