import { profileOf, type Kernel } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { chunkEnd, gatherLimits } from './limits';

/** Page size, pointer bytes, then the numbers of mmu-gather.md §4. */
const BATCHES = [
  ['4 KiB',                  12, 8, { local: 8, batch:  510, batches: 19 }],
  ['16 KiB',                 14, 8, { local: 8, batch: 2046, batches:  4 }],
  ['64 KiB',                 16, 8, { local: 8, batch: 8190, batches:  1 }],
  ['4 KiB, 32-bit pointers', 12, 4, { local: 8, batch: 1021, batches:  9 }],
] as const;

describe('page batches (§4)', () => {
  it.each(BATCHES)('with %s pages', (_, pageShift, pointerBytes, expected) => {
    expect(gatherLimits(profileOf('6.2'), pageShift, pointerBytes)).toMatchObject(expected);
  });

  it.each<[Kernel, number, number, number]>([
    ['6.1',  12, 8, 9698], ['6.1',  14, 8, 8192], ['6.1',  16, 8, 8198], ['6.1', 12, 4, 9197],
    ['6.2',  12, 8, 9698], ['6.2',  14, 8, 8192], ['6.2',  16, 8, 8198], ['6.2', 12, 4, 9197],
    ['6.12', 12, 8, 9678], ['6.12', 14, 8, 8187], ['6.12', 16, 8, 8196],
  ])('%s, page shift %i, pointers of %i bytes: %i pages are held at most', (kernel, pageShift, pointerBytes, held) => {
    const { local, batch, batches, reserved } = gatherLimits(profileOf(kernel), pageShift, pointerBytes);
    expect(local - reserved + batches * (batch - reserved)).toBe(held);
  });

  it.each([[12, 512], [14, 2048], [16, 8192]])('§6 page shift %i: the first two batches hold a PTE table of %i entries', (pageShift, entries) => {
    for (const kernel of ['6.1', '6.2', '6.12'] as const) {
      const { local, batch, reserved } = gatherLimits(profileOf(kernel), pageShift);
      expect(local + batch - 2 * reserved).toBeGreaterThanOrEqual(entries);
    }
  });
});

describe('table batches with RCU (§8)', () => {
  it.each([[12, 509], [14, 2045], [16, 8189]])('page shift %i: %i tables', (pageShift, tables) => {
    expect(gatherLimits(profileOf('6.2'), pageShift).tables).toBe(tables);
  });

  it('32-bit pointers: the header takes 12 bytes', () => {
    expect(gatherLimits(profileOf('6.2'), 12, 4).tables).toBe((4096 - 12) / 4);
  });
});

describe('chunks of freeing (§4)', () => {
  /** Sizes of the chunks in which `slots` slots go, the first batch left out. */
  function chunks(kernel: Kernel, pageShift: number, slots: number): number[] {
    const limits = gatherLimits(profileOf(kernel), pageShift);
    const sizes: number[] = [];
    for (let at = 0; at < slots; at += sizes.at(-1)!) sizes.push(chunkEnd(limits, at, slots) - at);
    return sizes.slice(1);
  }

  it.each([
    ['4 KiB',  12, 518,  [510]],
    ['4 KiB, two batches', 12, 1028, [510, 510]],
    ['16 KiB', 14, 2054, [512, 512, 512, 510]],
    ['64 KiB', 16, 8198, [...Array<number>(15).fill(512), 510]],
    ['16 KiB, not full', 14, 8 + 600, [512, 88]],
  ])('a batch of %s pages', (_, pageShift, slots, expected) => {
    expect(chunks('6.2', pageShift, slots)).toEqual(expected);
  });

  it('6.12 leaves the reserved slot out', () => {
    expect(chunks('6.12', 14, 7 + 2045 + 1)).toEqual([512, 512, 512, 509, 1]);
  });
});
