import { KERNELS } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { x86_64 } from './index';
import { hex, rawOf, slotOf, tableAt } from '../../../tools/arch-lab/lab';

const P = 0x1n, RW = 0x2n, US = 0x4n, A = 0x20n, D = 0x40n, PS = 0x80n, G = 0x100n, SPECIAL = 0x200n, SOFT_DIRTY = 0x800n;
const BIT_57 = 1n << 57n, SAVED = 1n << 58n, NX = 1n << 63n;
const codecs = Object.fromEntries(KERNELS.map((kernel) => [kernel, x86_64({ kernel }).codec]));
const shstk = x86_64({ config: 'l4+shstk', kernel: '6.12' }).codec;
const { codec } = x86_64();
const [PTE, PMD, PUD] = [0, 1, 2];

describe('6.12: a dirty mark without RW waits in bit 58 (arch-x86 §5)', () => {
  const newer = codecs['6.12']!;
  const after = (raw: bigint, change: (e: { lo: number; hi: number }) => void): string => {
    const e = slotOf(raw);
    change(e);
    return hex(rawOf(e));
  };
  const CASES = [
    ['mkDirty, writable', P | RW, (e) => newer.mkDirty(PTE, e), P | RW | D | SOFT_DIRTY],
    ['mkDirty, read-only', P, (e) => newer.mkDirty(PTE, e), P | SOFT_DIRTY | SAVED],
    ['mkDirty leaves an older mark of a writable entry', P | RW | SAVED, (e) => newer.mkDirty(PTE, e), P | RW | D | SOFT_DIRTY | SAVED],
    ['mkWrite brings it back', P | SAVED, (e) => newer.mkWrite(PTE, e), P | RW | D],
    ['wrProtect saves it', P | RW | D, (e) => newer.wrProtect(PTE, e), P | SAVED],
    ['mkClean clears both', P | RW | D | SAVED, (e) => newer.mkClean(PTE, e), P | RW],
    ['mkUffdWp protects', P | RW | D, (e) => newer.mkUffdWp(PTE, e), P | 0x400n | SAVED],
    ['modify, RW lost', P | RW | D, (e) => newer.modify(PTE, e, Number(P), 0), P | SAVED],
    ['modify, RW gained', P | SAVED, (e) => newer.modify(PTE, e, Number(P | RW), 0), P | RW | D],
    ['modify, RW kept: nothing moves', P | RW | SAVED, (e) => newer.modify(PTE, e, Number(P | RW), 0), P | RW | SAVED],
    ['modify, never RW: nothing moves', P | D, (e) => newer.modify(PTE, e, Number(P), 0), P | D],
  ] as const satisfies readonly (readonly [string, bigint, (e: { lo: number; hi: number }) => void, bigint])[];
  it.each(CASES)('%s', (_what, raw, change, expected) => expect(after(raw, change)).toBe(hex(expected)));

  it.each(['6.1', '6.2'] as const)('%s has no such bit', (kernel) => {
    const older = codecs[kernel]!;
    expect(after(P | RW | D, (e) => older.wrProtect(PTE, e))).toBe(hex(P | D));
    expect(after(P, (e) => older.mkDirty(PTE, e))).toBe(hex(P | D | SOFT_DIRTY));
    expect(after(P | RW | D, (e) => older.mkUffdWp(PTE, e))).toBe(hex(P | RW | D | 0x400n));
    expect({ dirty: older.dirty(PTE, 1, Number(SAVED >> 32n)) }).toEqual({ dirty: false });
  });
});

const ask = (name: 'present' | 'write' | 'isLeaf' | 'isTable' | 'dirty' | 'devmap', level: number, raw: bigint, of = codec): boolean =>
  of[name](level, slotOf(raw).lo, slotOf(raw).hi);

describe('predicates by level (§4)', () => {
  it('present: P or PROTNONE; PS too at pmd; P alone above', () => {
    const values = [0n, P, G, PS, G | PS] as const;
    expect([PTE, PMD, PUD, 3].map((level) => values.map((raw) => ask('present', level, raw)))).toEqual([
      [false, true, true, false, true], [false, true, true, true, true], [false, true, false, false, false], [false, true, false, false, false],
    ]);
  });
  it('leaf: PS at pmd; at pud with P, and in 6.12 without; never above', () => {
    for (const kernel of KERNELS) {
      const of = codecs[kernel]!;
      expect([ask('isLeaf', PTE, 0n, of), ask('isLeaf', PMD, PS, of), ask('isLeaf', PUD, P | PS, of), ask('isLeaf', PUD, PS, of), ask('isLeaf', 3, P | PS, of)])
        .toEqual([true, true, true, kernel === '6.12', false]);
    }
  });
  it('a table is present and no leaf', () => {
    expect([PTE, PMD, PUD, 3].map((level) => [0x67n, 0x66n, 0xe7n].map((raw) => ask('isTable', level, raw)))).toEqual([
      [false, false, false], [true, false, false], [true, false, false], [true, false, true],
    ]);
  });
  it('write: RW, or shadow stack: not at pud, at pmd only of a leaf', () => {
    expect([ask('write', PTE, P | D), ask('write', PTE, P | RW)]).toEqual([false, true]);
    expect([ask('write', PTE, P | D, shstk), ask('write', PMD, P | D | PS, shstk), ask('write', PMD, P | D, shstk), ask('write', PUD, P | D | PS, shstk)])
      .toEqual([true, true, false, false]);
  });
  it('devmap moved from bit 58 to 57 in 6.12', () => {
    expect(KERNELS.map((kernel) => [ask('devmap', PTE, SAVED, codecs[kernel]), ask('devmap', PTE, BIT_57, codecs[kernel])]))
      .toEqual([[true, false], [true, false], [false, true]]);
  });
  it('mkDevmap marks a pte special as well', () => {
    const made = [PTE, PMD].map((level) => {
      const e = slotOf(P);
      codec.mkDevmap(level, e);
      return rawOf(e);
    });
    expect(made).toEqual([P | SPECIAL | SAVED, P | SAVED]);
  });
});

it('user tables are 0x67 and the address (§4), and read back', () => {
  for (const table of [2, tableAt(3), 2 ** 41 - 2]) {
    const e = { lo: 0, hi: 0 };
    codec.makeTable(PMD, table, e);
    expect(rawOf(e)).toBe((BigInt(table) << 11n) | P | RW | US | A | D);
    expect(codec.tableRef(PMD, e.lo, e.hi)).toBe(table);
  }
});

it('every protection makes a leaf with its frame, complemented where P is clear (§2.3)', () => {
  const { prot } = x86_64();
  for (let index = 0; index < 16; index++) for (const pfn of [0, 1, 0x12345, 2 ** 40 - 1]) {
    const e = { lo: 0, hi: 0 };
    codec.makeLeaf(PTE, pfn, prot.lo[index]!, prot.hi[index]!, e);
    const frame = (index & 7) === 0 ? ~(BigInt(pfn) << 12n) & 0xf_ffff_ffff_f000n : BigInt(pfn) << 12n;
    expect([rawOf(e) & 0xf_ffff_ffff_f000n, codec.pfn(PTE, e.lo, e.hi)]).toEqual([frame, pfn]);
    expect(rawOf(e) & ~0xf_ffff_ffff_f000n).toBe(rawOf({ lo: prot.lo[index]!, hi: prot.hi[index]! }));
  }
});

it('page protections carry the key of the VMA (§3)', () => {
  const out = { lo: 0, hi: 0 };
  x86_64().prot.pageProt(0xf3, 9, out);
  expect(rawOf(out)).toBe(NX | (9n << 59n) | 0x25n);
});
