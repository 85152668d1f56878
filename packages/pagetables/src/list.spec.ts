import fc from 'fast-check';
import { arm64 } from '@faultline/arch-arm64';
import { riscv } from '@faultline/arch-riscv';
import { s390 } from '@faultline/arch-s390';
import { x86_64 } from '@faultline/arch-x86';
import { ACCESS_READ, wordOf, type Architecture } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import {
  answer, foretell, mappingAt, mappings, mapsPhysical, merged, pageTables, readDump, withAttributes, type Mapping, type Overlay,
  type PageTables,
} from './index';
import { down, tiny, tinyDocument } from './testing/tiny';

const rowText = ({ va, size, kind, pfn }: Mapping): string => `${va.toString(16)} ${size.toString(16)} ${kind} ${pfn?.toString(16) ?? '-'}`;
const listed = (tables: PageTables): string[] => [...mappings(tables)].map(rowText);

describe('the mappings of a dump', () => {
  it('are its leaf entries that are not empty, with the size of their level', () => {
    const tables = tiny({ ...down({ 5: '0x8000000000123067' }), '0x3000': { level: 2, e: { 0: '0x4067', 2: '0x80000000006000e7' } } });
    expect(listed(tables)).toEqual(['5000 1000 page 123', '400000 200000 huge 600']);
  });

  it('swap types have the numbers of the dumped build, not of the usual one', () => {
    const document = tinyDocument(down({ 1: '0xdffffffffffffe00' }));
    const kindWith = (more: object): unknown => [...mappings(pageTables(readDump(JSON.stringify({ ...document, config: { ...document.config, ...more } })), x86_64()))][0]?.kind;
    expect(kindWith({})).toBe('hwpoison');
    expect(kindWith({ swapTypes: { swapFiles: 28, migrationRead: 28, migrationReadExclusive: 29, migrationWrite: 30, pteMarker: 31 } })).toBe('swap');
    expect(kindWith({ swapTypes: { swapFiles: 26, hwpoison: 26, migrationRead: 27 } })).toBe('migration');
  });

  it('also those that are not present', () => {
    const rows = [...mappings(tiny(down({ 1: '0x07fffffffffffe00' })))];
    expect(rows).toMatchObject([{ va: 0x1000n, kind: 'swap', swapType: 0, swapOffset: 0n, flags: { present: false, softDirty: false, uffdWp: false } }]);
    expect(rows[0]).not.toHaveProperty('pfn');
  });

  it('end with the user half', () => expect(listed(tiny({ ...down({}), '0x1000': { level: 4, e: { 0: '0x2067', 256: '0x2067' } } }))).toEqual([]));

  it('come from entries that only the fill tells of', () => {
    const rows = listed(tiny({ ...down({ 0: '0x0' }), '0x4000': { level: 1, fill: '0x123067', e: { 0: '0x0' } } }));
    expect([rows.length, rows[0], rows.at(-1)]).toEqual([511, '1000 1000 page 123', '1ff000 1000 page 123']);
  });
});

describe('tables that are broken', () => {
  const root = (entry: string, more: object = {}) => ({ '0x1000': { level: 4, e: { 1: entry } }, ...more });
  it.each([
    ['a table that is missing', root('0x9067'), 'missing-table'],
    ['a table that points to itself', root('0x1067'), 'loop'],
    ['a table of another level', root('0x9067', { '0x9000': { level: 2, e: {} } }), 'wrong-level'],
    ['a value that is no table', root('0x90e7', { '0x9000': { level: 3, e: {} } }), 'bad'],
  ])('%s is a row that says so', (_what, tables, kind) => {
    const read = tiny(tables);
    expect([...mappings(read)]).toMatchObject([{ va: 1n << 39n, size: 1n << 39n, kind, tablePhys: kind === 'loop' ? 0x1000n : 0x9000n }]);
    expect(answer(read, 1n << 39n).mapping).toMatchObject({ kind });
  });

  it('a loop over two tables ends', () => {
    const rows = [...mappings(tiny({ ...down({}), '0x3000': { level: 2, e: { 7: '0x2067' } } }))];
    expect(rows).toMatchObject([{ va: 7n << 21n, kind: 'loop', tablePhys: 0x2000n }]);
  });

  it('tables shared without end are refused, not followed', () => {
    const full = (entry: string) => Object.fromEntries(Array.from({ length: 512 }, (_, at) => [String(at), entry]));
    const tables = tiny({
      '0x1000': { level: 4, e: full('0x2067') }, '0x2000': { level: 3, e: full('0x3067') }, '0x3000': { level: 2, e: full('0x4067') }, '0x4000': { level: 1, e: {} },
    });
    expect(() => { for (const row of mappings(tables)) void row; }).toThrow('far more entries than they have');
  });
});

describe('one address', () => {
  const tables = tiny(down({ 5: '0x8000000000123065' }));
  it('gives each entry read, what hardware decides, and the row', () => {
    expect(answer(tables, 0x5123n)).toMatchObject({
      reads: [
        { level: 3, index: 0, address: 0x1000n, raw: 0x2067n, verdict: 'table' }, { level: 2, address: 0x2000n, verdict: 'table' },
        { level: 1, address: 0x3000n, verdict: 'table' }, { level: 0, index: 5, address: 0x4028n, raw: 0x8000000000123065n, verdict: 'leaf' },
      ],
      access: { read: 'ok', write: 'protection', exec: 'protection' }, mapping: { va: 0x5000n, pfn: 0x123 },
    });
  });
  it('what hardware stores stays in the overlay, and the next walk meets it', () => {
    const fresh = tiny(down({ 5: '0x123005' }));
    const overlay: Overlay = new Map();
    expect(foretell(fresh, 0x5000n, ACCESS_READ, overlay).reads.at(-1)?.raw).toBe(0x123005n);
    expect(overlay).toEqual(new Map([[0x4028n, 0x123025n]]));
    expect(foretell(fresh, 0x5000n, ACCESS_READ, overlay).reads.at(-1)?.raw).toBe(0x123025n);
    expect(answer(fresh, 0x5000n).reads.at(-1)?.raw).toBe(0x123005n);
  });
  it('that nothing maps has reads and no row', () => {
    const empty = answer(tables, 0x6000n);
    expect(empty.reads.at(-1)).toMatchObject({ level: 0, index: 6, raw: 0n, verdict: 'notPresent' });
    expect(empty).not.toHaveProperty('mapping');
  });
  it.each([1n << 47n, 1n << 48n, 0xffff800000000000n])('outside the user half is refused: %s', (va) => expect(() => answer(tables, va)).toThrow('outside the user half'));
});

describe('rows chosen and joined', () => {
  const rows = [...mappings(tiny(down({ 1: '0x100067', 2: '0x101067', 3: '0x103067', 4: '0x104065', 6: '0x105065', 7: '0x07fffffffffffe00', 8: '0x07fffffffffffc00' })))];
  it('neighbours are one range if frames follow and flags are equal', () =>
    expect([...merged(rows, 12)].map(rowText)).toEqual(['1000 2000 page 100', '3000 1000 page 103', '4000 1000 page 104', '6000 1000 page 105', '7000 2000 swap -']));
  it.each([
    [['write'], [1, 2, 3]], [['no-write', 'page'], [4, 6]], [['swap'], [7, 8]], [['pte', 'exec', 'write'], [1, 2, 3]], [['pkey=0', 'no-write'], [4, 6]], [['pmd'], []], [[], [1, 2, 3, 4, 6, 7, 8]],
  ] as const)('with %j', (attributes, pages) => expect(withAttributes(rows, attributes).map(({ va }) => Number(va >> 12n))).toEqual(pages));
  it.each(['hguge', 'no-', 'constructor', ''])("'%s' is no attribute", (attribute) => expect(() => withAttributes(rows, [attribute])).toThrow(`there is no attribute '${attribute}'`));
  it('a physical address is found in the page that holds it', () => {
    expect(rows.filter((row) => mapsPhysical(row, 0x103abcn, 12)).map(({ va }) => va)).toEqual([0x3000n]);
    expect(rows.filter((row) => mapsPhysical(row, 0x102000n, 12))).toEqual([]);
    const [huge] = [...mappings(tiny({ ...down({}), '0x3000': { level: 2, e: { 2: '0x80000000006000e7' } } }))];
    expect([0x5fffffn, 0x600000n, 0x7fffffn, 0x800000n].map((phys) => mapsPhysical(huge!, phys, 12))).toEqual([false, true, true, false]);
  });
});

const ARCHITECTURES: readonly Architecture[] = [
  x86_64(), x86_64({ config: 'l5', kernel: '6.12' }), arm64(), arm64({ config: '64k-52' }), arm64({ config: '4k-52-lpa2', kernel: '6.12' }), s390(), s390({ config: '5level+edat' }), riscv(),
  riscv({ config: 'sv39+svnapot+svpbmt', kernel: '6.12' }),
];

/** Few tables, entries that are anything: often pointers to one another. */
function arbitraryTables({ geometry, codec, machineName }: Architecture): fc.Arbitrary<PageTables['dump']> {
  const unit = 64 * 1024;
  const levels = geometry.topLevel + 1;
  const slot = { lo: 0, hi: 0 };
  const pointer = (level: number, to: number): bigint => {
    codec.makeTable(level - 1, (to * unit) / 2048, slot);
    return wordOf(slot.lo, slot.hi);
  };
  const emptyAt = (level: number): bigint => {
    codec.none(level - 1, slot);
    return wordOf(slot.lo, slot.hi);
  };
  const entry = (level: number) => fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), level > 1 ? fc.integer({ min: 1, max: 2 * levels }).map((to) => pointer(level, to)) : fc.constant(0n));
  const table = (level: number) => fc.dictionary(fc.nat(geometry.entries[level - 1]! - 1).map(String), entry(level).map((raw) => `0x${raw.toString(16)}`), { maxKeys: 5, noNullPrototype: true })
    .map((e) => ({ level, size: geometry.entries[level - 1]!, fill: `0x${emptyAt(level).toString(16)}`, e }));
  return fc.tuple(...Array.from({ length: 2 * levels }, (_, at) => table(levels - (at % levels)))).map((all) => readDump(JSON.stringify({
    format: 1, arch: machineName, kernel: '6.2', config: { pageSize: 2 ** geometry.pageShift, levels, vaBits: geometry.shift[geometry.topLevel]! },
    root: { table: `0x${unit.toString(16)}`, size: geometry.entries[levels - 1], level: levels, firstIndex: 0, endIndex: geometry.entries[levels - 1] },
    tables: Object.fromEntries(all.map((each, at) => [`0x${((at + 1) * unit).toString(16)}`, each])),
  })));
}

describe.each(ARCHITECTURES.map((architecture) => [`${architecture.name}:${architecture.config}`, architecture] as const))('tables of any content, %s', (_name, architecture) => {
  const read = arbitraryTables(architecture).map((dump) => pageTables(dump, architecture));
  it('rows ascend, do not overlap, and each is what its address is answered with', () => {
    fc.assert(fc.property(read, (tables) => {
      const rows = [...mappings(tables)];
      rows.forEach((row, at) => {
        if (at > 0) expect(row.va).toBeGreaterThanOrEqual(rows[at - 1]!.va + rows[at - 1]!.size);
        expect(mappingAt(tables, row.va)).toEqual(row);
        expect(mappingAt(tables, row.va + row.size - 1n)).toEqual(row);
      });
    }), { numRuns: 8 });
  });

  it('the hardware walk ends on every address', () => {
    fc.assert(fc.property(read, fc.bigInt({ min: 0n, max: 2n ** 36n }), (tables, va) => {
      const { reads } = answer(tables, va);
      expect(reads.length).toBeLessThanOrEqual(architecture.geometry.topLevel + 1);
    }), { numRuns: 15 });
  });
});
