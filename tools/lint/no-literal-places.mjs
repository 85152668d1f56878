import { readFileSync } from 'node:fs';
import { staticValue } from './static-value.mjs';

const WRITERS = new URL('../../packages/contracts/src/events/events.gen.ts', import.meta.url);
const SIGNATURE = /^export function (rec\w+)\(([^)]*)\)/gm;
/** Names that records go by. */
const RECORDS = new Set(['words', 'w', 'record']);
const SUMS = new Set(['+', '-']);
const BITS = new Set(['&', '>>', '>>>', '<<', '|']);

/** By writer, which of its arguments are places in an enumeration, counted from 0. */
function enumArguments() {
  return new Map([...readFileSync(WRITERS, 'utf8').matchAll(SIGNATURE)].map(([, name, given]) => [
    name, given.split(', ').flatMap((one, at) => (one.includes(': Place<') ? [at] : [])),
  ]));
}

const bare = (node) => (node !== undefined && node !== null && /^TS(As|Satisfies|NonNull|TypeAssertion)/.test(node.type) ? bare(node.expression) : node);
const isAt = (node) => node.type === 'Identifier' && node.name === 'at';
/** `words`, or `….words`. */
function isRecord(given) {
  const node = bare(given);
  return RECORDS.has(node.type === 'MemberExpression' && !node.computed ? node.property.name : node.name);
}
/** `words[at]`, the first word of a record. */
const isHead = (given) => {
  const node = bare(given);
  return node.type === 'MemberExpression' && node.computed && isRecord(node.object) && isAt(node.property);
};

/** What a word of a record is, and which place of an enumeration has which name, is known by what is generated from the catalogue. */
export const noLiteralPlaces = {
  meta: {
    type: 'problem', schema: [],
    messages: {
      place: 'A place in an enumeration has a name: take the constant of the contracts.',
      offset: 'What stands where in a record is generated: read it by the reader of its field, or with `handleRecord`.',
    },
  },
  create(context) {
    const places = enumArguments();
    const isNumber = (node) => typeof staticValue(node, context) === 'number';
    /** `at + 3`, `3 + at`, `at + 1 + 2`. */
    const isOffset = (node) => {
      if (node.type !== 'BinaryExpression' || !SUMS.has(node.operator)) return false;
      const onAt = (side) => isAt(side) || isOffset(side);
      return (onAt(node.left) && isNumber(node.right)) || (onAt(node.right) && isNumber(node.left));
    };
    return {
      CallExpression({ callee, arguments: given }) {
        for (const at of places.get(callee.property?.name ?? callee.name) ?? []) if (isNumber(given[at])) context.report({ node: given[at], messageId: 'place' });
      },
      'MemberExpression[computed=true]'({ object, property }) {
        if (isRecord(object) && isOffset(property)) context.report({ node: property, messageId: 'offset' });
      },
      BinaryExpression(node) {
        if (BITS.has(node.operator) && isHead(node.left) && isNumber(node.right)) context.report({ node, messageId: 'offset' });
      },
    };
  },
};
