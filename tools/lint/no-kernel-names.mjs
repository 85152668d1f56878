import { getPropertyName } from '@eslint-community/eslint-utils';
import { staticValue } from './static-value.mjs';

/** A kernel by name: `6.1`, `6.2-rc3`, `v6.12`. */
const KERNEL = /^v?6\.\d+(\.\d+)?(-rc\d+)?$/;
const COMPARISONS = new Set(['==', '===', '!=', '!==', '<', '<=', '>', '>=']);
const SEARCHES = new Set(['includes', 'indexOf', 'lastIndexOf', 'startsWith', 'endsWith', 'has', 'get', 'is', 'localeCompare', 'match', 'search', 'test']);

/** Does a value name a kernel, or hold the name of one? */
function names(value) {
  if (typeof value === 'string') return KERNEL.test(value);
  return (Array.isArray(value) || value instanceof Set || value instanceof Map) && [...value].some(names);
}

/** The method that is called: `a.includes(…)` and `a['includes'](…)` give `a` and `includes`. */
const callOf = ({ callee }) => (callee.type === 'MemberExpression' ? { on: callee.object, method: getPropertyName(callee) } : undefined);

/** Kernels differ in named switches; who compares their names makes a difference that no switch can turn (DESIGN §6). */
export const noKernelNames = {
  meta: {
    type: 'problem', schema: [],
    messages: { compared: 'Kernel names are not compared: make the difference a row of contracts/src/switches/table.ts and read the profile.' },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: 'compared' });
    const isKernel = (node) => names(staticValue(node, context));
    /** A table by the names of kernels, as it is looked up. */
    const isTable = (node) => {
      const table = staticValue(node, context);
      return typeof table === 'object' && table !== null && Object.keys(table).some(names);
    };
    return {
      BinaryExpression(node) {
        if (COMPARISONS.has(node.operator) && (isKernel(node.left) || isKernel(node.right))) report(node);
      },
      SwitchCase(node) {
        if (isKernel(node.test)) report(node);
      },
      'MemberExpression[computed=true]'(node) {
        if (isTable(node.object)) report(node);
      },
      CallExpression(node) {
        const call = callOf(node);
        if (call !== undefined && SEARCHES.has(call.method) && (isKernel(call.on) || node.arguments.some(isKernel))) report(node);
      },
    };
  },
};
