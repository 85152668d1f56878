import type { Architecture, EntrySlot, Level } from '@faultline/contracts';
import fc from 'fast-check';
import type { Family } from '../define-law';
import { usedLevels } from '../levels-of';
import { written } from './slot';

export const emptyOf = ({ codec }: Architecture, level: number): EntrySlot => written((out) => codec.none(level, out));

/** The empty entry of each level. */
export const empties: Family<Level> = {
  levels: usedLevels,
  draw: (_arch, level) => fc.constant(level!),
  tell: () => 'the empty entry',
  entry: emptyOf,
};
