import { AN_ARCHITECTURE, argumentText, isArchitecture, isObject, LAST_VPN, profileFault, MAX_CPUS, misspeltKey, wordRemedy } from '@faultline/contracts';
import type { MachineOptions } from './api';
import { MachineError, type MachineErrorCode } from './errors';
import type { ReplayLog, ReplayOptions } from './replay';
import { isMachineState } from './state';

const LAST_PAGE = LAST_VPN - 1;
const LAST_BYTE = 255;
const LAST_ACCESS = 2;
/** Base pages of memory at most. */
export const MAX_MEMORY_PAGES = 2 ** 24;

function refuse(name: string, value: unknown, allowed: string, remedy = `pass ${allowed} as ${name}`): never {
  throw new MachineError('bad-argument', `${name} is ${argumentText(value)}, but must be ${allowed}`, remedy);
}

/** Which operand of an access is at fault: apart from `checkAccess`, which each access runs. */
function refuseAccess(vpn: number, access: number, value: number): never {
  if (!Number.isInteger(vpn) || vpn < 0 || vpn > LAST_PAGE) return refuse('vpn', vpn, `a whole number from 0 to ${LAST_PAGE}`);
  return Number.isInteger(value) && (value & LAST_BYTE) === value ? refuse('access', access, `a whole number from 0 to ${LAST_ACCESS}`) : refuse('value', value, `a whole number from 0 to ${LAST_BYTE}`);
}

/** Operands that no program could have. @throws MachineError `bad-argument` */
export function checkAccess(vpn: number, access: number, value: number): void {
  // Operators throw for symbols and `bigint`s.
  if (typeof vpn !== 'number' || typeof value !== 'number') refuseAccess(vpn, access, value);
  if ((value & LAST_BYTE) !== value || (access & 3) !== access || access > LAST_ACCESS) refuseAccess(vpn, access, value);
  // Nearly all page numbers are small.
  if (vpn >>> 0 !== vpn && !(Number.isInteger(vpn) && vpn >= 0 && vpn <= LAST_PAGE)) refuseAccess(vpn, access, value);
}

/** The number of an access, by its name. @throws MachineError `bad-argument` */
export function accessNamed<A extends number>(names: Readonly<Record<string, A>>, access: string): A {
  const words = Object.keys(names);
  return words.includes(access) ? names[access]! : refuse('access', access, `one of ${words.join(', ')}`, wordRemedy('access', access, words));
}

function refuseOption(name: string, value: unknown, allowed: string): never {
  throw new MachineError('bad-option', `${name} is ${argumentText(value)}, but must be ${allowed}`, `pass ${allowed} as ${name}`);
}

function checkKeys(code: MachineErrorCode, given: object, known: object): void {
  const misspelt = misspeltKey('options', given, Object.keys(known));
  if (misspelt !== undefined) throw new MachineError(code, misspelt.message, misspelt.remedy);
}

/** Null is no number, and no default either; ranges are held against where the numbers are used. */
function checkNumbers({ cpus, memoryPages, firstSeq, logChunkWords }: MachineOptions): void {
  for (const [name, value] of Object.entries({ cpus, memoryPages, firstSeq, logChunkWords }))
    if (value !== undefined && !Number.isInteger(value)) refuseOption(name, value, 'a whole number');
}

function checkState(state: unknown): void {
  if (state !== undefined && !isMachineState(state)) refuseOption('initialState', state, 'a snapshot, as snapshotState gives it');
}

const REPLAY_OPTIONS: Readonly<Record<keyof ReplayOptions, true>> = { architecture: true, memoryPages: true, cpus: true, to: true };

/** What a log is replayed with. @throws MachineError `bad-argument` */
export function checkReplay(log: ReplayLog, options: ReplayOptions): void {
  if (!isObject(log) || typeof log.forEachRecord !== 'function') refuse('log', log, 'a log, as readLog gives it');
  if (!isObject(options)) refuse('options', options, 'an object { architecture, memoryPages, cpus }');
  checkKeys('bad-argument', options, REPLAY_OPTIONS);
  const { architecture, memoryPages, cpus, to } = options;
  if (!isArchitecture(architecture)) refuse('architecture', architecture, AN_ARCHITECTURE);
  checkRange('memoryPages', memoryPages, 1, MAX_MEMORY_PAGES);
  checkRange('cpus', cpus, 1, MAX_CPUS);
  if (to !== undefined) checkRange('to', to, -1, Number.MAX_SAFE_INTEGER);
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) refuse(name, value, `a whole number from ${least} to ${most}`);
}

const OPTIONS: Readonly<Record<keyof MachineOptions, true>> = {
  architecture: true, createMmu: true, cpus: true, memoryPages: true, retainLog: true, checked: true, logChunkWords: true, initialState: true, firstSeq: true,
  profile: true,
};

/** What has no range to be held against. @throws MachineError `bad-option` */
export function checkMachineOptions(options: MachineOptions): void {
  if (!isObject(options)) refuseOption('options', options, 'an object with an architecture and its createMmu');
  checkKeys('bad-option', options, OPTIONS);
  const { architecture, createMmu, profile, retainLog, checked } = options;
  if (!isArchitecture(architecture)) refuseOption('architecture', architecture, AN_ARCHITECTURE);
  if (typeof createMmu !== 'function') refuseOption('createMmu', createMmu, 'a function, the one that comes with the architecture');
  for (const [name, value] of Object.entries({ retainLog, checked }))
    if (value !== undefined && typeof value !== 'boolean') refuseOption(name, value, 'true or false');
  checkNumbers(options);
  checkState(options.initialState);
  const fault = profile === undefined ? undefined : profileFault(profile);
  if (fault !== undefined) throw new MachineError('bad-option', `profile ${fault}`, 'pass what profileOf or withSwitches returns');
}

/** What `createMmu` gave. @throws MachineError `bad-option` */
export function checkMmu(mmu: { readonly kinds: readonly string[] }): void {
  if (!isObject(mmu) || !Array.isArray(mmu.kinds)) refuseOption('what createMmu returned', mmu, 'an MMU half, as mmuOf makes it');
}
