import { cpuSet } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { riscv } from './index';
import { indexAt } from './testing/tables';

const MM = { id: 1, topLevel: 0, attachedCpus: cpuSet(), cpuMask: cpuSet(), flushPending: 0, flushOwed: false };
const page = (va: bigint): [number, number] => [Number(BigInt.asIntN(32, va >> 12n)), Number((va >> 44n) & 0xfffffn)];

/** arch-riscv §1: mode, levels, size of the user's half. */
const MODES = [
  { mode: 'sv39', levels: 3, userBytes: 2n ** 38n },
  { mode: 'sv48', levels: 4, userBytes: 2n ** 47n },
  { mode: 'sv57', levels: 5, userBytes: 2n ** 56n },
];

describe.each(MODES)('§1: $mode', ({ mode, levels, userBytes }) => {
  const { geometry } = riscv({ config: mode });

  it(`has ${levels} levels of 512 entries in 4096 bytes`, () => {
    const used = [0, 1, 2, 3, 4].map((level) => level < levels);
    expect(geometry.topLevel).toBe(levels - 1);
    expect(geometry.entries).toEqual(used.map((is) => (is ? 512 : 0)));
    expect(geometry.tableBytes).toEqual(used.map((is) => (is ? 4096 : 0)));
    expect(geometry.shift).toEqual([12, 21, 30, 39, 48]);
    expect([geometry.pageShift, geometry.byteOrder, geometry.leafLevels]).toEqual([12, 'little', 0b111]);
  });

  it('gives the lower half to the user', () => expect(BigInt(geometry.userLimit(MM)) << 12n).toBe(userBytes));

  it('indexes by nine bits a level', () => {
    for (const va of [0n, 0x1000n, userBytes - 0x1000n, 0x12_3456_7890_b000n % userBytes])
      for (let level = 0; level < levels; level++) expect(geometry.index(level, ...page(va))).toBe(indexAt(level, va));
  });

  it.each([
    ['0', 0n, 'ok'],
    ['last of the lower half', userBytes - 1n, 'ok'],
    ['first beyond it', userBytes, 'fault'],
    ['last before the upper half', 2n ** 64n - userBytes - 1n, 'fault'],
    ['first of the upper half', 2n ** 64n - userBytes, 'ok'],
    ['the very last', 2n ** 64n - 1n, 'ok'],
  ])('address %s: a page fault unless the bits above replicate', (_name, va, answer) => expect(geometry.isCanonical(va)).toBe(answer));
});
