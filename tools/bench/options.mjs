import { parseArgs } from 'node:util';
import { BESIDE_NAMES } from './beside/measures.mjs';
import { NAMES } from './plan.mjs';

export const USAGE = `usage: npm run bench -- [--quick] [--only NAME]… [--json] [--check | --beside COMMIT]
  --quick      smaller rounds and fewer of them: shows that it works, not a figure to quote
  --only NAME  one of ${NAMES.join(', ')}; may be given more than once
  --json       one JSON document in place of the tables
  --check      exit status 1 unless every mark is measured and reached; --only start by itself checks its own
  --beside COMMIT  this tree against that commit's build, in turns: exit status 1 where it is beyond a bound;
               --only then takes ${BESIDE_NAMES.join(', ')}
Exit status 2: nothing could be measured. docs/benchmarks.md says what the figures mean.`;

const OPTIONS = {
  quick: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  beside: { type: 'string' },
  help: { type: 'boolean', default: false },
  only: { type: 'string', multiple: true, default: [] },
};

/** Reads the command line. @throws Error saying what is wrong with it */
export function parseOptions(args) {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.beside !== undefined && values.check) throw new Error('--beside has bounds of its own: leave --check away');
  const names = values.beside === undefined ? NAMES : BESIDE_NAMES;
  const unknown = values.only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`there is no benchmark '${unknown}'${values.beside === undefined ? '' : ' beside a commit'}`);
  return { ...values, only: values.only.length > 0 ? values.only : names };
}
