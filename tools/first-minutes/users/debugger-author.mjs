import assert from 'node:assert/strict';
import { printsOf } from '../readme.mjs';

/** One codec package, with nothing but contracts and codec-kit beside it. */
export async function debuggerAuthor(session) {
  await session.next();
  await session.next();
  await session.next();
  session.write();
  const ran = await session.next();
  const [code] = session.files.values();
  assert.deepEqual(ran.out.trimEnd().split('\n'), printsOf(code));
  const listed = await session.again('ls node_modules node_modules/@faultline');
  assert.deepEqual(listed.out.split('\n').filter((name) => /^[\w-]+$/.test(name)), ['arch-arm64', 'codec-kit', 'contracts'], 'what was installed');
}
