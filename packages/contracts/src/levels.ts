import type { Brand } from './numbers';

/** Page-table levels, 0 … 4 from the leaf up, the same for every architecture. A folded level is never used. */
export type Level = Brand<number, 'Level'>;
/** Linux's names of the levels. */
export type LevelName = 'pte' | 'pmd' | 'pud' | 'p4d' | 'pgd';

export const PTE: Level = 0;
export const PMD: Level = 1;
export const PUD: Level = 2;
export const P4D: Level = 3;
export const PGD: Level = 4;

/** Names by level. */
export const LEVEL_NAMES: readonly LevelName[] = ['pte', 'pmd', 'pud', 'p4d', 'pgd'];
/** Level of a name; undefined if there is none such. */
export const levelOf = (name: string): Level | undefined => {
  const at = LEVEL_NAMES.indexOf(name as LevelName);
  return at < 0 ? undefined : (at as Level);
};
