import { levelNamed, type LevelNumbers } from '@faultline/codec-kit';
import { LEVEL_NAMES, PGD, type Geometry } from '@faultline/contracts';
import { WorkbenchError } from './errors';

const SHOWN = 40;
/** Is this up to 16 hexadecimal digits? */
export const isWord = (text: string): boolean => /^(0x)?[0-9a-f]{1,16}$/i.test(text);

/** An entry's value: up to 16 hexadecimal digits. @throws WorkbenchError */
export function wordFrom(text: string): bigint {
  if (isWord(text)) return BigInt(/^0x/i.test(text) ? text : `0x${text}`);
  throw new WorkbenchError('misuse', `'${text.slice(0, SHOWN)}' is no 64-bit value in hexadecimal`, 'write it as 0x8000000012345067');
}

/** A number of an option, decimal or with 0x. @throws WorkbenchError */
export function numberFrom(option: string, text: string): bigint {
  if (/^(0x[0-9a-f]{1,16}|\d{1,19})$/i.test(text)) return BigInt(text);
  throw new WorkbenchError('misuse', `--${option} is '${text.slice(0, SHOWN)}', which is no number`, 'write it as 4660 or 0x1234');
}

/** Linux's numbering of levels, where the architecture has none of its own: `l1` is the page. */
const PLAIN: LevelNumbers = { page: 1, down: false };

/**
 * A level that exists here and is not folded into another, by whatever name people have for it; the outermost is called `pgd`, too.
 * @throws WorkbenchError
 */
export function levelIn({ entries, topLevel }: Geometry, name: string, numbers: LevelNumbers = PLAIN): number {
  const named = levelNamed(name, numbers);
  const level = named === PGD && (entries[PGD] ?? 1) <= 1 ? topLevel : named;
  if (level !== undefined && (entries[level] ?? 1) > 1) return level;
  throw new WorkbenchError('misuse', `there is no level '${name.slice(0, SHOWN)}' here`, `use one of ${LEVEL_NAMES.filter((_, at) => (entries[at] ?? 1) > 1).join(', ')}`);
}

/** Lists in options: `A,B,C`. */
export const listOf = (text: string): string[] => text.split(',').map((part) => part.trim()).filter((part) => part !== '');

/** The names of an option that is a list. @param what one of them is @throws WorkbenchError for an option that names none */
export function namesIn(option: string, text: string, what: string, example: string): string[] {
  const names = listOf(text);
  if (names.length === 0) throw new WorkbenchError('misuse', `--${option} names no ${what}`, `name one, as in --${option} ${example}`);
  return names;
}
