import type { Geometry, Level, MmHw } from '@faultline/contracts';

const PAGE_SHIFT = 12;
/** First page number beyond the range of a root at this level: 2 GiB, 4 TiB, 8 PiB, all. */
const LIMITS = [0, 2 ** 19, 2 ** 30, 2 ** 41, 2 ** 52 - 1] as const;

/** Eight bits for the page table, eleven for each level above. */
function index(level: number, vpnLo: number, vpnHi: number): number {
  switch (level) {
    case 0: return vpnLo & 255;
    case 1: return (vpnLo >>> 8) & 2047;
    case 2: return (vpnLo >>> 19) & 2047;
    case 3: return ((vpnLo >>> 30) | (vpnHi << 2)) & 2047;
    default: return (vpnHi >>> 9) & 2047;
  }
}

/** Page numbers that a root of this level can map; with five levels hardware maps the last page too. */
export const rangeOf = (level: number): number => (level === 4 ? 2 ** 52 : LIMITS[level]!);

/** The tables; how many levels an mm has is its own (`asce_limit`). @kernel v6.2-rc3 arch/s390/include/asm/pgtable.h */
export const geometryOf = (levels: 3 | 4 | 5, edat: boolean): Geometry => Object.freeze({
  pageShift: PAGE_SHIFT,
  byteOrder: 'big',
  shift: [12, 20, 31, 42, 53],
  entries: [256, 2048, 2048, 2048, 2048],
  tableBytes: [2048, 16384, 16384, 16384, 16384],
  topLevel: (levels - 1) as Level,
  leafLevels: edat ? 0b111 : 0b001,
  index,
  userLimit: (mm: MmHw) => LIMITS[mm.topLevel]!,
  grow: (mm: MmHw, vpn: number) => {
    const wanted = LIMITS.findIndex((limit) => vpn < limit);
    return wanted > mm.topLevel ? (wanted as Level) : undefined;
  },
  isCanonical: () => 'ok',
});
