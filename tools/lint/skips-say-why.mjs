const CONDITIONAL = new Set(['skipIf', 'runIf']);
const SKIPPING = new Set(['skip', 'todo']);
const TESTS = new Set(['it', 'test', 'describe', 'suite']);

/** Takes calls and members apart down to the test function: `it.runIf(c).each(rows)` is `it`, with the names on the way. */
function partsOf(node, names = []) {
  if (node.type === 'CallExpression' || node.type === 'TaggedTemplateExpression') return partsOf(node.callee ?? node.tag, names);
  if (node.type === 'MemberExpression') return partsOf(node.object, [node.property.name, ...names]);
  return TESTS.has(node.name) ? names : undefined;
}
/** Names in a call that only makes the test function (`it.runIf(c)`, `….each(rows)`) are met again in the call with the title. */
const isTitled = (call) => call.parent.type !== 'MemberExpression' && !(call.parent.type === 'CallExpression' && call.parent.callee === call) && call.parent.type !== 'TaggedTemplateExpression';
const SAID = /\(skipped: /;

/** A test that may be skipped says why: in its options, `because('…')`, or in its title, `(skipped: …)`. */
export const skipsSayWhy = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { silent: "Say why the test is skipped, for the report: because('only on …') as the second argument, or '(skipped: …)' in the title." },
  },
  create: (context) => ({
    CallExpression(call) {
      if (!isTitled(call)) return;
      const names = partsOf(call.callee);
      if (names === undefined || !names.some((name) => CONDITIONAL.has(name) || SKIPPING.has(name))) {
        // A skip in a running test leaves its note out of the report.
        if (call.callee.type === 'Identifier' && call.callee.name === 'skip') context.report({ node: call, messageId: 'silent' });
        return;
      }
      const given = call.arguments.map((argument) => context.sourceCode.getText(argument));
      if (!given.some((text, at) => text.startsWith('because(') || (at === 0 && (SAID.test(text) || /SKIPPED|unlessThere/.test(text))))) context.report({ node: call, messageId: 'silent' });
    },
  }),
};
