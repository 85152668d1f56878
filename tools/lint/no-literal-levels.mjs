import { getPropertyName } from '@eslint-community/eslint-utils';
import { staticValue } from './static-value.mjs';

/** Objects whose calls take the level first, and arrays that are read by level. */
const LEVEL_FIRST = new Set(['codec', 'live', 'swap', 'geometry']);
const BY_LEVEL = new Set(['shift', 'entries', 'tableBytes', 'pageBits', 'emptyLo', 'emptyHi', 'LEVEL_NAMES']);
/** Where else a call takes one, counted from 0. */
const PLACES = new Map(Object.entries({
  pagesAt: 1, tableOrder: 1, tablesPerPage: 1, removeTlbEntry: 1, removeTable: 1, recTableAllocated: 1, recTableFreed: 1, recEntrySet: 1,
  allocTable: 2, freeTable: 2, descend: 2, nextEntry: 2, NotModelled: 2, entryFor: 3, tlbFreeTable: 3, lookupTable: 4, allocTables: 4,
}));
const LEVELS = /^(level|floor|.*Level)$/;
const COMPARISONS = new Set(['==', '===', '!=', '!==', '<', '<=', '>', '>=']);

const bare = (node) => (node !== undefined && node !== null && /^TS(As|Satisfies|NonNull|TypeAssertion)/.test(node.type) ? bare(node.expression) : node);
/** The last name of `a.b.c`, or of `c`. */
function nameOf(given) {
  const node = bare(given);
  if (node?.type === 'MemberExpression') return getPropertyName(node) ?? undefined;
  return node?.type === 'Identifier' ? node.name : undefined;
}
const isLevel = (node) => LEVELS.test(nameOf(node) ?? '');

/** The argument of a call that is a level. */
function levelArgument({ callee, arguments: given }) {
  if (callee.type === 'MemberExpression' && LEVEL_FIRST.has(nameOf(callee.object))) return given[0];
  const place = PLACES.get(nameOf(callee));
  return place === undefined ? undefined : given[place];
}

/** Which level a path is at follows from its walk, or from the kernel function it stands for: then it has a name. */
export const noLiteralLevels = {
  meta: {
    type: 'problem', schema: [],
    messages: { literal: 'A level is no literal here: take it from the cursor, or name it (PTE, PMD, … of the contracts) where the kernel function is about that level.' },
  },
  create(context) {
    /** What is negative stands for no level. */
    const isNumber = (node) => staticValue(node, context) >= 0;
    const check = (node, value) => void (isNumber(value) && context.report({ node: value, messageId: 'literal' }));
    const call = (node) => check(node, levelArgument(node));
    return {
      CallExpression: call,
      NewExpression: call,
      Property: (node) => void (!node.computed && LEVELS.test(node.key.name ?? '') && check(node, node.value)),
      PropertyDefinition: (node) => void (isLevel(node.key) && check(node, node.value)),
      AssignmentExpression: (node) => void (node.operator === '=' && isLevel(node.left) && check(node, node.right)),
      AssignmentPattern: (node) => void (isLevel(node.left) && check(node, node.right)),
      VariableDeclarator: (node) => void (isLevel(node.id) && check(node, node.init)),
      BinaryExpression(node) {
        if (!COMPARISONS.has(node.operator)) return;
        if (isLevel(node.left)) check(node, node.right);
        if (isLevel(node.right)) check(node, node.left);
      },
      'SwitchStatement > SwitchCase': (node) => void (isLevel(node.parent.discriminant) && check(node, node.test)),
      'MemberExpression[computed=true]': (node) => void (BY_LEVEL.has(nameOf(node.object)) && check(node, node.property)),
    };
  },
};
