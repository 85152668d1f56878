import assert from 'node:assert/strict';
import { printsOf } from '../readme.mjs';

/** Tarballs, a project of its own, and a program that prints what it says of itself. */
export async function consumer(session) {
  await session.next();
  await session.next();
  await session.next();
  session.write();
  const ran = await session.next();
  const [code] = session.files.values();
  assert.deepEqual(ran.out.trimEnd().split('\n'), printsOf(code));
}
