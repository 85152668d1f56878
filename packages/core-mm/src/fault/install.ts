import { BY_INSTALL, type Path } from '@faultline/contracts';
import { type EntryPlace } from '../entry';
import type { Core } from '../core';
import { performEffects } from '../flush';

/**
 * What the architecture does once an entry is in place. A hart of riscv may have cached the entry as invalid, and fences; the others do
 * nothing.
 * @kernel update_mmu_cache
 */
export function* afterInstall(k: Core, place: EntryPlace): Path<void> {
  if (!k.arch.caps.installEffect) return;
  const steps = k.steps();
  k.arch.live.afterInstall(place.mm, k.rec.cpu, steps);
  yield* performEffects(k, place.mm, steps, BY_INSTALL, place.vpn, place.vpn + 1);
}
