/** Matchers that tell nothing but "expected false to be true" when they are given a boolean. */
const EQUAL = new Set(['toBe', 'toEqual', 'toStrictEqual']);
const TRUTH = new Set(['toBeTruthy', 'toBeFalsy']);
const COMPARISONS = new Set(['===', '!==', '==', '!=', '<', '<=', '>', '>=', 'in', 'instanceof']);
const PREDICATES = new Set(['includes', 'has', 'some', 'every', 'startsWith', 'endsWith', 'test', 'isFrozen', 'isInteger', 'isArray']);
const BETWEEN = new Set(['not', 'resolves', 'rejects']);

const nameOf = (node) => (node?.type === 'MemberExpression' && !node.computed ? node.property.name : undefined);

/** The `expect(…)` that a matcher is called on, if it is one. */
function expectOf(matcher) {
  let from = matcher.object;
  while (BETWEEN.has(nameOf(from))) from = from.object;
  const { callee } = from.type === 'CallExpression' ? from : {};
  const isExpect = callee?.name === 'expect' || (callee?.object?.name === 'expect' && callee.property.name === 'soft');
  return isExpect ? from : undefined;
}
const asksTruth = (call) => TRUTH.has(nameOf(call.callee)) || typeof call.arguments[0]?.value === 'boolean';
/** An expression that can be nothing but true or false, by its form. */
const isVerdict = (node) =>
  (node.type === 'BinaryExpression' && COMPARISONS.has(node.operator)) || (node.type === 'UnaryExpression' && node.operator === '!')
  || (node.type === 'CallExpression' && PREDICATES.has(nameOf(node.callee)));

/** An expectation says which values it saw, or what was asked: "expected false to be true" helps nobody. */
export const noBareVerdicts = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      bare: 'A failure would read "expected false to be true". Compare values (toContain, toEqual, toMatchObject, toSatisfy), or say in a second argument of expect what was asked.',
    },
  },
  create: (context) => ({
    CallExpression(call) {
      const name = nameOf(call.callee);
      if (!EQUAL.has(name) && !TRUTH.has(name)) return;
      const expected = expectOf(call.callee);
      if (expected?.arguments.length === 1 && (asksTruth(call) || isVerdict(expected.arguments[0]))) context.report({ node: call, messageId: 'bare' });
    },
  }),
};
