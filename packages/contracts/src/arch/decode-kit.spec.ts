import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kernel } from '../kernel';
import { wordHi, wordLo, wordOf } from '../numbers';
import type { SwapCodec, SwapTypes } from './architecture';
import { bitLayout, namedBits, swapKind, swapReader, type BitField } from './decode-kit';
import type { DecodedBits, DecodedSwap } from './entry';
import { swapTypes } from './swap-types';

const LAYOUT: readonly BitField[] = [
  { name: 'present', high: 0, low: 0, meaning: 'in memory' }, { name: 'NX', high: 63, low: 63 }, { name: 'frame', high: 47, low: 12, meaning: 'page frame' }, { name: 'key', high: 62, low: 59 },
];

const bitsOf = (layout: readonly BitField[], raw: bigint): DecodedBits[] => namedBits(bitLayout(layout), wordLo(raw), wordHi(raw));

describe('the named bits of a value', () => {
  it.each([
    ['nothing of zero', 0n, []],
    ['a bit, with its meaning', 1n, ['0:0 present = 1 (in memory)']],
    ['a field, with its value', 0x12345000n, ['47:12 frame = 12345 (page frame)']],
    ['a field that is full', 0xfffffffff000n, ['47:12 frame = fffffffff (page frame)']],
    ['most significant first', 0x8800000000001001n, ['63:63 NX = 1', '62:59 key = 1', '47:12 frame = 1 (page frame)', '0:0 present = 1 (in memory)']],
    ['bits outside every field, one by one', 0x0001000000000006n, ['48:48 bit 48 = 1 (no meaning here)', '2:2 bit 2 = 1 (no meaning here)', '1:1 bit 1 = 1 (no meaning here)']],
    ['fields and strays in order', 0x0401000000001003n, ['58:58 bit 58 = 1 (no meaning here)', '48:48 bit 48 = 1 (no meaning here)', '47:12 frame = 1 (page frame)', '1:1 bit 1 = 1 (no meaning here)', '0:0 present = 1 (in memory)']],
  ])('%s', (_what, raw, expected) => {
    expect(bitsOf(LAYOUT, raw).map(({ name, high, low, value, meaning }) => `${high}:${low} ${name} = ${value.toString(16)}${meaning === undefined ? '' : ` (${meaning})`}`)).toEqual(expected);
  });

  /** Layouts whose fields do not overlap: cuts of the 64 bits, some left without a name. */
  const layout = fc.tuple(fc.uniqueArray(fc.integer({ min: 1, max: 63 }), { maxLength: 12 }), fc.array(fc.boolean(), { minLength: 13, maxLength: 13 })).map(([cuts, named]) => {
    const ends = [0, ...[...cuts].sort((a, b) => a - b), 64];
    return ends.slice(1).map((end, at): BitField => ({ name: `f${at}`, low: ends[at]!, high: end - 1 })).filter((_, at) => named[at]);
  });
  const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

  it('are the whole value: put together they are it again', () => {
    fc.assert(fc.property(layout, word, (fields, raw) => {
      expect(bitsOf(fields, raw).reduce((sum, { value, low }) => sum + (value << BigInt(low)), 0n)).toBe(raw);
    }));
  });

  it('are not zero, and lie apart, from the highest down', () => {
    fc.assert(fc.property(layout, word, (fields, raw) => {
      const found = bitsOf(fields, raw);
      for (const { value, high, low } of found) expect(value > 0n && value < 2n ** BigInt(high - low + 1)).toBe(true);
      found.slice(1).forEach(({ high }, at) => expect(high).toBeLessThan(found[at]!.low));
    }));
  });

  it('have a name of the layout, or lie outside of it', () => {
    fc.assert(fc.property(layout, word, (fields, raw) => {
      for (const { name, high, low, meaning } of bitsOf(fields, raw)) {
        const field = fields.find((each) => each.high >= low && each.low <= high);
        expect([name, high, low, meaning]).toEqual(field === undefined ? [`bit ${low}`, low, low, 'no meaning here'] : [field.name, field.high, field.low, undefined]);
      }
    }));
  });

  it('are the same for each value that has them, and cannot be changed where values share them', () => {
    const layout = bitLayout(LAYOUT);
    const [one, two] = [namedBits(layout, 5, 0), namedBits(layout, 5, 0)];
    expect(two).toEqual(one);
    expect(two).not.toBe(one);
    expect(one.every((bit) => Object.isFrozen(bit))).toBe(true);
  });

  it('leave the layout as it is', () => {
    const before = structuredClone(LAYOUT);
    bitsOf(LAYOUT, 0x8800000000001001n);
    expect(LAYOUT).toEqual(before);
  });
});

const OFFSET_BITS = 50n;
const PFN_BITS = 34;
/** A swap layout as plain as can be: the type above an offset of 50 bits. */
const codec = (types: SwapTypes, offsetBits = Number(OFFSET_BITS)): SwapCodec => ({
  types, pfnBits: PFN_BITS, offsetBits,
  type: (_level: number, lo: number, hi: number) => Number(wordOf(lo, hi) >> OFFSET_BITS) & 31,
  offset: (_level: number, lo: number, hi: number, out: { lo: number; hi: number }) => {
    const offset = wordOf(lo, hi) & (2n ** OFFSET_BITS - 1n);
    out.lo = wordLo(offset);
    out.hi = wordHi(offset);
  },
}) as unknown as SwapCodec;
const raw = (type: number, offset: bigint): bigint => (BigInt(type) << OFFSET_BITS) | offset;
const typesOf = (kernel: Kernel): SwapTypes => swapTypes({ kernel, memoryFailure: true, devicePrivate: true, pteMarker: true });
const types = typesOf('6.2');
const readSwap = (swap: SwapCodec, word: bigint): DecodedSwap => swapReader(swap)(0, wordLo(word), wordHi(word));
const YOUNG = 1n << BigInt(PFN_BITS);
const DIRTY = 2n << BigInt(PFN_BITS);

describe('a swap-style entry (arch-x86.md §6.2)', () => {
  it.each([
    ['a slot of the first file', 0, 5n, 'swap', { class: 'swap', type: 0, offset: 5n }],
    ['a slot of the last file', types.maxFiles - 1, 5n, 'swap', { class: 'swap', type: types.maxFiles - 1, offset: 5n }],
    ['the largest offset', 0, 2n ** 50n - 1n, 'swap', { class: 'swap', type: 0, offset: 2n ** 50n - 1n }],
    ['a poisoned frame', types.hwpoison, 0x1234n, 'hwpoison', { class: 'hwpoison', type: types.hwpoison, offset: 0x1234n, pfn: 0x1234 }],
    ['a page that moves, read-only', types.migrationRead, 0x1234n, 'migration', { class: 'migration-read', type: types.migrationRead, offset: 0x1234n, pfn: 0x1234, migYoung: false, migDirty: false }],
    ['a page that moves, exclusive', types.migrationReadExclusive, 0x1234n | YOUNG, 'migration',
      { class: 'migration-read-exclusive', type: types.migrationReadExclusive, offset: 0x1234n | YOUNG, pfn: 0x1234, migYoung: true, migDirty: false }],
    ['a page that moves, writable', types.migrationWrite, 0x1234n | YOUNG | DIRTY, 'migration', { class: 'migration-write', type: types.migrationWrite, offset: 0x1234n | YOUNG | DIRTY, pfn: 0x1234, migYoung: true, migDirty: true }],
    ['a page of a device, written', types.devicePrivateWrite, 7n, 'device', { class: 'device-private-write', type: types.devicePrivateWrite, offset: 7n, pfn: 7 }],
    ['a page of a device, read', types.devicePrivateRead, 7n, 'device', { class: 'device-private-read', type: types.devicePrivateRead, offset: 7n, pfn: 7 }],
    ['a page that a device has for itself, written', types.deviceExclusiveWrite, 7n, 'device', { class: 'device-exclusive-write', type: types.deviceExclusiveWrite, offset: 7n, pfn: 7 }],
    ['a page that a device has for itself, read', types.deviceExclusiveRead, 7n, 'device', { class: 'device-exclusive-read', type: types.deviceExclusiveRead, offset: 7n, pfn: 7 }],
    ['a marker of userfaultfd', types.marker, 1n, 'marker', { class: 'marker', type: types.marker, offset: 1n, markerUffdWp: true, markerPoisoned: false }],
    ['a marker of poison', types.marker, 2n, 'marker', { class: 'marker', type: types.marker, offset: 2n, markerUffdWp: false, markerPoisoned: true }],
    ['a marker of both', types.marker, 3n, 'marker', { class: 'marker', type: types.marker, offset: 3n, markerUffdWp: true, markerPoisoned: true }],
    ['a marker of nothing', types.marker, 0n, 'marker', { class: 'marker', type: types.marker, offset: 0n, markerUffdWp: false, markerPoisoned: false }],
  ] as const)('%s', (_what, type, offset, kind, swap) => {
    expect(readSwap(codec(types), raw(type, offset))).toEqual(swap);
    expect(swapKind(types, type)).toBe(kind);
  });

  it('a swap-in error of 6.1 is a type of its own', () => {
    const old = typesOf('6.1');
    expect(readSwap(codec(old), raw(31, 0n))).toEqual({ class: 'swapin-error', type: 31, offset: 0n });
    expect(swapKind(old, 31)).toBe('swapin-error');
  });

  it('a marker of 6.1 has one bit only', () => {
    const old = typesOf('6.1');
    expect(readSwap(codec(old), raw(old.marker, 3n))).toMatchObject({ markerUffdWp: true, markerPoisoned: false });
  });

  it('without room for the marks above the frame, migration has none', () => {
    expect(readSwap(codec(types, PFN_BITS + 1), raw(types.migrationRead, 0x1234n | YOUNG))).toEqual({ class: 'migration-read', type: types.migrationRead, offset: 0x1234n | YOUNG, pfn: 0x1234 });
  });

  it('a type that is not reserved is a slot, whatever is missing', () => {
    const none = swapTypes({ kernel: '6.2', memoryFailure: false, devicePrivate: false, pteMarker: true });
    expect(Array.from({ length: 32 }, (_, type) => swapKind(none, type)).filter((kind) => kind === 'swap')).toHaveLength(28);
  });

  it('whatever the value, it is read, and type and offset are kept', () => {
    fc.assert(fc.property(fc.nat(31), fc.bigInt({ min: 0n, max: 2n ** 50n - 1n }), (type, offset) => {
      expect(readSwap(codec(types), raw(type, offset))).toMatchObject({ type, offset });
    }));
  });
});
