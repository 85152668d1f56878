import { RULES } from '@faultline/contracts/rules';
import { describe, expect, it } from 'vitest';
import { faultline } from './testing/captured';

describe('rule', () => {
  it('says what a rule says, and where it comes from', () => {
    expect(faultline('rule', 'do_wp_page/copy')).toEqual({ status: 0, err: '', out: expect.any(String) });
    expect(faultline('rule', 'do_wp_page/copy').out).toMatchInlineSnapshot(`
      "do_wp_page/copy
        when       the page cannot be reused, is not anonymous, or is the zero page
        then       do_wp_page replaces it by a copy; UNSHARE gets one too, without the right to
                   write
        argument   pfn: the frame number of the page, 0 for none
        function   do_wp_page, mm/memory.c, v6.2-rc3
        commit     8d6a0ac09a16: UNSHARE breaks COW for every page of a COW mapping
        row        cow-and-gup:WP7
        table      docs/rules/cow.md
      "
    `);
  });

  it('says the same for its row of the specification', () => expect(faultline('rule', 'cow-and-gup:WP7')).toEqual(faultline('rule', 'do_wp_page/copy')));

  it('--json prints one object', () => {
    const { status, out } = faultline('rule', 'zap_pte_range/dirty-page', '--json');
    expect([status, JSON.parse(out)]).toEqual([0, {
      ...RULES.find(({ id }) => id === 'zap_pte_range/dirty-page'), area: 'zap', argMeans: '1 for yes, 0 for no',
      number: RULES.findIndex(({ id }) => id === 'zap_pte_range/dirty-page'),
    }]);
  });

  it('without an id, all rules by area', () => {
    const { status, out } = faultline('rule');
    expect([status, out.split('\n').filter((line) => /^ {2}\S/.test(line)).map((line) => line.trim())]).toEqual([0, RULES.map(({ id }) => id)]);
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(JSON.parse(faultline('rule', '--json').out)).toHaveLength(RULES.length);
  });

  it.each(RULES.map(({ id }) => id))('%s fits the width', (id) => {
    expect(faultline('rule', id).out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it.each([
    ['do_wp_page/cpoy', 'do_wp_page/copy'], ['do_wp_page: copy', 'do_wp_page/copy'], ['fault-path:AN3', 'fault-path:AN1'], ['DO_FAULT/READ', 'do_fault/read'],
  ])('%s is misuse, and %s is what was meant', (name, meant) => {
    const { status, out, err } = faultline('rule', name);
    expect([status, out, err]).toEqual([2, '', expect.stringMatching(new RegExp(`^faultline: there is no rule '${name}'; did you mean '${meant}'\\?`))]);
  });

  it.each([['an empty one', ''], ['control characters', '\u001b[2J'], ['a long one', 'x'.repeat(100_000)]])('%s is misuse in one printable line', (_what, name) => {
    const { status, err } = faultline('rule', name);
    expect([status, err.trimEnd().split('\n').length, /\p{Cc}/u.test(err.trimEnd()), err.length < 1500]).toEqual([2, 1, false, true]);
  });
});
