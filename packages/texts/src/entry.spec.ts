import type { DecodedEntry } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { entryText, flagsText } from './entry';

const entry = (more: Partial<DecodedEntry>): DecodedEntry => ({ raw: 0n, level: 'pte', kind: 'none', flags: {}, bits: [], ...more });

describe('an entry in a line', () => {
  it.each([
    ['pte: none', {}], ['pte: page, frame 0x105', { kind: 'page', pfn: 0x105 }], ['pmd: table, next table at 0x106000', { level: 'pmd', kind: 'table', tablePhys: 0x106000n }],
    ['pte: swap, swap, type 3, offset 0x1234', { kind: 'swap', swap: { class: 'swap', type: 3, offset: 0x1234n } }],
  ] as const)('%s', (text, more) => expect(entryText(entry(more))).toBe(text));

  it('flags that hold are named, those with a value have it', () => expect(flagsText({ present: true, special: false, pkey: 3, young: true })).toBe('present pkey=3 young'));
  it('no flag is no text', () => expect(flagsText({ present: false })).toBe(''));
});
