import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './consumer';
import { root } from './workspace';

/** Compilers that consumers have, by the alias under which each is installed here: the oldest that is promised, and TOOLCHAIN's pin. */
export const COMPILERS = ['typescript-5.6', 'typescript-6'] as const;
/** How a consumer resolves modules, with what it compiles to. */
export const RESOLUTIONS = { node16: 'node16', bundler: 'preserve' } as const;
/** Files of a consumer, by what they become. */
export const FORMS = { ESM: 'mts', CJS: 'cts' } as const;

export interface Consumer {
  readonly compiler: (typeof COMPILERS)[number];
  readonly resolution: keyof typeof RESOLUTIONS;
  readonly form: keyof typeof FORMS;
}

const PACKAGES = {
  '@faultline/arch-x86': 'x86_64', '@faultline/arch-x86/mmu': 'createMmu', '@faultline/machine': 'createMachine', rxjs: 'bufferCount, filter',
} as const;

/** Imports as ESM has them, or as a CJS file has them whichever way modules are resolved. */
const imports = (form: Consumer['form']): string => Object.entries(PACKAGES).map(([name, names], at) =>
  (form === 'ESM' ? `import { ${names} } from '${name}';` : `import m${at} = require('${name}');\nconst { ${names} } = m${at};`)).join('\n');

/** A program over a stream of events that leans on their types; what is wrong in it has to be told so. */
const PROGRAM = `
const machine = createMachine({ architecture: x86_64(), createMmu });
machine.events$.pipe(filter((event) => event.type === 'EntrySet'), bufferCount(2)).subscribe((pair) => {
  const words: bigint[] = pair.map((event) => event.new);
  console.log(words.length);
});
machine.events$.subscribe((event) => {
  switch (event.type) {
    case 'BranchTaken': {
      const rule: 'do_anonymous_page/new-page' | string = event.rule;
      // @ts-expect-error there is no such rule
      if (event.rule === 'do_anonymous_page/no-such-rule') console.log(rule);
      break;
    }
    case 'FolioFreed':
      console.log(event.pfn.toFixed());
      // @ts-expect-error a freed folio has no entry
      console.log(event.new);
      break;
    // @ts-expect-error there are no such events
    case 'FolioLost':
  }
});
const mm: number = machine.spawn();
machine.mmap(mm, { vpn: 0x10000, pages: 1, prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' });
// @ts-expect-error there is no such access
const typo = (): unknown => machine.access(mm, 0x10000, 'wirte', 17);
console.log(machine.access(mm, 0x10000, 'write', 17).result, typeof typo);
`;

/** Compiles the program, with the declarations it leans on, in a project where the packages are installed; runs it, and returns what it printed. */
export async function compileAndRun(folder: string, { compiler, resolution, form }: Consumer): Promise<string> {
  const name = `${compiler}-${resolution}-${form}`;
  const home = join(folder, name);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, `program.${FORMS[form]}`), `${imports(form)}\n${PROGRAM}`);
  writeFileSync(join(home, 'tsconfig.json'), JSON.stringify({
    compilerOptions: {
      target: 'ES2022', lib: ['ES2022', 'DOM'], types: [], strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false,
      module: RESOLUTIONS[resolution], moduleResolution: resolution, rootDir: '.', outDir: 'out',
    },
    include: [`program.${FORMS[form]}`],
  }));
  await run(home, 'node', [join(root, 'node_modules', compiler, 'bin/tsc'), '-p', '.']);
  return await run(home, 'node', [`out/program.${FORMS[form].replace('ts', 'js')}`]);
}
