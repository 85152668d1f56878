import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnHeads, grid, wrap } from './grid';

const plain = (text: string): string => text;
const star = (text: string): string => `*${text}*`;
const longest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));
const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 60 });
const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const heads = (count: number): string[] => Array.from({ length: count }, (_, at) => `head${at}`);
const widths = fc.integer({ min: 40, max: 220 });

describe('text in lines that fit', () => {
  it.each([['short', 0, 'short'], ['', 0, ''], ['  led by two', 4, '  led by two']])('"%s", indented by %d', (text, indent, expected) => expect(wrap(100, text, indent)).toBe(expected));

  it('lines after the first are indented', () => {
    const [first, second] = wrap(100, `  ${'word '.repeat(30).trim()}`, 4).split('\n');
    expect([first!.startsWith('  word'), second!.startsWith('    word')]).toEqual([true, true]);
  });

  it('no line is longer than the width, and no word is lost', () => {
    fc.assert(fc.property(widths, words, fc.nat(12), (width, all, indent) => {
      const text = wrap(width, all.join(' '), indent);
      expect(longest(text)).toBeLessThanOrEqual(width);
      expect(wordsOf(text)).toEqual(all);
    }));
  });

  it('a word that fits no line is broken at a seam, else where it must be, and nothing of it is lost', () => {
    expect(wrap(20, 'can_change_pte_writable/soft-dirty-tracked')).toBe('can_change_pte_\nwritable/soft-dirty-\ntracked');
    fc.assert(fc.property(widths, fc.stringMatching(/^[a-z/_=.-]{1,400}$/), (width, word) => {
      const text = wrap(width, word);
      expect(longest(text)).toBeLessThanOrEqual(width);
      expect(text.replaceAll('\n', '')).toBe(word);
    }));
  });

  it('wide characters take two columns', () => expect(wrap(40, '写'.repeat(25)).split('\n').map((line) => line.length)).toEqual([20, 5]));
});

describe('rows', () => {
  const rows = (width: number, count: number, all: Parameters<typeof grid>[2], mark = plain): string => grid(width, heads(count), all, plain, mark);

  it('of one column stand beside their labels', () => expect(rows(100, 1, [['result', ['ok']], ['faults', ['1+0']]], star)).toBe('result    ok\nfaults    1+0'));

  it('of several columns stand in columns, and are marked where they differ', () => {
    expect(rows(100, 2, [['result', ['ok', 'EFAULT']]], star)).toBe(`result    *ok*${' '.repeat(41)}*EFAULT*`);
  });

  it('that are equal stand once', () => expect(rows(100, 3, [['result', ['ok', 'ok', 'ok']]], star)).toBe('result    ok'));

  it('cells of several lines keep them', () => expect(rows(100, 1, [['branch', ['a\nb']]])).toBe('branch    a\n          b'));

  it('a word that is wider than its column is broken after a slash or a hyphen, and nothing of it is lost', () => {
    const text = rows(100, 3, [['branch', ['can_change_pte_writable/soft-dirty-tracked', 'a', 'b']]]);
    expect(text).toBe(`branch    can_change_pte_writable/soft- a${' '.repeat(29)}b\n          dirty-tracked`);
  });

  it('a label that is wider than labels are is not cut', () => expect(rows(100, 1, [['broadcasting', ['3']], ['ipi', ['1']]])).toBe('broadcasting 3\nipi          1'));

  it('of columns that do not fit stand below each other, under their heads, after what is equal in all', () => {
    expect(rows(60, 3, [['outcome', ['ok', 'ok', 'ok']], ['pte', ['0x1', '0x2', '0x3']], ['', ['young', 'young', 'young']], ['pages', ['p0', 'p0', 'p0']]], star)).toBe([
      'outcome   ok', 'pages     p0', `          head0${' '.repeat(20)}head1`, `pte       *0x1*${' '.repeat(20)}*0x2*`, `          *young*${' '.repeat(18)}*young*`,
      '          head2', 'pte       *0x3*', '          *young*',
    ].join('\n'));
  });

  it('that are equal in columns which do not fit have no heads', () => expect(rows(40, 2, [['outcome', ['ok', 'ok']]])).toBe('outcome   ok'));

  it.each([[40, 1], [60, 2], [80, 3], [100, 3], [120, 4], [200, 8]])('%d characters hold %d columns', (width, most) => {
    expect(columnHeads(width, heads(most), plain)).toMatch(/^ {10}head0/);
    expect(columnHeads(width, heads(most + 1), plain)).toMatch(/^head0; head1/);
  });

  it('fit the width, however many columns and whatever their words, which are all there', () => {
    fc.assert(fc.property(widths, fc.integer({ min: 1, max: 6 }), fc.array(words, { minLength: 6, maxLength: 6 }), (width, columns, cells) => {
      const own = cells.slice(0, columns).map((each) => each.join(' '));
      const text = grid(width, heads(columns), [['label', own]], plain, plain);
      const all = columns > 1 && new Set(own).size === 1 ? wordsOf(own[0]!) : own.flatMap(wordsOf);
      expect(longest(text)).toBeLessThanOrEqual(width);
      expect(wordsOf(text).filter((word) => word !== 'label' && !/^head\d$/.test(word)).sort()).toEqual(all.sort());
    }), { numRuns: 60 });
  });
});
