import { PMD, PTE, type Architecture, type Codec, type EntrySlot, type Level } from '@faultline/contracts';
import fc from 'fast-check';
import type { Family } from '../define-law';
import { leafLevels, pagesOfLeaf } from '../levels-of';
import { written } from './slot';
import { hex, rowWords } from './words';

/** A row of the protection map, and a protection key above its four bits. */
export type Protection = number;
export const rowOf = (prot: Protection): number => prot & 15;
export const isNoneRow = (row: number): boolean => (row & 7) === 0;
/** VM_SHARED and VM_WRITE: the rows that are writable from the start. */
export const isWritableRow = (row: number): boolean => (row & 10) === 10;

/** The modifiers that take nothing but an entry. */
export const MODIFIERS = [
  'mkYoung',
  'mkOld',
  'mkDirty',
  'mkClean',
  'mkWrite',
  'wrProtect',
  'mkSoftDirty',
  'clearSoftDirty',
  'mkUffdWp',
  'clearUffdWp',
  'mkSpecial',
  'mkDevmap',
] as const;
export type ModifierName = (typeof MODIFIERS)[number];
/** They have a meaning in page-table entries only. */
const PTE_ONLY: readonly ModifierName[] = ['mkSpecial', 'mkDevmap'];

/** One step of an entry's life; `prot` counts for `modify`. */
export interface Change {
  readonly op: ModifierName | 'modify';
  readonly prot: Protection;
}

/** How an entry came to be: a fresh leaf, then modifiers. The kernel makes entries in no other way. */
export interface Mapping {
  readonly level: Level;
  readonly pfn: number;
  readonly prot: Protection;
  readonly changes: readonly Change[];
}

export const protSlot = ({ prot }: Architecture, protection: Protection): EntrySlot =>
  written((out) => prot.pageProt(rowOf(protection), protection >> 4, out));

export function modify(arch: Architecture, level: number, e: EntrySlot, protection: Protection): void {
  const { lo, hi } = protSlot(arch, protection);
  arch.codec.modify(level, e, lo, hi);
}

/** A leaf as the kernel makes it: huge ones are marked. */
export function freshLeaf(arch: Architecture, level: number, pfn: number, protection: Protection): EntrySlot {
  const { lo, hi } = protSlot(arch, protection);
  const entry = written((out) => arch.codec.makeLeaf(level, pfn, lo, hi, out));
  if (level > PTE) arch.codec.mkHuge(level, entry);
  return entry;
}

export function entryOf(arch: Architecture, { level, pfn, prot, changes }: Mapping): EntrySlot {
  const entry = freshLeaf(arch, level, pfn, prot);
  for (const change of changes) {
    if (change.op === 'modify') modify(arch, level, entry, change.prot);
    else (arch.codec as Codec)[change.op](level, entry);
  }
  return entry;
}

/** A leaf that user mode can read, young already. */
export const readable = (arch: Architecture, level: Level, pfn: number): EntrySlot =>
  entryOf(arch, { level, pfn, prot: 1, changes: [{ op: 'mkYoung', prot: 0 }] });

/** Protection an entry has in the end. */
export const protectionNow = ({ prot, changes }: Mapping): Protection => changes.filter(({ op }) => op === 'modify').at(-1)?.prot ?? prot;

const protWords = (prot: Protection): string => rowWords(rowOf(prot)) + (prot > 15 ? ` key ${prot >> 4}` : '');
const changeWords = ({ op, prot }: Change): string => (op === 'modify' ? `modify ${protWords(prot)}` : op);
export const mappingWords = ({ pfn, prot, changes }: Mapping): string =>
  [`leaf of frame ${hex(pfn)} ${protWords(prot)}`, ...changes.map(changeWords)].join(', ');

/** Frames that a leaf of this level may have, the first and the last among them; never frame 0, which no user maps. */
export function frames(arch: Architecture, level: number): fc.Arbitrary<number> {
  const pages = pagesOfLeaf(arch, level);
  const last = Math.max(1, 2 ** arch.swap.pfnBits / pages - 1);
  return fc.oneof(fc.constantFrom(1, last), fc.integer({ min: 1, max: last })).map((at) => at * pages);
}

const ROWS = Array.from({ length: 16 }, (_, row) => row);
/** Keys tried: mostly the open one, and the ends of the rest. */
const KEYS = [0, 0, 1, 15];

/** Protections of a level, as a list to draw from; there is no PROT_NONE above pmd. */
function protectionList({ caps }: Architecture, level: number): readonly Protection[] {
  const rows = ROWS.filter((row) => level <= PMD || !isNoneRow(row));
  return caps.pkeys ? KEYS.flatMap((key) => rows.map((row) => row | (key << 4))) : rows;
}
export const protections = (arch: Architecture, level: number): fc.Arbitrary<Protection> => fc.constantFrom(...protectionList(arch, level));

/** Changes of a level, as a list to draw from: each modifier about as often as it is to be met, besides `modify`. */
function changeList(arch: Architecture, level: number): readonly Change[] {
  const prots = protectionList(arch, level);
  const plain = MODIFIERS.filter((op) => level === PTE || !PTE_ONLY.includes(op)).map<Change>((op) => ({ op, prot: 0 }));
  const often = Math.ceil(prots.length / 4);
  return [...Array.from({ length: often }, () => plain).flat(), ...prots.map<Change>((prot) => ({ op: 'modify', prot }))];
}

const MOST_CHANGES = 6;

/** Few draws a mapping: drawing is what the suite spends its time on. */
export function mappingAt(arch: Architecture, level: Level): fc.Arbitrary<Mapping> {
  const changes = fc.array(fc.constantFrom(...changeList(arch, level)), { maxLength: MOST_CHANGES });
  return fc.tuple(frames(arch, level), protections(arch, level), changes).map(([pfn, prot, list]) => ({ level, pfn, prot, changes: list }));
}

/** Every entry that the kernel's own functions can make of a page, at the given levels. */
export const mappings = (levels: (arch: Architecture) => readonly Level[] = leafLevels): Family<Mapping> => ({
  levels,
  draw: (arch, level) => mappingAt(arch, level!),
  tell: mappingWords,
  entry: entryOf,
});

/** Fresh leaves only. */
export const freshLeaves = (levels: (arch: Architecture) => readonly Level[] = leafLevels): Family<Mapping> => ({
  ...mappings(levels),
  draw: (arch, level) =>
    fc.record({ level: fc.constant(level!), pfn: frames(arch, level!), prot: protections(arch, level!), changes: fc.constant([]) }),
});
