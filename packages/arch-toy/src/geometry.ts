import type { Geometry } from '@faultline/contracts';

/** Pages that user space has: all that 24 bits can number. */
const PAGES = 2 ** 24;
const INDEX = 0xfff;

/** Twelve bits each: root index, page index, offset. */
export const GEOMETRY: Geometry = Object.freeze<Geometry>({
  pageShift: 12,
  byteOrder: 'little',
  shift: [12, 24, 36, 36, 36],
  entries: [4096, 4096, 0, 0, 0],
  tableBytes: [32768, 32768, 0, 0, 0],
  topLevel: 1,
  leafLevels: 0b1,
  index: (level, vpnLo) => (level === 0 ? vpnLo & INDEX : (vpnLo >>> 12) & INDEX),
  userLimit: () => PAGES,
  isCanonical: (va) => (va >> 36n === 0n ? 'ok' : 'fault'),
});
