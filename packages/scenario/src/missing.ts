import { checkList, checkObject } from '@faultline/contracts';
import type * as z from 'zod';
import { MACHINE, type Scenario } from './format/frame';
import { STEPS, type Step } from './format/steps';
import { ADVICE, BACKINGS, NEEDS } from './format/tables';
import { wordsOf, type WordRow } from './format/words';

/** What keys need that are not at their default. */
function missingOfKeys(schema: z.ZodObject, values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(schema.shape).flatMap(([key, of]) => {
    const { lacks, default: normal } = wordsOf(of as z.ZodType);
    return lacks === undefined || values[key] === undefined || values[key] === normal ? [] : [lacks];
  });
}

const missingOfWord = (table: Readonly<Record<string, WordRow>>, word: string): string[] => [table[word]?.lacks ?? []].flat();

function missingOf(step: Step): string[] {
  const { lacks, keys } = STEPS[step.name];
  return [
    ...(lacks === undefined ? [] : [lacks]),
    ...(step.name === 'madvise' ? missingOfWord(ADVICE, step.advice) : []),
    ...(step.name === 'mmap' ? missingOfWord(BACKINGS, step.backing.replace(/:.*/, ':NAME')) : []),
    ...missingOfKeys(keys, step),
  ];
}

/** Facilities a scenario needs that the model lacks, by name, each once; empty: it can be run. */
export function missing(scenario: Scenario): string[] {
  checkObject('scenario', scenario, 'what parseScenario returns');
  checkList('scenario.steps', scenario.steps, 'a list of steps');
  const { machine = {}, needs = [], steps } = scenario;
  return [...new Set([...missingOfKeys(MACHINE, machine), ...needs.flatMap((need) => missingOfWord(NEEDS, need)), ...steps.flatMap(missingOf)])];
}

/** Why a scenario that lacks these is not run: what follows its name in the refusal. */
export const refusalText = (lacks: readonly string[]): string => `needs ${lacks.join(', ')}, which the model has no notion of yet`;
