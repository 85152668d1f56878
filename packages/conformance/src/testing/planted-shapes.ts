import { arm, armSoftware, plant, x86, z, type Planted } from './plant';

const without = <T extends object>(part: T, name: keyof T): T => ({ ...part, [name]: undefined });
/** Faults of the shape, capabilities and geometry. */
export const plantedShapes: readonly Planted[] = [
  { law: 'every part of the interface is there', fault: 'no codec', whole: x86, broken: without(x86, 'codec') },
  plant('geometry: every member is there', 'no userLimit', x86, 'geometry', (it) => without(it, 'userLimit')),
  plant('codec: every member is there', 'no mkInvalid', x86, 'codec', (it) => without(it, 'mkInvalid')),
  plant('prot: every member is there', 'no pageProt', x86, 'prot', (it) => without(it, 'pageProt')),
  plant('swap: every member is there', 'no clearUffdWp', x86, 'swap', (it) => without(it, 'clearUffdWp')),
  plant('live: every member is there', 'no needsFlush', x86, 'live', (it) => without(it, 'needsFlush')),
  plant('gather: every member is there', 'no flush', x86, 'gather', (it) => without(it, 'flush')),
  plant('hw: every member is there', 'no refuse', x86, 'hw', (it) => without(it, 'refuse')),
  plant('faults: every member is there', 'no describe', x86, 'faults', (it) => without(it, 'describe')),
  plant('caps: every member is there', 'no oldPrefault', x86, 'caps', (it) => without(it, 'oldPrefault')),
  plant('caps.modifyKeeps: every member is there', 'no word on young', x86, 'caps', (it) => ({ modifyKeeps: without(it.modifyKeeps, 'young') })),
  plant('capabilities do not contradict each other', 'a kernel that trusts a CPU without access flag', armSoftware, 'caps', () => ({
    hwYoung: true,
  })),
  plant('a return instruction begins with a byte', 'a whole instruction', arm, 'caps', () => ({ retByte: 0xd65f03c0 })),
  plant('tables of one level fill an entry of the next', 'a pmd of 1 MiB above tables of 512 entries', x86, 'geometry', () => ({
    shift: [12, 20, 30, 39, 48],
  })),
  plant('a table has room for its entries', 'half a table', x86, 'geometry', () => ({ tableBytes: [4096, 2048, 4096, 4096, 0] })),
  plant('page size, byte order and leaf levels are ones there are', 'no level of leaves', x86, 'geometry', () => ({ leafLevels: 0 })),
  plant('user space fits the tables', 'a limit beyond the root', x86, 'geometry', () => ({ userLimit: () => 2 ** 40 })),
  plant('the indexes of a page lead back to the page', 'an index that loses a bit', x86, 'geometry', (it) => ({
    index: (level, lo, hi) => it.index(level, lo, hi) & (level === 2 ? 255 : 511),
  })),
  plant('user addresses are canonical', 'an upper quarter that is refused', x86, 'geometry', () => ({
    isCanonical: (va) => (va < 2n ** 45n ? 'ok' : 'exception'),
  })),
  plant('isCanonical answers any address', 'a throw for the upper half', x86, 'geometry', (it) => ({
    isCanonical(va) {
      if (va >= 2n ** 63n) throw new RangeError('no such address');
      return it.isCanonical(va);
    },
  })),
  plant('an mm grows just as far as a page needs', 'five levels at once', z, 'geometry', (it) => ({
    grow: (mm, vpn) => (it.grow!(mm, vpn) === undefined ? undefined : 4),
  })),
];
