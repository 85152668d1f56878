import type { Geometry, Level } from '@faultline/contracts';
import type { RiscvConfig } from './config';

const PAGE_SHIFT = 12;
const ENTRIES = 512;

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

/** One table root, split in halves: the lower one is the user's. @kernel v6.2-rc3 arch/riscv/include/asm/pgtable.h:TASK_SIZE_64 */
export function geometryOf({ levels, vaBits }: RiscvConfig): Geometry {
  const level = [0, 1, 2, 3, 4];
  const limit = 2 ** (vaBits - 1 - PAGE_SHIFT);
  return Object.freeze({
    pageShift: PAGE_SHIFT,
    byteOrder: 'little',
    shift: level.map((at) => PAGE_SHIFT + 9 * at),
    entries: level.map((at) => (at < levels ? ENTRIES : 0)),
    tableBytes: level.map((at) => (at < levels ? ENTRIES * 8 : 0)),
    topLevel: (levels - 1) as Level,
    leafLevels: 0b111,
    index,
    userLimit: () => limit,
    isCanonical: (va: bigint) => (BigInt.asUintN(64, BigInt.asIntN(vaBits, va)) === va ? 'ok' : 'fault'),
  });
}
