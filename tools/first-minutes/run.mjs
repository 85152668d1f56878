// Does what the README tells seven kinds of user, in an empty folder, and checks the answers: npm run test:first-minutes [-- USER…]
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineOf } from '../gates/part.mjs';
import { makeCheckout } from './checkout.mjs';
import { readme } from './readme.mjs';
import { Shell } from './shell.mjs';
import { USERS } from './users/index.mjs';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-first-')));
const checkout = join(base, 'faultline');

/** What a user has at hand: the commands in order, the files to write, and a shell in the checkout. */
function sessionOf(user) {
  const told = readme().get(user);
  assert(told !== undefined, `the README has no entry "If you ${user}"`);
  const shell = new Shell(checkout);
  const done = [];
  const commands = [...told.commands];
  return {
    checkout, done, files: told.files,
    write: () => told.files.forEach((code, name) => writeFileSync(join(shell.folder, name), code)),
    edit: (file, change) => change(join(checkout, file)),
    left: () => commands,
    /** Runs the next command; it must end with this status. */
    async next(status = 0) {
      const line = commands.shift();
      assert(line !== undefined, 'the README has no further command');
      return this.again(line, status);
    },
    async again(line, status = 0) {
      const result = await shell.run(line);
      done.push(result);
      assert.equal(result.status, status, `${line}\nended with ${result.status} instead of ${status}`);
      return result;
    },
  };
}

const tail = (text) => text.trimEnd().split('\n').slice(-40).join('\n');
const transcript = (done) => done.map(({ line, status, out, err, seconds }) => `$ ${line}   (${status}, ${seconds.toFixed(1)} s)\n${tail(out)}\n${tail(err)}`).join('\n');

async function play({ name, user, check }) {
  const from = performance.now();
  const part = (ok, detail) => ({ name, ok, seconds: (performance.now() - from) / 1000, detail });
  const session = { done: [] };
  try {
    Object.assign(session, sessionOf(user));
    await check(session);
    assert.deepEqual(session.left(), [], 'commands of the README that nobody ran');
    console.log(lineOf(part(true, `if you ${user}`)));
    return true;
  } catch (error) {
    console.log(`${lineOf(part(false, `if you ${user}`))}\n${error.message}\n\n${transcript(session.done)}\n`);
    return false;
  }
}

const wanted = process.argv.slice(2);
const chosen = USERS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
try {
  const unknown = wanted.filter((name) => !USERS.some((each) => each.name === name));
  if (unknown.length > 0) throw new Error(`there is no user '${unknown[0]}'; there are ${USERS.map(({ name }) => name).join(', ')}`);
  mkdirSync(checkout);
  await makeCheckout(new Shell(base), checkout);
  let failed = 0;
  for (const each of chosen) failed += (await play(each)) ? 0 : 1;
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  console.error(`first-minutes: ${error.message}`);
  process.exitCode = 2;
} finally {
  rmSync(base, { recursive: true, force: true });
}
