import type { FaultCode, FaultReading, FaultReason } from '@faultline/contracts';

type Access = 'read' | 'write' | 'exec';
/** Causes of an exception: words, access, reason. Page faults do not tell why. @kernel v6.2-rc3 arch/riscv/include/asm/csr.h:EXC_INST_MISALIGNED … */
const CAUSES: ReadonlyMap<number, readonly [words: string, access?: Access, reason?: FaultReason]> = new Map<number, readonly [string, Access?, FaultReason?]>([
  [0, ['instruction address misaligned', 'exec']], [1, ['instruction access fault (physical memory protection, not the tables)', 'exec']], [2, ['illegal instruction']],
  [3, ['breakpoint']], [4, ['load address misaligned', 'read']], [5, ['load access fault (physical memory protection, not the tables)', 'read']],
  [6, ['store/AMO address misaligned', 'write']], [7, ['store/AMO access fault (physical memory protection, not the tables)', 'write']],
  [8, ['environment call from user mode']], [9, ['environment call from supervisor mode']], [10, ['environment call from a virtual supervisor']],
  [11, ['environment call from machine mode']], [12, ['instruction page fault', 'exec', 'permission']], [13, ['load page fault', 'read', 'permission']],
  [15, ['store/AMO page fault', 'write', 'permission']], [16, ['double trap']], [18, ['software check']], [19, ['hardware error']],
  [20, ['instruction guest-page fault', 'exec', 'permission']], [21, ['load guest-page fault', 'read', 'permission']], [22, ['virtual instruction']],
  [23, ['store/AMO guest-page fault', 'write', 'permission']],
]);
/** Every cause that has words. */
export const CAUSE_CODES: readonly number[] = [...CAUSES.keys()];

const INTERRUPT = 1n << 63n;
const MOST = 64;
const SPP = 1n << 8n;
const SUM = 1n << 18n;

const statusWords = (status: bigint): string[] => [
  `status bit 8 (SPP) ${status & SPP ? 'set: the kernel was running' : 'clear: user code was running'}`, `status bit 18 (SUM) ${status & SUM ? 'set: the kernel may access user pages' : 'clear'}`,
];

/** What a cause says, and the saved status beside it. A page fault tells neither presence nor rights: the reason stays open. */
export function readFault({ code, extra: status }: FaultCode): FaultReading {
  const cause = Number(BigInt.asUintN(32, code));
  const [words, access, reason] = code & INTERRUPT ? [`interrupt ${cause}`] as const : CAUSES.get(cause) ?? ([cause < MOST ? `cause ${cause}, which has no meaning here` : 'no cause'] as const);
  const mode = status === undefined ? undefined : status & SPP ? 'kernel' : 'user';
  return {
    ...(access !== undefined && { access }), ...(mode !== undefined && { mode }), reason: reason ?? 'other', words: `${words}${mode === undefined ? '' : `, ${mode} mode`}`,
    fields: [`cause ${cause}: ${words}`, ...(status === undefined ? [] : statusWords(status))], contradictions: [],
  };
}
