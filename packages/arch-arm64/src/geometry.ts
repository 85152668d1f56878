import type { Geometry, Level } from '@faultline/contracts';
import type { Arm64Config } from './config';

/** Bits of a page number from `from` on, `count` of them. */
function bitsOf(vpnLo: number, vpnHi: number, from: number, count: number): number {
  const word = from >= 32 ? vpnHi >>> (from - 32) : from === 0 ? vpnLo : (vpnLo >>> from) | (vpnHi << (32 - from));
  return word & (2 ** count - 1);
}

const TAG = 0xffn << 56n;
const BIT_55 = 1n << 55n;

/** The top byte of a user address is a tag, which translation ignores (TBI0 is always on). @kernel v6.2-rc3 arch/arm64/include/asm/memory.h:untagged_addr */
const untagged = (va: bigint): bigint => (va & BIT_55 ? va : va & ~TAG);

/** Tables of one granule and address size: a table fills a granule, but for a smaller root. @kernel v6.2-rc3 ARM64_HW_PGTABLE_LEVELS */
export function geometryOf({ pageShift, vaBits }: Arm64Config): Geometry {
  const perLevel = pageShift - 3;
  const levels = Math.ceil((vaBits - pageShift) / perLevel);
  const rootBits = vaBits - pageShift - perLevel * (levels - 1);
  const level = [0, 1, 2, 3, 4];
  const bits = level.map((at) => (at < levels - 1 ? perLevel : at === levels - 1 ? rootBits : 0));
  const starts = level.map((at) => at * perLevel);
  const entries = bits.map((count) => (count > 0 ? 2 ** count : 0));
  const limit = 2 ** (vaBits - pageShift);
  return Object.freeze({
    pageShift,
    byteOrder: 'little',
    shift: level.map((at) => pageShift + at * perLevel),
    entries,
    tableBytes: entries.map((count) => (count > 0 ? 2 ** pageShift : 0)),
    topLevel: (levels - 1) as Level,
    leafLevels: pageShift === 12 ? 0b111 : 0b011,
    index: pageShift === 12 && vaBits === 48 ? indexOf4k : (at: number, lo: number, hi: number) => bitsOf(lo, hi, starts[at]!, bits[at]!),
    userLimit: () => limit,
    isCanonical: (va: bigint) => (BigInt.asUintN(64, BigInt.asIntN(vaBits + 1, untagged(va))) === untagged(va) ? 'ok' : 'fault'),
  });
}

/** The common case: nine bits a level. */
function indexOf4k(level: number, vpnLo: number, vpnHi: number): number {
  switch (level) {
    case 0: return vpnLo & 511;
    case 1: return (vpnLo >>> 9) & 511;
    case 2: return (vpnLo >>> 18) & 511;
    default: return ((vpnLo >>> 27) | (vpnHi << 5)) & 511;
  }
}
