import { ACCESS_NAMES, TLB_DIRTY, TLB_EXEC, TLB_READ, TLB_USER, TLB_WRITE } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { s390 } from './index';
import { cached, physOf, walk, type WalkCase } from '../../../tools/arch-lab/lab';

const three = s390();
const five = s390({ config: '5level' });
const edat = s390({ config: '3level+edat' });
/** Page-table entry bits, and those of segment and region entries. */
const I = 0x400n, P = 0x200n, NX = 0x100n, UPPER_I = 0x20n, FC = 0x400n;
/** Type and full length of a table entry, by level. */
const TABLE = [0n, 0n, 0x7n, 0xbn, 0xfn] as const;
const FRAME = 0x12345000n;
/** Read-write, dirty, young: neither invalid nor protected (§2.1). */
const OPEN = FRAME | 0x03dn;

const tableEntry = (level: number): bigint => physOf(level - 1) | TABLE[level]!;
const tables = (top: number, to: number, rest: Readonly<Record<number, bigint>>): Record<number, bigint> =>
  ({ ...Object.fromEntries(Array.from({ length: top - to + 1 }, (_, at) => [top - at, tableEntry(top - at)])), ...rest });
const page = (pte: bigint, rest: Omit<WalkCase, 'entries'> = {}) => walk(three, { entries: tables(2, 1, { 0: pte }), ...rest });
/** A syndrome: the interruption code, and the low bits of the identification. */
const told = (code: number, teid: number): string => `0x${code.toString(16).padStart(8, '0')}${teid.toString(16).padStart(8, '0')}`;
const INDICATION = { read: 0x800, write: 0x400, exec: 0x800 } as const;

describe('from the designation down', () => {
  it.each([['3level', 2], ['4level', 3], ['5level', 4]] as const)('%s', (config, top) => {
    const walked = walk(s390({ config }), { entries: tables(top, 1, { 0: OPEN }) });
    expect(walked).toMatchObject({ fault: 'ok', level: 0, pfn: 0x12345, updates: [] });
    expect(walked.reads).toEqual([...Array.from({ length: top }, (_, at) => `${top - at}:table`), '0:leaf']);
  });
  it('two levels, as the designation allows', () => {
    expect(walk(three, { topLevel: 1, entries: tables(1, 1, { 0: OPEN }) }))
      .toMatchObject({ fault: 'ok', pfn: 0x12345, reads: ['1:table', '0:leaf'] });
  });
  it('takes frames of 52 bits', () => expect(page((0xf_ffff_ffff_ffffn << 12n) | 0x03dn).pfn).toBe(2 ** 52 - 1));
  it('a page table is aligned to 2 KiB', () => {
    expect(() => walk(three, { entries: tables(2, 2, { 1: physOf(0) | 0x800n, 0: OPEN }) })).toThrow(/level 0: read of 65\[/);
  });
});

describe('1: an invalid entry is the exception of its level (§7)', () => {
  it.each([[0, 0x11], [1, 0x10], [2, 0x3b], [3, 0x3a], [4, 0x39]] as const)('level %i: 0x%x', (level, code) => {
    const entry = level === 0 ? OPEN | I : tableEntry(level) | UPPER_I;
    for (const access of ACCESS_NAMES) for (const user of [true, false]) {
      const walked = walk(five, { entries: tables(4, level + 1, { [level]: entry }), access, user });
      expect(walked).toMatchObject({ fault: 'notPresent', level, syndrome: told(code, INDICATION[access] | (user ? 0 : 2)) });
      expect(walked.reads.at(-1)).toBe(`${level}:notPresent`);
    }
  });

  const EMPTY = [[0, 0x400n], [1, 0x20n], [2, 0x24n], [3, 0x28n], [4, 0x2cn]] as const;
  it.each(EMPTY)('as is an empty entry of level %i', (level, entry) => {
    expect(walk(five, { entries: tables(4, level + 1, { [level]: entry }) })).toMatchObject({ fault: 'notPresent', level });
  });

  const STATES = [['prot-none', 0x60dn], ['read-only, old', 0x611n], ['read-write, dirty, old', 0x439n], ['swap', 0x600n]] as const;
  it.each(STATES)('%s (§2.1): page translation', (_what, low) =>
    expect(page(FRAME | low)).toMatchObject({ fault: 'notPresent', syndrome: told(0x11, 0x800) }));

  describe('an index outside offset and length: of the table below, by quarters', () => {
    const quarterOf = (index: number): number => index >> 9;
    for (const [offset, length] of [[0, 0], [0, 1], [1, 2], [2, 3], [3, 3], [0, 3]] as const)
      it(`offset ${offset}, length ${length}`, () => {
        for (const index of [0, 511, 512, 1023, 1024, 1535, 1536, 2047]) {
          const region = physOf(1) | 0x4n | BigInt(length) | (BigInt(offset) << 6n);
          const walked = walk(three, { vpn: index * 256, entries: tables(2, 1, { 2: region, 0: OPEN }) });
          const inside = quarterOf(index) >= offset && quarterOf(index) <= length;
          expect(walked).toMatchObject(inside ? { fault: 'ok' } : { fault: 'notPresent', level: 1, syndrome: told(0x10, 0x800), reads: ['2:table'] });
        }
      });
    it('the page table below a segment is always whole', () => {
      expect(walk(three, { vpn: 255, entries: tables(2, 1, { 0: OPEN }) }).fault).toBe('ok');
    });
  });
});

describe('beyond the root: ASCE type', () => {
  const LIMITS = [[1, 2 ** 19], [2, 2 ** 30], [3, 2 ** 41]] as const;
  it.each(LIMITS)('root at level %i: from page 0x%x', (topLevel, limit) => {
    expect(walk(five, { topLevel, vpn: limit, entries: {}, access: 'write' }))
      .toMatchObject({ fault: 'addressSize', syndrome: told(0x38, 0x400), reads: [] });
    expect(walk(five, { topLevel, vpn: limit - 1, entries: {} })).toMatchObject({ fault: 'notPresent', level: topLevel });
  });
  it('also of a walk that a structure cache would spare the upper levels', () => {
    expect(walk(three, { start: 0, vpn: 2 ** 30, entries: { 0: OPEN } })).toMatchObject({ fault: 'addressSize', syndrome: told(0x38, 0x800), reads: [] });
    expect(walk(three, { start: 0, vpn: 2 ** 30 - 1, entries: { 0: OPEN } })).toMatchObject({ fault: 'ok', reads: ['0:leaf'] });
  });
  it('five levels have no such limit', () => expect(walk(five, { vpn: 2 ** 52 - 1, entries: {} })).toMatchObject({ fault: 'notPresent', level: 4 }));
});

describe('2: an entry of another level is a translation specification exception', () => {
  it.each([1, 2, 3, 4])('level %i', (level) => {
    for (const other of [1, 2, 3, 4].filter((type) => type !== level)) {
      const walked = walk(five, { entries: tables(4, level + 1, { [level]: physOf(level - 1) | TABLE[other]! }) });
      expect(walked).toMatchObject({ fault: 'reserved', level, syndrome: told(0x12, 0x800) });
      expect(walked.reads.at(-1)).toBe(`${level}:reserved`);
    }
  });
  it('is looked for after the invalid bit', () => expect(walk(five, { entries: { 4: 0x24n } }).fault).toBe('notPresent'));
});

describe('3 and 5: protect and no-execute are collected from every level', () => {
  const PROTECTION = { read: 'ok', write: told(0x4, 0x404), exec: told(0x4, 0x884) } as const;
  const LEVELS = [0, 1, 2, 3, 4];
  it.each(LEVELS)('P at level %i: no stores', (level) => {
    for (const access of ACCESS_NAMES) {
      const entries = tables(4, 1, { 0: OPEN });
      const walked = walk(five, { entries: { ...entries, [level]: entries[level]! | P }, access });
      expect(walked)
        .toMatchObject(access === 'write' ? { fault: 'protection', syndrome: PROTECTION.write } : { fault: 'ok', flags: TLB_READ | TLB_USER | TLB_EXEC });
    }
  });
  it.each(LEVELS.filter((level) => level !== 1))('NX at level %i: no fetches', (level) => {
    for (const access of ACCESS_NAMES) {
      const entries = tables(4, 1, { 0: OPEN });
      const walked = walk(five, { entries: { ...entries, [level]: entries[level]! | NX }, access });
      expect(walked)
        .toMatchObject(access === 'exec' ? { fault: 'protection', syndrome: PROTECTION.exec } : { fault: 'ok', flags: TLB_READ | TLB_USER | TLB_WRITE | TLB_DIRTY });
    }
  });

  const PAGES = [['read-only, clean', 0x215n], ['read-only, dirty', 0x21dn], ['read-write, clean', 0x235n], ['read-write, dirty', 0x03dn]] as const;
  it.each(PAGES)('%s, young (§2.1): the dirty state is emulated by P, nothing is updated', (_what, low) => {
    const stores = low === 0x03dn;
    expect(page(FRAME | low)).toMatchObject({ fault: 'ok', updates: [] });
    expect(page(FRAME | low, { access: 'write' }))
      .toMatchObject(stores ? { fault: 'ok', updates: [] } : { fault: 'protection', syndrome: PROTECTION.write });
    expect(page(FRAME | low, { access: 'exec' }).fault).toBe('ok');
    expect(page(FRAME | low | NX, { access: 'exec' })).toMatchObject({ fault: 'protection', syndrome: PROTECTION.exec });
  });

  it('the kernel goes through the secondary space, with the same rights', () => {
    expect(page(FRAME | 0x235n, { access: 'write', user: false })).toMatchObject({ fault: 'protection', syndrome: told(0x4, 0x406) });
    expect(page(OPEN, { access: 'write', user: false }).fault).toBe('ok');
  });

  it('a translation in the TLB serves or refuses exactly what a walk would', () => {
    for (const low of [0x03dn, 0x235n, 0x13dn, 0x335n]) for (const access of ACCESS_NAMES) for (const user of [true, false]) {
      const walked = page(FRAME | low, { access, user });
      expect(cached(three, page(FRAME | low).flags, access, user, 0))
        .toEqual({ fault: walked.fault, syndrome: walked.fault === 'ok' ? '' : walked.syndrome });
    }
  });
});

describe('4: large leaves, with enhanced DAT', () => {
  it('1 MiB', () => {
    expect(walk(edat, { vpn: 0xff, entries: tables(2, 2, { 1: 0x7_ff00_0000n | FC | 0x3003n }) }))
      .toMatchObject({ fault: 'ok', level: 1, pfn: 0x7f_f000 + 0xff, reads: ['2:table', '1:leaf'] });
  });
  it('2 GiB', () => {
    expect(walk(edat, { vpn: 0x7ffff, entries: { 2: 0x7_8000_0000n | FC | 0x3007n } }))
      .toMatchObject({ fault: 'ok', level: 2, pfn: 0x78_0000 + 0x7ffff, reads: ['2:leaf'] });
  });
  it('invalid, protected, not executable: as at any level', () => {
    const leaf = 0x7_ff00_0000n | FC | 0x3003n;
    expect(walk(edat, { entries: tables(2, 2, { 1: leaf | UPPER_I }) })).toMatchObject({ fault: 'notPresent', syndrome: told(0x10, 0x800) });
    expect(walk(edat, { entries: tables(2, 2, { 1: leaf | P }), access: 'write' }))
      .toMatchObject({ fault: 'protection', syndrome: told(0x4, 0x404) });
    expect(walk(edat, { entries: tables(2, 2, { 1: leaf | NX }), access: 'exec' }))
      .toMatchObject({ fault: 'protection', syndrome: told(0x4, 0x884) });
  });
  it('without it the format control means nothing', () => {
    expect(walk(three, { entries: tables(2, 2, { 1: physOf(0) | FC, 0: OPEN }) })).toMatchObject({ fault: 'ok', level: 0, pfn: 0x12345 });
  });
});

it('hardware keeps neither accessed nor dirty bits (§7)', () =>
  expect(three.hw).toMatchObject({ ad: { a: false, d: false, nonLeafA: false }, faultDropsEntry: false }));
