import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, ENUMS } from '../../packages/contracts/src/events/catalogue';
import { place, renderModule } from './render';

describe('the event catalogue', () => {
  it('is what the generated module was made from', () => {
    const generated = readFileSync(join(import.meta.dirname, '../../packages/contracts/src/events/events.gen.ts'), 'utf8');
    expect(generated).toBe(renderModule());
  });

  it.each(CATALOGUE)('$name fits a record and names each field once', (spec) => {
    const { fields, width } = place(spec);
    expect(width).toBeLessThanOrEqual(255);
    expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length);
  });

  it.each(CATALOGUE.flatMap((spec) => spec.fields.map(([field, type]) => ({ event: spec.name, field, type }))))(
    '$event.$field: $type has room for every name',
    ({ type }) => {
      const [kind, bits, name] = type.split(':');
      if (kind === 'enum') expect(ENUMS[name as keyof typeof ENUMS].length).toBeLessThanOrEqual(2 ** Number(bits));
    },
  );
});
