import { describe, expect, it } from 'vitest';
import { exportedNumbers, importedBy, withLiterals } from './literals';

const known = new Map([['@faultline/contracts', { TLB_READ: 1, NAMES: ['a'] }]]);
const made = (code: string): string => withLiterals(code, known).toString();

describe('numbers that the top of a bundle states', () => {
  it.each([
    ['stand where they are used', 'var SHIFT = 8; f(x >> SHIFT);', 'var SHIFT = 8; f(x >> 8);'],
    ['may be made of others', 'const A = 1 << 4, B = ~(A - 1) | 2 ** 3; f(B);', 'const A = 1 << 4, B = ~(16 - 1) | 2 ** 3; f((-8));'],
    ['keep their sign apart', 'let LAST = -1; f(a -LAST);', 'let LAST = -1; f(a -(-1));'],
    ['are themselves in names of properties and exports', 'var A = 1; f({ A: A, A() {} }.A, { A }); export { A };', 'var A = 1; f({ A: 1, A() {} }.A, { A }); export { A };'],
    ['may be imported', "import { TLB_READ, NAMES } from '@faultline/contracts'; f(TLB_READ, NAMES);", "import { TLB_READ, NAMES } from '@faultline/contracts'; f(1, NAMES);"],
    ['may be imported by another name', "import { TLB_READ as R } from '@faultline/contracts'; const A = R << 1; f(A);", "import { TLB_READ as R } from '@faultline/contracts'; const A = 1 << 1; f(2);"],
  ])('%s', (_what, code, expected) => expect(made(code)).toBe(expected));

  it.each([
    ['that something changes', 'let n = 0; n += 1; f(n);'],
    ['that something counts up', 'let n = 0; f(n++, n);'],
    ['that a parameter hides', 'var n = 0; function f(n) { return n; }'],
    ['that a pattern hides', 'var n = 0; function f({ n }) { return n; }'],
    ['that a loop hides', 'var n = 0; for (const n of list) f(n);'],
    ['that are no numbers', "var n = '0'; f(n);"],
    ['that another package exports', "import { TLB_READ } from 'other'; f(TLB_READ);"],
    ['that a parameter hides from an import', "import { TLB_READ } from '@faultline/contracts'; function f(TLB_READ) { return TLB_READ; }"],
    ['that text imports', 'f("import { TLB_READ } from \'@faultline/contracts\';", `${g} TLB_READ`);'],
    ['that stand deeper', 'function f() { const n = 1; return n; }'],
  ])('stay names: those %s', (_what, code) => expect(made(code)).toBe(code));

  it('leave lines where they are', () => {
    const map = withLiterals('var A = 1;\nf(A);\ng();').generateMap({ source: 'a.js', hires: true });
    expect([map.mappings.split(';').length, map.sources]).toEqual([3, ['a.js']]);
  });

  it('are looked for in what a bundle imports by name, not in what it holds as text', () =>
    expect([...importedBy("import { A } from 'a'; import * as b from 'b'; import 'c'; f('import { D } from \"d\"');")]).toEqual(['a']));

  it('are told by the names that they are exported by', () =>
    expect(exportedNumbers("import { TLB_READ } from '@faultline/contracts'; var A = 1, B = TLB_READ << 2, C = 'c', d = 4; d = 5; export { A, B as Z, C, d };", known)).toEqual({ A: 1, Z: 4 }));
});
