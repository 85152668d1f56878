import assert from 'node:assert/strict';

/** A package of stubs far from the repository, which compiles, and whose laws are a to-do list. */
export async function porter(session) {
  await session.next();
  await session.next();
  await session.next();
  await session.next();
  const laws = await session.next(1);
  assert.match(laws.out, /^\d+ members left to fill: geometry\.index/m);
}
