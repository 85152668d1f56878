import { describe, expect, it } from 'vitest';
import { styleOf } from './style';

const NAMES = ['head', 'dim', 'mark', 'bad', 'good'] as const;

describe('emphasis', () => {
  it.each(NAMES)('%s is nothing where colour is off', (name) => expect(styleOf(false)[name]('text')).toBe('text'));
  it.each(NAMES)('%s is an escape sequence around the text where it is on', (name) => {
    const shown = styleOf(true)[name]('text');
    expect([shown.startsWith('\u001b['), shown.includes('text'), shown.endsWith('m')]).toEqual([true, true, true]);
  });
});
