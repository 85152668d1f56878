import assert from 'node:assert/strict';

/** Two kernels side by side, the rule that a step took, and a race that shows what a protection is for. */
export async function reviewer(session) {
  const compared = await session.next();
  assert.match(compared.out, /They part first in\s+step 5\b[\s\S]*?by the switch\s+no-write-result/, 'the step, and the switch that parts the kernels');
  const rule = await session.next();
  assert.match(rule.out, /^do_wp_page\/copy$/m);
  const found = await session.next(1);
  assert.match(found.out, /AccessCompleted access=read/, 'the read of a freed frame');
  assert.match(found.out, /\d+ states, \d+ transitions/);
}
