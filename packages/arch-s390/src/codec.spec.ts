import { describe, expect, it } from 'vitest';
import { s390 } from './index';
import { hex, rawOf, slotOf, tableAt } from '../../../tools/arch-lab/lab';

const { codec } = s390();
const LEVELS = [0, 1, 2, 3, 4];
const after = (raw: bigint, change: (e: { lo: number; hi: number }) => void): string => {
  const e = slotOf(raw);
  change(e);
  return hex(rawOf(e));
};

describe('empty entries, by level (arch-s390 §2, §3)', () => {
  it.each([[0, 0x400n], [1, 0x20n], [2, 0x24n], [3, 0x28n], [4, 0x2cn]] as const)('level %i: 0x%x', (level, empty) => {
    expect(after(0n, (e) => codec.none(level, e))).toBe(hex(empty));
    const { lo, hi } = slotOf(empty);
    expect([codec.isNone(level, lo, hi), codec.present(level, lo, hi), codec.isTable(level, lo, hi)]).toEqual([true, false, false]);
  });
  it('zero is none of them', () => expect(LEVELS.map((level) => codec.isNone(level, 0, 0))).toEqual([false, false, false, false, false]));
});

describe('table entries (§3)', () => {
  it.each([[1, 0x0n, 1], [2, 0x07n, 8], [3, 0x0bn, 8], [4, 0x0fn, 8]] as const)('level %i: origin with 0x%x, and back', (level, low, unit) => {
    for (const table of [unit, tableAt(3) + unit, 2 ** 53 - unit]) {
      const e = { lo: 0, hi: 0 };
      codec.makeTable(level, table, e);
      expect(rawOf(e)).toBe((BigInt(table) << 11n) | low);
      expect([codec.tableRef(level, e.lo, e.hi), codec.isTable(level, e.lo, e.hi)]).toEqual([table, true]);
    }
  });
});

describe('each modifier touches its own marks only (§5), also in a value that breaks the rule', () => {
  /** READ, WRITE, DIRTY, YOUNG, with I and P set although neither should be. */
  const PTE = 0x1234563dn;
  const SEGMENT = 0x7_ff00_3623n;
  const CASES = [
    ['mkYoung clears I', 0, (e) => codec.mkYoung(0, e), PTE & ~0x400n], ['mkDirty clears P', 0, (e) => codec.mkDirty(0, e), (PTE & ~0x200n) | 2n],
    ['mkWrite clears P', 0, (e) => codec.mkWrite(0, e), PTE & ~0x200n], ['mkOld sets I', 0, (e) => codec.mkOld(0, e), PTE & ~4n],
    ['mkClean sets P', 0, (e) => codec.mkClean(0, e), PTE & ~8n], ['wrProtect sets P', 0, (e) => codec.wrProtect(0, e), PTE & ~0x20n],
    ['pmd_mkyoung clears I', 1, (e) => codec.mkYoung(1, e), SEGMENT & ~0x20n],
    ['pmd_mkdirty clears P', 1, (e) => codec.mkDirty(1, e), (SEGMENT & ~0x200n) | 0x4000n],
    ['pmd_mkwrite clears P', 1, (e) => codec.mkWrite(1, e), SEGMENT & ~0x200n],
  ] as const satisfies readonly (readonly [string, number, (e: { lo: number; hi: number }) => void, bigint])[];
  it.each(CASES)('%s', (_what, level, change, expected) => expect(after(level === 0 ? PTE : SEGMENT, change)).toBe(hex(expected)));
});

describe('segment protections (§3.1)', () => {
  const FORMS = [
    ['NONE', 0x601, 0x220n], ['RO', 0x711, 0x301n], ['RX', 0x611, 0x201n], ['RW', 0x731, 0x103n], ['RWX', 0x631, 0x003n], ['anything else', 0x612, 0x003n],
  ] as const;
  it.each(FORMS)('%s', (_name, prot, segment) => {
    expect(after(0n, (e) => codec.makeLeaf(1, 0x100, prot, 0, e))).toBe(hex(0x100000n | segment));
    expect(after(0n, (e) => {
      codec.makeLeaf(1, 0x100, prot, 0, e);
      codec.mkHuge(1, e);
    })).toBe(hex(0x100000n | segment | 0x1600n));
  });
});

it('read and write of a 2 GiB leaf changed places in 6.12 (§3.2)', () => {
  const write = (kernel: '6.2' | '6.12', raw: bigint) => s390({ kernel }).codec.write(2, slotOf(raw).lo, slotOf(raw).hi);
  expect([write('6.2', 0x405n), write('6.2', 0x406n), write('6.12', 0x405n), write('6.12', 0x406n)]).toEqual([true, false, false, true]);
});

it('mk_pte of every protection is young, and valid if it can be read (§4)', () => {
  const { prot } = s390();
  for (let index = 0; index < 16; index++) {
    const none = (index & 7) === 0;
    expect(after(0n, (e) => codec.makeLeaf(0, 0x12345, prot.lo[index]!, 0, e)))
      .toBe(hex(0x12345000n | ((BigInt(prot.lo[index]!) | 4n) & (none ? -1n : ~0x400n))));
  }
});

describe('presence', () => {
  const present = (level: number, raw: bigint) => codec.present(level, slotOf(raw).lo, slotOf(raw).hi);
  it('pte: bit 0; pmd: anything but empty; above: an origin, or folded (§2.1, §3.3)', () => {
    expect([present(0, 0x601n), present(0, 0x600n), present(0, 0x400n), present(1, 0x20n), present(1, 0x22n), present(1, 0n)])
      .toEqual([true, false, false, false, true, true]);
    expect([present(2, 0x24n), present(2, 0x1024n), present(2, 0x1n << 32n | 0x24n), present(3, 0x7n), present(4, 0xbn), present(4, 0xfn)])
      .toEqual([false, true, true, true, true, false]);
  });
});
