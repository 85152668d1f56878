import { describe, expect, it } from 'vitest';
import { arm64 } from './index';
import { fieldsOf } from '../../../tools/arch-lab/lab';

const PTE = 0, PMD = 1, PUD = 2, P4D = 3, PGD = 4;
const ALL = 0xffff_ffff_ffff_ffffn;
const VALID = 1n, TABLE = 2n, USER = 1n << 6n, NG = 1n << 11n, PROT_NONE = 1n << 58n, PRESENT_INVALID = 1n << 59n;
const SOFT = '57 DEVMAP, 56 SPECIAL, 55 DIRTY, 54 UXN, 53 PXN, 52 CONT, 51 WRITE, 50 GP';
const OLDER = `63:60 -, 59 PRESENT_INVALID, 58 PROT_NONE, ${SOFT}`;
const NEWER = `63 -, 62:60 POIndex, 59 -, 58 uffd-wp, ${SOFT}`;
const LOW = '11 nG, 10 AF, 9:8 SH, 7 RDONLY, 6 USER, 5 -, 4:2 AttrIndx';
const LOW_LPA2 = '11 nG, 10 AF, 9:8 frame 51:50, 7 RDONLY, 6 USER, 5 -, 4:2 AttrIndx';
const TABLE_HIGH = '63 -, 62:61 APTable, 60 UXNTable, 59 PXNTable';
const ENDS = '1 TABLE, 0 VALID';

/** One value of each kind at each level with every bit set that the kind allows, and what each bit is called (arch-arm64 §2, §6). */
const FULL: readonly (readonly [config: string, level: number, raw: bigint, kind: string, fields: string])[] = [
  ['4k-48-6.2', PTE, ALL, 'page', `${OLDER}, 49:48 -, 47:12 frame, ${LOW}, ${ENDS}`],
  ['16k-47-6.2', PTE, ALL, 'page', `${OLDER}, 49:48 -, 47:14 frame, 13:12 -, ${LOW}, ${ENDS}`],
  ['64k-48-6.2', PTE, ALL, 'page', `${OLDER}, 49:48 -, 47:16 frame, 15:12 -, ${LOW}, ${ENDS}`],
  ['64k-52-6.2', PTE, ALL, 'page', `${OLDER}, 49:48 -, 47:16 frame, 15:12 frame 51:48, ${LOW}, ${ENDS}`],
  ['4k-48-6.12', PTE, ALL, 'page', `${NEWER}, 49:48 -, 47:12 frame, ${LOW}, ${ENDS}`],
  ['4k-52-lpa2-6.12', PTE, ALL, 'page', `${NEWER}, 49:12 frame, ${LOW_LPA2}, ${ENDS}`],
  ['16k-52-lpa2-6.12', PTE, ALL, 'page', `${NEWER}, 49:14 frame, 13:12 -, ${LOW_LPA2}, ${ENDS}`],
  ['4k-48-6.2', PTE, ALL & ~VALID, 'protnone', `${OLDER}, 49:48 -, 47:12 frame, ${LOW}, 1 TABLE`],
  ['4k-48-6.12', PTE, ALL & ~(VALID | USER), 'protnone', `${NEWER}, 49:48 -, 47:12 frame, ${LOW.replace('6 USER, ', '')}, 1 TABLE`],
  ['4k-48-6.12', PTE, ALL & ~VALID, 'present-invalid', `${NEWER}, 49:48 -, 47:12 frame, ${LOW}, 1 TABLE`],
  ['4k-48-6.2', PMD, ALL & ~TABLE, 'huge', `${OLDER}, 49:48 -, 47:21 frame, 20:12 reserved, ${LOW}, 0 VALID`],
  ['16k-47-6.2', PMD, ALL & ~TABLE, 'huge', `${OLDER}, 49:48 -, 47:25 frame, 24:14 reserved, 13:12 -, ${LOW}, 0 VALID`],
  ['64k-52-6.2', PMD, ALL & ~TABLE, 'huge', `${OLDER}, 49:48 -, 47:29 frame, 28:16 reserved, 15:12 frame 51:48, ${LOW}, 0 VALID`],
  ['4k-48-6.2', PUD, ALL & ~TABLE, 'huge', `${OLDER}, 49:48 -, 47:30 frame, 29:12 reserved, ${LOW}, 0 VALID`],
  ['4k-52-lpa2-6.12', PUD, ALL & ~TABLE, 'huge', `${NEWER}, 49:30 frame, 29:12 reserved, ${LOW_LPA2}, 0 VALID`],
  ['4k-48-6.2', PMD, ALL & ~(VALID | TABLE), 'protnone', `${OLDER}, 49:48 -, 47:21 frame, 20:12 reserved, ${LOW}`],
  ['4k-48-6.2', PMD, ALL & ~(VALID | TABLE | PROT_NONE), 'invalid-huge', `${OLDER.replace('58 PROT_NONE, ',
  '')}, 49:48 -, 47:21 frame, 20:12 reserved, ${LOW}`],
  ['4k-48-6.12', PMD, ALL & ~(VALID | TABLE), 'invalid-huge', `${NEWER}, 49:48 -, 47:21 frame, 20:12 reserved, ${LOW}`],
  ['4k-48-6.2', PMD, ALL, 'table', `${TABLE_HIGH}, 58:48 -, 47:12 table, 11:2 -, ${ENDS}`],
  ['4k-48-6.2', PUD, ALL, 'table', `${TABLE_HIGH}, 58:48 -, 47:12 table, 11:2 -, ${ENDS}`],
  ['4k-48-6.2', P4D, ALL, 'table', `${TABLE_HIGH}, 58:48 -, 47:12 table, 11:2 -, ${ENDS}`],
  ['64k-52-6.2', PUD, ALL, 'table', `${TABLE_HIGH}, 58:48 -, 47:16 table, 15:12 table 51:48, 11:2 -, ${ENDS}`],
  ['4k-52-lpa2-6.12', PGD, ALL, 'table', `${TABLE_HIGH}, 58:50 -, 49:12 table, 11:10 -, 9:8 table 51:50, 7:2 -, ${ENDS}`],
  ['4k-48-6.2', P4D, ALL & ~TABLE, 'bad', `${TABLE_HIGH}, 58:48 -, 47:12 table, 11:2 -, 0 VALID`],
  ['64k-48-6.2', PUD, ALL & ~TABLE, 'bad', `${TABLE_HIGH}, 58:48 -, 47:16 table, 15:2 -, 0 VALID`],
  ['4k-48-6.2', PGD, ALL, 'folded', `${TABLE_HIGH}, 58:48 -, 47:12 table, 11:2 -, ${ENDS}`],
  ['4k-48-6.2', PTE, 0n, 'none', ''],
  ['4k-48-6.2', PTE, ALL & ~(3n | PROT_NONE) & ~(4n << 3n), 'hwpoison', '63:59 -, 57:8 offset, 7:3 type, 2 exclusive'],
  ['4k-48-6.12', PTE, ALL & ~(3n | NG) & ~(4n << 6n), 'hwpoison', '63:62 -, 61:12 offset, 10:6 type, 5:4 -, 3 uffd-wp, 2 exclusive'],
  ['4k-48-6.2', PMD, 0x03ff_ffff_ffff_fffcn & ~(2n << 3n) & ~(1n << 3n), 'migration', '57:8 offset, 7:3 type, 2 exclusive'],
];
it.each(FULL)('%s, level %i: 0x%x is %s, every bit named', (config, level, raw, kind, fields) => {
  const arch = arm64({ config });
  expect(arch.codec.decode(level, raw).kind).toBe(kind);
  expect(fieldsOf(arch, level, raw)).toBe(fields);
});

describe('bit 11 of an invalid entry', () => {
  it.each([['4k-48-6.2', 'not global'], ['4k-48-6.12', 'present, invalid']] as const)('%s: %s', (config, meaning) => {
    expect(arm64({ config }).codec.decode(PTE, NG | PROT_NONE).bits.find(({ low }) => low === 11)?.meaning).toBe(meaning);
  });
});

const older = (type: number, offset: bigint): bigint => (BigInt(type) << 3n) | (offset << 8n);
const newer = (type: number, offset: bigint): bigint => (BigInt(type) << 6n) | (offset << 12n);
const MIG = 0x45e00n;

/** Swap-style kinds by configuration: the type number decides (§6). */
const KINDS: readonly (readonly [config: string, raw: bigint, kind: string, swap: Readonly<Record<string, unknown>>])[] = [
  ['4k-48-6.2', older(0, 7n), 'swap', { class: 'swap', type: 0, offset: 7n }],
  ['4k-48-6.2', older(26, 7n), 'swap', { class: 'swap', type: 26, offset: 7n }],
  ['4k-48-6.2', older(27, MIG), 'hwpoison', { class: 'hwpoison', type: 27, offset: MIG, pfn: 0x45e00 }],
  ['4k-48-6.2', older(28, MIG), 'migration', { class: 'migration-read', type: 28, offset: MIG, pfn: 0x45e00, migYoung: false, migDirty: false }],
  ['4k-48-6.2', older(29, MIG | (1n << 36n)), 'migration', { class: 'migration-read-exclusive', type: 29, offset: MIG | (1n << 36n), pfn: 0x45e00,
  migYoung: true, migDirty: false }],
  ['64k-48-6.2', older(30, MIG | (1n << 33n)), 'migration', { class: 'migration-write', type: 30, offset: MIG | (1n << 33n), pfn: 0x45e00,
  migYoung: false, migDirty: true }],
  ['16k-47-6.2', older(30, MIG | (3n << 34n)), 'migration', { class: 'migration-write', type: 30, offset: MIG | (3n << 34n), pfn: 0x45e00,
  migYoung: true, migDirty: true }],
  ['4k-52-lpa2-6.12', newer(30, MIG | (2n << 40n)), 'migration', { class: 'migration-write', type: 30, offset: MIG | (2n << 40n), pfn: 0x45e00,
  migYoung: false, migDirty: true }],
  ['4k-48-6.2', older(31, 2n), 'marker', { class: 'marker', type: 31, offset: 2n, markerUffdWp: false, markerPoisoned: true }],
  ['4k-48-6.12', newer(31, 1n), 'marker', { class: 'marker', type: 31, offset: 1n, markerUffdWp: true, markerPoisoned: false }],
];
describe('what is neither none nor present is told by its type', () => {
  it.each(KINDS)('%s: 0x%x is %s', (config, raw, kind, swap) => {
    const entry = arm64({ config }).codec.decode(PTE, raw);
    expect(entry).toMatchObject({ kind, level: 'pte', flags: { none: false, present: false } });
    expect(entry.swap).toEqual(swap);
    expect([entry.pfn, entry.tablePhys]).toEqual([undefined, undefined]);
  });

  it('6.1: type 31 is a failed swap-in, and there are no markers', () => {
    expect(arm64({ kernel: '6.1' }).codec.decode(PTE, older(31, 0n)))
      .toMatchObject({ kind: 'swapin-error', swap: { class: 'swapin-error', type: 31 } });
    expect(arm64({ kernel: '6.1' }).codec.decode(PTE, older(30, MIG)).kind).toBe('migration');
  });
});

describe('levels that are folded: never none, always present, never bad', () => {
  it.each([['4k-48-6.2', PGD], ['4k-39-6.2', P4D], ['16k-36-6.2', PUD], ['64k-42-6.2', PGD]] as const)('%s, level %i', (config, level) => {
    const { codec } = arm64({ config });
    for (const raw of [0n, 0x43003n, ALL]) {
      expect(codec.decode(level, raw)).toMatchObject({ kind: 'folded', flags: { none: false, present: true, bad: false, leaf: false } });
      expect(codec.decode(level, raw).tablePhys).toBeUndefined();
    }
  });
});

it('the frame of a block starts at its size', () => {
  expect(arm64().codec.decode(PMD, 0x8c1f_f000n | VALID).pfn).toBe(0x8c000);
  expect(arm64().codec.decode(PUD, 0x1_7fff_f000n | VALID).pfn).toBe(0x140000);
  expect(arm64({ config: '64k-52' }).codec.decode(PMD, 0x0001_3fff_c000n | VALID).pfn).toBe(0xc_0000_2000 + 0x1_0000);
});

const MEM_TYPES = [['NORMAL', 0], ['NORMAL_TAGGED', 1], ['NORMAL_NC', 2], ['DEVICE_nGnRnE', 3], ['DEVICE_nGnRE', 4]] as const;
it.each(MEM_TYPES)('memory type %s is index %i (§2.3)', (memType, attrIndx) => {
  for (const level of [PTE, PMD]) expect(arm64().codec.decode(level, VALID | (level === PTE ? TABLE : 0n) | (BigInt(attrIndx) << 2n)).flags)
    .toMatchObject({ attrIndx, memType });
});

it('59 is present-invalid only above the pte level (§4)', () => {
  expect([arm64().codec.decode(PMD, PRESENT_INVALID).flags.present, arm64().codec.decode(PTE, PRESENT_INVALID).flags.present]).toEqual([true, false]);
});
