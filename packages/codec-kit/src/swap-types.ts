import type { Kernel, SwapTypes } from '@faultline/contracts';
import { ENTRY_RELEASES } from './releases';

/** Build options that decide which of the 32 swap types are reserved; the same on every architecture. */
export interface SwapTypeOptions {
  /** Release whose swap types count. */
  readonly kernel: Kernel;
  /** CONFIG_MEMORY_FAILURE. */
  readonly memoryFailure: boolean;
  /** CONFIG_DEVICE_PRIVATE. */
  readonly devicePrivate: boolean;
  /** CONFIG_PTE_MARKER; a type of its own in 6.1 only where it is on. */
  readonly pteMarker: boolean;
}

const ALL_TYPES = 32;
const NONE = -1;

/** Numbers of the reserved types, from the top down. @kernel v6.2-rc3 include/linux/swap.h:MAX_SWAPFILES @commit 15520a3f0469 */
export function swapTypes({ kernel, memoryFailure, devicePrivate, pteMarker }: SwapTypeOptions): SwapTypes {
  let next = ALL_TYPES;
  const take = (wanted: boolean): number => (wanted ? --next : NONE);
  const { swapinErrorType } = ENTRY_RELEASES[kernel];
  const swapinError = take(swapinErrorType);
  const marker = take(pteMarker || !swapinErrorType);
  const deviceExclusiveRead = take(devicePrivate);
  const deviceExclusiveWrite = take(devicePrivate);
  const devicePrivateRead = take(devicePrivate);
  const devicePrivateWrite = take(devicePrivate);
  const migrationWrite = take(true);
  const migrationReadExclusive = take(true);
  const migrationRead = take(true);
  const hwpoison = take(memoryFailure);
  return Object.freeze({
    maxFiles: next, hwpoison, migrationRead, migrationReadExclusive, migrationWrite, devicePrivateWrite, devicePrivateRead,
    deviceExclusiveWrite, deviceExclusiveRead, marker, swapinError,
  });
}
