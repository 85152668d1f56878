import { RULES } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { RULE_WORDS, ruleText } from './rules';

describe('rules in words', () => {
  it('every rule has them, and nothing else', () => expect(Object.keys(RULE_WORDS).sort()).toEqual([...RULES].sort()));

  it.each(RULES)('%s begins with a function of the kernel', (rule) => expect(RULE_WORDS[rule]).toMatch(/^(?:[a-z_][a-z0-9_]*)(?:: \S.*)?$/));

  it('no two rules read the same', () => expect(new Set(RULES.map(ruleText)).size).toBe(RULES.length));

  it.each([['cow-and-gup:WP7', 'do_wp_page: copy (WP7)'], ['fault-path:AN9', 'do_anonymous_page: new page (AN9)'], ['zap-and-rmap:4.10', 'zap_pte_range: rmap removed (4.10)']] as const)('%s is %s', (rule, text) => {
    expect(ruleText(rule)).toBe(text);
  });
});
