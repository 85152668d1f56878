import { ACCESS_NAMES, type Access, type Architecture, type Level } from '@faultline/contracts';
import fc from 'fast-check';
import { quietMm, type Way } from '../walk-kit';
import { having } from './family';
import { mappings } from './mapping';
import { hex } from './words';

const half = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
export const accesses: fc.Arbitrary<Access> = fc.constantFrom<Access>(0, 1, 2);

/** Pages that user space may use, the first and the last among them. */
export function userPages({ geometry }: Architecture, topLevel: Level = geometry.topLevel): fc.Arbitrary<number> {
  const last = geometry.userLimit(quietMm(topLevel)) - 1;
  return fc.oneof(fc.constantFrom(0, last), fc.integer({ min: 0, max: last }));
}

/** Any access of any thread; with keys that are open, closed or mixed where there are keys. */
export const waysOf = (arch: Architecture): fc.Arbitrary<Way> =>
  fc.record({
    vpn: userPages(arch),
    access: accesses,
    user: fc.boolean(),
    pkru: arch.caps.pkeys ? fc.oneof(fc.constantFrom(0, arch.caps.initialPkru), half) : fc.constant(0),
  });

export const wayWords = ({ vpn, access, user, pkru }: Way): string =>
  `${ACCESS_NAMES[access]} of page ${hex(vpn)} by ${user ? 'user' : 'kernel'}${pkru === 0 ? '' : `, keys ${hex(pkru >>> 0)}`}`;

/** Any entry that the kernel makes of a page, and any access to it. */
export const walked = having(mappings(), waysOf, wayWords);
