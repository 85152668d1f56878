import {
  ENUMS, K_SYSCALL_ENTERED, K_SYSCALL_RETURNED, recordKind, syscallEnteredMm, syscallEnteredOp, syscallEnteredPages, syscallEnteredVpn,
} from '@faultline/contracts';
import type { SimulatedMachine } from '@faultline/machine';

/** A system call after which nothing in start … end may be reached that the tables do not permit (I4). */
export interface UnmappingCall {
  readonly op: 'munmap' | 'mprotect' | 'madvise' | 'uffdWp';
  readonly mm: number;
  readonly start: number;
  readonly end: number;
  /** Seq of its beginning. */
  readonly entered: number;
}

const UNMAPPING: readonly string[] = ['munmap', 'mprotect', 'madvise', 'uffdWp'];

/** Others may zap or protect at the same time: the mmap lock is held for reading only. */
export const isShared = ({ op }: UnmappingCall): boolean => op === 'madvise' || op === 'uffdWp';

function callOf(words: Int32Array, at: number, seq: number): UnmappingCall | undefined {
  const op = ENUMS.op[syscallEnteredOp(words, at)]!;
  if (!UNMAPPING.includes(op)) return undefined;
  const start = syscallEnteredVpn(words, at);
  return { op: op as UnmappingCall['op'], mm: syscallEnteredMm(words, at), start, end: start + syscallEnteredPages(words, at), entered: seq };
}

/** The call a thread is in after what was recorded from event `from` on. */
export function callAfter({ log }: SimulatedMachine, from: number, before: UnmappingCall | undefined): UnmappingCall | undefined {
  let call = before;
  log.forEachRecord((words, at, seq) => {
    const kind = recordKind(words, at);
    if (kind === K_SYSCALL_ENTERED) call = callOf(words, at, seq);
    else if (kind === K_SYSCALL_RETURNED) call = undefined;
  }, from);
  return call;
}
