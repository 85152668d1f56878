import { recSwapDeviceAdded, recSwapDeviceFailed, type Pages } from '@faultline/contracts';
import type { Core } from '../core';

/** A device of so many slots comes into use; there is one at most. @kernel v6.2-rc3 mm/swapfile.c:swapon */
export function swapon(k: Core, pages: Pages): 'ok' | 'EBUSY' {
  if (k.state.swap.pages !== 0) return 'EBUSY';
  recSwapDeviceAdded(k.rec, pages);
  return 'ok';
}

/** The device fails from now on: what it has it never gives back. False: there is none. */
export function swapBreak(k: Core): boolean {
  const { swap } = k.state;
  if (swap.pages === 0) return false;
  if (!swap.isBroken) recSwapDeviceFailed(k.rec, swap.pages);
  return true;
}
