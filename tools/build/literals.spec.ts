import { describe, expect, it } from 'vitest';
import { withLiterals } from './literals';

const made = (code: string): string => withLiterals(code).toString();

describe('numbers that the top of a bundle states', () => {
  it.each([
    ['stand where they are used', 'var SHIFT = 8; f(x >> SHIFT);', 'var SHIFT = 8; f(x >> 8);'],
    ['may be made of others', 'const A = 1 << 4, B = ~(A - 1) | 2 ** 3; f(B);', 'const A = 1 << 4, B = ~(16 - 1) | 2 ** 3; f((-8));'],
    ['keep their sign apart', 'let LAST = -1; f(a -LAST);', 'let LAST = -1; f(a -(-1));'],
    ['are themselves in names of properties and exports', 'var A = 1; f({ A: A, A() {} }.A, { A }); export { A };', 'var A = 1; f({ A: 1, A() {} }.A, { A }); export { A };'],
  ])('%s', (_what, code, expected) => expect(made(code)).toBe(expected));

  it.each([
    ['that something changes', 'let n = 0; n += 1; f(n);'],
    ['that something counts up', 'let n = 0; f(n++, n);'],
    ['that a parameter hides', 'var n = 0; function f(n) { return n; }'],
    ['that a pattern hides', 'var n = 0; function f({ n }) { return n; }'],
    ['that a loop hides', 'var n = 0; for (const n of list) f(n);'],
    ['that are no numbers', "var n = '0'; f(n);"],
    ['that stand deeper', 'function f() { const n = 1; return n; }'],
  ])('stay names: those %s', (_what, code) => expect(made(code)).toBe(code));

  it('leave lines where they are', () => {
    const map = withLiterals('var A = 1;\nf(A);\ng();').generateMap({ source: 'a.js', hires: true });
    expect([map.mappings.split(';').length, map.sources]).toEqual([3, ['a.js']]);
  });
});
