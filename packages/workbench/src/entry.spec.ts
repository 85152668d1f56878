import type { DecodedEntry } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { entryJson, renderEntry } from './entry';
import { PLAIN as plain } from './testing/plain';

const ENTRY: DecodedEntry = {
  raw: 0x8000000000105867n, level: 'pte', kind: 'page', pfn: 0x105, flags: { present: true, young: true, special: false, pkey: 3 },
  bits: [{ name: 'NX', high: 63, low: 63, value: 1n, meaning: 'fetch refused' }, { name: 'frame', high: 51, low: 12, value: 0x105n }],
};

describe('an entry in words', () => {
  it('has a head, a ruler over its bits, each field, and what the kernel reads', () => {
    expect(renderEntry(ENTRY, plain)).toBe([
      '0x8000000000105867  pte: page, frame 0x105',
      '63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3',
      '1000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0001 0000 0101 1000 0110 0111',
      '     63  NX  (fetch refused)',
      '  51:12  frame = 0x105',
      '  kernel reads: present young pkey=3', '',
    ].join('\n'));
  });

  it.each([
    ['a table', { kind: 'table', tablePhys: 0x106000n, level: 'pmd' }, 'pmd: table, next table at 0x106000'],
    ['a swap entry', { kind: 'swap', swap: { class: 'swap', type: 3, offset: 0x1234n } }, 'pte: swap, swap, type 3, offset 0x1234'],
    ['nothing', { kind: 'none' }, 'pte: none'],
  ] as const)('%s', (_what, more, head) => {
    const { pfn: _pfn, ...rest } = ENTRY;
    expect(renderEntry({ ...rest, ...more } as DecodedEntry, plain).split('\n')[0]).toBe(`0x8000000000105867  ${head}`);
  });

  it('of which the kernel reads nothing says so', () => expect(renderEntry({ ...ENTRY, flags: { present: false } }, plain)).toContain('kernel reads: nothing'));
});

describe('an entry as JSON', () => {
  it('has the names and forms of the vectors', () => {
    expect(entryJson(ENTRY)).toEqual({
      raw: '0x8000000000105867', level: 'pte', kind: 'page', pfn: '0x105', flags: { present: true, young: true, special: false, pkey: 3 },
      bits: [{ name: 'NX', high: 63, low: 63, value: '0x1' }, { name: 'frame', high: 51, low: 12, value: '0x105' }],
    });
    const { pfn: _pfn, ...rest } = ENTRY;
    expect(entryJson({ ...rest, kind: 'migration', swap: { class: 'migration-read', type: 28, offset: 0x1234n, pfn: 0x1234, migYoung: true, migDirty: false } }))
      .toMatchObject({ swap: { class: 'migration-read', type: 28, offset: '0x1234', pfn: '0x1234', migYoung: true, migDirty: false } });
    expect(entryJson({ ...rest, kind: 'table', tablePhys: 0x106000n })).toMatchObject({ tablePhys: '0x106000' });
  });
});
