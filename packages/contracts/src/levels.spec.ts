import { expect, it } from 'vitest';
import { LEVEL_NAMES, levelOf, P4D, PGD, PMD, PTE, PUD } from './levels';

it('levels count from the leaf up, and each has its name', () => {
  expect([PTE, PMD, PUD, P4D, PGD]).toEqual([0, 1, 2, 3, 4]);
  expect(LEVEL_NAMES.map(levelOf)).toEqual([0, 1, 2, 3, 4]);
  expect(['pte', 'pmd', 'pud', 'p4d', 'pgd']).toEqual([PTE, PMD, PUD, P4D, PGD].map((level) => LEVEL_NAMES[level]));
});

it.each(['', 'PTE', 'p5d', 'toString', '0'])('"%s" is no level', (name) => expect(levelOf(name)).toBeUndefined());
