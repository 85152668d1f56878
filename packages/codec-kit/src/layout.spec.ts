import { wordHi, wordLo, type DecodedBits } from '@faultline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitLayout, namedBits, type BitField } from './layout';

const LAYOUT: readonly BitField[] = [
  { name: 'present', high: 0, low: 0, meaning: 'in memory' }, { name: 'NX', high: 63, low: 63 }, { name: 'frame', high: 47, low: 12, meaning: 'page frame' }, { name: 'key', high: 62, low: 59 },
];

const bitsOf = (layout: readonly BitField[], raw: bigint): DecodedBits[] => namedBits(bitLayout(layout), wordLo(raw), wordHi(raw));

describe('the named bits of a value', () => {
  it.each([
    ['nothing of zero', 0n, []],
    ['a bit, with its meaning', 1n, ['0:0 present = 1 (in memory)']],
    ['a field, with its value', 0x12345000n, ['47:12 frame = 12345 (page frame)']],
    ['a field that is full', 0xfffffffff000n, ['47:12 frame = fffffffff (page frame)']],
    ['most significant first', 0x8800000000001001n, ['63:63 NX = 1', '62:59 key = 1', '47:12 frame = 1 (page frame)', '0:0 present = 1 (in memory)']],
    ['bits outside every field, one by one', 0x0001000000000006n, ['48:48 bit 48 = 1 (no meaning here)', '2:2 bit 2 = 1 (no meaning here)', '1:1 bit 1 = 1 (no meaning here)']],
    ['fields and strays in order', 0x0401000000001003n, ['58:58 bit 58 = 1 (no meaning here)', '48:48 bit 48 = 1 (no meaning here)', '47:12 frame = 1 (page frame)', '1:1 bit 1 = 1 (no meaning here)', '0:0 present = 1 (in memory)']],
  ])('%s', (_what, raw, expected) => {
    expect(bitsOf(LAYOUT, raw).map(({ name, high, low, value, meaning }) => `${high}:${low} ${name} = ${value.toString(16)}${meaning === undefined ? '' : ` (${meaning})`}`)).toEqual(expected);
  });

  /** Layouts whose fields do not overlap: cuts of the 64 bits, some left without a name. */
  const layout = fc.tuple(fc.uniqueArray(fc.integer({ min: 1, max: 63 }), { maxLength: 12 }), fc.array(fc.boolean(), { minLength: 13, maxLength: 13 })).map(([cuts, named]) => {
    const ends = [0, ...[...cuts].sort((a, b) => a - b), 64];
    return ends.slice(1).map((end, at): BitField => ({ name: `f${at}`, low: ends[at]!, high: end - 1 })).filter((_, at) => named[at]);
  });
  const word = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

  it('are the whole value: put together they are it again', () => {
    fc.assert(fc.property(layout, word, (fields, raw) => {
      expect(bitsOf(fields, raw).reduce((sum, { value, low }) => sum + (value << BigInt(low)), 0n)).toBe(raw);
    }));
  });

  it('are not zero, and lie apart, from the highest down', () => {
    fc.assert(fc.property(layout, word, (fields, raw) => {
      const found = bitsOf(fields, raw);
      expect(found.filter(({ value, high, low }) => value <= 0n || value >= 2n ** BigInt(high - low + 1))).toEqual([]);
      found.slice(1).forEach(({ high }, at) => expect(high).toBeLessThan(found[at]!.low));
    }));
  });

  it('have a name of the layout, or lie outside of it', () => {
    fc.assert(fc.property(layout, word, (fields, raw) => {
      for (const { name, high, low, meaning } of bitsOf(fields, raw)) {
        const field = fields.find((each) => each.high >= low && each.low <= high);
        expect([name, high, low, meaning]).toEqual(field === undefined ? [`bit ${low}`, low, low, 'no meaning here'] : [field.name, field.high, field.low, undefined]);
      }
    }));
  });

  it('are the same for each value that has them, and cannot be changed where values share them', () => {
    const layout = bitLayout(LAYOUT);
    const [one, two] = [namedBits(layout, 5, 0), namedBits(layout, 5, 0)];
    expect(two).toEqual(one);
    expect(two).not.toBe(one);
    expect(one.filter((bit) => !Object.isFrozen(bit))).toEqual([]);
  });

  it('leave the layout as it is', () => {
    const before = structuredClone(LAYOUT);
    bitsOf(LAYOUT, 0x8800000000001001n);
    expect(LAYOUT).toEqual(before);
  });
});
