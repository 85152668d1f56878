import { KERNELS } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { swapTypes, type SwapTypeOptions } from './swap-types';

const base: SwapTypeOptions = { kernel: '6.2', memoryFailure: true, devicePrivate: false, pteMarker: true };
const N = -1;

/** arch-x86.md §6.2: files, hwpoison, migration read / read-exclusive / write, device private write / read, device exclusive write / read, marker, swap-in error. */
const ROWS: readonly (readonly [what: string, options: Partial<SwapTypeOptions>, numbers: readonly number[]])[] = [
  ['6.1', { kernel: '6.1' }, [26, 26, 27, 28, 29, N, N, N, N, 30, 31]],
  ['6.1, DEVICE_PRIVATE', { kernel: '6.1', devicePrivate: true }, [22, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]],
  ['6.2', {}, [27, 27, 28, 29, 30, N, N, N, N, 31, N]],
  ['6.12', { kernel: '6.12' }, [27, 27, 28, 29, 30, N, N, N, N, 31, N]],
  ['6.2, DEVICE_PRIVATE', { devicePrivate: true }, [23, 23, 24, 25, 26, 27, 28, 29, 30, 31, N]],
  ['6.12, DEVICE_PRIVATE', { kernel: '6.12', devicePrivate: true }, [23, 23, 24, 25, 26, 27, 28, 29, 30, 31, N]],
  ['6.2, no MEMORY_FAILURE', { memoryFailure: false }, [28, N, 28, 29, 30, N, N, N, N, 31, N]],
  // in 6.1 a marker has a type where CONFIG_PTE_MARKER is on; since 6.2 always
  ['6.1, no PTE_MARKER', { kernel: '6.1', pteMarker: false }, [27, 27, 28, 29, 30, N, N, N, N, N, 31]],
  ['6.2, no PTE_MARKER', { pteMarker: false }, [27, 27, 28, 29, 30, N, N, N, N, 31, N]],
];

describe('reserved swap types', () => {
  it.each(ROWS)('%s', (_what, options, numbers) => {
    const types = swapTypes({ ...base, ...options });
    expect([
      types.maxFiles, types.hwpoison, types.migrationRead, types.migrationReadExclusive, types.migrationWrite, types.devicePrivateWrite, types.devicePrivateRead, types.deviceExclusiveWrite, types.deviceExclusiveRead,
      types.marker, types.swapinError,
    ]).toEqual(numbers);
  });

  const options = KERNELS.flatMap((kernel) => [true, false].flatMap((memoryFailure) => [true, false].flatMap((devicePrivate) => [true, false].map((pteMarker) => ({ kernel, memoryFailure, devicePrivate, pteMarker })))));
  it.each(options)('under %j they fill the 32 types from the top down, each once', (each) => {
    const { maxFiles, ...reserved } = swapTypes(each);
    const numbers = Object.values(reserved).filter((type) => type >= 0).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 32 - maxFiles }, (_, at) => maxFiles + at));
  });

  it('are frozen', () => expect(swapTypes(base)).toSatisfy(Object.isFrozen));
});
