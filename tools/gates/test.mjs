// Runs every gate, then every test but the long ones that have a command of their own (vitest.config.ts); a line each, and what a gate said only where it failed. Closes with "N passed, N failed".
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count } from './count.mjs';
import { captured } from './part.mjs';
import { skipLines } from './skips.mjs';
import { runStages } from './stages.mjs';

const cwd = join(import.meta.dirname, '../..');
const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env;
const gate = (name) => ({ name, run: () => captured('npm', ['run', '--silent', name], { cwd, env }) });

const tests = { ok: false, report: undefined };

async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-test-'));
  const file = join(folder, 'report.json');
  const part = await captured('npx', ['vitest', 'run', '--reporter=minimal', '--reporter=json', `--outputFile.json=${file}`], { cwd, env: { ...env, FAULTLINE_TESTS: 'rest' } });
  try {
    tests.report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return { ...part, ok: false, output: `${part.output}\nno report of the tests: ${error.message}\n` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  tests.ok = part.ok;
  const { passed, failed, skipped } = count([], tests);
  return { ...part, detail: [`${passed} passed, ${failed} failed, ${skipped} skipped`, ...skipLines(tests.report)].join('\n') };
}

// Packages are built before anything runs them. Tests keep all cores busy by themselves.
const done = await runStages([
  [[gate('build')]],
  [[gate('lint'), gate('unused')], [gate('typecheck')]],
  [[{ name: 'tests', run: runTests }]],
]);

const gates = done.filter(({ name }) => name !== 'tests');
const broken = gates.filter(({ ok }) => !ok).map(({ name }) => name);
if (broken.length > 0) console.log(`\ngates that failed: ${broken.join(', ')}`);
const { passed, failed } = count(gates, tests);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
