import { explore as search, RACES, type Exploration, type Race } from '@faultline/explore';
import { equipped, explorationJson, mmuOf, profileIn, renderExploration, type SwitchOptions } from '@faultline/workbench';
import { chooseOne, type MachineChoice } from '../choose';
import { CliError } from '../errors';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';

export interface ExploreOptions extends MachineChoice, SwitchOptions {
  readonly maxStates?: number;
  readonly json?: boolean;
}

const DEFAULT_ARCH = 'x86-64';

const STATUS: Readonly<Record<Exploration['verdict'], number>> = { holds: 0, violated: 1, budget: 3 };

function raceOf(name: string): Race {
  const race = RACES.get(name);
  if (race !== undefined) return race;
  throw new CliError('misuse', `there is no race '${name}'`, `use one of ${[...RACES.keys()].join(', ')}`);
}

/** `faultline explore`: every interleaving of a race. */
export function explore(io: Io, name: string, options: ExploreOptions): number {
  const chosen = equipped(chooseOne(options.arch === undefined && options.outside === undefined ? { ...options, arch: DEFAULT_ARCH } : options), options);
  const found = search({
    race: raceOf(name), architecture: chosen.architecture, createMmu: mmuOf(chosen), profile: profileIn(chosen),
    ...(options.maxStates === undefined ? {} : { maxStates: options.maxStates }),
  });
  io.out(options.json === true ? explorationJson(found) : renderExploration(found, terminalOf(io)));
  return STATUS[found.verdict];
}
