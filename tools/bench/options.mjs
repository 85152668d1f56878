import { parseArgs } from 'node:util';
import { NAMES } from './plan.mjs';

export const USAGE = `usage: npm run bench -- [--quick] [--only NAME]… [--json] [--check]
  --quick      smaller rounds and fewer of them: shows that it works, not a figure to quote
  --only NAME  one of ${NAMES.join(', ')}; may be given more than once
  --json       one JSON document in place of the tables
  --check      exit status 1 unless every mark is measured and reached`;

const OPTIONS = {
  quick: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  only: { type: 'string', multiple: true, default: [] },
};

/** Reads the command line. @throws Error saying what is wrong with it */
export function parseOptions(args) {
  const { values } = parseArgs({ args, options: OPTIONS });
  const unknown = values.only.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw new Error(`there is no benchmark '${unknown}'`);
  return { ...values, only: values.only.length > 0 ? values.only : NAMES };
}
