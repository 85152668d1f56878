// What the rule on paths asks of a syntax tree.
const HOME = '@faultline/contracts';

/** Names by which a file knows exports of the contracts, as `local → exported`. */
export function namesFromHome(program) {
  const imports = program.body.filter((node) => node.type === 'ImportDeclaration' && node.source.value === HOME);
  const named = imports.flatMap(({ specifiers }) => specifiers.filter(({ type }) => type === 'ImportSpecifier'));
  return new Map(named.map(({ local, imported }) => [local.name, imported.name]));
}

export const isFunction = ({ type }) => type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';

/** Is the declared type of the function `Path<T>`? */
export function declaresPath(node, names) {
  const declared = node.returnType?.typeAnnotation;
  return declared?.type === 'TSTypeReference' && declared.typeName.type === 'Identifier' && names.get(declared.typeName.name) === 'Path';
}

/** The nodes right below a node. */
const childrenOf = (node, keys) => (keys[node.type] ?? []).flatMap((key) => node[key] ?? []);

/** Is there a step below the node, as far as its function goes? */
export const hasStep = (node, keys) =>
  node.type === 'YieldExpression' || childrenOf(node, keys).some((child) => child !== null && !isFunction(child) && hasStep(child, keys));

/** Is one of these below the node? */
export const contains = (node, types, keys) => types.includes(node.type) || childrenOf(node, keys).some((child) => child !== null && contains(child, types, keys));

/** A name, `this`, or properties of these. */
export const isChain = (node) =>
  node.type === 'Identifier' || node.type === 'ThisExpression' || (node.type === 'MemberExpression' && !node.computed && !node.optional && isChain(node.object));

const ARRAYS = new Set(['Array', 'ReadonlyArray']);
/** `T[]`, `readonly T[]`, `Array<T>`, a tuple. */
function isArrayType(type) {
  if (type?.type === 'TSTypeOperator') return type.operator === 'readonly' && isArrayType(type.typeAnnotation);
  return type?.type === 'TSArrayType' || type?.type === 'TSTupleType' || (type?.type === 'TSTypeReference' && ARRAYS.has(type.typeName.name));
}

/** Does the name stand for a parameter or variable that is declared to be an array? */
export function isOwnArray(node, scope) {
  if (node.type !== 'Identifier') return false;
  for (let at = scope; at !== null; at = at.upper) {
    const found = at.set.get(node.name);
    if (found !== undefined) return found.defs.length === 1 && isArrayType(found.defs[0].name.typeAnnotation?.typeAnnotation);
  }
  return false;
}
