import type { ProtectionMap } from '@faultline/contracts';
import { A, G, NX, P, PKEY_SHIFT, RW, US } from './bits';

const NONE = [A | G, 0] as const;
const READ = [P | US | A, NX] as const;
const READ_EXEC = [P | US | A, 0] as const;
const WRITE = [P | RW | US | A, NX] as const;
const WRITE_EXEC = [P | RW | US | A, 0] as const;

/**
 * Index VM_READ 1, VM_WRITE 2, VM_EXEC 4, VM_SHARED 8. Private writable mappings start read-only. Their first store faults: only the
 * kernel knows whether the page may be written or is to be copied. Nothing executable is unreadable, unless a key forbids the reading.
 * @kernel v6.2-rc3 arch/x86/mm/pgprot.c:protection_map
 */
const MAP = [
  NONE, READ, READ, READ, READ_EXEC, READ_EXEC, READ_EXEC, READ_EXEC,
  NONE, READ, WRITE, WRITE, READ_EXEC, READ_EXEC, WRITE_EXEC, WRITE_EXEC,
] as const;

/** First free key: what an execute-only mapping gets. @kernel v6.2-rc3 arch/x86/mm/pkeys.c:__execute_only_pkey */
const EXEC_ONLY_PKEY = 1;

export const protectionOf = (pkeys: boolean): ProtectionMap => {
  const lo = Int32Array.from(MAP, ([half]) => half);
  const hi = Int32Array.from(MAP, ([, half]) => half);
  return Object.freeze({
    lo, hi, execOnlyPkey: pkeys ? EXEC_ONLY_PKEY : 0,
    pageProt(vmFlags: number, pkey: number, out: { lo: number; hi: number }) {
      out.lo = lo[vmFlags & 15]!;
      out.hi = hi[vmFlags & 15]! | (pkey << PKEY_SHIFT);
    },
  });
};
