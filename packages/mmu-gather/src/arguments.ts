import { argumentText, isObject, LAST_VPN, profileFault, misspeltKey } from '@faultline/contracts';
import type { CreateGatherOptions } from './create-gather';
import { GatherError, type GatherErrorCode } from './errors';

const LAST_PAGE = LAST_VPN - 1;
const LAST_FRAME = 2 ** 30 - 1;
const LAST_MM = 65535;
const [LEAST_SHIFT, MOST_SHIFT] = [12, 18];

function refuse(code: GatherErrorCode, name: string, value: unknown, allowed: string): never {
  throw new GatherError(code, `${name} is ${argumentText(value)}, but must be ${allowed}`, `pass ${allowed} as ${name}`);
}

function checkWhole(code: GatherErrorCode, name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) refuse(code, name, value, `a whole number from ${least} to ${most}`);
}

/** @throws GatherError `bad-argument` */
export const checkMm = (mm: number): void => checkWhole('bad-argument', 'mm', mm, 0, LAST_MM);

/** Whether there is such a gather is for the gather to say. @throws GatherError `bad-argument` */
export function checkGather(gather: number): void {
  if (!Number.isInteger(gather) || gather < 0) refuse('bad-argument', 'gather', gather, 'the number that begin returned');
}

/** @throws GatherError `bad-argument` */
export function checkUnmap(gather: number, vpn: number, frame: number): void {
  checkGather(gather);
  checkWhole('bad-argument', 'vpn', vpn, 0, LAST_PAGE);
  checkWhole('bad-argument', 'frame', frame, 0, LAST_FRAME);
}

const OPTIONS = ['host', 'policy', 'profile', 'smp', 'pageShift'] as const satisfies readonly (keyof CreateGatherOptions)[];

/** @throws GatherError `bad-option` */
export function checkOptions(options: CreateGatherOptions): void {
  if (!isObject(options)) refuse('bad-option', 'options', options, 'an object with a host');
  const misspelt = misspeltKey('options', options, OPTIONS);
  if (misspelt !== undefined) throw new GatherError('bad-option', misspelt.message, misspelt.remedy);
  const { host, policy, profile, smp, pageShift } = options;
  if (!isObject(host)) refuse('bad-option', 'host', host, 'an object with freePage()');
  for (const name of ['freePage', 'mmHw', 'freeTable', 'removeRmap', 'flush', 'allocateBatch'] as const)
    if (typeof host[name] !== 'function' && (name === 'freePage' || host[name] !== undefined)) refuse('bad-option', `host.${name}`, host[name], 'a function');
  if (policy !== undefined && (!isObject(policy) || typeof policy.flush !== 'function')) refuse('bad-option', 'policy', policy, 'the gather policy of an architecture');
  if (smp !== undefined && typeof smp !== 'boolean') refuse('bad-option', 'smp', smp, 'true or false');
  if (pageShift !== undefined) checkWhole('bad-option', 'pageShift', pageShift, LEAST_SHIFT, MOST_SHIFT);
  const fault = profile === undefined ? undefined : profileFault(profile);
  if (fault !== undefined) throw new GatherError('bad-option', `profile ${fault}`, 'pass what profileOf or withSwitches returns');
}
