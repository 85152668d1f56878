/** What x86-64 knows of the words that kernels print: legality, releases, fault codes. */
import {
  encodingFor, isSince, isSwapHere, NO_RIGHTS, readingOf, releaseNotes, releaseOfKernel, rights, swapBits, swapPlausibility, swapReaderFor, type SwapReader,
} from '@faultline/codec-kit';
import {
  ENTRY_KINDS, wordHi, wordLo, type Architecture, type EntryHalf, type EntryKind, type EntryReading, type Evidence, type EvidenceMaker,
  type EvidenceRequest, type Release,
} from '@faultline/contracts';
import { parseConfig } from '../config';
import { x86_64 } from '../index';
import { beyondHi, MOST_PHYS_BITS, reservedLo } from '../reserved';
import { readFault } from './faults';
import { formDoubt, formsOf, W, type Forms } from './forms';
import { BACKPORTED, COMPLEMENTED, ENCODINGS, LAYOUTS, NOTES } from './releases';

const PAGE_SHIFT = 12;
const HALF = 32n;
/** Physical address bits that kernels of four and five levels reckon with. @kernel v6.2-rc3 arch/x86/include/asm/sparsemem.h */
const PHYS_BITS = { 4: 46, 5: MOST_PHYS_BITS } as const;
const PRESENT_LEAVES: readonly EntryKind[] = ['page', 'huge', 'protnone', 'invalid-huge', 'present-invalid'];

interface Setup {
  readonly architecture: Architecture;
  readonly forms: Forms;
  readonly swap: SwapReader;
  readonly physBits: number;
  readonly known: number;
  /** The release may write the frame of an entry without P as it is. */
  readonly uncomplemented: boolean;
}

/** Old layouts that a stable release had left behind. */
function effective(release: Release | undefined): Release | undefined {
  const from = release === undefined ? undefined : BACKPORTED[`${release.major}.${release.minor}`];
  return release !== undefined && from !== undefined && release.patch >= from ? { ...release, major: COMPLEMENTED[0], minor: COMPLEMENTED[1] } : release;
}

/** Hardware does not see it, and the kernel does not swap: what stood there was taken out of use (set_memory_np, a poisoned page). */
function kindHere(kind: EntryKind, half: EntryHalf | undefined, level: number, raw: bigint): EntryKind {
  if (half !== 'kernel' || raw & W.P || kind === 'none' || kind === 'folded' || kind === 'invalid-huge') return kind;
  return level === 0 ? 'present-invalid' : kind;
}

const kindOf = ({ architecture: { codec } }: Setup, level: number, raw: bigint, half: EntryHalf | undefined): EntryKind =>
  kindHere(ENTRY_KINDS[codec.classify(level, wordLo(raw), wordHi(raw))]!, half, level, raw);

/** Bits that no entry of the form has. */
function neverOf({ forms, swap }: Setup, kind: EntryKind, level: number, raw: bigint, half: EntryHalf | undefined): bigint {
  if (kind === 'none') return raw & ~forms.none;
  if (isSwapHere(kind, half)) return raw & ~swapBits(swap.layoutOf(raw));
  return raw & ~(PRESENT_LEAVES.includes(kind) ? forms.leaf(half) : forms.table(level));
}

function reservedOf(level: number, raw: bigint, physBits: number): bigint {
  if (!(raw & W.P)) return 0n;
  return BigInt(reservedLo(level, wordLo(raw)) >>> 0) | (BigInt((wordHi(raw) & beyondHi(physBits)) >>> 0) << HALF);
}

/** Frame of a leaf. Without P it is complemented; before that it stood as it is, and where either may hold, what makes sense does. */
function frameOf({ physBits, uncomplemented, architecture: { codec } }: Setup, level: number, raw: bigint): number {
  const frame = (word: bigint): number => codec.pfn(Math.min(level, 2), wordLo(word), wordHi(word));
  const stored = frame(raw | W.P);
  return raw & W.P || (uncomplemented && stored < 2 ** (physBits - PAGE_SHIFT)) ? stored : frame(raw);
}

const frameBeyond = (setup: Setup, level: number, raw: bigint): boolean =>
  (raw & W.P ? (wordHi(raw) & beyondHi(setup.physBits)) !== 0 : frameOf(setup, level, raw) >= 2 ** (setup.physBits - PAGE_SHIFT));

/** Why the kernel of this release wrote no such word; undefined: it may have. */
function doubtOf(setup: Setup, level: number, raw: bigint, half: EntryHalf | undefined): string | undefined {
  const kind = kindOf(setup, level, raw, half);
  if (kind === 'none' || kind === 'folded') return undefined;
  const never = neverOf(setup, kind, level, raw, half);
  if (never !== 0n) return 'bits set that no entry of this form has';
  if (isSwapHere(kind, half)) return setup.swap.doubt(raw, setup.physBits);
  if (kind === 'bad') return 'neither a table nor a page';
  if (frameBeyond(setup, level, raw)) return 'a frame beyond any memory';
  return reservedOf(level, raw, MOST_PHYS_BITS) !== 0n ? 'reserved bits' : formDoubt(kind, level, raw, half);
}

/** Soft-dirty, bit 11, is on most pages. */
const PLAIN = W.PWT | W.PCD | W.SPECIAL | W.UFFD_WP | W.PKEY | W.BIT_57 | W.BIT_58;
function plausibilityOf(setup: Setup, level: number, raw: bigint, half: EntryHalf | undefined): number {
  const kind = kindOf(setup, level, raw, half);
  if (isSwapHere(kind, half)) return swapPlausibility(setup.swap.read(raw));
  return kind === 'none' ? 4 : (raw & PLAIN) === 0n && raw & W.FRAME ? 5 : 2;
}

/** No-execute in a root entry looks like a fault, and is none. */
function notesOf({ architecture: { geometry } }: Setup, level: number, raw: bigint, kind: EntryKind): string[] {
  const root = level === geometry.topLevel && kind === 'table' && (raw & W.NX) !== 0n;
  return root ? ['NX in a root entry for users is normal: the kernel\'s copy of an isolated (PTI) root has it'] : [];
}

function read(setup: Setup, level: number, raw64: bigint, half: EntryHalf | undefined): EntryReading {
  const decoded = setup.architecture.codec.decode(level, raw64);
  const { raw } = decoded;
  const kind = kindOf(setup, level, raw, half);
  const swapped = isSwapHere(kind, half);
  const valid = (raw & W.P) !== 0n;
  const [write, exec] = [(raw & W.RW) !== 0n, (raw & W.NX) === 0n];
  const lost = !swapped && !valid && kind !== 'none';
  const pfn = lost ? frameOf(setup, level, raw) : decoded.pfn;
  const leaf = PRESENT_LEAVES.includes(kind);
  return readingOf({
    decoded, level, kind, valid, physical: swapped || kind === 'none' ? undefined : leaf && pfn !== undefined ? BigInt(pfn) << 12n : decoded.tablePhys ?? (pfn === undefined ? undefined : BigInt(pfn) << 12n),
    user: valid && raw & W.US ? rights(true, write, exec) : NO_RIGHTS, kernel: valid ? rights(true, write, exec) : NO_RIGHTS,
    reserved: reservedOf(level, raw, setup.known), neverSet: neverOf(setup, kind, level, raw, half),
    memType: valid && leaf ? String(decoded.flags['memType'] ?? '') || undefined : undefined, swap: swapped ? setup.swap.read(raw) : undefined,
    illegal: doubtOf(setup, level, raw, half), keys: ['US', 'RW', 'NX'], notes: notesOf(setup, level, raw, kind),
  });
}

const ROOT = W.FRAME;
const PCID = 0xfffn;
const PKEY_LOW = 59n;

function at(request: EvidenceRequest): Evidence {
  const release = request.release;
  const kernel = request.kernel ?? (release === undefined ? '6.2' : encodingFor(ENCODINGS, release));
  const config = parseConfig(request.config ?? 'l4', kernel);
  const architecture = x86_64({ kernel, config: request.config ?? 'l4' });
  const types = release ?? releaseOfKernel(kernel);
  const options = { devicePrivate: request.devicePrivate ?? config.devicePrivate, memoryFailure: request.memoryFailure ?? true, pteMarker: true };
  const swap = swapReaderFor({ layouts: LAYOUTS, pfnBits: architecture.swap.pfnBits, pageShift: PAGE_SHIFT, release: types, options }, { ...request, ...(release && { release: effective(release)! }) });
  const physBits = request.physBits ?? PHYS_BITS[config.levels];
  const uncomplemented = release !== undefined && !isSince(effective(release)!, COMPLEMENTED);
  const setup: Setup = { architecture, forms: formsOf(config.levels - 1, release), swap, physBits, known: request.physBits ?? MOST_PHYS_BITS, uncomplemented };
  // The encryption bit stands in the frame, and is none of it.
  const plain = request.encryptionBit === undefined ? (raw: bigint) => raw : (raw: bigint) => raw & ~(1n << BigInt(request.encryptionBit!));
  return {
    architecture, physBits, ...releaseNotes(NOTES, request, releaseOfKernel(kernel)),
    read: (level, raw, half) => ({ ...read(setup, level, raw & 1n ? plain(raw) : raw, half), raw }),
    legal: (level, raw, half) => doubtOf(setup, level, raw & 1n ? plain(raw) : raw, half) === undefined,
    plausibility: (level, raw, half) => plausibilityOf(setup, level, raw & 1n ? plain(raw) : raw, half),
    otherSwaps: swap.others, fault: readFault, guards: { data: 'smap', fetch: 'smep' },
    half: (address) => (architecture.geometry.isCanonical(address) === 'ok' ? (address >> 63n ? 'kernel' : 'user') : undefined),
    root: (raw) => ({ physical: plain(raw) & ROOT, ...(raw & PCID && { asid: Number(raw & PCID) }) }),
    keyOf: (raw) => Number((raw & W.PKEY) >> PKEY_LOW),
    bad: (level, raw) => architecture.codec.decode(level, plain(raw)).flags['bad'] === true,
    special: (level, raw) => architecture.codec.special(level, wordLo(raw), wordHi(raw)),
  };
}

/** x86-64 as evidence. */
export const x86Evidence: EvidenceMaker = Object.freeze({ name: 'x86-64', levels: { page: 1, down: false }, at });
