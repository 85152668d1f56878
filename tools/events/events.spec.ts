import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../packages/contracts/src/events/catalogue';
import { ENUMS } from '../../packages/contracts/src/events/enums';
import { enumOf, layoutOf, type Piece } from './layout';
import { renderModule, renderPlaces } from './render';

const generated = (file: string): string => readFileSync(join(import.meta.dirname, '../../packages/contracts/src/events', file), 'utf8');

describe('the generated modules are what the catalogue makes', () => {
  it('events', () => expect(generated('events.gen.ts')).toBe(renderModule()));
  it('places', () => expect(generated('places.gen.ts')).toBe(renderPlaces()));
});

describe.each(CATALOGUE)('the record of $name', (spec) => {
  const { fields, width } = layoutOf(spec);
  const pieces = fields.flatMap(({ low, high }): Piece[] => (high ? [low, high] : [low]));

  it('has no two fields in one place, and none in the kind, the CPU or the cause', () => {
    const used = new Set<number>([...Array(16).keys(), ...Array.from({ length: 32 }, (_, bit) => 32 + bit)]);
    for (const { word, shift, bits } of pieces)
      for (let bit = shift; bit < shift + bits; bit++) {
        expect(bit).toBeLessThan(32);
        expect(used.has(word * 32 + bit), `bit ${bit} of word ${word}`).toBe(false);
        used.add(word * 32 + bit);
      }
  });
  it('has every word in use', () => expect(new Set(pieces.map(({ word }) => word).concat(0, 1)).size).toBe(width));
  it('has all bits of each field', () => {
    for (const { bits, low, high } of fields) expect(low.bits === 32 && high === undefined ? 32 : low.bits + (high?.bits ?? 0)).toBe(bits === 31 ? 32 : bits);
  });
  it('has room for as many names again in each enumeration', () => {
    for (const { type, bits } of fields) {
      const name = enumOf(type);
      if (name !== undefined) expect(2 ** bits).toBeGreaterThanOrEqual(2 * ENUMS[name].length);
    }
  });
});
