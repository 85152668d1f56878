import { argumentText, isObject, LAST_VPN, profileFault } from '@faultline/contracts';
import type { MachineOptions } from './api';
import { MachineError } from './errors';

const LAST_PAGE = LAST_VPN - 1;
const LAST_BYTE = 255;
const LAST_ACCESS = 2;

function refuse(name: string, value: unknown, allowed: string): never {
  throw new MachineError('bad-argument', `${name} is ${argumentText(value)}, but must be ${allowed}`, `pass ${allowed} as ${name}`);
}

/** Which operand of an access is at fault: apart from `checkAccess`, which each access runs. */
function refuseAccess(vpn: number, access: number, value: number): never {
  if (!Number.isInteger(vpn) || vpn < 0 || vpn > LAST_PAGE) return refuse('vpn', vpn, `a whole number from 0 to ${LAST_PAGE}`);
  return (value & LAST_BYTE) === value ? refuse('access', access, `a whole number from 0 to ${LAST_ACCESS}`) : refuse('value', value, `a whole number from 0 to ${LAST_BYTE}`);
}

/** Operands that no program could have. @throws MachineError `bad-argument` */
export function checkAccess(vpn: number, access: number, value: number): void {
  if ((value & LAST_BYTE) !== value || (access & 3) !== access || access > LAST_ACCESS) refuseAccess(vpn, access, value);
  // Nearly all page numbers are small.
  if (vpn >>> 0 !== vpn && !(Number.isInteger(vpn) && vpn >= 0 && vpn <= LAST_PAGE)) refuseAccess(vpn, access, value);
}

/** The number of an access, by its name. @throws MachineError `bad-argument` */
export function accessNamed<A extends number>(names: Readonly<Record<string, A>>, access: string): A {
  return Object.hasOwn(names, access) ? names[access]! : refuse('access', access, `one of ${Object.keys(names).join(', ')}`);
}

function refuseOption(name: string, value: unknown, allowed: string): never {
  throw new MachineError('bad-option', `${name} is ${argumentText(value)}, but must be ${allowed}`, `pass ${allowed} as ${name}`);
}

/** What has no range to be held against. @throws MachineError `bad-option` */
export function checkMachineOptions(options: MachineOptions): void {
  if (!isObject(options)) refuseOption('options', options, 'an object with an architecture and its createMmu');
  const { architecture, createMmu, profile, retainLog, checked } = options;
  if (!isObject(architecture) || !isObject(architecture.geometry)) refuseOption('architecture', architecture, 'an architecture, as the factory of its package gives it');
  if (typeof createMmu !== 'function') refuseOption('createMmu', createMmu, 'a function, the one that comes with the architecture');
  for (const [name, value] of Object.entries({ retainLog, checked }))
    if (value !== undefined && typeof value !== 'boolean') refuseOption(name, value, 'true or false');
  const fault = profile === undefined ? undefined : profileFault(profile);
  if (fault !== undefined) throw new MachineError('bad-option', `profile ${fault}`, 'pass what profileOf or withSwitches returns');
}
