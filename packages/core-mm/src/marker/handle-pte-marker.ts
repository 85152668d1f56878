import {
  HANDLE_PTE_MARKER_CLEARED, HANDLE_PTE_MARKER_FILE, HANDLE_PTE_MARKER_SWAPIN_ERROR, HOW_CLEAR, lockStep, PTE, recBranchTaken, unlockStep, VM_FAULT_HWPOISON,
  VM_FAULT_SIGBUS, type Path,
} from '@faultline/contracts';
import type { Core } from '../core';
import { readEntry, setEntry } from '../entry';
import { doFault } from '../fault/do-fault';
import { ptl, type Vmf } from '../fault/vmf';
import { vmaIsAnonymous } from '../state/vma';
import { userfaultfdWp } from '../uffd/registered';
import { MARKER_POISONED, markerBits } from './codec';

/** A fault on a marker with these bits. @kernel v6.2-rc3 mm/memory.c:handle_pte_marker @commit 15520a3f0469 */
export function* handlePteMarker(k: Core, vmf: Vmf, bits: number): Path<number> {
  // What is lost is lost, whoever watches besides.
  if (bits & MARKER_POISONED) {
    k.rec.cause = recBranchTaken(k.rec, HANDLE_PTE_MARKER_SWAPIN_ERROR, 0);
    return k.profile['poison-marker'] ? VM_FAULT_HWPOISON : VM_FAULT_SIGBUS;
  }
  if (!userfaultfdWp(vmf.vma) || vmaIsAnonymous(vmf.vma)) return yield* pteMarkerClear(k, vmf);
  k.rec.cause = recBranchTaken(k.rec, HANDLE_PTE_MARKER_FILE, vmf.vma.object);
  vmf.uffdWp = true;
  return yield* doFault(k, vmf);
}

/** Nobody watches any more: the access runs again and finds the entry empty. @kernel v6.2-rc3 mm/memory.c:pte_marker_clear */
function* pteMarkerClear(k: Core, vmf: Vmf): Path<number> {
  const { codec } = k.arch;
  k.rec.cause = recBranchTaken(k.rec, HANDLE_PTE_MARKER_CLEARED, vmf.vpn);
  yield lockStep(ptl(vmf.table));
  readEntry(k, vmf.table, vmf.index, k.old);
  const { lo, hi } = k.old;
  codec.none(PTE, k.entry);
  if (!codec.isNone(PTE, lo, hi) && !codec.present(PTE, lo, hi) && markerBits(k.arch, lo, hi) !== 0) setEntry(k, vmf, HOW_CLEAR, k.entry);
  yield unlockStep(ptl(vmf.table));
  return 0;
}
