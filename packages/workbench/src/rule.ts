import { ARG_MEANINGS, RULE_AREAS, RULE_COMMITS, RULES, type RuleRow } from '@faultline/contracts/rules';
import type { Sheet } from './sheet';

const LABEL = 11;

const areaOf = (rule: RuleRow): string => Object.entries(RULE_AREAS).find(([, rules]) => rules.includes(rule))![0];
const lineOn = (sheet: Sheet) => (label: string, text: string): string => sheet.wrap(`  ${label.padEnd(LABEL)}${text}`, LABEL + 2);

/** One rule, a line a fact. */
export function renderRule(rule: RuleRow, sheet: Sheet): string {
  const line = lineOn(sheet);
  const { id, kernel, condition, effect, arg, spec, commit } = rule;
  const [file, name] = kernel.split(':');
  return [
    sheet.head(sheet.wrap(id, 2)), line('when', condition), line('then', `${name} ${effect}`),
    line('argument', arg === 'none' ? 'none' : `${arg}: ${ARG_MEANINGS[arg]}`), line('function', `${name}, ${file}, v6.2-rc3`),
    ...(commit === undefined ? [] : [line('commit', `${commit}: ${RULE_COMMITS[commit]}`)]),
    line('row', spec), line('table', `docs/rules/${areaOf(rule)}.md`), '',
  ].join('\n');
}

/** All rules by area, each with the condition it holds under. */
export const renderRules = (sheet: Sheet): string => Object.entries(RULE_AREAS).flatMap(([area, rules]) => [
  sheet.head(area), ...rules.flatMap(({ id, condition }) => [sheet.wrap(`  ${id}`, 6), sheet.dim(sheet.wrap(`      ${condition}`, 6))]), '',
]).join('\n');

/** The same for JSON; `number` is what a record holds. */
export const ruleJson = (rule: RuleRow): object => ({ ...rule, argMeans: ARG_MEANINGS[rule.arg], area: areaOf(rule), number: RULES.indexOf(rule) });
