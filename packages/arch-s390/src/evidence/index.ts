/** What s390 knows of the words that kernels print: legality, releases, fault codes. */
import {
  encodingFor, isSince, isSwapHere, NO_RIGHTS, readingOf, releaseNotes, releaseOfKernel, rights, swapBits, swapPlausibility, swapReaderFor, type SwapReader,
} from '@faultline/codec-kit';
import {
  ENTRY_KINDS, wordHi, wordLo, type Architecture, type EntryHalf, type EntryKind, type EntryReading, type Evidence, type EvidenceMaker,
  type EvidenceRequest, type Release,
} from '@faultline/contracts';
import { PTE, SEGMENT, TYPE_MASK, TYPE_OF_LEVEL } from '../bits';
import { s390 } from '../index';
import { readFault } from './faults';
import { leafBits, leafDoubt, marksOf, tableBits, tableDoubt, type Segments } from './forms';
import { ENCODINGS, LAYOUTS, NEWER_SEGMENTS, NOTES } from './releases';

const PAGE_SHIFT = 12;
/** @kernel v6.2-rc3 arch/s390/include/asm/sparsemem.h:MAX_PHYSMEM_BITS */
const PHYS_BITS = 46;
const LEAVES: readonly EntryKind[] = ['page', 'huge', 'protnone'];
const LARGE = BigInt(SEGMENT.large);
/** A page entry must leave it clear. */
const RESERVED_PTE = BigInt(PTE.large);
const NOEXEC = BigInt(PTE.noexec);

interface Setup {
  readonly architecture: Architecture;
  readonly segments: Segments;
  readonly swap: SwapReader;
  readonly physBits: number;
}

function segmentsOf(release: Release): Segments {
  if (isSince(release, NEWER_SEGMENTS)) return 'newer';
  return isSince(release, [6, 12]) ? 'even' : 'old';
}

const isLarge = (level: number, raw: bigint): boolean => level > 0 && level <= 2 && (raw & LARGE) !== 0n;

/** Where the bits of a large leaf moved, its kind is told by them. */
function kindOf({ architecture: { codec }, segments }: Setup, level: number, raw: bigint): EntryKind {
  const kind = ENTRY_KINDS[codec.classify(level, wordLo(raw), wordHi(raw))]!;
  if (segments !== 'newer' || level !== 1 || !isLarge(level, raw) || !LEAVES.includes(kind)) return kind;
  return raw & marksOf(level, segments).read ? 'huge' : 'protnone';
}

const invalidBit = (level: number): bigint => marksOf(Math.min(level, 1), 'even').invalid;
const isValid = (level: number, raw: bigint): boolean => (raw & invalidBit(level)) === 0n;

function neverOf({ segments, swap }: Setup, kind: EntryKind, level: number, raw: bigint): bigint {
  if (kind === 'none' || kind === 'folded') return 0n;
  if (level === 0 && kind !== 'page' && kind !== 'protnone' && kind !== 'bad') return raw & ~swapBits(swap.layoutOf(raw));
  return raw & ~(level === 0 || isLarge(level, raw) ? leafBits(level, segments) : tableBits(level, segments));
}

const isSwapWord = (kind: EntryKind, level: number): boolean => level === 0 && isSwapHere(kind, 'user');

function reservedOf(level: number, kind: EntryKind, raw: bigint): bigint {
  return level === 0 && isValid(0, raw) && kind !== 'none' ? raw & RESERVED_PTE : 0n;
}

const frameBeyond = (raw: bigint, physBits: number): boolean => raw >> BigInt(physBits) !== 0n;

function doubtOf(setup: Setup, level: number, raw: bigint, half: EntryHalf | undefined): string | undefined {
  const kind = kindOf(setup, level, raw);
  if (kind === 'none' || kind === 'folded') return undefined;
  if (neverOf(setup, kind, level, raw) !== 0n) return 'bits set that no entry of this form has';
  if (isSwapWord(kind, level)) return setup.swap.doubt(raw, setup.physBits);
  if (level > 1 && (raw & BigInt(TYPE_MASK)) !== BigInt(TYPE_OF_LEVEL[level]!)) return 'a type of another level';
  if (kind === 'bad') return 'neither empty, nor a page, nor a table';
  if (frameBeyond(raw, setup.physBits)) return 'a frame beyond any memory';
  return LEAVES.includes(kind) ? leafDoubt(level, raw, setup.segments, half) : tableDoubt(level, raw, setup.segments);
}

function plausibilityOf(setup: Setup, level: number, raw: bigint): number {
  const kind = kindOf(setup, level, raw);
  if (isSwapWord(kind, level)) return swapPlausibility(setup.swap.read(raw));
  return kind === 'none' ? 4 : kind === 'table' ? 5 : raw & BigInt(PTE.unused | PTE.special) ? 3 : 5;
}

/** Hardware does not tell users from the kernel: their tables are others. */
function rightsOf(level: number, raw: bigint): string {
  if (!isValid(level, raw)) return NO_RIGHTS;
  const noexec = level !== 1 || isLarge(1, raw) ? NOEXEC : 0n;
  return rights(true, !(raw & BigInt(PTE.protect)), !(raw & noexec));
}

const ORIGIN = [-1n << 12n, -1n << 20n, -1n << 31n] as const;
function physicalOf(kind: EntryKind, level: number, raw: bigint, tablePhys: bigint | undefined): bigint | undefined {
  if (kind === 'none' || kind === 'folded' || isSwapWord(kind, level)) return undefined;
  return LEAVES.includes(kind) || (level === 0 && kind === 'bad') ? BigInt.asUintN(64, raw & ORIGIN[level]!) : tablePhys;
}

/** Names of the software bits where they moved. */
function flagsOf({ segments }: Setup, level: number, raw: bigint, names: readonly string[]): readonly string[] {
  if (level === 0 || level > 2 || segments !== 'newer') return names;
  const { read, write } = marksOf(level, segments);
  const kept = names.filter((name) => !['read', 'write', 'soft-dirty'].includes(name) && !name.startsWith('bit '));
  return [...kept, ...(isLarge(level, raw) && raw & write ? ['write'] : []), ...(isLarge(level, raw) && raw & read ? ['read'] : []), ...(raw & 1n ? ['present'] : [])];
}

/** The newer software bit looks like a right, and is none. */
const notesOf = ({ segments }: Setup, level: number, raw: bigint): string[] =>
  segments === 'newer' && level === 1 && raw & 1n && !isLarge(level, raw) ? ['bit 0 is the software present bit of the newer layout, no right'] : [];

function read(setup: Setup, level: number, raw64: bigint, half: EntryHalf | undefined): EntryReading {
  const decoded = setup.architecture.codec.decode(level, raw64);
  const { raw } = decoded;
  const kind = kindOf(setup, level, raw);
  const allowed = kind === 'none' || kind === 'folded' || isSwapWord(kind, level) ? NO_RIGHTS : rightsOf(level, raw);
  const swap = isSwapWord(kind, level) && half !== 'kernel' ? setup.swap.read(raw) : undefined;
  const names = decoded.bits.filter(({ high, low }) => high === low).map(({ name }) => name);
  return readingOf({
    decoded, level, kind, valid: isValid(level, raw) && kind !== 'none', physical: physicalOf(kind, level, raw, decoded.tablePhys), user: allowed, kernel: allowed,
    reserved: reservedOf(level, kind, raw), neverSet: neverOf(setup, kind, level, raw), memType: undefined, swap,
    illegal: doubtOf(setup, level, raw, half), flags: flagsOf(setup, level, raw, names),
    keys: ['I', 'P', 'NX'], notes: notesOf(setup, level, raw),
  });
}

const TYPE_LOW = 2n;
const FEWEST_LEVELS = 2;

function at(request: EvidenceRequest): Evidence {
  const { release } = request;
  const kernel = request.kernel ?? (release === undefined ? '6.2' : encodingFor(ENCODINGS, release));
  const types = release ?? releaseOfKernel(kernel);
  const architecture = s390({ kernel, config: request.config ?? '3level' });
  const options = { devicePrivate: request.devicePrivate ?? false, memoryFailure: request.memoryFailure ?? false };
  const swap = swapReaderFor({ layouts: LAYOUTS, pfnBits: architecture.swap.pfnBits, pageShift: PAGE_SHIFT, release: types, options }, request);
  const setup: Setup = { architecture, segments: segmentsOf(types), swap, physBits: request.physBits ?? PHYS_BITS };
  return {
    architecture, physBits: setup.physBits, ...releaseNotes(NOTES, request, releaseOfKernel(kernel)),
    read: (level, raw, half) => read(setup, level, raw, half),
    legal: (level, raw, half) => doubtOf(setup, level, raw, half) === undefined,
    plausibility: (level, raw) => plausibilityOf(setup, level, raw),
    otherSwaps: swap.others, fault: readFault, guards: {},
    half: () => undefined,
    root: (raw) => ({ physical: raw & ~0xfffn, levels: Number((raw >> TYPE_LOW) & 3n) + FEWEST_LEVELS }),
    bad: (level, raw) => architecture.codec.decode(level, raw).flags['bad'] === true,
    special: (level, raw) => architecture.codec.special(level, wordLo(raw), wordHi(raw)),
  };
}

/** s390 as evidence. */
export const s390Evidence: EvidenceMaker = Object.freeze({ name: 's390', levels: { page: 1, down: false }, at });
