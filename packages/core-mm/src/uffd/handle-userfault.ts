import { HANDLE_USERFAULT_SIGBUS, recBranchTaken, VM_FAULT_SIGBUS, type VmFault, type Vpn } from '@faultline/contracts';
import type { Core } from '../core';

/**
 * A fault that user space is to handle. Every descriptor has asked for SIGBUS instead (UFFD_FEATURE_SIGBUS), so nobody waits.
 * @kernel v6.2-rc3 fs/userfaultfd.c:handle_userfault
 */
export function handleUserfault(k: Core, { vpn }: { readonly vpn: Vpn }): VmFault {
  k.rec.cause = recBranchTaken(k.rec, HANDLE_USERFAULT_SIGBUS, vpn);
  return VM_FAULT_SIGBUS;
}
