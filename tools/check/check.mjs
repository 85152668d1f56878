// Types, lint and the tests of what changed, in under two minutes: npm run check [-- --since COMMIT]
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lineOf, textOf } from '../gates/part.mjs';
import { changesSince, Misuse } from './changed.mjs';
import { lint, types } from './parts.mjs';
import { GENERATED } from './reads.mjs';
import { runTests } from './tests.mjs';

const HELP = `npm run check [-- --since COMMIT]
Checks what differs from COMMIT (default: from where this branch left main), files not yet committed and not yet known to git included:
types of all that leads to it, lint, generated files, and tests. Takes two minutes at most, and names the tests that it leaves to npm test.
`;
const SECONDS = 105;
const root = join(import.meta.dirname, '../..');

function optionsOf(args) {
  try {
    return parseArgs({ args, options: { since: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    throw new Misuse(`${error.message}; the options are --since COMMIT and --help`);
  }
}

const differ = (number) => `${number} ${number === 1 ? 'file differs' : 'files differ'}`;
const count = (states, state) => states.filter((each) => each === state).length;
const seconds = (from) => (performance.now() - from) / 1000;

/** Generated files are held by tests; they are told apart, since the remedy is a command. */
function generatedPart(due, results) {
  const stale = due.filter(({ spec }) => results.get(spec)?.state === 'failed');
  const words = (stale.length > 0 ? stale : due).map(({ name, spec, remedy }) => (stale.length > 0 ? `${name}: ${remedy}` : results.has(spec) ? name : `${name} left to npm test`));
  return { name: 'generated', ok: stale.length === 0, seconds: 0, detail: words.length === 0 ? 'nothing changed that files are made from' : words.join('; '), output: '' };
}

/** Says what was not run, by name. */
function sayLeft(left) {
  if (left.length === 0) return;
  console.log(`\n${left.length} test files are left to npm test, to stay within two minutes:`);
  for (const path of left) console.log(`  ${path}`);
}

async function check({ base, files, gone }) {
  const started = performance.now();
  console.log(`${differ(files.length + gone.length)} from ${base.name} (${base.commit.slice(0, 12)})\n`);
  mkdirSync(join(root, 'node_modules/.cache/check'), { recursive: true });
  const still = await Promise.all([types(root, files, gone), lint(root, files)]);
  for (const part of still) console.log(textOf(part));
  const from = performance.now();
  const due = GENERATED.filter((each) => [...files, ...gone].some((file) => each.from.test(file)));
  const tests = await runTests({ root, files, gone, first: due.map(({ spec }) => spec), deadline: started + SECONDS * 1000 });
  const states = [...tests.results.values()].flatMap((each) => each.tests);
  const detail = `${count(states, 'passed')} passed, ${count(states, 'failed')} failed, ${count(states, 'skipped')} skipped, in ${tests.results.size} files`;
  const generated = generatedPart(due, tests.results);
  console.log(lineOf(generated));
  console.log(textOf({ name: 'tests', ok: tests.ok, seconds: seconds(from), detail, output: tests.output }));
  sayLeft(tests.left);
  console.log(`\n${seconds(started).toFixed(0)} s`);
  return [...still, generated, tests].every(({ ok }) => ok);
}

async function main() {
  const { since, help } = optionsOf(process.argv.slice(2));
  if (help) return void process.stdout.write(HELP);
  if (!existsSync(join(root, 'node_modules/vitest'))) throw new Misuse('nothing is installed yet: npm ci');
  const changes = changesSince(root, since);
  if (changes.files.length + changes.gone.length === 0) return void console.log(`nothing to check: no file differs from ${changes.base.name} (${changes.base.commit.slice(0, 12)})`);
  process.exitCode = (await check(changes)) ? 0 : 1;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Misuse)) throw error;
  console.error(`check: ${error.message}`);
  process.exitCode = 2;
}
