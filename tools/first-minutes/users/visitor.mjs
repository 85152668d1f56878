import assert from 'node:assert/strict';

/** The demo from sources, and the command, which `npm ci` linked. */
export async function visitor(session) {
  const demo = await session.next();
  for (const column of ['x86-64', 'arm64', 's390']) assert.match(demo.out, new RegExp(column), 'a column of the comparison');
  assert.match(demo.out, /^First event that differs/m, 'the comparison says where the runs part');
  const decoded = await session.next();
  assert.match(decoded.out, /^0x8000000000105867 +pte: page, frame 0x105$/m);
}
