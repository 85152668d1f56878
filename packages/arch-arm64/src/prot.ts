import type { EntrySlot, ProtectionMap } from '@faultline/contracts';
import { AF, BIT_58, NG, PXN, RDONLY, SH, TABLE_BIT, USER, UXN, VALID, WRITE } from './bits';
import type { Arm64Config } from './config';

/**
 * Index VM_READ 1, VM_WRITE 2, VM_EXEC 4, VM_SHARED 8. Writable protections start read-only as well: clean. A private mapping lacks the
 * write bit too, so its first store comes to the kernel even where hardware manages dirty state.
 * @kernel v6.2-rc3 arch/arm64/mm/mmap.c:protection_map
 */
export function protectionOf({ kernel, address, epan }: Arm64Config): ProtectionMap {
  const common = TABLE_BIT | AF | NG | RDONLY | (address === 'lpa2' ? 0 : SH);
  const user = common | VALID | USER;
  const none = [common, PXN | UXN | (kernel === '6.12' ? 0 : BIT_58)] as const;
  const read = [user, PXN | UXN] as const;
  const readExec = [user, PXN] as const;
  const shared = [user, PXN | UXN | WRITE] as const;
  const sharedExec = [user, PXN | WRITE] as const;
  const exec = epan ? ([common | VALID, PXN] as const) : readExec;
  const map = [
    none, read, read, read, exec, readExec, readExec, readExec, none, read, shared, shared, exec, readExec, sharedExec, sharedExec,
  ];
  const lo = Int32Array.from(map, ([half]) => half);
  const hi = Int32Array.from(map, ([, half]) => half);
  return Object.freeze({
    lo, hi, execOnlyPkey: 0,
    pageProt(vmFlags: number, _pkey: number, out: EntrySlot) {
      out.lo = lo[vmFlags & 15]!;
      out.hi = hi[vmFlags & 15]!;
    },
  });
}
