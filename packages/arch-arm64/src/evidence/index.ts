/** What arm64 knows of the words that kernels print: legality, releases, fault codes. */
import {
  bitNames, bitsOf, encodingFor, holdsIn, isSwapHere, NO_RIGHTS, readingOf, releaseNotes, releaseOfKernel, rights, swapBits, swapPlausibility, swapReaderFor, type SwapReader,
} from '@faultline/codec-kit';
import {
  ENTRY_KINDS, wordHi, wordLo, type Architecture, type DecodedEntry, type EntryHalf, type EntryKind, type EntryReading, type Evidence, type EvidenceMaker,
  type EvidenceRequest,
} from '@faultline/contracts';
import { parseConfig, type Arm64Config } from '../config';
import { arm64 } from '../index';
import { readFault } from './faults';
import { formDoubt, formsOf, W, type Forms } from './forms';
import { ENCODINGS, LAYOUTS, MEM_TYPES, NOTES } from './releases';

const LEAVES: readonly EntryKind[] = ['page', 'huge', 'protnone', 'invalid-huge', 'present-invalid'];
const VALID_LEAVES: readonly EntryKind[] = ['page', 'huge'];

interface Setup {
  readonly architecture: Architecture;
  readonly config: Arm64Config;
  readonly forms: Forms;
  readonly swap: SwapReader;
  readonly types: readonly string[];
  readonly physBits: number;
}

/** Bits of the output address in a descriptor. */
function addressBits({ pageShift, address }: Arm64Config): bigint {
  if (address === 'lpa2') return bitsOf([49, pageShift], [9, 8]);
  return address === '52-64k' ? bitsOf([47, 16], [15, 12]) : bitsOf([47, pageShift]);
}

/** What a kernel took out of use is no swap entry. */
const kindHere = (kind: EntryKind, half: EntryHalf | undefined, level: number, raw: bigint): EntryKind =>
  half === 'kernel' && !(raw & W.VALID) && level === 0 && kind !== 'none' ? 'present-invalid' : kind;
/** A page descriptor needs both low bits; without the second hardware takes it for invalid. */
const usable = (level: number, raw: bigint): boolean => (raw & W.VALID) !== 0n && (level > 0 || (raw & W.TABLE) !== 0n);
const kindOf = ({ architecture: { codec } }: Setup, level: number, raw: bigint, half: EntryHalf | undefined): EntryKind =>
  kindHere(ENTRY_KINDS[codec.classify(level, wordLo(raw), wordHi(raw))]!, half, level, raw);

function neverOf({ forms, swap }: Setup, kind: EntryKind, raw: bigint, half: EntryHalf | undefined): bigint {
  if (isSwapHere(kind, half)) return raw & ~swapBits(swap.layoutOf(raw));
  if (!LEAVES.includes(kind)) return raw & ~forms.table;
  return raw & ~(raw & W.VALID && !(raw & W.CONT) ? forms.valid : forms.invalid);
}

/** Address bits that this form of address does not have, and those below the frame of a block. */
function reservedOf({ config, architecture: { geometry } }: Setup, level: number, kind: EntryKind, raw: bigint): bigint {
  if (!(raw & W.VALID)) return 0n;
  const high = config.address === 'lpa2' ? 0n : kind === 'table' ? bitsOf([50, 48]) : bitsOf([49, 48]);
  const below = kind === 'huge' && level > 0 ? bitsOf([geometry.shift[level]! - 1, config.pageShift]) : 0n;
  return raw & (high | below);
}

const frameBeyond = ({ architecture: { codec, geometry }, physBits }: Setup, raw: bigint): boolean =>
  codec.pfn(0, wordLo(raw), wordHi(raw)) >= 2 ** (physBits - geometry.pageShift);

function doubtOf(setup: Setup, level: number, raw: bigint, half: EntryHalf | undefined): string | undefined {
  const kind = kindOf(setup, level, raw, half);
  if (kind === 'none' || kind === 'folded') return undefined;
  if (neverOf(setup, kind, raw, half) !== 0n) return 'bits set that no entry of this form has';
  if (isSwapHere(kind, half)) return setup.swap.doubt(raw, setup.physBits);
  if (kind === 'bad' || (raw & W.VALID && !usable(level, raw))) return 'neither a table nor a page';
  if (reservedOf(setup, level, kind, raw) !== 0n) return 'reserved bits';
  if (frameBeyond(setup, raw)) return 'a frame beyond any memory';
  if (kind === 'table' && setup.architecture.codec.pfn(0, wordLo(raw), wordHi(raw)) === 0) return 'a table at address 0';
  return formDoubt(kind, raw, half, setup.config.address !== 'lpa2', setup.types.length);
}

const RARE = W.CONT | W.SPECIAL | W.DEVMAP | W.BIT_58 | W.OVERLAY | W.GP;
function plausibilityOf(setup: Setup, level: number, raw: bigint, half: EntryHalf | undefined): number {
  const kind = kindOf(setup, level, raw, half);
  if (isSwapHere(kind, half)) return swapPlausibility(setup.swap.read(raw));
  return kind === 'none' ? 4 : kind === 'table' || (raw & RARE) === 0n ? 5 : 3;
}

/** What a table leaves to the levels below, of EL0 and of EL1. */
const tableRights = (raw: bigint): readonly [string, string] => {
  const write = !(raw & W.NO_STORES);
  return [raw & W.NO_EL0 ? NO_RIGHTS : rights(true, write, !(raw & W.UXN_TABLE)), rights(true, write, !(raw & W.PXN_TABLE))];
};

/** Read-only is clear, or hardware that keeps the dirty mark clears it at the first store. */
const writable = (raw: bigint, { hwDirty }: Arm64Config): boolean => !(raw & W.RDONLY) || (hwDirty && (raw & W.WRITE) !== 0n);
function leafRights(raw: bigint, config: Arm64Config): readonly [string, string] {
  const [user, write] = [(raw & W.USER) !== 0n, writable(raw, config)];
  return [rights(user, user && write, !(raw & W.UXN)), rights(true, write, !(raw & W.PXN) && !(user && write))];
}

const INNER = W.SH;
/** Bit 51 by the name that hardware has for it, and what the fields of a page say. */
function flagsOf(decoded: DecodedEntry, kind: EntryKind, raw: bigint, { address }: Arm64Config): string[] {
  const names = bitNames(decoded).map((name) => (name === 'WRITE' ? 'DBM' : name));
  if (!VALID_LEAVES.includes(kind)) return names;
  return [...names, ...(address !== 'lpa2' && (raw & W.SH) === INNER ? ['inner shareable'] : []), `AttrIndx ${(raw & W.ATTR) >> 2n}`];
}

/** What tables keep from all below them. */
function notesOf(kind: EntryKind, raw: bigint): string[] {
  if (kind === 'table') return [...(raw & W.PXN_TABLE ? ['PXNTable: the kernel executes nothing below, as in tables of users'] : []), ...(raw & W.UXN_TABLE ? ['UXNTable: users execute nothing below, as in tables of the kernel'] : [])];
  const dirty = (raw & (W.WRITE | W.RDONLY)) === W.WRITE;
  return VALID_LEAVES.includes(kind) && raw & W.WRITE ? [dirty ? 'DBM set and RDONLY clear: writable, and dirty' : 'DBM and RDONLY set: writable, and clean'] : [];
}

function read(setup: Setup, level: number, raw64: bigint, half: EntryHalf | undefined): EntryReading {
  const decoded = setup.architecture.codec.decode(level, raw64);
  const { raw } = decoded;
  const kind = kindOf(setup, level, raw, half);
  const swapped = isSwapHere(kind, half);
  const valid = usable(level, raw);
  const [user, kernel] = !valid ? [NO_RIGHTS, NO_RIGHTS] : kind === 'table' ? tableRights(raw) : leafRights(raw, setup.config);
  const shift = BigInt(setup.architecture.geometry.pageShift);
  const pfn = decoded.pfn ?? (kind === 'present-invalid' ? setup.architecture.codec.pfn(0, wordLo(raw), wordHi(raw)) : undefined);
  const memType = VALID_LEAVES.includes(kind) ? setup.types[Number((raw & W.ATTR) >> 2n)] : undefined;
  return readingOf({
    decoded, level, kind, valid, physical: kind === 'none' || swapped ? undefined : pfn === undefined ? decoded.tablePhys : BigInt(pfn) << shift, user, kernel,
    reserved: reservedOf(setup, level, kind, raw), neverSet: kind === 'none' ? 0n : neverOf(setup, kind, raw, half), memType,
    swap: swapped ? setup.swap.read(raw) : undefined, illegal: doubtOf(setup, level, raw, half), flags: flagsOf(decoded, kind, raw, setup.config),
    keys: ['VALID', 'USER', 'RDONLY', 'AF', 'DBM', 'PXN', 'UXN'], notes: notesOf(kind, raw),
  });
}

const ASID_LOW = 48n;
/** Bit 0 of TTBR is no address (CnP). */
const BASE = bitsOf([47, 1]);
const TAG = bitsOf([63, 56]);

/** The top byte of a user address is a tag. */
function halfOf(address: bigint, vaBits: number): EntryHalf | undefined {
  const above = address >> BigInt(vaBits);
  if (above === 0n || (address & ~TAG) >> BigInt(vaBits) === 0n) return 'user';
  return above === (1n << BigInt(64 - vaBits)) - 1n ? 'kernel' : undefined;
}

function at(request: EvidenceRequest): Evidence {
  const { release } = request;
  const kernel = request.kernel ?? (release === undefined ? '6.2' : encodingFor(ENCODINGS, release));
  const wanted = request.config ?? '4k-48';
  // LPA2 came with the newest encoding: a log that prints such a configuration is of a kernel that has it.
  const config = parseConfig(wanted, wanted.includes('lpa2') ? '6.12' : kernel);
  const architecture = arm64({ kernel: config.kernel, config: wanted });
  const options = { devicePrivate: request.devicePrivate ?? false, memoryFailure: request.memoryFailure ?? true };
  const types = MEM_TYPES.find((row) => holdsIn(row, release ?? releaseOfKernel(kernel)))!.names;
  const swap = swapReaderFor({ layouts: LAYOUTS, pfnBits: architecture.swap.pfnBits, pageShift: config.pageShift, release: release ?? releaseOfKernel(kernel), options }, request);
  const physBits = request.physBits ?? (config.address === '48' ? 48 : 52);
  const setup: Setup = { architecture, config, forms: formsOf(addressBits(config), release), swap, types, physBits };
  return {
    architecture, physBits, ...releaseNotes(NOTES, request, releaseOfKernel(config.kernel)),
    read: (level, raw, half) => read(setup, level, raw, half),
    legal: (level, raw, half) => doubtOf(setup, level, raw, half) === undefined,
    plausibility: (level, raw, half) => plausibilityOf(setup, level, raw, half),
    otherSwaps: swap.others, fault: readFault, guards: { data: 'pan' },
    half: (virtual) => halfOf(virtual, config.vaBits),
    root: (raw) => ({ physical: raw & BASE, ...(raw >> ASID_LOW && { asid: Number(raw >> ASID_LOW) }) }),
    clean: (raw) => (raw & (W.VALID | W.RDONLY | W.WRITE)) === (W.VALID | W.RDONLY | W.WRITE),
    bad: (level, raw) => architecture.codec.decode(level, raw).flags['bad'] === true,
    special: (level, raw) => architecture.codec.special(level, wordLo(raw), wordHi(raw)),
  };
}

/** arm64 as evidence. */
export const arm64Evidence: EvidenceMaker = Object.freeze({ name: 'arm64', levels: { page: 3, down: true }, at });
