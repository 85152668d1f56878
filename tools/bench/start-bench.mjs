import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figure, table, times, wrapped } from './format.mjs';
import { quartiles, timesOf } from './statistics.mjs';

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'packages/cli');
const SCENARIO = join(root, 'examples/fork-cow.yaml');
const ENTRY = '8000000000105867';
const REPORT = join(root, 'examples/oops.txt');

/** What is started, and how many times the time of `node -e 0` it may take. */
export const STARTS = {
  '--help': { args: ['--help'], atMost: 2 },
  decode: { args: ['decode', '--arch', 'x86-64', ENTRY], atMost: 2 },
  bits: { args: ['bits', '--arch', 'x86-64', ENTRY, '67'], atMost: 2 },
  oops: { args: ['oops', REPORT], atMost: 2.5 },
  run: { args: ['run', '--arch', 'x86-64', SCENARIO], atMost: 4 },
  compare: { args: ['compare', SCENARIO], atMost: 4 },
};

const roundsOf = (quick) => (quick ? { warmups: 1, rounds: 5 } : { warmups: 2, rounds: 15 });

/** Time of a process from its start to its end. @throws Error with what it printed, where it failed */
function timed(what, args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const ns = Number(process.hrtime.bigint() - start);
  if (status !== 0) throw new Error(`${what} ended with status ${status}: ${stderr}`);
  return { ns };
}

/** The command as a package brings it: without what a checkout has beside it. */
function installed(folder) {
  for (const part of ['package.json', 'bin/faultline.js', 'dist']) cpSync(join(cli, part), join(folder, part), { recursive: true });
  return join(folder, 'bin/faultline.js');
}

/** One round: an empty program, then each start in turn. */
const roundOf = (command) => ({
  node: timed('node -e 0', ['-e', '0']),
  ...Object.fromEntries(Object.entries(STARTS).map(([name, { args }]) => [name, timed(name, [command, ...args])])),
});

/** Beyond its bound is only what lies beyond it in every round: a busy host moves single ones at will. */
export const verdictOf = ({ min, median }, atMost) => (min > atMost ? 'missed' : median > atMost ? 'uncertain' : 'reached');

/** A row a start. @param rounds times in nanoseconds, by name, `node` among them */
export const rowsOf = (rounds) => Object.entries(STARTS).map(([name, { atMost }]) => {
  const ratio = quartiles(timesOf(rounds, name, 'node'));
  return { name, atMost, rounds: rounds.length, ns: quartiles(rounds.map((round) => round[name].ns)), nodeNs: quartiles(rounds.map(({ node }) => node.ns)), ratio, verdict: verdictOf(ratio, atMost) };
});

/** Starts of the built command against those of an empty program, in turns. */
export function startAll(quick, progress) {
  const { warmups, rounds } = roundsOf(quick);
  const folder = mkdtempSync(join(tmpdir(), 'faultline-start-'));
  try {
    const command = installed(folder);
    progress('start');
    return rowsOf(Array.from({ length: warmups + rounds }, () => roundOf(command)).slice(warmups));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const SAID = { reached: 'reached', uncertain: 'uncertain', missed: 'NOT reached' };
const MS = 1e6;
const row = ({ name, ns, nodeNs, ratio, atMost, verdict }) => [
  name, figure(ns.median / MS), figure(nodeNs.median / MS), ...[ratio.median, ratio.min, ratio.low, ratio.high, ratio.max].map(times), `<= ${atMost}x`, SAID[verdict],
];

/** Lines of the report; none where nothing was measured. */
export const renderStart = (rows = []) => rows.length === 0 ? [] : [
  '', ...wrapped(`Start: the built command from its start to its end by \`node -e 0\`, in turns, ${rows[0].rounds} rounds; \`uncertain\`: the median lies beyond the bound, not every round`),
  ...table(['start', 'ms', 'node', 'ratio', 'least', '25 %', '75 %', 'greatest', 'wanted', 'mark'], rows.map(row)),
];
