import { join, relative } from 'node:path';
import { progressOn } from '../progress.mjs';
import { resolveCommit, subjectOf } from './commit.mjs';
import { compareTrees, isBeyond } from './compare.mjs';
import { BesideError } from './errors.mjs';
import { besideEffort, measuresOf } from './measures.mjs';
import { renderBeside } from './report.mjs';
import { builtTree, madeBefore, cacheOf } from './worktree.mjs';

const root = join(import.meta.dirname, '../../..');
/** Check-out, installation, build. */
const MAKING = 3;

async function measure({ beside, only, quick }) {
  const hash = resolveCommit(root, beside);
  const measures = measuresOf(only);
  const effort = besideEffort(quick);
  const making = madeBefore(cacheOf(root), hash) === undefined ? MAKING : 0;
  const { tell, end } = progressOn(process.stderr, making + measures.length * effort.processes);
  try {
    const there = await builtTree(root, hash, tell);
    const rows = await compareTrees({ here: root, there }, measures, effort, tell);
    return { hash, subject: subjectOf(root, hash), tree: relative(root, there), quick, rows };
  } finally {
    end();
  }
}

/** Holds this tree against a commit. Status 0: within bounds; 1: beyond one; 2: the commit cannot be measured. */
export async function runBeside(options) {
  try {
    const results = await measure(options);
    console.log(options.json ? JSON.stringify(results, undefined, 2) : renderBeside(results).join('\n'));
    return results.rows.some(isBeyond) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof BesideError)) throw error;
    console.error(error.message);
    return 2;
  }
}
