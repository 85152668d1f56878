import { describe, expect, it } from 'vitest';
import { MEANINGS } from './events/meanings';
import { ruleNumber, RULES } from './rules';

describe('rules of the specification', () => {
  it('each stands once', () => expect(new Set(RULES).size).toBe(RULES.length));
  it.each(RULES)('%s is FILE:NUMBER', (rule) => expect(rule).toMatch(/^[a-z]+(-[a-z]+)*:([A-Z]+\d+|\d+\.\d+)$/));
  it('a number stands for its rule', () => expect(RULES.map(ruleNumber)).toEqual(RULES.map((_, at) => at)));
  it('every number fits the field that holds it', () => expect(RULES.length).toBeLessThanOrEqual(2 ** MEANINGS.rule.bits));
});
