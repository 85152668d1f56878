import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grid, WIDTH, wrap } from './grid';

const plain = (text: string): string => text;
const star = (text: string): string => `*${text}*`;
const longest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));
const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 60 });
const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

describe('text in lines that fit', () => {
  it.each([['short', 0, 'short'], ['', 0, ''], ['  led by two', 4, '  led by two']])('"%s", indented by %d', (text, indent, expected) => expect(wrap(text, indent)).toBe(expected));

  it('lines after the first are indented', () => {
    const [first, second] = wrap(`  ${'word '.repeat(30).trim()}`, 4).split('\n');
    expect([first!.startsWith('  word'), second!.startsWith('    word')]).toEqual([true, true]);
  });

  it('no line is longer than the width, and no word is lost', () => {
    fc.assert(fc.property(words, fc.nat(12), (all, indent) => {
      const text = wrap(all.join(' '), indent);
      expect(longest(text)).toBeLessThanOrEqual(WIDTH);
      expect(wordsOf(text)).toEqual(all);
    }));
  });
});

describe('rows', () => {
  it('of one column stand beside their labels', () => expect(grid(1, [['result', ['ok']], ['faults', ['1+0']]], star)).toBe('result    ok\nfaults    1+0'));

  it('of several columns stand in columns, and are marked where they differ', () => {
    expect(grid(2, [['result', ['ok', 'EFAULT']]], star)).toBe(`result    *ok*${' '.repeat(41)}*EFAULT*`);
  });

  it('that are equal stand once', () => expect(grid(3, [['result', ['ok', 'ok', 'ok']]], star)).toBe('result    ok'));

  it('cells of several lines keep them', () => expect(grid(1, [['branch', ['a\nb']]], plain)).toBe('branch    a\n          b'));

  it('a word that is wider than its column is broken after a slash or a hyphen, and nothing of it is lost', () => {
    const text = grid(3, [['branch', ['can_change_pte_writable/soft-dirty-tracked', 'a', 'b']]], plain);
    expect(text).toBe(`branch    can_change_pte_writable/soft- a${' '.repeat(29)}b\n          dirty-tracked`);
  });

  it('fit the width, however many columns and whatever their words, which are all there', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.array(words, { minLength: 6, maxLength: 6 }), (columns, cells) => {
      const own = cells.slice(0, columns).map((each) => each.join(' '));
      const text = grid(columns, [['label', own]], plain);
      expect(longest(text)).toBeLessThanOrEqual(WIDTH);
      expect(wordsOf(text).sort()).toEqual(['label', ...(columns > 1 && new Set(own).size === 1 ? wordsOf(own[0]!) : own.flatMap(wordsOf))].sort());
    }), { numRuns: 60 });
  });
});
