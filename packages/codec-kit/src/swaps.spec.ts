import { wordHi, wordLo, wordOf, type DecodedSwap, type Kernel, type SwapCodec, type SwapTypes } from '@faultline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { swapTypes } from './swap-types';
import { swapKind, swapReader } from './swaps';

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
