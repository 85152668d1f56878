import {
  ACCESS_ALLOWED, FAULT_FLAG_WRITE, faultSlot, SEGV_ACCERR, SEGV_MAPERR, SEGV_PKUERR, VM_EXEC, VM_READ, VM_WRITE, wordHi, wordLo,
  type AccessVerdict, type Architecture, type EntrySlot,
} from '@faultline/contracts';
import { physOf, rawOf, walk, type AccessName } from './lab';
import { recordingsThere, textOf } from './recordings';

/** One access as it was recorded (`pagetables/README.md`, "fault-codes.json"). */
export interface RecordedFault {
  readonly run: string;
  readonly case: string;
  readonly access: 'read' | 'write' | 'execute' | 'atomicAdd';
  readonly address: string;
  readonly signal: string | null;
  readonly codeName?: string;
  readonly siAddr?: string;
  readonly syndrome?: Readonly<Record<string, unknown>>;
}
interface Run { readonly name: string; readonly arch: string; readonly cases: readonly Omit<RecordedFault, 'run'>[] }

/** All that was recorded on one architecture. */
export const recordedFaults = (arch: string): RecordedFault[] =>
  !recordingsThere ? [] : (JSON.parse(textOf('pagetables/fault-codes.json')) as { runs: Run[] }).runs
    .filter((run) => run.arch === arch).flatMap((run) => run.cases.map((row) => ({ run: run.name, ...row })));

/** What lay behind an address: the VMA's rights (none: no VMA), and its tables. */
export interface FaultState {
  readonly vma?: string;
  readonly pkey?: number;
  /** Level of the leaf; of the empty entry if there is none. */
  readonly level?: number;
  /** How the page came there; absent: not at all. */
  readonly page?: 'written' | 'read';
  /** A change of the leaf that generic modifiers do not make. */
  readonly leaf?: (arch: Architecture, e: EntrySlot) => void;
  /** The core refuses after the architecture's check passed: SIGBUS. */
  readonly bus?: true;
}

const PFN = 0x40000;
const vmFlagsOf = (text: string): number =>
  (text.includes('r') ? VM_READ : 0) | (text.includes('w') ? VM_WRITE : 0) | (text.includes('x') ? VM_EXEC : 0);

/** The leaf of a private page: made as it was populated, then given the protection that its VMA has now. */
function leafOf(arch: Architecture, { vma = '', pkey = 0, level = 0, page, leaf }: FaultState): bigint {
  const { codec, prot } = arch;
  const e = { lo: 0, hi: 0 };
  const now = { lo: 0, hi: 0 };
  prot.pageProt(vmFlagsOf(vma), pkey, now);
  codec.makeLeaf(level, PFN, prot.lo[VM_READ | VM_WRITE]!, prot.hi[VM_READ | VM_WRITE]!, e);
  if (level > 0) codec.mkHuge(level, e);
  codec.mkYoung(level, e);
  if (page === 'written') {
    codec.mkDirty(level, e);
    codec.mkWrite(level, e);
  } else codec.wrProtect(level, e);
  const writable = codec.write(level, e.lo, e.hi) && vma.includes('w');
  codec.modify(level, e, now.lo, now.hi);
  if (writable) codec.mkWrite(level, e);
  leaf?.(arch, e);
  return rawOf(e);
}

function tableTo(arch: Architecture, level: number): bigint {
  const e = { lo: 0, hi: 0 };
  arch.codec.makeTable(level, Number(physOf(level - 1) >> 11n), e);
  return rawOf(e);
}

function entriesOf(arch: Architecture, state: FaultState): Record<number, bigint> {
  const level = state.level ?? 0;
  const upper = Array.from({ length: arch.geometry.topLevel - level }, (_, at) => [level + 1 + at, tableTo(arch, level + 1 + at)] as const);
  return { ...Object.fromEntries(upper), ...(state.page === undefined ? {} : { [level]: leafOf(arch, state) }) };
}

/** What came of an access: the last syndrome and the architecture's verdict on it; no syndrome: it went through. */
export interface Reproduced { readonly syndrome?: bigint; readonly verdict?: AccessVerdict }

/** One access by a user: walk, check, page populated as asked, again, until it goes through or is refused. */
export function reproduce(arch: Architecture, given: FaultState, vpn: number, access: AccessName, pkru: number): Reproduced {
  let state = given;
  for (let attempt = 0; attempt < 3; attempt++) {
    const walked = walk(arch, { entries: entriesOf(arch, state), vpn, access, pkru });
    if (walked.fault === 'ok') return {};
    const syndrome = BigInt(walked.syndrome);
    const fault = faultSlot();
    arch.faults.decode(wordLo(syndrome), wordHi(syndrome), fault);
    const verdict = state.vma === undefined ? SEGV_MAPERR : arch.faults.accessCheck(vmFlagsOf(state.vma), state.pkey ?? 0, fault, pkru);
    if (verdict !== ACCESS_ALLOWED || state.bus) return { syndrome, verdict };
    state = { ...state, page: fault.flags & FAULT_FLAG_WRITE ? 'written' : 'read' };
  }
  throw new Error('the access makes no progress');
}

/** The accesses that one recorded access consists of; the emulator splits an atomic one (README). */
export const accessesOf = (access: RecordedFault['access']): AccessName[] =>
  access === 'atomicAdd' ? ['read', 'write'] : [access === 'execute' ? 'exec' : access];

/** `si_code` of a verdict. */
export const CODE_NAMES: Readonly<Record<AccessVerdict, string>> = {
  [ACCESS_ALLOWED]: 'allowed', [SEGV_MAPERR]: 'SEGV_MAPERR', [SEGV_ACCERR]: 'SEGV_ACCERR', [SEGV_PKUERR]: 'SEGV_PKUERR',
};
