import { levelNamed, type LevelNumbers } from '@faultline/codec-kit';
import { wordFrom } from './values';

/** An entry's value as it was given, and the level that was named with it. */
export interface Operand {
  /** The value, 0 … 2^64-1. */
  readonly raw: bigint;
  /** Number of the level; undefined: none was named. */
  readonly level?: number;
  /** As it was written. */
  readonly name?: string;
}

/** `pte:8000…`, `*pte=…`, `P:…`, `PGD 2a01067`, `L3[018] @ 0x40033090 = 0x…`; else a word. */
const PART = /\*?\b(pgd|p4d|pud|pmd|pte|L-?[0-5]|PML[45]E?|PDPT?E?|PDE?|PT|R[123]|[SP])\s*(?:\[\w+\])?\s*(?:@\s*(?:0x)?[0-9a-f]+\s*)?(?:[:=]\s*|\s+(?=(?:0x)?[0-9a-f]+\b))((?:0x)?[0-9a-f]+)\b,?|(\S+)/gi;
/** What stands in front of a walk: an address in brackets, and on s390 the designation. */
const BESIDE = /^\[[^\]]*\]:?$|^AS:/i;

/** Entries in a text: a value each, or a line of a report. @throws WorkbenchError for what is neither */
export function operandsIn(text: string, numbers: LevelNumbers): Operand[] {
  return [...text.matchAll(PART)].flatMap(([, name, value, word]): Operand[] => {
    if (name !== undefined) {
      const level = levelNamed(name, numbers);
      return [{ raw: wordFrom(value!), name, ...(level !== undefined && { level }) }];
    }
    return BESIDE.test(word!) ? [] : [{ raw: wordFrom(word!) }];
  });
}

/** Levels that are folded into the root stand once. */
export function unfolded(operands: readonly Operand[], topLevel: number): Operand[] {
  const placed = operands.map((operand) => (operand.level === undefined ? operand : { ...operand, level: Math.min(operand.level, topLevel) }));
  return placed.filter((operand, at) => {
    const next = placed[at + 1];
    return operand.level === undefined || next === undefined || next.level !== operand.level || next.raw !== operand.raw;
  });
}
