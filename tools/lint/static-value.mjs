import { getStaticValue } from '@eslint-community/eslint-utils';

/** What an expression comes to by the text of its file alone: a literal, what is reckoned of literals, a constant that is one. Undefined: it cannot be said. */
export const staticValue = (node, { sourceCode }) => (node ? getStaticValue(node, sourceCode.getScope(node))?.value : undefined);
