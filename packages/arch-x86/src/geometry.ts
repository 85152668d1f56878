import type { Geometry, Level } from '@faultline/contracts';

const PAGE_SHIFT = 12;

/** Index by level from the halves of a page number: nine bits each. */
function index(level: number, vpnLo: number, vpnHi: number): number {
  switch (level) {
    case 0: return vpnLo & 511;
    case 1: return (vpnLo >>> 9) & 511;
    case 2: return (vpnLo >>> 18) & 511;
    case 3: return ((vpnLo >>> 27) | (vpnHi << 5)) & 511;
    default: return (vpnHi >>> 4) & 511;
  }
}

/** User addresses end one page below the canonical boundary. @kernel v6.2-rc3 arch/x86/include/asm/page_64_types.h:task_size_max */
export function geometryOf(levels: 4 | 5): Geometry {
  const boundary = levels === 4 ? 47 : 56;
  const limit = 2 ** (boundary - PAGE_SHIFT) - 1;
  const five = levels === 5;
  return Object.freeze({
    pageShift: PAGE_SHIFT,
    byteOrder: 'little',
    shift: [12, 21, 30, 39, 48],
    entries: [512, 512, 512, 512, five ? 512 : 0],
    tableBytes: [4096, 4096, 4096, 4096, five ? 4096 : 0],
    topLevel: (levels - 1) as Level,
    leafLevels: 0b111,
    index,
    userLimit: () => limit,
    isCanonical: (va: bigint) => (BigInt.asUintN(64, BigInt.asIntN(boundary + 1, va)) === va ? 'ok' : 'exception'),
  });
}
