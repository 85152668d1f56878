import { KERNELS } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { architecture, ConfigError } from './index';

describe('the toy, as docs/adding-an-architecture.md draws it', () => {
  const { codec, geometry } = architecture();

  it('an address is nine digits: root index, page index, offset', () => {
    const vpn = 0xaaabbb;
    expect([geometry.index(1, vpn, 0), geometry.index(0, vpn, 0), geometry.pageShift]).toEqual([0xaaa, 0xbbb, 12]);
    expect([geometry.isCanonical(0xfffffffffn), geometry.isCanonical(0x1000000000n)]).toEqual(['ok', 'fault']);
  });

  it.each([
    ['nothing', 0, 0x0n, 'none', undefined],
    ['a page that may be written', 0, 0x0000010200000037n, 'page', 0x102],
    ['a page without access', 0, 0x0000010200000080n, 'protnone', 0x102],
    ['a page on the first swap device', 0, 0x0000000500000200n, 'swap', undefined],
    ['a table', 1, 0x0000020400000101n, 'table', undefined],
    ['a page where a table belongs', 1, 0x0000010200000037n, 'bad', undefined],
    ['a level that is folded', 2, 0x0n, 'folded', undefined],
  ])('%s', (_what, level, raw, kind, pfn) => expect(codec.decode(level, raw)).toMatchObject({ kind, ...(pfn === undefined ? {} : { pfn }) }));

  it.each(KERNELS)('is the same on kernel %s', (kernel) => expect(architecture({ kernel }).kernel).toBe(kernel));
  it('refuses a configuration by name', () => expect(() => architecture({ config: '37bit' })).toThrow(ConfigError));
});
