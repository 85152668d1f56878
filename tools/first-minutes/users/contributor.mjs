import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = 'packages/explore/src/locks.ts';
/** A lock that a writer gets while somebody reads. */
const [RIGHT, WRONG] = ["(mode === 'read' || holder.readers.size === 0)", "(mode === 'read' || holder.readers.size >= 0)"];

const edited = (change) => (file) => {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  assert.notEqual(after, before, `${FILE} has changed: plant another mistake`);
  writeFileSync(file, after);
};

/** A harmless change is fine; a mistake is told with the values that a test saw; nothing left to check is said. */
export async function contributor(session) {
  session.edit(FILE, (file) => appendFileSync(file, '\n// A harmless line.\n'));
  const [command] = session.left();
  const fine = await session.next();
  for (const part of ['types', 'lint', 'tests']) assert.match(fine.out, new RegExp(`^${part} +ok `, 'm'));
  assert.match(fine.out, /^tests .* [1-9]\d* passed, 0 failed/m);

  session.edit(FILE, edited((text) => text.replace(RIGHT, WRONG)));
  const broken = await session.again(command, 1);
  assert.match(broken.out, /^tests +FAILED/m);
  assert.match(broken.out, /"?canTake"?: (true|false)/, 'a failure tells values');

  await session.again(`git checkout -q ${FILE}`);
  assert.match((await session.again(command)).out, /^nothing to check: no file differs from main \(\w{12}\)$/m);
}
