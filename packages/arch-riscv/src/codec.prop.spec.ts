import { KERNELS, wordHi, wordLo, type Architecture, type EntrySlot } from '@faultline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riscv, RISCV_CONFIGS } from './index';
import { changedBy, filled, slotOf, wordAt } from './testing/tables';

const SUBJECTS: readonly Architecture[] = KERNELS.flatMap((kernel) =>
  RISCV_CONFIGS.geometries.flatMap((geometry) => ['', '+svpbmt+svnapot'].map((options) => riscv({ kernel, config: geometry + options }))));
const arch = fc.constantFrom(...SUBJECTS);
const pfns = fc.oneof(fc.integer({ min: 0, max: 2 ** 22 }), fc.maxSafeInteger().map((n) => Math.abs(n) % 2 ** 44));
const protections = fc.nat(15);
const words = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

const MODIFIERS = ['mkYoung', 'mkOld', 'mkDirty', 'mkClean', 'mkWrite', 'wrProtect', 'mkSpecial'] as const;
type Modifier = (typeof MODIFIERS)[number];
const prot = ({ prot: { lo, hi } }: Architecture, index: number): [number, number] => [lo[index]!, hi[index]!];
const modified = (a: Architecture, word: bigint, index: number): bigint => changedBy(word, (e) => a.codec.modify(0, e, ...prot(a, index)));

/** An entry that a protection and a few modifiers lead to. */
function reached(a: Architecture, pfn: number, index: number, steps: readonly Modifier[]): EntrySlot {
  const e = slotOf(filled((out) => a.codec.makeLeaf(0, pfn, ...prot(a, index), out)));
  for (const step of steps) a.codec[step](0, e);
  return e;
}
const path = fc.array(fc.constantFrom(...MODIFIERS), { maxLength: 4 });
const law = (check: (a: Architecture, e: EntrySlot, index: number, pfn: number) => void): void =>
  fc.assert(fc.property(arch, pfns, protections, path, protections, (a, pfn, index, steps, other) => void check(a, reached(a, pfn, index, steps), other, pfn)));

describe('arch-interface §7', () => {
  it.each(SUBJECTS)('law 1: an empty entry of $config, kernel $kernel, is none and not present', ({ codec, geometry }) => {
    for (let level = 0; level <= geometry.topLevel; level++) {
      const { lo, hi } = slotOf(filled((out) => codec.none(level, out)));
      expect([codec.isNone(level, lo, hi), codec.present(level, lo, hi)]).toEqual([true, false]);
    }
  });

  it('law 2: a leaf keeps its frame under every protection, NONE included', () =>
    law(({ codec }, e, _index, pfn) => expect(codec.pfn(0, e.lo, e.hi)).toBe(pfn)));

  it('law 2 above level 0: an aligned frame', () => fc.assert(fc.property(arch, pfns, protections, fc.constantFrom(1, 2), (a, any, index, level) => {
    const pfn = any - (any % 2 ** (9 * level));
    const e = slotOf(filled((out) => a.codec.makeLeaf(level, pfn, ...prot(a, index), out)));
    expect(a.codec.pfn(level, e.lo, e.hi)).toBe(pfn);
  })));

  it('a table entry leads where it was told: frame << 10 | V', () => fc.assert(fc.property(arch, pfns, fc.integer({ min: 1, max: 4 }), ({ codec }, frame, level) => {
    const e = slotOf(filled((out) => codec.makeTable(level, frame * 2, out)));
    expect(wordAt(e)).toBe((BigInt(frame) << 10n) | 1n);
    expect([codec.isTable(level, e.lo, e.hi), codec.isLeaf(level, e.lo, e.hi), codec.tableRef(level, e.lo, e.hi)]).toEqual([true, false, frame * 2]);
  })));

  it('laws 3 and 4: swap entries, there and back; marks leave type and offset alone', () => fc.assert(fc.property(arch, fc.nat(31), words, ({ swap, codec }, type, any) => {
    const offset = BigInt.asUintN(swap.offsetBits, any);
    const e = slotOf(filled((out) => swap.encode(0, type, wordLo(offset), wordHi(offset), out)));
    if (type !== 0 || offset !== 0n) expect({ isNone: codec.isNone(0, e.lo, e.hi) }).toEqual({ isNone: false });
    swap.mkExclusive(e);
    expect({ present: codec.present(0, e.lo, e.hi) }).toEqual({ present: false });
    expect([swap.type(0, e.lo, e.hi), filled((out) => swap.offset(0, e.lo, e.hi, out))]).toEqual([type, offset]);
  })));

  it.each([
    ['mkYoung', 'young', true], ['mkOld', 'young', false], ['mkDirty', 'dirty', true], ['mkClean', 'dirty', false], ['mkWrite', 'write', true],
    ['wrProtect', 'write', false], ['mkSpecial', 'special', true],
  ] as const)('laws 5 and 6: after %s, %s is %s; twice is once', (modifier, predicate, value) => law(({ codec }, e) => {
    codec[modifier](0, e);
    const once = wordAt(e);
    expect(codec[predicate](0, e.lo, e.hi)).toBe(value);
    codec[modifier](0, e);
    expect(wordAt(e)).toBe(once);
  }));

  it('law 6: modify twice is once', () => law((a, e, index) => {
    const once = modified(a, wordAt(e), index);
    expect(modified(a, once, index)).toBe(once);
  }));

  it('law 7: wrProtect keeps dirty; modify keeps frame, dirty and special, and makes young unless it takes all access', () => law((a, e, index, pfn) => {
    const { codec } = a;
    const before = { dirty: codec.dirty(0, e.lo, e.hi), special: codec.special(0, e.lo, e.hi), young: codec.young(0, e.lo, e.hi) };
    const shut = slotOf(changedBy(wordAt(e), (x) => codec.wrProtect(0, x)));
    expect(codec.dirty(0, shut.lo, shut.hi)).toBe(before.dirty);
    const { lo, hi } = slotOf(modified(a, wordAt(e), index));
    expect({ pfn: codec.pfn(0, lo, hi), dirty: codec.dirty(0, lo, hi), special: codec.special(0, lo, hi), young: codec.young(0, lo, hi) })
      .toEqual({ ...before, pfn, young: before.young || (index & 7) !== 0 });
  }));

  it('law 8: modify to NONE is protnone and not writable; back again, frame and dirty are there', () => law((a, e, index, pfn) => {
    const none = modified(a, wordAt(e), 0);
    const { lo, hi } = slotOf(none);
    expect([a.codec.protnone(0, lo, hi), a.codec.write(0, lo, hi), a.codec.present(0, lo, hi)]).toEqual([true, false, true]);
    const back = slotOf(modified(a, none, index));
    expect([a.codec.pfn(0, back.lo, back.hi), a.codec.dirty(0, back.lo, back.hi)]).toEqual([pfn, a.codec.dirty(0, e.lo, e.hi)]);
  }));

  it.each(SUBJECTS)('law 9: no private protection of $config, kernel $kernel, is writable', (a) => {
    for (let index = 0; index < 8; index++) expect({ write: a.codec.write(0, ...prot(a, index)) }).toEqual({ write: false });
  });

  it('law 10: dirty and writable, in either order', () => law(({ codec }, e) => expect(changedBy(wordAt(e), (x) => {
    codec.mkWrite(0, x);
    codec.mkDirty(0, x);
  })).toBe(changedBy(wordAt(e), (x) => {
    codec.mkDirty(0, x);
    codec.mkWrite(0, x);
  }))));

  it('§5: an invalidated huge entry is present and a leaf, and not valid for hardware', () => law(({ codec }, e, index) => {
    if ((index & 7) === 0) return;
    codec.mkInvalid(1, e);
    expect([codec.present(1, e.lo, e.hi), codec.isLeaf(1, e.lo, e.hi), e.lo & 1]).toEqual([true, true, 0]);
  }));
});

describe('marks the architecture has no room for', () => {
  it('are set and cleared in vain', () => law(({ codec }, e) => {
    const before = wordAt(e);
    for (const change of ['mkSoftDirty', 'clearSoftDirty', 'mkUffdWp', 'clearUffdWp', 'mkHuge'] as const) codec[change](0, e);
    expect(wordAt(e)).toBe(before);
    expect([codec.softDirty(0, e.lo, e.hi), codec.uffdWp(0, e.lo, e.hi)]).toEqual([false, false]);
  }));
});

it('decode answers any value at any level, and loses no bit', () => fc.assert(fc.property(arch, fc.nat(4), words, ({ codec }, level, raw) => {
  const entry = codec.decode(level, raw);
  expect(entry.raw).toBe(raw);
  expect(entry.bits.reduce((sum, { value, low }) => sum | (value << BigInt(low)), 0n)).toBe(raw);
})));
