import { profileOf, switchesApart, withSwitches, type Profile, type SwitchName } from '@faultline/contracts';
import type { Chosen } from './architectures';
import { namesIn } from './values';

/** Switches that a user turns: names, and lists of them. */
export interface SwitchOptions {
  /** Names of switches to turn on. */
  readonly with?: readonly string[];
  /** Names of switches to turn off. */
  readonly without?: readonly string[];
}

/** Names of switches in options that may be lists. @throws WorkbenchError for an option that names none */
const switchesIn = (option: string, texts: readonly string[] = []): string[] => texts.flatMap((text) => namesIn(option, text, 'switch', 'delayed-rmap'));

/** The switches that an architecture's core runs with. */
export const profileIn = ({ architecture, profile }: Chosen): Profile => profile ?? profileOf(architecture.kernel);

/**
 * The same architecture, with switches turned in its kernel's profile; none named: as it was.
 * @throws SwitchError, WorkbenchError
 */
export function equipped(chosen: Chosen, options: SwitchOptions): Chosen {
  const choice = { with: switchesIn('with', options.with), without: switchesIn('without', options.without) };
  if (choice.with.length + choice.without.length === 0) return chosen;
  return { ...chosen, profile: withSwitches(profileIn(chosen), choice) };
}

/** The switches that stand otherwise than in the profile of the kernel. */
export const turnedIn = (chosen: Chosen): readonly SwitchName[] => switchesApart(profileOf(chosen.architecture.kernel), profileIn(chosen));

/** The same in words: `-shared-first`, `+gather-spare-slot`. */
export const turnedText = (profile: Profile, turned: readonly SwitchName[]): string[] => turned.map((name) => `${profile[name] ? '+' : '-'}${name}`);
