import { expect, it } from 'vitest';
import { argumentText, isObject } from './argument';

it.each<[text: string, value: unknown]>([
  ['"a"', 'a'], ['"line\\n"', 'line\n'], [`"${'x'.repeat(40)}…"`, 'x'.repeat(41)], ['a function', () => 1], ['an array', [1]], ['an object', {}], ['null', null],
  ['undefined', undefined], ['NaN', NaN], ['0', -0], ['2', 2n], ['Symbol(s)', Symbol('s')],
])('%s', (text, value) => expect(argumentText(value)).toBe(text));

it('objects are told from what only looks like one', () => expect([{}, [], null, '', undefined].map(isObject)).toEqual([true, true, false, false, false]));
