import { describe, expect, it } from 'vitest';
import { s390 } from './index';
import { fieldsOf } from '../../../tools/arch-lab/lab';

const PTE = 0, PMD = 1, PUD = 2, P4D = 3, PGD = 4;
const ALL = 0xffff_ffff_ffff_ffffn;
const ORIGIN = ALL & ~0xfffn;
const SOFT = '8 NX, 7 unused, 6 special, 5 write, 4 read, 3 dirty, 2 young, 1 soft-dirty, 0 present';
const SEGMENT_LEAF = '63:20 frame, 19:15 -, 14 soft-dirty, 13 dirty, 12 young, 11 -, 10 FC, 9 P, 8 NX, 7:6 -, 5 I, 4 -';
const REGION_LEAF = '63:31 frame, 30:15 -, 14 soft-dirty, 13 dirty, 12 young, 11 -, 10 FC, 9 P, 8 NX, 7:6 offset, 5 I, 4 -';
const REGION = '63:12 table, 11 -, 10 FC, 9 P, 8 NX, 7:6 offset, 5 I, 4 -, 3:2 type, 1:0 length';

/** One value of each kind at each level with every bit set that the kind allows, and what each bit is called (arch-s390 §2, §3, §6). */
const FULL: readonly (readonly [kernel: '6.1' | '6.2' | '6.12', level: number, raw: bigint, kind: string, fields: string])[] = [
  ['6.2', PTE, ALL, 'page', `63:12 frame, 11 large, 10 I, 9 P, ${SOFT}`],
  ['6.12', PTE, ALL, 'page', `63:12 frame, 11 large, 10 I, 9 P, ${SOFT}`],
  ['6.2', PTE, ALL & ~0x10n, 'protnone', `63:12 frame, 11 large, 10 I, 9 P, ${SOFT.replace('4 read, ', '')}`],
  ['6.2', PTE, 0x400n, 'none', '10 I'],
  ['6.2', PTE, 0n, 'bad', ''],
  ['6.2', PTE, ALL & ~0x201n, 'bad', `63:12 frame, 11 large, 10 I, ${SOFT.replace(', 0 present', '')}`],
  ['6.2', PTE, ALL & ~0x1n & ~0x10n, 'swap', '63:12 offset, 11 exclusive, 10 I, 9 P, 8:7 -, 6:2 type, 1 soft-dirty'],
  ['6.2', PMD, 0x20n, 'none', '5 I'],
  ['6.2', PMD, ALL & ~0x7ffn | 0x220n, 'table', '63:11 table, 9 P, 5 I'],
  ['6.2', PMD, ALL & ~0x400n, 'bad', '63:11 table, 9 P, 8:6 -, 5 I, 4 -, 3:2 type, 1:0 -'],
  ['6.2', PMD, ALL & ~0xcn, 'huge', `${SEGMENT_LEAF}, 1 write, 0 read`],
  ['6.12', PMD, ALL & ~0xcn, 'huge', `${SEGMENT_LEAF}, 1 write, 0 read`],
  ['6.2', PMD, ALL & ~0xdn, 'protnone', `${SEGMENT_LEAF}, 1 write`],
  ['6.2', PUD, 0x24n, 'none', '5 I, 3:2 type'],
  ['6.2', PUD, ORIGIN | 0x227n, 'table', '63:12 table, 9 P, 5 I, 3:2 type, 1:0 length'],
  ['6.2', PUD, ALL & ~0x8n, 'huge', `${REGION_LEAF}, 3:2 type, 1 read, 0 write`],
  ['6.12', PUD, ALL & ~0x8n, 'huge', `${REGION_LEAF}, 3:2 type, 1 write, 0 read`],
  ['6.2', PUD, ALL & ~0x408n, 'bad', REGION.replace('10 FC, ', '').replace('11 -', '11 -')],
  ['6.2', PUD, ALL, 'bad', REGION],
  ['6.2', P4D, 0x28n, 'none', '5 I, 3:2 type'],
  ['6.2', P4D, ORIGIN | 0x22bn, 'table', '63:12 table, 9 P, 5 I, 3:2 type, 1:0 length'],
  ['6.2', P4D, ALL, 'bad', REGION],
  ['6.2', PGD, 0x2cn, 'none', '5 I, 3:2 type'],
  ['6.2', PGD, ALL, 'none', REGION],
  ['6.2', PGD, ORIGIN | 0x20fn, 'table', '63:12 table, 9 P, 3:2 type, 1:0 length'],
  ['6.2', PGD, ALL & ~0x20n, 'bad', REGION.replace('5 I, ', '')],
  ['6.2', PGD, ORIGIN | 0xbn, 'folded', '63:12 table, 3:2 type, 1:0 length'],
  ['6.2', P4D, ORIGIN | 0x7n, 'folded', '63:12 table, 3:2 type, 1:0 length'],
  ['6.2', PGD, (ALL & ~0xcn) | 0x4n, 'folded', `${REGION_LEAF}, 3:2 type, 1 read, 0 write`],
  ['6.2', PUD, ALL & ~0x7ffn, 'folded', '63:11 table'],
  ['6.12', PGD, ALL & ~0xcn, 'folded', `${SEGMENT_LEAF}, 1 write, 0 read`],
];
it.each(FULL)('%s, level %i: 0x%x is %s, every bit named', (kernel, level, raw, kind, fields) => {
  const arch = s390({ kernel });
  expect(arch.codec.decode(level, raw).kind).toBe(kind);
  expect(fieldsOf(arch, level, raw)).toBe(fields);
});

const swapRaw = (type: number, offset: bigint): bigint => 0x600n | (BigInt(type) << 2n) | (offset << 12n);
const MIG = 0x45e00n;

/** Swap-style kinds by kernel: the type number decides (§6). */
const KINDS: readonly (readonly [kernel: '6.1' | '6.2' | '6.12', type: number, offset: bigint, kind: string,
swap: Readonly<Record<string, unknown>>])[] = [
  ['6.2', 0, 7n, 'swap', { class: 'swap' }], ['6.2', 27, 7n, 'swap', { class: 'swap' }], ['6.1', 27, 7n, 'swap', { class: 'swap' }],
  ['6.2', 28, MIG, 'migration', { class: 'migration-read', pfn: 0x45e00, migYoung: false, migDirty: false }],
  ['6.1', 29, MIG | (1n << 34n), 'migration', { class: 'migration-read-exclusive', pfn: 0x45e00, migYoung: true, migDirty: false }],
  ['6.12', 30, MIG | (1n << 35n), 'migration', { class: 'migration-write', pfn: 0x45e00, migYoung: false, migDirty: true }],
  ['6.2', 31, 2n, 'marker', { class: 'marker', markerUffdWp: false, markerPoisoned: true }],
  ['6.12', 31, 1n, 'marker', { class: 'marker', markerUffdWp: true, markerPoisoned: false }],
  ['6.1', 31, 0n, 'swapin-error', { class: 'swapin-error' }],
];
describe('what is neither none nor present is told by its type', () => {
  it.each(KINDS)('%s: type %i, offset %i is %s', (kernel, type, offset, kind, swap) => {
    const entry = s390({ kernel }).codec.decode(PTE, swapRaw(type, offset));
    expect(entry).toMatchObject({ kind, level: 'pte', flags: { none: false, present: false, swap: true } });
    expect(entry.swap).toEqual({ type, offset, ...swap });
    expect([entry.pfn, entry.tablePhys]).toEqual([undefined, undefined]);
  });
  it('the marks of a swap entry do not disturb it', () => {
    for (const [marks, flags] of [[0n, [false, false]], [2n, [true, false]], [0x800n, [false, true]], [0x802n, [true, true]]] as const) {
      const entry = s390().codec.decode(PTE, swapRaw(28, MIG) | marks);
      expect([entry.kind, entry.swap?.offset, entry.flags.swpSoftDirty, entry.flags.swpExclusive]).toEqual(['migration', MIG, ...flags]);
    }
  });
});

/** §2.1, every combination: read, write, young, dirty; value without and with no-execute. */
const STATES = [
  [0, 0, 0, 0, 0x601n], [0, 0, 1, 0, 0x605n], [0, 0, 0, 1, 0x609n], [0, 0, 1, 1, 0x60dn], [1, 0, 0, 0, 0x611n], [1, 0, 1, 0, 0x215n],
  [1, 0, 0, 1, 0x619n],
  [1, 0, 1, 1, 0x21dn], [1, 1, 0, 0, 0x631n], [1, 1, 1, 0, 0x235n], [1, 1, 0, 1, 0x439n], [1, 1, 1, 1, 0x03dn],
] as const;
describe('the states of a page (§2.1)', () => {
  it.each(STATES)('read %i, write %i, young %i, dirty %i: 0x%x', (read, write, young, dirty, raw) => {
    for (const noexec of read ? [false, true] : [false]) {
      const entry = s390().codec.decode(PTE, raw | (noexec ? 0x100n : 0n));
      expect(entry.kind).toBe(read ? 'page' : 'protnone');
      expect(entry.flags).toMatchObject({
        present: true, read: read === 1, write: write === 1, young: young === 1, dirty: dirty === 1, protnone: !read, noexec,
        hwInvalid: !(read && young), hwProtect: !(write && dirty),
      });
    }
  });
});
