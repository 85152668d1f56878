import { entrySlot, wordHi, wordLo } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { riscv } from './index';
import { changedBy, filled, slotOf, wordAt } from './testing/tables';

/** arch-riscv §6. */
const LAYOUTS = [
  { kernel: '6.1', typeAt: 6n, offsetAt: 11n, exclusiveAt: undefined, maxFiles: 28, marker: -1, swapinError: 31 },
  { kernel: '6.2', typeAt: 6n, offsetAt: 11n, exclusiveAt: undefined, maxFiles: 28, marker: 31, swapinError: -1 },
  { kernel: '6.12', typeAt: 7n, offsetAt: 12n, exclusiveAt: 6n, maxFiles: 28, marker: 31, swapinError: -1 },
] as const;

describe.each(LAYOUTS)('§6: swap entries of $kernel', ({ kernel, typeAt, offsetAt, exclusiveAt, maxFiles, marker, swapinError }) => {
  const { swap, codec, caps } = riscv({ kernel });
  const offsetBits = 64n - offsetAt;
  const offsets = [0n, 1n, 0x1234n, 0x1_0000_0000n, 2n ** (offsetBits - 1n), 2n ** offsetBits - 1n];
  const cases = [0, 1, 27, 31].flatMap((type) => offsets.map((offset) => ({ type, offset, raw: (BigInt(type) << typeAt) | (offset << offsetAt) })));

  it('has its numbers', () => {
    expect([swap.offsetBits, swap.pfnBits]).toEqual([Number(offsetBits), 44]);
    expect(swap.types).toMatchObject({
      maxFiles, marker, swapinError, hwpoison: -1, migrationRead: 28, migrationReadExclusive: 29, migrationWrite: 30, devicePrivateRead: -1,
    });
  });

  it.each(cases)('type $type, offset $offset is $raw, there and back', ({ type, offset, raw }) => {
    for (const level of [0, 1]) {
      expect(filled((out) => swap.encode(level, type, wordLo(offset), wordHi(offset), out))).toBe(raw);
      const { lo, hi } = slotOf(raw);
      expect(swap.type(level, lo, hi)).toBe(type);
      expect(filled((out) => swap.offset(level, lo, hi, out))).toBe(offset);
      expect({ present: codec.present(level, lo, hi) }).toEqual({ present: false });
    }
  });

  it('zero bits 0, 1-3, 4 and 5', () => {
    for (const { type, offset } of cases) {
      const e = entrySlot();
      swap.encode(0, type, wordLo(offset), wordHi(offset), e);
      expect(wordAt(e) & 0x3fn).toBe(0n);
    }
  });

  it(`exclusive mark: ${exclusiveAt === undefined ? 'none, and setting it does nothing' : `bit ${exclusiveAt}`}`, () => {
    expect(caps.swapExclusive).toBe(exclusiveAt !== undefined);
    for (const { raw, type, offset } of cases) {
      const marked = changedBy(raw, (e) => swap.mkExclusive(e));
      const { lo, hi } = slotOf(marked);
      expect(marked).toBe(exclusiveAt === undefined ? raw : raw | (1n << exclusiveAt));
      expect(swap.exclusive(lo, hi)).toBe(exclusiveAt !== undefined);
      expect(swap.type(0, lo, hi)).toBe(type);
      expect(filled((out) => swap.offset(0, lo, hi, out))).toBe(offset);
      expect(changedBy(marked, (e) => swap.clearExclusive(e))).toBe(raw);
    }
  });

  it('keeps neither soft-dirty nor userfaultfd marks', () => {
    for (const { raw } of cases) {
      const { lo, hi } = slotOf(raw);
      for (const change of [swap.mkSoftDirty, swap.clearSoftDirty, swap.mkUffdWp, swap.clearUffdWp]) expect(changedBy(raw, change)).toBe(raw);
      expect([swap.softDirty(lo, hi), swap.uffdWp(lo, hi)]).toEqual([false, false]);
    }
  });
});
