import { PTE, type Architecture, type Level } from '@faultline/contracts';

const ALL: readonly Level[] = [0, 1, 2, 3, 4];

const [LEAST_SHIFT, MOST_SHIFT] = [12, 16];

/** Cases of other page sizes are not drawn: their numbers are no longer exact, and making one smaller finds no end. */
export function checkPageShift(pageShift: number): void {
  if (pageShift < LEAST_SHIFT || pageShift > MOST_SHIFT) throw new Error(`geometry.pageShift is ${pageShift}, no page of 4 to 64 KiB`);
}

/** Highest level any mm may have: the root of a fresh one, or what it may grow to. */
export function highestLevel({ geometry }: Architecture): Level {
  const top = geometry.topLevel;
  checkPageShift(geometry.pageShift);
  if (!ALL.includes(top) || top === PTE) throw new Error(`geometry.topLevel is ${String(top)}, no level above pte`);
  return geometry.grow === undefined ? top : ALL.filter((level) => geometry.entries[level]! > 0).at(-1)!;
}

/** Levels that have tables. */
export const usedLevels = (arch: Architecture): readonly Level[] => ALL.filter((level) => level <= highestLevel(arch));
/** Root levels that an mm may have: that of a fresh one, and those it grows to. */
export const rootLevels = (arch: Architecture): readonly Level[] => usedLevels(arch).filter((level) => level >= arch.geometry.topLevel);
/** Pages that the tables below a root can map. */
export const spanOf = ({ geometry }: Architecture, root: number): number =>
  2 ** (geometry.shift[root]! - geometry.pageShift) * geometry.entries[root]!;
/** Levels whose entries can lead to a table. */
export const tableLevels = (arch: Architecture): readonly Level[] => usedLevels(arch).filter((level) => level > PTE);
/** Levels at which a leaf is legal; the lowest always. */
export const leafLevels = ({ geometry }: Architecture): readonly Level[] =>
  ALL.filter((level) => level === PTE || ((geometry.leafLevels >>> level) & 1) === 1);
/** Levels of huge leaves. */
export const hugeLevels = (arch: Architecture): readonly Level[] => leafLevels(arch).filter((level) => level > PTE);
/** Levels that hold swap-style entries. */
export const swapLevels = ({ caps }: Architecture): readonly Level[] => (caps.pmdMigration ? [0, 1] : [0]);

/** Base pages that a leaf covers. */
export const pagesOfLeaf = ({ geometry }: Architecture, level: number): number => 2 ** (geometry.shift[level]! - geometry.pageShift);
