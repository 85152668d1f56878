import assert from 'node:assert/strict';

/** The entries of a report's line, and the way of an address through a dump. */
export async function reporter(session) {
  const table = await session.next();
  assert.match(table.out, /^0x00000000035a8067 +pmd: table, next table at 0x35a8000$/m);
  const page = await session.next();
  assert.match(page.out, /^0x800000fffffee163 +pte: page, frame 0xfffffee$/m);
  const walked = await session.next();
  assert.match(walked.out, /pte \[18\] +at 0x0000000000004090 +0x8000000000200065 +leaf/, 'the last entry that hardware reads');
  assert.match(walked.out, /read ok, write protection, exec protection/, 'what user code may do');
}
