import { checkArchitecture, checkFunction, checkKeys, checkList, checkNumber, checkObject, ArgumentError, profileFault } from '@faultline/contracts';
import type { ExploreOptions } from './exploration';
import type { StageOptions } from './stage';

const MOST = 2 ** 31;

/** @throws ArgumentError */
function checkRace(race: StageOptions['race']): void {
  checkObject('race', race, 'one of RACES, or one of your own');
  checkFunction('race.setup', race.setup);
  checkList('race.threads', race.threads, 'a list of threads');
}

const OPTIONS = ['race', 'architecture', 'createMmu', 'profile', 'maxStates', 'maxDepth'] as const satisfies readonly (keyof ExploreOptions)[];

/** What a race runs on; the options of a search are taken for those of its runs, too. @throws ArgumentError */
export function checkStage(options: StageOptions): void {
  checkObject('options', options, 'an object { race, architecture, createMmu }');
  checkKeys('options', options, OPTIONS);
  checkRace(options.race);
  checkArchitecture('architecture', options.architecture);
  checkFunction('createMmu', options.createMmu, 'a function, the one that comes with the architecture');
  const fault = options.profile === undefined ? undefined : profileFault(options.profile);
  if (fault !== undefined) throw new ArgumentError('profile', options.profile, 'what profileOf or withSwitches returns');
}

/** @throws ArgumentError */
export function checkExplore(options: ExploreOptions): void {
  checkStage(options);
  for (const name of ['maxStates', 'maxDepth'] as const) if (options[name] !== undefined) checkNumber(name, options[name], 1, MOST);
}
