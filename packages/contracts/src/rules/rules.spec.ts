import { describe, expect, it } from 'vitest';
import { MEANINGS } from '../events/meanings';
import { ARG_MEANINGS, RULE_COMMITS, ruleNamed, RULES } from './index';
import { RULE_IDS } from './rules.gen';

const named = RULES.map((rule) => [rule.id, rule] as const);

describe('rules of the kernel', () => {
  it('each stands once', () => expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length));
  it('no two stand for the same row of the specification', () => expect(new Set(RULES.map(({ spec }) => spec)).size).toBe(RULES.length));
  it.each(named)('%s is FUNCTION/DECISION, in small letters and hyphens', (id) => expect(id).toMatch(/^[a-z_][a-z0-9_]*\/[a-z]+(-[a-z]+)*$/));
  it.each(named)('%s begins with its kernel function', (id, { kernel }) => {
    expect(kernel).toMatch(/^[a-z]+(\/[a-z_-]+)+\.[ch]:[a-z0-9_]+$/);
    expect(id.split('/')[0]).toBe(kernel.split(':')[1]);
  });
  it.each(named)('%s names a row FILE:NUMBER', (_id, { spec }) => expect(spec).toMatch(/^[a-z]+(-[a-z]+)*:([A-Z]+\d+|\d+(\.\d+)?)$/));
  it.each(named)('%s has a clause and a sentence, both without an end mark', (_id, { condition, effect }) => {
    for (const text of [condition, effect]) expect(text).toMatch(/^[^|\n]{5,160}[^.|\n]$/);
  });
  it.each(named)('%s says what its argument is, and no unknown commit', (_id, { arg, commit }) => {
    expect(Object.keys(ARG_MEANINGS)).toContain(arg);
    if (commit !== undefined) expect(Object.keys(RULE_COMMITS)).toContain(commit);
  });
  it('a number stands for its rule', () => expect(RULE_IDS).toEqual(RULES.map(({ id }) => id)));
  it('every number fits the field that holds it', () => expect(RULES.length).toBeLessThanOrEqual(2 ** MEANINGS.rule.bits));
});

describe('a rule by name', () => {
  it.each(named)('%s is found by its id and by its row', (id, rule) => expect([ruleNamed(id), ruleNamed(rule.spec)]).toEqual([rule, rule]));
  it.each(['', 'do_wp_page', 'do_wp_page/', 'cow-and-gup:WP99', 'constructor'])('%j is none', (name) => expect(ruleNamed(name)).toBeUndefined());
});
