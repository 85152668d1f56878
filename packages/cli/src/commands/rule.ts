import { ruleNamed, RULES, type RuleRow } from '@faultline/contracts/rules';
import { renderRule, renderRules, ruleJson } from '@faultline/workbench';
import { CliError } from '../errors';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';

export interface RuleOptions {
  readonly json?: boolean;
}

function ruleOf(name: string): RuleRow {
  const found = ruleNamed(name);
  if (found !== undefined) return found;
  throw new CliError('misuse', `there is no rule '${name}'`, 'without an id, all rules are listed', {}, { name, known: RULES.flatMap(({ id, spec }) => [id, spec]) });
}

/** `faultline rule`: what a rule says and where it comes from; without an id, all of them. */
export function rule(io: Io, name: string | undefined, { json }: RuleOptions): number {
  const sheet = terminalOf(io);
  if (name === undefined) io.out(json === true ? `${JSON.stringify(RULES.map(ruleJson))}\n` : renderRules(sheet));
  else io.out(json === true ? `${JSON.stringify(ruleJson(ruleOf(name)))}\n` : renderRule(ruleOf(name), sheet));
  return 0;
}
