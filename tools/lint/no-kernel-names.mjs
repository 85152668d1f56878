/** A kernel by name: `6.1`, `6.2-rc3`, `v6.12`. */
const KERNEL = /^v?6\.\d+(\.\d+)?(-rc\d+)?$/;
const COMPARISONS = new Set(['==', '===', '!=', '!==', '<', '<=', '>', '>=']);
const SEARCHES = new Set(['includes', 'indexOf', 'lastIndexOf', 'startsWith', 'endsWith', 'has', 'localeCompare', 'match', 'search', 'test']);

const textOf = (node) => (node?.type === 'Literal' ? node.value : node?.type === 'TemplateLiteral' && node.quasis.length === 1 ? node.quasis[0].value.cooked : undefined);
const bare = (node) => (node !== undefined && /^TS(As|Satisfies|NonNull|TypeAssertion)/.test(node.type) ? bare(node.expression) : node);

/** Does the value name a kernel, or hold the name of one? */
function names(node) {
  const value = bare(node);
  if (value?.type === 'ArrayExpression') return value.elements.some((element) => element !== null && names(element));
  if (value?.type === 'NewExpression') return value.arguments.some(names);
  const text = textOf(value);
  return typeof text === 'string' && KERNEL.test(text);
}

/** The method that is called: `a.includes(…)` gives `a` and `includes`. */
const callOf = ({ callee }) => (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? { on: callee.object, method: callee.property.name } : undefined);

/** Kernels differ in named switches; who compares their names makes a difference that no switch can turn (DESIGN §6). */
export const noKernelNames = {
  meta: {
    type: 'problem', schema: [],
    messages: { compared: 'Kernel names are not compared: make the difference a row of contracts/src/switches/table.ts and read the profile.' },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: 'compared' });
    return {
      BinaryExpression(node) {
        if (COMPARISONS.has(node.operator) && (names(node.left) || names(node.right))) report(node);
      },
      SwitchCase(node) {
        if (names(node.test ?? undefined)) report(node);
      },
      CallExpression(node) {
        const call = callOf(node);
        if (call !== undefined && SEARCHES.has(call.method) && (names(call.on) || node.arguments.some(names))) report(node);
      },
    };
  },
};
