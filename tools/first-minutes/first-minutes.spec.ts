import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../docs/examples';
import { printsOf, readme, usersIn } from './readme.mjs';
import { Shell } from './shell.mjs';
import { USERS } from './users/index.mjs';

const root = join(import.meta.dirname, '../..');
const told: Map<string, { commands: string[]; files: Map<string, string> }> = readme();

describe('the first five minutes', () => {
  it('are told in the README for each of the seven, and for nobody else', () => {
    expect([...told.keys()].sort()).toEqual(USERS.map(({ user }) => user).sort());
    expect(USERS).toHaveLength(7);
  });
  it.each([...told])('has commands for those who %s', (_user, { commands }) => expect(commands.length).toBeGreaterThan(0));

  const programs = [...told].flatMap(([user, { files }]) => [...files].map(([name, code]) => [user, name, code] as const));
  it.each(programs)('for those who %s: %s prints what it says', async (_user, _name, code) => {
    expect(printsOf(code)).not.toEqual([]);
    expect(await run({ line: 1, code, prints: [] }, root)).toEqual(printsOf(code));
  });
});

describe('an entry of the README', () => {
  const text = ['# X', '', '## The first five minutes', '', '**If you read**: so.', '', '```sh', '# not a command', 'a b   # said', '', 'c "d#e"', '```', '', '```js', '// x.mjs', 'f(); // → 1 → 2', '```', '',
    '**If you write**: so.', '', '```sh', 'g', '```', '', '## Next', '', '**If you stray**: so.', '', '```sh', 'h', '```', ''].join('\n');
  it('gives commands without comments, and files by their names; other sections give none', () => {
    const users = usersIn(text);
    expect([...users.keys()]).toEqual(['read', 'write']);
    expect(users.get('read')).toEqual({ commands: ['a b', 'c "d#e"'], files: new Map([['x.mjs', '// x.mjs\nf(); // → 1 → 2\n']]) });
    expect(printsOf('f(); // → 1 → 2\ng();')).toEqual(['1', '2']);
  });
});

describe('the shell of a user', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-shell-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  it('stays in the folder that a command went to, and tells how it ended', async () => {
    const shell = new Shell(folder);
    expect(await shell.run('mkdir deep && cd deep')).toMatchObject({ status: 0 });
    expect(await shell.run('pwd; echo no >&2; (exit 3)')).toMatchObject({ status: 3, out: `${join(folder, 'deep')}\n`, err: 'no\n' });
  });
  it('asks no registry', async () => expect(await new Shell(folder).run('echo $npm_config_offline')).toMatchObject({ out: 'true\n' }));
});
