import { describe, expect, it } from 'vitest';
import { fieldChange, flagChange, kindChange } from './change';

describe('changes in words', () => {
  it.each([
    ['set', 63, 63, 0n, 1n], ['cleared', 1, 1, 1n, 0n], ['0x105 becomes 0x106', 51, 12, 0x105n, 0x106n], ['0x105 becomes 0x0', 51, 12, 0x105n, 0n],
  ])('a field: %s', (text, high, low, from, to) => expect(fieldChange({ name: 'it', high, low, from, to })).toBe(text));

  it.each([
    ['now dirty', false, true], ['no longer dirty', true, false], ['dirty means nothing now', true, undefined], ['', false, undefined],
    ['now dirty', undefined, true], ['', undefined, false], ['dirty is 3', undefined, 3], ['dirty 3 becomes 4', 3, 4],
  ])('a flag: %s', (text, from, to) => expect(flagChange('dirty', [from, to])).toBe(text));

  it('a kind', () => expect([kindChange('page', 'page'), kindChange('page', 'swap')]).toEqual(['still page', 'page becomes swap']));
});
