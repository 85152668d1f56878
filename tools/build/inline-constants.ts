/** An import of values from a package whose numbers are inlined. */
const IMPORT = /import (?!type)\{([^}]*)\} from '(@faultline\/(?:contracts|codec-kit))';/g;

/** Numbers that a package exports, by name. */
export type Constants = ReadonlyMap<string, number>;

async function constantsOf(name: string): Promise<Constants> {
  const exported: Record<string, unknown> = await import(name);
  return new Map(Object.entries(exported).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}

function statement(list: string, from: string, constants: Constants): string | undefined {
  const names = list.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const numbers = names.filter((name) => constants.has(name));
  if (numbers.length === 0) return undefined;
  const rest = names.filter((name) => !constants.has(name));
  const values = numbers.map((name) => `const ${name} = ${constants.get(name)};`).join(' ');
  return `import { ${rest.join(', ')} } from '${from}'; ${values}${'\n'.repeat(list.split('\n').length - 1)}`;
}

/** The packages of which a source imports what may be numbers. */
export const sourcesIn = (source: string): string[] => [...source.matchAll(IMPORT)].map(([, , from]) => from!);

/** Takes the constants out of the imports of a source and states them in it. Lines stay where they are. */
export const inlined = (source: string, constants: ReadonlyMap<string, Constants>): string =>
  source.replace(IMPORT, (whole, list: string, from: string) => statement(list, from, constants.get(from) ?? new Map()) ?? whole);

/**
 * Numbers of the contracts and of what codecs share become literals of the package that uses them. An imported number costs a load
 * and a check at each use, for an engine does not know it to be constant (measured: an eighth of a fault's time). A package is loaded
 * when a source imports from it: it is built then, for it is a dependency.
 */
export function constantsInliner(): (source: string) => Promise<string> {
  const constants = new Map<string, Constants>();
  return async (source) => {
    for (const name of sourcesIn(source)) if (!constants.has(name)) constants.set(name, await constantsOf(name));
    return inlined(source, constants);
  };
}
