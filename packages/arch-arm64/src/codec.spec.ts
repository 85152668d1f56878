import { KERNELS } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { arm64 } from './index';
import { hex, rawOf, slotOf, tableAt } from '../../../tools/arch-lab/lab';

const VALID = 1n, TABLE = 2n, RDONLY = 1n << 7n, NG = 1n << 11n, WRITE = 1n << 51n, DIRTY = 1n << 55n, PROT_NONE = 1n << 58n, PRESENT_INVALID = 1n << 59n;
const codecs = Object.fromEntries(KERNELS.map((kernel) => [kernel, arm64({ kernel }).codec]));
const { codec } = arm64();
const after = (raw: bigint, change: (e: { lo: number; hi: number }) => void): string => {
  const e = slotOf(raw);
  change(e);
  return hex(rawOf(e));
};

/** arch-arm64 §4, state table: RDONLY, WRITE, DIRTY; dirty, writable. */
const STATES = [
  [RDONLY, false, false], [RDONLY | WRITE, false, true], [RDONLY | DIRTY, true, false], [WRITE, true, true], [WRITE | DIRTY, true, true],
  [0n, false, false],
] as const;
it.each(STATES)('state 0x%x: dirty %s, writable %s', (bits, dirty, write) => {
  const { lo, hi } = slotOf(VALID | TABLE | bits);
  expect([codec.dirty(0, lo, hi), codec.write(0, lo, hi)]).toEqual([dirty, write]);
});

describe('the fixes that 6.1.y and 6.12.y carry and v6.2-rc3 does not (arch-arm64, first table)', () => {
  it.each(KERNELS)('%s: mkWrite of a clean entry', (kernel) => {
    expect(after(RDONLY, (e) => codecs[kernel]!.mkWrite(0, e))).toBe(hex(kernel === '6.2' ? WRITE : WRITE | RDONLY));
    expect(after(RDONLY | DIRTY, (e) => codecs[kernel]!.mkWrite(0, e))).toBe(hex(WRITE | DIRTY));
  });
  it.each(KERNELS)('%s: modify of a dirty entry to a shared writable protection', (kernel) => {
    const shared = Number(VALID | RDONLY);
    const made = after(VALID | WRITE, (e) => codecs[kernel]!.modify(0, e, shared, Number(WRITE >> 32n)));
    expect(made).toBe(hex(kernel === '6.2' ? VALID | RDONLY | WRITE | DIRTY : VALID | WRITE | DIRTY));
  });
});

describe('present, and not valid', () => {
  const present = (kernel: string, level: number, raw: bigint): boolean => codecs[kernel]!.present(level, slotOf(raw).lo, slotOf(raw).hi);
  it('6.2: PROT_NONE; above the pte level also bit 59', () => {
    expect([PROT_NONE, PRESENT_INVALID, NG, 0n].map((raw) => [present('6.2', 0, raw), present('6.2', 1, raw)]))
      .toEqual([[true, true], [false, true], [false, false], [false, false]]);
  });
  it('6.12: nG', () => {
    expect([PROT_NONE, PRESENT_INVALID, NG, 0n].map((raw) => [present('6.12', 0, raw), present('6.12', 1, raw)]))
      .toEqual([[false, false], [false, false], [true, true], [false, false]]);
  });
  it('mkInvalid: bit 59, or nG', () => {
    expect(after(VALID | RDONLY, (e) => codecs['6.2']!.mkInvalid(1, e))).toBe(hex(RDONLY | PRESENT_INVALID));
    expect(after(VALID | RDONLY, (e) => codecs['6.12']!.mkInvalid(1, e))).toBe(hex(RDONLY | NG));
  });
});

it('userfaultfd-wp: bit 58 and write-protected in 6.12, nothing before', () => {
  for (const kernel of KERNELS) {
    const newer = kernel === '6.12';
    expect(after(VALID | WRITE, (e) => codecs[kernel]!.mkUffdWp(0, e))).toBe(hex(newer ? VALID | RDONLY | DIRTY | PROT_NONE : VALID | WRITE));
    expect(after(VALID | PROT_NONE, (e) => codecs[kernel]!.clearUffdWp(0, e))).toBe(hex(newer ? VALID : VALID | PROT_NONE));
    expect(codecs[kernel]!.uffdWp(0, 1, Number(PROT_NONE >> 32n))).toBe(newer);
  }
});

it('no soft-dirty', () => {
  expect(after(VALID, (e) => codec.mkSoftDirty(0, e))).toBe('0x1');
  expect([codec.softDirty(0, -1, -1), after(VALID, (e) => codec.clearSoftDirty(0, e))]).toEqual([false, '0x1']);
});

const TABLES = [['4k-48', 2, 11n], ['16k-47', 8, 11n], ['64k-52', 32, 11n], ['4k-52-lpa2', 2, 11n]] as const;
it.each(TABLES)('%s: user tables have PXNTable and both low bits (§2.2), and read back', (config, unit) => {
  const { codec: of } = arm64({ config, kernel: '6.12' });
  for (const table of [unit, tableAt(3), 2 ** 37 - unit]) {
    const e = { lo: 0, hi: 0 };
    of.makeTable(1, table, e);
    expect(rawOf(e)).toBe((BigInt(table) << 11n) | VALID | TABLE | (1n << 59n));
    expect([of.tableRef(1, e.lo, e.hi), of.isTable(1, e.lo, e.hi)]).toEqual([table, true]);
  }
});

it('leaves: blocks at pmd, and at pud with 4K pages only (§1)', () => {
  const leaf = (config: string, level: number) => arm64({ config }).codec.isLeaf(level, Number(VALID), 0);
  expect([leaf('4k-48', 1), leaf('4k-48', 2), leaf('4k-48', 3), leaf('16k-47', 1), leaf('16k-47', 2), leaf('64k-48', 1), leaf('64k-48', 2)])
    .toEqual([true, true, false, true, false, true, false]);
});
