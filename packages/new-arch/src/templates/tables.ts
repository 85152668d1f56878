/** Shape of the tables, protections, swap entries. */

export const GEOMETRY = `import type { Geometry } from '@faultline/contracts';
import { notFilled } from './not-filled';

/** Shape of the tables (arch-interface §3); arrays are indexed by level, from pte up. Here: 4 KiB pages, three levels of 512 entries. */
export const GEOMETRY: Geometry = Object.freeze<Geometry>({
  pageShift: 12,
  byteOrder: 'little',
  shift: [12, 21, 30, 39, 48],
  entries: [512, 512, 512, 0, 0],
  tableBytes: [4096, 4096, 4096, 0, 0],
  topLevel: 2,
  // Bit n: a leaf is legal at level n.
  leafLevels: 0b001,
  // Index into the table of a level, from the halves of a page number.
  index: notFilled('geometry.index'),
  // First page number that user space may not use.
  userLimit: notFilled('geometry.userLimit'),
  // 'ok', 'fault' or 'exception', for a byte address.
  isCanonical: notFilled('geometry.isCanonical'),
});
`;

export const PROT = `import type { ProtectionMap } from '@faultline/contracts';
import { notFilled } from './not-filled';

/**
 * Protection values by VM_READ 1, VM_WRITE 2, VM_EXEC 4, VM_SHARED 8: what an entry has besides its frame.
 * Private rows are never writable; a row without rights is PROT_NONE.
 */
const LO = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] as const;

export const PROTECTION: ProtectionMap = Object.freeze<ProtectionMap>({
  lo: Int32Array.from(LO),
  hi: new Int32Array(LO.length),
  execOnlyPkey: 0,
  /** The row of vmFlags & 15. */
  pageProt: notFilled('prot.pageProt'),
});
`;

export const SWAP = `import { swapTypes } from '@faultline/codec-kit';
import type { SwapCodec } from '@faultline/contracts';
import type { Config } from './config';
import { notFilled } from './not-filled';

/** Swap-style entries (arch-interface §4): neither none nor present, whatever type and offset. */
export function swapCodecOf({ kernel }: Config): SwapCodec {
  return Object.freeze<SwapCodec>({
    offsetBits: 50,
    /** Frames have this many bits, in leaves too. */
    pfnBits: 40,
    types: swapTypes({ kernel, memoryFailure: false, devicePrivate: false, pteMarker: kernel !== '6.1' }),
    encode: notFilled('swap.encode'),
    type: notFilled('swap.type'),
    offset: notFilled('swap.offset'),
    // Marks: nothing, unless caps says otherwise.
    exclusive: () => false,
    mkExclusive() {},
    clearExclusive() {},
    softDirty: () => false,
    mkSoftDirty() {},
    clearSoftDirty() {},
    uffdWp: () => false,
    mkUffdWp() {},
    clearUffdWp() {},
  });
}
`;
