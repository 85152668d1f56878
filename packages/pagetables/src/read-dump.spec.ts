import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DumpError, readDump } from './index';
import { MAX_DEPTH, MAX_TABLES } from './limits';
import { down, tiny, tinyDocument } from './testing/tiny';

const GOOD = tinyDocument(down({ 5: '0x8000000000123067' }));
type Document = typeof GOOD;
const change = (more: object): string => JSON.stringify({ ...GOOD, ...more });
const inTable = (more: object): string => change({ tables: { ...GOOD.tables, '0x4000': { ...GOOD.tables['0x4000'], ...more } } });
const root = (more: Partial<Document['root']>): string => change({ root: { ...GOOD.root, ...more } });

function errorOf(text: string): DumpError {
  try {
    readDump(text);
  } catch (error) {
    if (error instanceof DumpError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('a dump', () => {
  it('gives tables by address, levels from 0, entries by index', () => {
    const dump = readDump(JSON.stringify(GOOD));
    expect(dump).toMatchObject({ name: 'tiny', machine: 'x86_64', kernel: '6.2.12', firstIndex: 0, endIndex: 256 });
    expect(dump.root).toBe(dump.tables.get(0x1000n));
    expect(dump.tables.get(0x4000n)).toEqual({ phys: 0x4000n, level: 0, size: 512, fill: 0n, entries: new Map([[5, 0x8000000000123067n]]) });
  });

  it('may hold members that nobody asks for', () => expect(readDump(change({ truth: { vmas: [{}] }, kernelTables: 7 })).tables.size).toBe(4));
});

const many = Object.fromEntries(Array.from({ length: MAX_TABLES + 1 }, (_, at) => [`0x${(at * 4096).toString(16)}`, 0]));
const BAD: readonly (readonly [what: string, text: string, code: string, message: RegExp])[] = [
  ['nothing', '', 'syntax', /^the text ends too early/],
  ['half a dump', JSON.stringify(GOOD).slice(0, 300), 'syntax', /^the text ends too early/],
  ['no JSON', '# a title', 'syntax', /^this is no JSON/],
  ['a list', '[]', 'wrong-shape', /^the whole/],
  ['null', 'null', 'wrong-shape', /^the whole/],
  ['deep nesting', '['.repeat(MAX_DEPTH + 1), 'too-deep', /nest deeper than 32/],
  ['another format', change({ format: 2 }), 'wrong-shape', /^format: is not 1/],
  ['no kernel', change({ kernel: undefined }), 'wrong-shape', /^kernel: /],
  ['a kernel that is a number', change({ kernel: 6 }), 'wrong-shape', /^kernel: /],
  ['no page size', change({ config: { ...GOOD.config, pageSize: undefined } }), 'wrong-shape', /^config\.pageSize: /],
  ['a switch that is no switch', change({ config: { ...GOOD.config, lpa2: 'yes' } }), 'wrong-shape', /^config\.lpa2: /],
  ['an entry that is no number', inTable({ e: { 5: '0xzz' } }), 'wrong-shape', /^tables\["0x4000"\]\.e\["5"\]: is no 64-bit value/],
  ['an entry of 65 bits', inTable({ e: { 5: '0x1ffffffffffffffff' } }), 'wrong-shape', /^tables\["0x4000"\]\.e\["5"\]: is no 64-bit value/],
  ['an entry that is a number', inTable({ e: { 5: 7 } }), 'wrong-shape', /^tables\["0x4000"\]\.e\["5"\]: /],
  ['an index that is none', inTable({ e: { '05': '0x1' } }), 'wrong-shape', /^tables\["0x4000"\]\.e\["05"\]/],
  ['an index beyond the table', inTable({ e: { 512: '0x1' } }), 'wrong-shape', /^tables\["0x4000"\]\.e\["512"\]: the table has 512 entries/],
  ['a level that is none', inTable({ level: 6 }), 'wrong-shape', /^tables\["0x4000"\]\.level: /],
  ['a table of 10^9 entries', inTable({ size: 1e9 }), 'wrong-shape', /^tables\["0x4000"\]\.size: /],
  ['no fill', inTable({ fill: undefined }), 'wrong-shape', /^tables\["0x4000"\]\.fill: /],
  ['a table address that is none', change({ tables: { ...GOOD.tables, here: GOOD.tables['0x4000'] } }), 'wrong-shape', /^tables\.here/],
  ['a table twice', change({ tables: { ...GOOD.tables, '0x04000': GOOD.tables['0x4000'] } }), 'duplicate-table', /^tables\["0x04000"\]: /],
  ['too many tables', change({ tables: many }), 'too-many', /^tables: there are 65537/],
  ['no root table', root({ table: '0x9000' }), 'missing-table', /^root\.table: the tables lack 0x9000/],
  ['a root of another level', root({ level: 5 }), 'mislabelled', /^root: level 5/],
  ['a root of another size', root({ size: 16, endIndex: 16 }), 'mislabelled', /^root: level 4 with 16 entries/],
  ['a user half that ends before it begins', root({ firstIndex: 256 }), 'wrong-shape', /^root\.endIndex: /],
  ['a user half beyond the root', root({ endIndex: 513 }), 'wrong-shape', /^root\.endIndex: /],
];

describe('a dump that is wrong', () => {
  it.each(BAD)('%s', (_what, text, code, message) => {
    const error = errorOf(text);
    expect({ code: error.code, message: error.message }).toEqual({ code, message: expect.stringMatching(message) });
    expect(error.remedy).not.toBe('');
  });

  it('says the line and column where the text ends', () => {
    expect(errorOf('{\n  "format": 1,\n')).toMatchObject({ line: 3, column: 1 });
    expect(errorOf('{\n  "format": 1 "name": 2}')).toMatchObject({ code: 'syntax', line: 2, column: 15 });
  });

  it('never shows what a terminal would obey', () => expect(errorOf(change({ tables: { '\u001b[2J': 1 } })).message).not.toContain('\u001b'));

  it('cut anywhere gives a typed error', () => {
    const text = JSON.stringify(GOOD);
    fc.assert(fc.property(fc.nat(text.length - 1), (at) => errorOf(text.slice(0, at)) instanceof DumpError), { numRuns: 200 });
  });

  it('of any shape gives a typed error', () => fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => errorOf(JSON.stringify(value)) instanceof DumpError), { numRuns: 200 }));
});

describe('a dump read with an architecture it is not of', () => {
  const read = (more: object) => () => tinyWith(more);
  const tinyWith = (more: object) => tiny(Object.assign({}, down({}), more));
  it('a table of a level that is not there', () => expect(read({ '0x5000': { level: 5, e: {} } })).toThrow('tables["0x5000"].level: x86-64:l4 has no level 5'));
  it('a table of another size', () => expect(read({ '0x4000': { level: 1, size: 256, e: {} } })).toThrow('tables["0x4000"].size: a pte table of x86-64:l4 has 512 entries, not 256'));
});
