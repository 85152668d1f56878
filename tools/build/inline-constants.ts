import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const IMPORT = /import (?!type)\{([^}]*)\} from '@faultline\/contracts';/;

/** Numbers that the contracts export, by name. */
type Constants = ReadonlyMap<string, number>;

async function constantsOf(): Promise<Constants> {
  const contracts: Record<string, unknown> = await import('@faultline/contracts');
  return new Map(Object.entries(contracts).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}

/** Takes the constants out of the import of a source and states them in it. */
export function inlined(source: string, constants: Constants): string {
  return source.replace(IMPORT, (whole, list: string) => {
    const names = list.split(',').map((name) => name.trim()).filter((name) => name !== '');
    const numbers = names.filter((name) => constants.has(name));
    if (numbers.length === 0) return whole;
    const rest = names.filter((name) => !constants.has(name));
    const values = numbers.map((name) => `const ${name} = ${constants.get(name)};`).join(' ');
    return `import { ${rest.join(', ')} } from '@faultline/contracts'; ${values}`;
  });
}

/**
 * Numbers of the contracts become literals of the package that uses them. An imported number costs a load and a check at each
 * use, for an engine does not know it to be constant (measured: an eighth of a fault's time).
 */
export const inlineConstants = (): Plugin => ({
  name: 'inline-constants',
  async setup(build) {
    const constants = await constantsOf();
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => ({
      contents: inlined(await readFile(path, 'utf8'), constants), loader: 'ts',
    }));
  },
});
