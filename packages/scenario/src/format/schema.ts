import * as z from 'zod';
import { LIMITS } from '../limits';
import { FRAME } from './frame';
import { STEP_NAMES, STEPS } from './steps';
import type { Words } from './words';

/** One step as an editor checks it: one name of a step, with its keys. */
const STEP = z.strictObject(Object.fromEntries(STEP_NAMES.map((name) => {
  const { keys, says } = STEPS[name];
  return [name, keys.meta({ description: says }).optional()];
}))).meta({ minProperties: 1, maxProperties: 1 });

const FILE = FRAME.extend({ steps: z.array(STEP).max(LIMITS.steps).meta(FRAME.shape.steps.meta()!) });

/** What editors show is the description: of what the format says of a value, the rest becomes part of it. */
function described({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { takes, unit: _unit, lacks: _lacks, known: _known, ...rest } = jsonSchema as Partial<Words> & Record<string, unknown>;
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  Object.assign(jsonSchema, rest, takes !== undefined && rest.description !== undefined && { description: `${rest.description} It takes ${takes}.` });
  if (jsonSchema.type === 'object' && Object.keys(jsonSchema.properties ?? { any: 1 }).length === 0) jsonSchema['type'] = ['object', 'null'] as unknown as 'object';
}

/** The JSON Schema (draft 7) of a scenario file. It follows the parser, but for what a schema cannot say: names that must exist, and how much `H` may be. */
export const scenarioSchema = (): object => ({
  title: 'Faultline scenario',
  ...z.toJSONSchema(FILE, { target: 'draft-7', io: 'input', override: described }),
});
