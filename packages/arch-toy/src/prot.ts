import type { ProtectionMap } from '@faultline/contracts';
import { A, N, R, V, W, X } from './bits';

const READ = V | A | R;
const WRITE = READ | W;
const RUN = READ | X;
const ALL = WRITE | X;

/** By VM_READ 1, VM_WRITE 2, VM_EXEC 4, VM_SHARED 8. What is private is copied before it is written. */
const MAP = [
  N, READ, READ, READ, RUN, RUN, RUN, RUN,
  N, READ, WRITE, WRITE, RUN, RUN, ALL, ALL,
] as const;

export const PROTECTION: ProtectionMap = Object.freeze<ProtectionMap>({
  lo: Int32Array.from(MAP),
  hi: new Int32Array(MAP.length),
  execOnlyPkey: 0,
  pageProt(vmFlags, _pkey, out) {
    out.lo = MAP[vmFlags & 15]!;
    out.hi = 0;
  },
});
