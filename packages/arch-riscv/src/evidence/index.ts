/** What RISC-V knows of the words that kernels print: legality, releases, fault codes. */
import {
  bitsOf, encodingFor, isSwapHere, NO_RIGHTS, readingOf, releaseNotes, releaseOfKernel, rights, swapBits, swapPlausibility, swapReaderFor, type SwapReader,
} from '@faultline/codec-kit';
import {
  ENTRY_KINDS, wordHi, wordLo, type Architecture, type EntryHalf, type EntryKind, type EntryReading, type Evidence, type EvidenceMaker,
  type EvidenceRequest,
} from '@faultline/contracts';
import { MEM_TYPES } from '../bits';
import { parseConfig } from '../config';
import { riscv } from '../index';
import { readFault } from './faults';
import { formDoubt, formsOf, leafReserved, POINTER_RESERVED, W, type Forms } from './forms';
import { ENCODINGS, LAYOUTS, NOTES } from './releases';

const PAGE_SHIFT = 12;
/** What any machine has; the architecture has room for 56. */
const PHYS_BITS = 50;
const LEAVES: readonly EntryKind[] = ['page', 'huge', 'protnone', 'invalid-huge', 'present-invalid'];
const PBMT_LOW = 61n;
const PFN_LOW = 10n;

interface Setup {
  readonly architecture: Architecture;
  readonly forms: Forms;
  readonly swap: SwapReader;
  readonly physBits: number;
}

const kindHere = (kind: EntryKind, half: EntryHalf | undefined, level: number, raw: bigint): EntryKind =>
  half === 'kernel' && !(raw & W.V) && level === 0 && kind !== 'none' ? 'present-invalid' : kind;
const kindOf = ({ architecture: { codec } }: Setup, level: number, raw: bigint, half: EntryHalf | undefined): EntryKind =>
  kindHere(ENTRY_KINDS[codec.classify(level, wordLo(raw), wordHi(raw))]!, half, level, raw);

function neverOf({ forms, swap }: Setup, kind: EntryKind, raw: bigint, half: EntryHalf | undefined): bigint {
  if (isSwapHere(kind, half)) return raw & ~swapBits(swap.layoutOf(raw));
  return raw & ~(LEAVES.includes(kind) || raw & W.LEAF ? forms.leaf : forms.table);
}

function reservedOf(level: number, raw: bigint): bigint {
  if (!(raw & W.V)) return 0n;
  return raw & W.LEAF || level === 0 ? leafReserved(level, raw) : raw & POINTER_RESERVED;
}

const frameOf = (raw: bigint): bigint => (raw & W.PFN) >> PFN_LOW;

function doubtOf(setup: Setup, level: number, raw: bigint, half: EntryHalf | undefined): string | undefined {
  const kind = kindOf(setup, level, raw, half);
  if (kind === 'none' || kind === 'folded') return undefined;
  if (neverOf(setup, kind, raw, half) !== 0n) return 'bits set that no entry of this form has';
  if (isSwapHere(kind, half)) return setup.swap.doubt(raw, setup.physBits);
  if (kind === 'bad' || (level === 0 && raw & W.V && !(raw & W.LEAF))) return 'neither a table nor a page';
  if (reservedOf(level, raw) !== 0n) return 'reserved bits';
  if (frameOf(raw) >> BigInt(setup.physBits - PAGE_SHIFT)) return 'a frame beyond any memory';
  return kind === 'table' && frameOf(raw) === 0n ? 'a table at address 0' : formDoubt(kind, raw, half);
}

function plausibilityOf(setup: Setup, level: number, raw: bigint, half: EntryHalf | undefined): number {
  const kind = kindOf(setup, level, raw, half);
  if (isSwapHere(kind, half)) return swapPlausibility(setup.swap.read(raw));
  return kind === 'none' ? 4 : raw & (W.PBMT | W.N | W.DEVMAP | W.SPECIAL) ? 3 : 5;
}

/** A pointer restricts nothing; the kernel never fetches from a user page. */
function rightsOf(raw: bigint): readonly [string, string] {
  if (!(raw & W.LEAF)) return ['rwx', 'rwx'];
  const [user, r, w, x] = [raw & W.U, raw & W.R, raw & W.W, raw & W.X].map((bit) => bit !== 0n) as [boolean, boolean, boolean, boolean];
  return [user ? rights(r, w, x) : NO_RIGHTS, rights(r, w, x && !user)];
}

function read(setup: Setup, level: number, raw64: bigint, half: EntryHalf | undefined): EntryReading {
  const decoded = setup.architecture.codec.decode(level, raw64);
  const { raw } = decoded;
  const kind = kindOf(setup, level, raw, half);
  const swapped = isSwapHere(kind, half);
  const valid = (raw & W.V) !== 0n && (level > 0 || (raw & W.LEAF) !== 0n);
  const [user, kernel] = valid ? rightsOf(raw) : [NO_RIGHTS, NO_RIGHTS];
  return readingOf({
    decoded, level, kind, valid, physical: kind === 'none' || swapped ? undefined : frameOf(raw) << BigInt(PAGE_SHIFT), user, kernel,
    reserved: reservedOf(level, raw), neverSet: kind === 'none' ? 0n : neverOf(setup, kind, raw, half),
    memType: valid && raw & W.LEAF ? MEM_TYPES[Number((raw & W.PBMT) >> PBMT_LOW)] : undefined,
    swap: swapped ? setup.swap.read(raw) : undefined, illegal: doubtOf(setup, level, raw, half), keys: ['R', 'W', 'X', 'U', 'A', 'D', 'special'],
  });
}

/** satp: mode, address-space number, frame of the root. */
const SATP = { mode: 60n, asid: 44n, ppn: bitsOf([43, 0]), asids: 0xffffn } as const;
const LEVELS_OF_MODE: Readonly<Record<number, number>> = { 8: 3, 9: 4, 10: 5 };

function rootOf(raw: bigint): ReturnType<Evidence['root']> {
  const levels = LEVELS_OF_MODE[Number(raw >> SATP.mode)];
  if (levels === undefined) return { physical: raw };
  const asid = Number((raw >> SATP.asid) & SATP.asids);
  return { physical: (raw & SATP.ppn) << BigInt(PAGE_SHIFT), levels, ...(asid !== 0 && { asid }) };
}

function at(request: EvidenceRequest): Evidence {
  const { release } = request;
  const kernel = request.kernel ?? (release === undefined ? '6.2' : encodingFor(ENCODINGS, release));
  const config = parseConfig(request.config ?? 'sv48', kernel);
  const architecture = riscv({ kernel: config.kernel, config: request.config ?? 'sv48' });
  const types = release ?? releaseOfKernel(kernel);
  const options = { devicePrivate: request.devicePrivate ?? false, memoryFailure: request.memoryFailure ?? false };
  const swap = swapReaderFor({ layouts: LAYOUTS, pfnBits: architecture.swap.pfnBits, pageShift: PAGE_SHIFT, release: types, options }, request);
  const setup: Setup = { architecture, forms: formsOf(release), swap, physBits: request.physBits ?? PHYS_BITS };
  return {
    architecture, physBits: setup.physBits, ...releaseNotes(NOTES, request, releaseOfKernel(config.kernel)),
    read: (level, raw, half) => read(setup, level, raw, half),
    legal: (level, raw, half) => doubtOf(setup, level, raw, half) === undefined,
    plausibility: (level, raw, half) => plausibilityOf(setup, level, raw, half),
    otherSwaps: swap.others, fault: readFault, guards: { data: 'sum' },
    half: (address) => (architecture.geometry.isCanonical(address) === 'ok' ? (address >> 63n ? 'kernel' : 'user') : undefined),
    root: rootOf,
    bad: (level, raw) => architecture.codec.decode(level, raw).flags['bad'] === true,
    special: (level, raw) => architecture.codec.special(level, wordLo(raw), wordHi(raw)),
  };
}

/** RISC-V as evidence. */
export const riscvEvidence: EvidenceMaker = Object.freeze({ name: 'riscv', levels: { page: 0, down: false }, at });
