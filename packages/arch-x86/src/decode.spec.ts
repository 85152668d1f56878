import { describe, expect, it } from 'vitest';
import { x86_64 } from './index';
import { fieldsOf } from '../../../tools/arch-lab/lab';

const PTE = 0, PMD = 1, PUD = 2, P4D = 3, PGD = 4;
const ALL = 0xffff_ffff_ffff_ffffn;
const P = 1n, PS = 1n << 7n, PROTNONE = 1n << 8n;
const LOW = '6 D, 5 A, 4 PCD, 3 PWT, 2 US, 1 RW';
const SOFT = '11 soft-dirty, 10 uffd-wp, 9 special';
const KEYS = '63 NX, 62:59 pkey';
const OLDER = `${KEYS}, 58 devmap, 57:52 -`;
const NEWER = `${KEYS}, 58 saved-dirty, 57 devmap, 56:52 -`;
const SWAP = '63:59 type, 58:9 offset';

/** One value of each kind at each level with every bit set that the kind allows, and what each bit is called (arch-x86 §2, §6.1). */
const FULL: readonly (readonly [config: string, level: number, raw: bigint, kind: string, fields: string])[] = [
  ['l4-6.2', PTE, ALL, 'page', `${OLDER}, 51:12 frame, ${SOFT}, 8 G, 7 PAT, ${LOW}, 0 P`],
  ['l4-6.12', PTE, ALL, 'page', `${NEWER}, 51:12 frame, ${SOFT}, 8 G, 7 PAT, ${LOW}, 0 P`],
  ['l4-6.2', PTE, ALL & ~P, 'protnone', `${OLDER}, 51:12 frame, ${SOFT}, 8 PROTNONE, 7 PAT, ${LOW}`],
  ['l4-6.12', PTE, ALL & ~P, 'protnone', `${NEWER}, 51:12 frame, ${SOFT}, 8 PROTNONE, 7 PAT, ${LOW}`],
  ['l4-6.2', PTE, 0x60n, 'none', '6 D, 5 A'],
  ['l4-6.2', PMD, ALL, 'huge', `${OLDER}, 51:21 frame, 20:13 reserved, 12 PAT, ${SOFT}, 8 G, 7 PS, ${LOW}, 0 P`],
  ['l4-6.12', PMD, ALL, 'huge', `${NEWER}, 51:21 frame, 20:13 reserved, 12 PAT, ${SOFT}, 8 G, 7 PS, ${LOW}, 0 P`],
  ['l4-6.2', PMD, ALL & ~P, 'protnone', `${OLDER}, 51:21 frame, 20:13 reserved, 12 PAT, ${SOFT}, 8 PROTNONE, 7 PS, ${LOW}`],
  ['l4-6.2', PMD, ALL & ~(P | PROTNONE), 'invalid-huge', `${OLDER}, 51:21 frame, 20:13 reserved, 12 PAT, ${SOFT}, 7 PS, ${LOW}`],
  ['l4-6.2', PUD, ALL, 'huge', `${OLDER}, 51:30 frame, 29:13 reserved, 12 PAT, ${SOFT}, 8 G, 7 PS, ${LOW}, 0 P`],
  ['l4-6.12', PUD, ALL & ~P, 'bad', `${NEWER}, 51:30 frame, 29:13 reserved, 12 PAT, ${SOFT}, 8 PROTNONE, 7 PS, ${LOW}`],
  ['l4-6.2', PMD, 0xf_ffff_ffff_f067n, 'table', '51:12 table, 6 D, 5 A, 2 US, 1 RW, 0 P'],
  ['l4-6.2', PUD, 0xf_ffff_ffff_f067n, 'table', '51:12 table, 6 D, 5 A, 2 US, 1 RW, 0 P'],
  ['l4-6.2', P4D, 0x800f_ffff_ffff_f067n, 'table', '63 NX, 51:12 table, 6 D, 5 A, 2 US, 1 RW, 0 P'],
  ['l5-6.2', PGD, 0x800f_ffff_ffff_f067n, 'table', '63 NX, 51:12 table, 6 D, 5 A, 2 US, 1 RW, 0 P'],
  ['l4-6.2', PMD, ALL & ~PS, 'bad', `63 NX, 62:52 -, 51:12 table, 11:8 -, ${LOW}, 0 P`],
  ['l4-6.2', PUD, ALL & ~PS, 'bad', `63 NX, 62:52 -, 51:12 table, 11:8 -, ${LOW}, 0 P`],
  ['l5-6.2', P4D, ALL, 'bad', `63 NX, 62:52 -, 51:12 table, 11:8 -, 7 PS, ${LOW}, 0 P`],
  ['l5-6.2', PGD, ALL, 'bad', `63 NX, 62:52 -, 51:12 table, 11:8 -, 7 PS, ${LOW}, 0 P`],
  ['l4-6.12', P4D, ALL, 'bad', `63 NX, 62:59 -, 58 no-shadow, 57:52 -, 51:12 table, 11:8 -, 7 PS, ${LOW}, 0 P`],
  ['l4-6.2', PGD, ALL, 'folded', `63 NX, 62:52 -, 51:12 table, 11:8 -, 7 PS, ${LOW}, 0 P`],
  ['l4-6.2', PTE, 0x07ff_ffff_ffff_fe0en, 'swap', '58:9 offset, 3 exclusive, 2 uffd-wp, 1 soft-dirty'],
  ['l4-6.2', PTE, 0xd7ff_ffff_ffff_fefen, 'swap', `${SWAP}, 7:4 -, 3 exclusive, 2 uffd-wp, 1 soft-dirty`],
  ['l4-6.2', PMD, 0xe7ff_ffff_ffff_fe7en, 'migration', `${SWAP}, 6:4 -, 3 exclusive, 2 uffd-wp, 1 soft-dirty`],
];
it.each(FULL)('%s, level %i: 0x%x is %s, every bit named', (config, level, raw, kind, fields) => {
  const arch = x86_64({ config });
  expect(arch.codec.decode(level, raw).kind).toBe(kind);
  expect(fieldsOf(arch, level, raw)).toBe(fields);
});

const swapRaw = (type: number, offset: bigint): bigint => (BigInt(type) << 59n) | ((~offset & (2n ** 50n - 1n)) << 9n);
const MIG = 0x45e00n;

/** Swap-style kinds by configuration (§6.2): the type number decides. */
const KINDS: readonly (readonly [config: string, type: number, offset: bigint, kind: string, swap: Readonly<Record<string, unknown>>])[] = [
  ['l4-6.2', 0, 7n, 'swap', { class: 'swap' }], ['l4-6.2', 26, 7n, 'swap', { class: 'swap' }], ['l4-6.1', 25, 7n, 'swap', { class: 'swap' }],
  ['l4-6.1', 26, MIG, 'hwpoison', { class: 'hwpoison', pfn: 0x45e00 }], ['l4-6.2', 27, MIG, 'hwpoison', { class: 'hwpoison', pfn: 0x45e00 }],
  ['l4-6.2-devpriv', 23, MIG, 'hwpoison', { class: 'hwpoison', pfn: 0x45e00 }],
  ['l4-6.2', 28, MIG, 'migration', { class: 'migration-read', pfn: 0x45e00, migYoung: false, migDirty: false }],
  ['l4-6.2', 29, MIG | (1n << 34n), 'migration', { class: 'migration-read-exclusive', pfn: 0x45e00, migYoung: true, migDirty: false }],
  ['l4-6.12', 30, MIG | (1n << 35n), 'migration', { class: 'migration-write', pfn: 0x45e00, migYoung: false, migDirty: true }],
  ['l5-6.2', 30, MIG | (3n << 40n), 'migration', { class: 'migration-write', pfn: 0x45e00, migYoung: true, migDirty: true }],
  ['l4-6.1', 29, MIG, 'migration', { class: 'migration-write', pfn: 0x45e00, migYoung: false, migDirty: false }],
  ['l4-6.2-devpriv', 26, MIG, 'migration', { class: 'migration-write', pfn: 0x45e00, migYoung: false, migDirty: false }],
  ['l4-6.2-devpriv', 27, MIG, 'device', { class: 'device-private-write', pfn: 0x45e00 }],
  ['l4-6.2-devpriv', 28, MIG, 'device', { class: 'device-private-read', pfn: 0x45e00 }],
  ['l4-6.2-devpriv', 29, MIG, 'device', { class: 'device-exclusive-write', pfn: 0x45e00 }],
  ['l4-6.2-devpriv', 30, MIG, 'device', { class: 'device-exclusive-read', pfn: 0x45e00 }],
  ['l4-6.1', 30, 1n, 'marker', { class: 'marker', markerUffdWp: true, markerPoisoned: false }],
  ['l4-6.2', 31, 2n, 'marker', { class: 'marker', markerUffdWp: false, markerPoisoned: true }],
  ['l4-6.2-devpriv', 31, 3n, 'marker', { class: 'marker', markerUffdWp: true, markerPoisoned: true }],
  ['l4-6.1', 31, 0n, 'swapin-error', { class: 'swapin-error' }],
];
describe('what is neither none nor present is told by its type', () => {
  it.each(KINDS)('%s: type %i, offset %i is %s', (config, type, offset, kind, swap) => {
    const entry = x86_64({ config }).codec.decode(PTE, swapRaw(type, offset));
    expect(entry).toMatchObject({ kind, level: 'pte', flags: { none: false, present: false } });
    expect(entry.swap).toEqual({ type, offset, ...swap });
    expect([entry.pfn, entry.tablePhys]).toEqual([undefined, undefined]);
  });

  it('the marks of a swap entry do not disturb it', () => {
    const { codec } = x86_64();
    for (let marks = 0n; marks < 8n; marks++)
      expect(codec.decode(PTE, swapRaw(28, MIG) | (marks << 1n))).toMatchObject({
        kind: 'migration', swap: { offset: MIG }, flags: { swpSoftDirty: (marks & 1n) !== 0n, swpUffdWp: (marks & 2n) !== 0n,
        swpExclusive: (marks & 4n) !== 0n },
      });
  });
});

describe('the fifth level in l4 is folded: never none, always present, never bad (§1)', () => {
  it.each([0n, 0x20n, 0xb067n, ALL])('0x%x', (raw) => {
    const { codec } = x86_64();
    expect(codec.decode(PGD, raw)).toMatchObject({ kind: 'folded', level: 'pgd', flags: { none: false, present: true, bad: false, leaf: false } });
  });
});

const MEM_TYPES = [['WB', 0], ['WC', 1], ['UC-', 2], ['UC', 3], ['WB', 4], ['WP', 5], ['UC-', 6], ['WT', 7]] as const;
it.each(MEM_TYPES)('memory type %s is index %i, at every level (§2.2)', (memType, pat) => {
  const { codec } = x86_64();
  const low = (BigInt(pat & 1) << 3n) | (BigInt(pat & 2) << 3n) | P;
  expect(codec.decode(PTE, low | (BigInt(pat >> 2) << 7n)).flags).toMatchObject({ pat, memType });
  for (const level of [PMD, PUD]) expect(codec.decode(level, low | PS | (BigInt(pat >> 2) << 12n)).flags).toMatchObject({ pat, memType });
});
