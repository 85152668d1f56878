import { checkObject, isSwitch, LOG_VERSION, MAX_CPUS, type SwitchName } from '@faultline/contracts';
import { LogError, quoted, type LogErrorCode } from '../errors';
import { wholeNumberFault } from './fields';

/** What a log was recorded on: enough to make the same machine again. */
export interface LogHeader {
  /** Name of the architecture, `x86-64`. */
  readonly architecture: string;
  /** Its configuration, in the grammar of `--arch` without the name; empty for the default. */
  readonly config: string;
  /** Kernel profile, `6.2`. */
  readonly kernel: string;
  /** Switches that stood otherwise than in that profile; left out where none did. */
  readonly switches?: readonly SwitchName[];
  /** CPUs, and base pages of memory. */
  readonly machine: { readonly cpus: number; readonly memoryPages: number };
  /** Name of the scenario that was run. */
  readonly scenario?: string;
  /** How many events were written; `writeLog` counts them. A file that holds fewer was cut off. */
  readonly events?: number;
}

const FORMAT = 'log';
const MAX_MEMORY_PAGES = 2 ** 24;
/** Events a written log may have. */
export const MAX_EVENTS = 50_000_000;
const TEXTS = ['architecture', 'config', 'kernel', 'scenario'] as const;
const KEYS = ['faultline', 'version', 'machine', 'switches', 'events', ...TEXTS];
const MACHINE_KEYS = ['cpus', 'memoryPages'];

type Plain = Readonly<Record<string, unknown>>;

const fail = (code: LogErrorCode, message: string, remedy: string): never => {
  throw new LogError(code, message, remedy, { line: 1 });
};
const bad = (message: string): never => fail('bad-header', `the header ${message}`, 'write the log again: its first line tells what machine it is of');

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);

function checkKeys(value: Plain, known: readonly string[], where: string): void {
  if (Object.keys(value).some((key) => !known.includes(key))) bad(`has a field that is not known${where}`);
}

/** Text that can be printed: no control characters, no half of a character. */
function checkText(header: Plain, name: (typeof TEXTS)[number]): void {
  const text = header[name];
  if (name === 'scenario' && text === undefined) return;
  if (typeof text !== 'string' || /\p{C}/u.test(text)) bad(`has no ${name} in printable text`);
  if (text === '' && name !== 'config') bad(`has an empty ${name}`);
}

function checkNumber(machine: Plain, name: string, most: number): void {
  if (wholeNumberFault(machine[name], 1, most) !== undefined) bad(`has no machine.${name} from 1 to ${most}`);
}

/** Names of switches, each once; there may be none. */
function checkSwitches(names: unknown): void {
  if (names === undefined) return;
  if (!Array.isArray(names)) return bad('has switches that are no list');
  const wrong = names.findIndex((name) => typeof name !== 'string' || !isSwitch(name));
  const named: unknown = names[wrong];
  if (wrong >= 0) bad(`names a switch that does not exist: ${typeof named === 'string' ? quoted(named) : 'no text'}`);
  if (new Set(names).size !== names.length) bad('names a switch twice');
}

/**
 * The header in a JSON value, as a new frozen object.
 * @throws LogError `no-header`, `wrong-version`, `bad-header`
 */
export function checkedHeader(value: unknown): LogHeader {
  if (!isPlain(value) || value['faultline'] !== FORMAT)
    return fail('no-header', 'the first line is not the header of a log', 'pass a file that faultline wrote, from its first line on');
  if (value['version'] !== LOG_VERSION)
    fail('wrong-version', `the log has ${typeof value['version'] === 'number' ? `version ${value['version']}` : 'no version'}, and version ${LOG_VERSION} is read`, 'read it with the release of faultline that wrote it, or record it again');
  checkKeys(value, KEYS, '');
  for (const name of TEXTS) checkText(value, name);
  checkSwitches(value['switches']);
  if (value['events'] !== undefined && wholeNumberFault(value['events'], 0, MAX_EVENTS) !== undefined) bad(`has no number of events from 0 to ${MAX_EVENTS}`);
  const machine = value['machine'];
  if (!isPlain(machine)) return bad('has no machine');
  checkKeys(machine, MACHINE_KEYS, ' in machine');
  checkNumber(machine, 'cpus', MAX_CPUS);
  checkNumber(machine, 'memoryPages', MAX_MEMORY_PAGES);
  return frozen({ ...value, machine } as unknown as LogHeader);
}

/** A copy with the fields in the order in which they are written. */
function frozen({ architecture, config, kernel, switches = [], machine: { cpus, memoryPages }, scenario, events }: LogHeader): LogHeader {
  const machine = Object.freeze({ cpus, memoryPages });
  const turned = switches.length === 0 ? {} : { switches: Object.freeze([...switches]) };
  return Object.freeze({ architecture, config, kernel, ...turned, machine, ...(scenario === undefined ? {} : { scenario }), ...(events === undefined ? {} : { events }) });
}

/** What is asked of whoever passes a header. */
export const HEADER = 'an object that tells what the log was recorded on';

/**
 * The first line of a written log, without its end.
 * @throws LogError `bad-header`
 */
export function printHeader(header: LogHeader): string {
  checkObject('header', header, HEADER);
  const format = { faultline: FORMAT, version: LOG_VERSION };
  return JSON.stringify({ ...format, ...checkedHeader({ ...header, ...format }) });
}
