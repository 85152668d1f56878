// Runs every gate, then every test, and closes with one plain line: "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count } from './count.mjs';

const root = join(import.meta.dirname, '../..');
const run = (command, args) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;

const gates = ['build', 'lint', 'typecheck', 'unused'].map((name) => {
  console.log(`\n== ${name}`);
  return { name, ok: run('npm', ['run', '--silent', name]) };
});

const runTests = () => {
  console.log('\n== tests');
  const folder = mkdtempSync(join(tmpdir(), 'faultline-test-'));
  const report = join(folder, 'report.json');
  try {
    const ok = run('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
    return { ok, report: JSON.parse(readFileSync(report, 'utf8')) };
  } catch (error) {
    console.error(`no report of the tests: ${error.message}`);
    return { ok: false, report: undefined };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const { passed, failed, skipped } = count(gates, runTests());
const broken = gates.filter((gate) => !gate.ok).map((gate) => gate.name);
if (broken.length > 0) console.log(`\ngates that failed: ${broken.join(', ')}`);
if (skipped > 0) console.log(`\n${skipped} skipped`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
