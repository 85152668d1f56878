import type { EntrySlot, ProtectionMap } from '@faultline/contracts';
import { A, G, R, U, V, W, X } from './bits';

const BASE = V | U | A;
/** R stays, so that a huge entry without access still reads as a leaf. */
const NONE = G | R;
const READ = BASE | R;
const EXEC = BASE | X;
const READ_EXEC = BASE | R | X;
const WRITE = BASE | R | W;
const WRITE_EXEC = BASE | R | W | X;

/**
 * Index VM_READ 1, VM_WRITE 2, VM_EXEC 4, VM_SHARED 8. Private writable mappings start read-only.
 * @kernel v6.2-rc3 arch/riscv/mm/init.c:protection_map
 */
const MAP = [
  NONE, READ, READ, READ, EXEC, READ_EXEC, READ_EXEC, READ_EXEC,
  NONE, READ, WRITE, WRITE, EXEC, READ_EXEC, WRITE_EXEC, WRITE_EXEC,
] as const;

export const PROTECTION: ProtectionMap = Object.freeze<ProtectionMap>({
  lo: Int32Array.from(MAP), hi: new Int32Array(MAP.length), execOnlyPkey: 0,
  pageProt(vmFlags: number, _pkey: number, out: EntrySlot) {
    out.lo = MAP[vmFlags & 15]!;
    out.hi = 0;
  },
});
