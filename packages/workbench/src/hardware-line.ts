import { nearestLegal } from '@faultline/codec-kit';
import type { DecodedEntry, EntryHalf, EntryReading, Evidence } from '@faultline/contracts';
import { countText, hexText, wordText } from '@faultline/texts';

/** An entry beside what hardware and a release make of it. */
export interface EntryBeside {
  /** What hardware and the release read. */
  readonly reading: EntryReading;
  /** What the architecture knows. */
  readonly evidence: Evidence;
  /** Whose address it translates; undefined: not told. */
  readonly half: EntryHalf | undefined;
  /** Whether Linux wrote it. */
  readonly linux: boolean;
  /** An address that the entry translates, and where it leads. */
  readonly address?: bigint;
}

/** Who users and the kernel are to the hardware. */
const WHO: Readonly<Record<string, readonly [user: string, kernel: string]>> = { pan: ['EL0', 'EL1'], sum: ['U', 'S'], smap: ['user', 'supervisor'] };
const SHOWN = 5;

/** The entry as the release reads it: in the kernel's half nothing is swap. */
export function entryHere(entry: DecodedEntry, { reading, evidence }: EntryBeside): DecodedEntry {
  if (reading.kind === entry.kind) return entry;
  const { swap: _swap, ...rest } = entry;
  return { ...rest, kind: reading.kind, ...(reading.physical === undefined ? {} : { pfn: Number(reading.physical >> BigInt(evidence.architecture.geometry.pageShift)) }) };
}

/** What hardware reads, in one line. */
export function hardwareText({ reading: { valid, user, kernel, memType, kind, reserved }, evidence: { guards }, linux }: EntryBeside): string {
  if (!valid) return 'not present';
  const [first, second] = WHO[guards.data ?? ''] ?? ['user', 'kernel'];
  const rights = guards.data === undefined ? `${user} for whoever has these tables` : `${first} ${user}, ${second} ${kernel}`;
  return [rights, ...(kind === 'table' ? ['as far as this level'] : []), ...(memType === undefined || !linux ? [] : [`memory type ${memType}`]), ...(reserved.length === 0 ? [] : [`RESERVED bits ${reserved.join(', ')}`])].join(', ');
}

/** Where an address leads by this entry. */
function physicalText({ reading, evidence, address }: EntryBeside): string[] {
  if (address === undefined) return [];
  const { shift, entries } = evidence.architecture.geometry;
  const size = 1n << BigInt(shift[reading.level]!);
  const index = `${hexText(address)} has index ${(address / size) % BigInt(entries[reading.level] || 1)} in its table`;
  const leads = reading.valid && (reading.kind === 'page' || reading.kind === 'huge') && reading.physical !== undefined;
  return [leads ? `${index}, and leads to physical ${hexText(reading.physical! + (address % size))}` : index];
}

/** Whether the kernel wrote it, and if not, what is near. */
function legalText({ reading, evidence, half, linux }: EntryBeside): string[] {
  if (!linux || reading.legal) return [];
  const near = nearestLegal(reading.raw, (word) => evidence.legal(reading.level, word, half), (word) => evidence.plausibility(reading.level, word, half));
  const never = reading.neverSet.length === 0 ? '' : `: ${reading.neverSet.length === 1 ? 'bit' : 'bits'} ${reading.neverSet.join(', ')}`;
  const rows = near.slice(0, SHOWN).map(({ raw, distance, bits }) => `${wordText(raw)} (${countText(distance, 'bit')}: ${bits.join(', ')})`);
  const more = near.length > SHOWN ? [`and ${near.length - SHOWN} more; a flipped bit of a frame number cannot be seen`] : [];
  return [`no kernel of this release writes it: ${reading.illegal ?? ''}${never}`, ...(rows.length === 0 ? [] : [`nearest legal entries: ${[...rows, ...more].join(', ')}`])];
}

/** What is said of an entry beside its bits and what the kernel reads. */
export const besideTexts = (beside: EntryBeside): string[] => [
  `hardware reads: ${hardwareText(beside)}`, ...physicalText(beside), ...(beside.linux ? beside.reading.notes : []), ...legalText(beside),
  ...(beside.reading.swap === undefined || !beside.linux ? [] : [`swap under: ${beside.reading.swap.under}`]),
];

/** The same for JSON. */
export function besideJson({ reading, evidence, half, linux, address }: EntryBeside): object {
  const { user, kernel, valid, reserved, neverSet, legal, memType, physical } = reading;
  const near = legal || !linux ? [] : nearestLegal(reading.raw, (word) => evidence.legal(reading.level, word, half), (word) => evidence.plausibility(reading.level, word, half));
  return {
    hardware: { valid, user, kernel, memType: linux ? memType ?? null : null, reserved }, physical: physical === undefined ? null : hexText(physical),
    ...(linux && { legal, neverSet, nearest: near.map(({ raw, distance, bits }) => ({ raw: wordText(raw), distance, bits })) }),
    ...(address !== undefined && { address: hexText(address) }),
  };
}
