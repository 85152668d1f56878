import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveCommit } from './commit.mjs';
import { cacheOf, dropLeftOvers, madeBefore, publish, workerFor } from './worktree.mjs';

let root: string;
let cache: string;
const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@y', ...args], { cwd: root, encoding: 'utf8' }).trim();

function commit(file: string): string {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), '');
  git('add', file);
  git('commit', '-qm', file);
  return git('rev-parse', 'HEAD');
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'faultline-beside-'));
  git('init', '-q');
  cache = cacheOf(root);
  mkdirSync(cache, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the commit that is named', () => {
  it('is known by any of its names', () => {
    const hash = commit('tools/bench/model-worker.mjs');
    for (const name of [hash, hash.slice(0, 8), 'HEAD', '@']) expect(resolveCommit(root, name)).toBe(hash);
  });

  it.each(['nosuch', '', '-x', '--output=/tmp/x', 'HEAD~9', 'HEAD:tools', '$(true)'])('%j is refused', (name) => {
    commit('tools/bench/model-worker.mjs');
    expect(() => resolveCommit(root, name)).toThrow(expect.objectContaining({ code: 'no-commit', message: expect.stringContaining('there is no commit') }));
  });

  it('is refused where it has no bench, with what to do', () => {
    commit('README');
    expect(() => resolveCommit(root, 'HEAD')).toThrow(/has no tools\/bench\/model-worker\.mjs: name one that has a bench/);
  });

  it('is refused outside a checkout', () => {
    rmSync(join(root, '.git'), { recursive: true });
    expect(() => resolveCommit(root, 'HEAD')).toThrow(/no git checkout/);
  });
});

const HASH = 'a'.repeat(40);
const folder = (name: string): string => {
  mkdirSync(join(cache, name, 'packages', 'machine', 'dist'), { recursive: true });
  return join(cache, name);
};

async function pidOfTheDead(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0']);
  await once(child, 'close');
  return child.pid!;
}

describe('worktrees', () => {
  it('are used again once made', () => {
    const own = folder(`${HASH}-1`);
    expect(madeBefore(cache, HASH)).toBeUndefined();
    expect(publish(root, cache, HASH, `${HASH}-1`)).toBe(own);
    expect(madeBefore(cache, HASH)).toBe(own);
  });

  it('of two runs at the same time: the first one done is kept, and both use it', () => {
    const first = folder(`${HASH}-1`);
    const second = folder(`${HASH}-2`);
    publish(root, cache, HASH, `${HASH}-1`);
    expect(publish(root, cache, HASH, `${HASH}-2`)).toBe(first);
    expect(second).not.toSatisfy(existsSync);
  });

  it('that are gone are made anew', () => {
    rmSync(publish(root, cache, HASH, folder(`${HASH}-1`).slice(cache.length + 1))!, { recursive: true });
    expect(madeBefore(cache, HASH)).toBeUndefined();
    expect(readdirSync(cache)).toEqual([]);
  });

  it('whose folder is gone are forgotten by git', () => {
    const known = (): number => git('worktree', 'list').split('\n').length;
    commit('README');
    const gone = join(cache, `${HASH}-1`);
    git('worktree', 'add', '--detach', gone, 'HEAD');
    rmSync(gone, { recursive: true });
    expect(known()).toBe(2);
    dropLeftOvers(root, cache);
    expect(known()).toBe(1);
  });

  it('half made by a run that died are removed; those being made, and those in use, are not', async () => {
    const [dead, other] = [await pidOfTheDead(), 'b'.repeat(40)];
    folder(`${HASH}-${dead}`);
    folder(`${HASH}-${process.pid}`);
    folder(`${other}-${dead}`);
    publish(root, cache, other, `${other}-${dead}`);
    dropLeftOvers(root, cache);
    expect(readdirSync(cache).sort()).toEqual([`${HASH}-${process.pid}`, `${other}-${dead}`, `${other}.ready`]);
  });
});

describe('the worker of a tree', () => {
  const bench = (): string => {
    mkdirSync(join(root, 'tools', 'bench'), { recursive: true });
    return join(root, 'tools', 'bench');
  };

  it('is its own for what it has', () => {
    bench();
    expect(workerFor(root, 'write', ['replay'])).toBe('model-worker.mjs');
    writeFileSync(join(root, 'tools', 'bench', 'model-replay.mjs'), '');
    expect(workerFor(root, 'replay', ['replay'])).toBe('model-worker.mjs');
  });

  it('is put there for what it lacks', () => {
    const worker = join(bench(), workerFor(root, 'replay', ['replay']));
    expect(readFileSync(worker, 'utf8')).toContain("from './model-session.mjs'");
  });
});
