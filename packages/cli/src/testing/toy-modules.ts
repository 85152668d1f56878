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
export function toyModules<T extends Makers>(key: string, makers: T): (name: keyof T & string) => string {
  const all = globalThis as Record<string, unknown>;
  beforeAll(() => void (all[key] = { makers, createMmu }));
  afterAll(() => void delete all[key]);
  return (name) => {
    const file = join(folder(), `${name}.mjs`);
    writeFileSync(file, `const { makers, createMmu } = globalThis['${key}'];\nexport const architecture = makers.${name};\nexport { createMmu };\n`);
    return file;
  };
}
