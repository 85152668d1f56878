import { LEVEL_NAMES, levelOf, type Geometry } from '@faultline/contracts';
import { chooseOne, type MachineChoice } from '../choose';
import { CliError } from '../errors';
import type { Io } from '../io';
import { entryJson, renderEntry } from '../render/entry-view';
import { styleOf } from '../render/style';

export interface DecodeOptions extends MachineChoice {
  readonly level: string;
  readonly json?: boolean;
}

/** An entry's value: up to 16 hexadecimal digits. @throws CliError */
function wordFrom(text: string): bigint {
  if (!/^(0x)?[0-9a-f]{1,16}$/i.test(text)) throw new CliError('misuse', `'${text.slice(0, 40)}' is no 64-bit value in hexadecimal`, 'write it as 0x8000000012345067');
  return BigInt(text.startsWith('0x') || text.startsWith('0X') ? text : `0x${text}`);
}

/** A level that exists here and is not folded into another. @throws CliError */
function levelIn({ entries }: Geometry, name: string): number {
  const level = levelOf(name);
  if (level !== undefined && (entries[level] ?? 1) > 1) return level;
  throw new CliError('misuse', `there is no level '${name}' here`, `use one of ${LEVEL_NAMES.filter((_, at) => (entries[at] ?? 1) > 1).join(', ')}`);
}

/** `faultline decode`: every bit of an entry, named. */
export function decode(io: Io, values: readonly string[], options: DecodeOptions): number {
  const { architecture: { geometry, codec } } = chooseOne(options);
  const level = levelIn(geometry, options.level);
  const entries = values.map((text) => codec.decode(level, wordFrom(text)));
  if (options.json === true) for (const entry of entries) io.out(`${JSON.stringify(entryJson(entry))}\n`);
  else io.out(entries.map((entry) => renderEntry(entry, styleOf(io.color))).join('\n'));
  return 0;
}
