import {
  besideOf, encodeEntry, entryJson, FORMS, levelIn, namesIn, numberFrom, renderBeside, renderEntry, type BesideOptions, type Description,
} from '@faultline/workbench';
import { chooseOne, type MachineChoice } from '../choose';
import { CliError } from '../errors';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';
import { printArray } from './decode';

export interface EncodeOptions extends MachineChoice, BesideOptions {
  readonly level: string;
  readonly pfn?: string;
  readonly table?: string;
  readonly prot?: string;
  readonly type?: string;
  readonly offset?: string;
  readonly flags?: string;
  readonly json?: boolean;
}
const PARTS = { pfn: 'pfn', tablePhys: 'table', prot: 'prot', type: 'type', offset: 'offset' } as const;
type Part = keyof typeof PARTS;

const misuse = (message: string, remedy: string): CliError => new CliError('misuse', message, remedy);

/** What the options describe; every part that the kind has, and none that it has not. @throws CliError */
function descriptionFrom(kind: string, options: EncodeOptions): Description {
  if (!Object.hasOwn(FORMS, kind)) throw misuse(`'${kind.slice(0, 40)}' cannot be described`, `use one of ${Object.keys(FORMS).join(', ')}`);
  const { needs, takes, flags: known } = FORMS[kind]!;
  const given = (Object.keys(PARTS) as Part[]).filter((part) => options[PARTS[part]] !== undefined);
  const lacking = needs.find((part) => !given.includes(part));
  const useless = given.find((part) => !needs.includes(part) && !takes.includes(part));
  const flags = options.flags === undefined ? [] : namesIn('flags', options.flags, 'flag', 'young,dirty');
  const unknown = flags.find((flag) => !known.includes(flag));
  if (lacking !== undefined) throw misuse(`'${kind}' needs --${PARTS[lacking]}`, `add --${PARTS[lacking]}`);
  if (useless !== undefined) throw misuse(`'${kind}' has no ${PARTS[useless]}`, `leave --${PARTS[useless]} out`);
  if (unknown !== undefined) throw misuse(`'${kind}' has no flag '${unknown.slice(0, 40)}'`, known.length === 0 ? 'leave --flags out' : `use ${known.join(', ')}`);
  const numbers = given.filter((part) => part !== 'prot').map((part) => [part, numberFrom(PARTS[part], options[PARTS[part]]!)] as const);
  return { kind, flags, ...Object.fromEntries(numbers), ...(options.prot === undefined ? {} : { prot: options.prot }) };
}

/** `faultline encode`: the entry of a description. */
export function encode(io: Io, kind: string, options: EncodeOptions): number {
  const { label, architecture } = chooseOne(options);
  const level = levelIn(architecture.geometry, options.level);
  const entry = architecture.codec.decode(level, encodeEntry(architecture, level, descriptionFrom(kind, options)));
  const beside = besideOf(label, architecture, options);
  const sheet = terminalOf(io);
  if (options.json === true) printArray(io, [{ ...entryJson(entry), ...beside?.json(entry) }]);
  else io.out(beside === undefined ? renderEntry(entry, sheet) : renderBeside(beside.columns(entry), sheet));
  return 0;
}
