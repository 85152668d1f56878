import type { RuleRow } from '../../packages/contracts/src/rules/rule';

/** Where the generated module stands, from the root of the repository. */
export const MODULE = 'packages/contracts/src/rules/rules.gen.ts';

/** `do_wp_page/copy` is the constant DO_WP_PAGE_COPY. */
export const constantOf = (id: string): string => id.replace(/^_+/, '').replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();

/** Ids and numbers of rules, without a sentence: all that a path and a log need. */
export function renderModule(rules: readonly RuleRow[]): string {
  return [
    '// Made by `npm run generate:rules` from the table beside it. Do not edit.',
    '',
    "import type { RuleNumber } from '../numbers';",
    '',
    '/** Ids of rules; the place is the number that a record holds. */',
    'export const RULE_IDS = [',
    ...rules.map(({ id }) => `  '${id}',`),
    '] as const;',
    'export type RuleId = (typeof RULE_IDS)[number];',
    '',
    ...rules.flatMap(({ id, kernel }, number) => [`/** \`${id}\` @kernel v6.2-rc3 ${kernel} */`, `export const ${constantOf(id)} = ${number} as RuleNumber;`]),
    '',
  ].join('\n');
}
