import { readFileSync } from 'node:fs';

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
const isNumber = (node) => {
  const value = bare(node);
  return typeof value?.value === 'number' || (value?.type === 'UnaryExpression' && isNumber(value.argument));
};
const isAt = (node) => node.type === 'Identifier' && node.name === 'at';
const isRecord = (node) => RECORDS.has(bare(node).name);
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
    return {
      CallExpression({ callee, arguments: given }) {
        for (const at of places.get(callee.name) ?? []) if (isNumber(given[at])) context.report({ node: given[at], messageId: 'place' });
      },
      'MemberExpression[computed=true]'({ object, property }) {
        const sum = property.type === 'BinaryExpression' && SUMS.has(property.operator);
        if (isRecord(object) && sum && isAt(property.left) && isNumber(property.right)) context.report({ node: property, messageId: 'offset' });
      },
      BinaryExpression(node) {
        if (BITS.has(node.operator) && isHead(node.left) && isNumber(node.right)) context.report({ node, messageId: 'offset' });
      },
    };
  },
};
