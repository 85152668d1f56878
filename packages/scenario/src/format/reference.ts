import type * as z from 'zod';
import { missing, refusalText } from '../missing';
import { parseScenario } from '../parser';
import { FRAME, MACHINE, MACHINE_FILE } from './frame';
import { STEP_GROUPS, STEPS, type StepName } from './steps';
import { ADVICE, BACKINGS, NEEDS } from './tables';
import { isOptional, wordsOf, type WordRow } from './words';

/** A key as people read of it. */
export interface KeyReference {
  /** Name of the key. */
  readonly key: string;
  /** Which values, and in which unit. */
  readonly takes: string;
  /** Whether it may be left out. */
  readonly optional: boolean;
  /** What stands for it if it is left out; absent: nothing does. */
  readonly default?: string;
  /** What its numbers count. */
  readonly unit?: string;
  /** What it is, in a sentence. */
  readonly says: string;
  /** What every value but the default needs and the model has no notion of yet. */
  readonly lacks?: string;
}

/** A word that a key can be. */
export interface WordReference extends WordRow {
  /** The word. */
  readonly word: string;
}

/** A step as people read of it. */
export interface StepReference {
  /** Name of the step. */
  readonly name: StepName;
  /** What it is listed under. */
  readonly group: string;
  /** What it does, in a sentence. */
  readonly says: string;
  /** Its keys, in order. */
  readonly keys: readonly KeyReference[];
  /** A whole file. */
  readonly example: string;
  /** What the command says when it refuses the example; absent: it runs. */
  readonly refusal?: string;
}

function keyReference([key, schema]: [string, z.ZodType]): KeyReference {
  const { description = '', takes = '', unit, default: normal, lacks } = wordsOf(schema);
  const optional = isOptional(schema);
  return { key, takes, optional, ...(optional && normal !== undefined && { default: String(normal) }), ...(unit !== undefined && { unit }), says: description, ...(lacks !== undefined && { lacks }) };
}

const keysOf = (schema: z.ZodObject): KeyReference[] => (Object.entries(schema.shape) as [string, z.ZodType][]).map(keyReference);
const wordsIn = (table: Readonly<Record<string, WordRow>>): WordReference[] => Object.entries(table).map(([word, row]) => ({ word, ...row }));

const fileName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function exampleOf(name: StepName): string {
  const { example, machine } = STEPS[name];
  return [`name: ${fileName(name)}`, ...(machine === undefined ? [] : [`machine: ${machine}`]), 'steps:', ...example.map((step) => `  - ${step}`), ''].join('\n');
}

/** Everything the format says of a step. */
export function stepReference(name: StepName): StepReference {
  const { says, keys } = STEPS[name];
  const [group = ''] = Object.entries(STEP_GROUPS).find(([, rows]) => Object.hasOwn(rows, name)) ?? [];
  const example = exampleOf(name);
  const lacks = missing(parseScenario(example, name));
  return { name, group, says, keys: keysOf(keys), example, ...(lacks.length > 0 && { refusal: refusalText(lacks) }) };
}

/** Everything the format says of what stands beside the steps, and of words that keys can be. */
export const frameReference = () => ({
  file: keysOf(FRAME), machine: keysOf(MACHINE), files: keysOf(MACHINE_FILE), backing: wordsIn(BACKINGS), advice: wordsIn(ADVICE), needs: wordsIn(NEEDS),
});
