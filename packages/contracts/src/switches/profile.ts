import { argumentText } from '../argument';
import { checkKeys, checkList, checkObject } from '../check';
import { kernelNamed, KERNEL_NAMES, KERNELS, type Kernel, type KernelName } from '../kernel';
import { SwitchError } from './switch-error';
import { SWITCHES, type SwitchName, type SwitchRow } from './table';

/** Which switches are on. Frozen. */
export type Profile = Readonly<Record<SwitchName, boolean>>;

/** A choice of switches, by name. */
export interface SwitchChoice {
  /** To be switched on. */
  readonly with?: readonly string[];
  /** To be switched off. */
  readonly without?: readonly string[];
}

const ROWS: readonly (SwitchRow & { readonly name: SwitchName })[] = SWITCHES;
const NAMES: readonly SwitchName[] = /* @__PURE__ */ ROWS.map(({ name }) => name);

const profileWhere = (isOn: (row: (typeof ROWS)[number]) => boolean): Profile =>
  Object.freeze(Object.fromEntries(ROWS.map((row) => [row.name, isOn(row)])) as Record<SwitchName, boolean>);

const profiles = (): Readonly<Record<Kernel, Profile>> => Object.freeze(Object.fromEntries(KERNELS.map((kernel, age) =>
  [kernel, profileWhere(({ since, until }) => age >= KERNELS.indexOf(since) && (until === undefined || age < KERNELS.indexOf(until)))])) as Record<Kernel, Profile>);
const PROFILES = /* @__PURE__ */ profiles();

/** The switches of a kernel as it was. @throws SwitchError `unknown-kernel` */
export function profileOf(name: KernelName): Profile {
  const kernel = kernelNamed(name);
  if (kernel !== undefined) return PROFILES[kernel];
  throw new SwitchError('unknown-kernel', `there is no kernel profile ${typeof name === 'string' ? `'${name}'` : argumentText(name)}`, `use one of ${Object.keys(KERNEL_NAMES).join(', ')}`);
}

/** Is this the name of a switch? */
export const isSwitch = (name: string): name is SwitchName => NAMES.includes(name as SwitchName);

/** What keeps a value from being a profile, to follow its name; undefined: it is one. */
export function profileFault(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return `is ${value === null ? 'null' : `of type ${typeof value}`}, but must be an object with a yes or no for each switch`;
  const said = value as Readonly<Record<string, unknown>>;
  const unknownName = Object.keys(said).find((name) => !isSwitch(name));
  if (unknownName !== undefined) return `has '${unknownName}', but there is no such switch`;
  const wrong = NAMES.find((name) => typeof said[name] !== 'boolean');
  return wrong === undefined ? undefined : `says ${said[wrong] === undefined ? 'nothing' : 'neither true nor false'} of the switch '${wrong}'`;
}

/** @throws SwitchError `bad-profile`, ArgumentError */
function checkChoice(profile: Profile, choice: SwitchChoice): void {
  const fault = profileFault(profile);
  if (fault !== undefined) throw new SwitchError('bad-profile', `profile ${fault}`, 'pass what profileOf or withSwitches returns');
  checkObject('choice', choice, 'an object { with, without } of names of switches');
  checkKeys('choice', choice, ['with', 'without']);
  for (const name of ['with', 'without'] as const) if (choice[name] !== undefined) checkList(name, choice[name], 'a list of names of switches');
}

/** The row of a switch that may be chosen. @throws SwitchError `unknown-switch`, `not-modelled` */
function chosenRow(name: string): (typeof ROWS)[number] {
  const row = ROWS.find((each) => each.name === name);
  if (row === undefined) throw unknown(name);
  if (row.modelled) return row;
  throw new SwitchError('not-modelled', `the switch '${name}' is known, but neither side of it is modelled yet`, 'leave it out');
}

const unknown = (name: string): SwitchError =>
  new SwitchError('unknown-switch', `there is no switch '${name}'`, `the switches are ${NAMES.join(', ')}`, { name, known: NAMES });

const contradiction = (what: string, remedy: string): SwitchError => new SwitchError('contradiction', what, remedy);

/** On after the choice; what is on by the profile alone goes with the switch that it needs. */
function onAfter(profile: Profile, on: readonly string[], off: readonly string[]): (row: SwitchRow & { readonly name: SwitchName }) => boolean {
  const kept = ({ name }: { readonly name: SwitchName }): boolean => on.includes(name) || (profile[name] && !off.includes(name));
  return (row) => kept(row) && (row.needs === undefined || kept({ name: row.needs as SwitchName }));
}

/**
 * A profile with switches set and cleared. What needs a switch that is cleared goes with it.
 * @throws SwitchError `unknown-switch`, `not-modelled`, or `contradiction`: a name on both sides, or one that is set without what it needs
 * @example withSwitches(profileOf('6.2'), { without: ['delayed-rmap'] })
 */
export function withSwitches(profile: Profile, choice: SwitchChoice): Profile {
  checkChoice(profile, choice);
  const { with: on = [], without: off = [] } = choice;
  const rows = [...on, ...off].map(chosenRow);
  const both = on.find((name) => off.includes(name));
  if (both !== undefined) throw contradiction(`the switch '${both}' is to be on and off`, 'name it once');
  const result = profileWhere(onAfter(profile, on, off));
  const alone = rows.find(({ name }) => on.includes(name) && !result[name]);
  if (alone !== undefined) throw contradiction(`the switch '${alone.name}' needs '${alone.needs}', which is off`, `switch '${alone.needs}' on too, or leave '${alone.name}' out`);
  return result;
}

/** The switches in which two profiles differ, in the order of the table. */
export const switchesApart = (left: Profile, right: Profile): readonly SwitchName[] => NAMES.filter((name) => left[name] !== right[name]);

/** The way from one profile to another: the switches apart, turned over one after another in the order of the table. The last profile is `to`. */
export function profilesBetween(from: Profile, to: Profile): readonly { readonly turned: SwitchName; readonly profile: Profile }[] {
  const apart = switchesApart(from, to);
  return apart.map((turned, at) => {
    const done = apart.slice(0, at + 1);
    return { turned, profile: profileWhere(({ name }) => (done.includes(name) ? to[name] : from[name])) };
  });
}

/** A profile with these switches turned over, as `switchesApart` names them. @throws SwitchError as `withSwitches` */
export const withTurned = (profile: Profile, names: readonly string[]): Profile => withSwitches(profile, {
  with: names.filter((name) => !isSwitch(name) || !profile[name]), without: names.filter((name) => isSwitch(name) && profile[name]),
});
