// Tests of what changed, by Vitest: those that lead to a changed file by imports, and those that read one otherwise.
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { createVitest } from 'vitest/node';
import { choose } from './choose.mjs';
import { readersOf } from './reads.mjs';

/** The nearest tests run even where types and lint took all the time there was. In milliseconds. */
const LEAST = 20_000;
/** A test that runs when the time is over may end within this; then its process is ended. In milliseconds. */
const GRACE = 3000;
const MODULE = /\.[cm]?[jt]s$/;

function collector() {
  const chunks = [];
  const stream = new Writable({ write: (chunk, _encoding, done) => (chunks.push(Buffer.from(chunk)), done()) });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}

/** How long each spec took when it last ran here, in milliseconds, as Vitest keeps it. */
async function durationsOf(vitest, paths) {
  const { results } = vitest.cache;
  await results.readFromCache();
  return new Map(paths.flatMap((path) => {
    const known = results.getResults(`:${path}`);
    return known === undefined ? [] : [[path, known.duration]];
  }));
}

const failureOf = (name, errors) => [`\n FAIL  ${name}`, ...errors.flatMap(({ message, diff }) => [message, ...(diff ? [diff] : [])])].join('\n');

/** Of a spec: that it could not be loaded, and which of its tests failed. */
const failuresIn = (module) => [
  ...(module.errors().length > 0 ? [failureOf(module.relativeModuleId, module.errors())] : []),
  ...[...module.children.allTests('failed')].map((test) => failureOf(`${module.relativeModuleId} > ${test.fullName}`, test.result().errors)),
];

/** What failed, and the values that it saw; a reporter prints nothing of a run that was cancelled, and says it only at the end of any other. */
const failuresOf = (testModules, unhandledErrors) =>
  [...testModules.flatMap(failuresIn), ...(unhandledErrors.length > 0 ? [failureOf('outside of any test', unhandledErrors)] : [])].join('\n');

const readable = (text) => (process.stdout.isTTY ? text : stripVTControlCharacters(text));

const stateOf = (module) => ({
  state: module.state(),
  tests: [...module.children.allTests()].map((test) => test.result().state),
});

/** The specs that lead to these modules by imports; a text that cannot be parsed has none. */
async function relatedTo(vitest, modules) {
  try {
    return { related: modules.length === 0 ? [] : await vitest.getRelevantTestSpecifications() };
  } catch (error) {
    return { error };
  }
}

/** Finds the specs, runs as many as the time allows, and tells what each came to and which are left. */
export async function runTests({ root, files, gone, first, deadline, least = LEAST }) {
  const { stream, text } = collector();
  const modules = [...files, ...gone].filter((file) => MODULE.test(file));
  const options = { root, watch: false, run: true, reporters: ['minimal'], related: modules, passWithNoTests: true };
  const vitest = await createVitest('test', options, {}, { stdout: stream, stderr: stream });
  const pathOf = ({ moduleId }) => relative(root, moduleId).replaceAll('\\', '/');
  try {
    await vitest.standalone();
    const all = await vitest.globTestSpecifications();
    const byPath = new Map(all.map((specification) => [pathOf(specification), specification]));
    const { related, error } = await relatedTo(vitest, modules);
    if (error !== undefined) return { ok: false, results: new Map(), left: [], output: readable(`no tests were chosen, for imports could not be followed:\n${error.message}\n`) };
    const specs = [...new Set([...related.map(pathOf), ...readersOf([...files, ...gone], [...byPath.keys()]), ...first])].filter((path) => byPath.has(path));
    const durations = await durationsOf(vitest, specs);
    const end = Math.max(deadline, performance.now() + least);
    const { chosen, left } = choose({ specs, files, first, durations, time: end - performance.now(), workers: availableParallelism() });
    if (chosen.length === 0) return { ok: true, results: new Map(), left, output: '' };
    // Estimates err, and a mistake can make a search endless: what has not ended in time is left to npm test, too. A second cancel is by force.
    const alarms = [0, GRACE].map((late) => setTimeout(() => void vitest.cancelCurrentRun('keyboard-input'), end - performance.now() + late));
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(chosen.map((path) => byPath.get(path)));
    alarms.forEach(clearTimeout);
    const cancelled = performance.now() >= end;
    const results = new Map(testModules.map((module) => [pathOf(module), stateOf(module)]));
    const unfinished = chosen.filter((path) => results.get(path) === undefined || (cancelled && ['queued', 'pending', 'skipped'].includes(results.get(path).state)));
    for (const path of unfinished) results.delete(path);
    const ok = unhandledErrors.length === 0 && testModules.every((module) => module.state() !== 'failed' && module.children.allTests('failed').next().done);
    return { ok, results, left: [...left, ...unfinished].sort(), output: readable(`${text()}${failuresOf(testModules, unhandledErrors)}\n`) };
  } finally {
    await vitest.close();
  }
}
