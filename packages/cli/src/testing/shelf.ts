import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMmu } from '@faultline/arch-toy/mmu';
import type { Architecture, Kernel } from '@faultline/contracts';
import { afterAll, beforeAll } from 'vitest';
import { folder } from './captured';

type Makers = Readonly<Record<string, (options: { kernel?: Kernel; config?: string }) => Architecture>>;

/**
 * Puts variants of the toy, which are not built, where modules find them: node itself loads those. For the whole of a test file.
 * Returns what writes the module of one.
 */
export function shelve<T extends Makers>(shelf: string, makers: T): (name: keyof T & string) => string {
  const all = globalThis as Record<string, unknown>;
  beforeAll(() => void (all[shelf] = { makers, createMmu }));
  afterAll(() => void delete all[shelf]);
  return (name) => {
    const file = join(folder(), `${name}.mjs`);
    writeFileSync(file, `const { makers, createMmu } = globalThis['${shelf}'];\nexport const architecture = makers.${name};\nexport { createMmu };\n`);
    return file;
  };
}
