import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultline } from '../../packages/cli/src/testing/captured';
import { commandsIn, directionsIn, HOLE, literalsOf, wrongIn, type There } from './pointers';

const root = join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const [, listed = ''] = faultline('--help').out.split('Commands:');
const there: There = { root, scripts: new Set(Object.keys(scripts)), commands: new Set([...listed.matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, name]) => name!)) };

/** Programs of a folder, but for tests. */
const programsIn = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /(?<!\.spec|\.d)\.m?ts$|\.mjs$/.test(entry.name) && !/node_modules|[/\\](dist|testing)\b/.test(entry.parentPath))
  .map((entry) => join(entry.parentPath, entry.name));
const programs = [...readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name, 'src')), join(root, 'tools')].flatMap(programsIn);
const literals = programs.flatMap((file) => literalsOf(file, readFileSync(file, 'utf8')).map(({ line, text }) => ({ place: `${relative(root, file)}:${line}`, text })));

describe('where a message sends its reader', () => {
  it('every "see …" names a file or a command, and it is there', () => {
    expect(literals.flatMap(({ place, text }) => wrongIn(text, there).map((wrong) => `${place}: ${wrong}`))).toEqual([]);
  });

  it('every command of faultline that a message names in backquotes is one', () => {
    const unknown = literals.flatMap(({ place, text }) => commandsIn(text).filter(([program, name]) => program === 'faultline' && !there.commands.has(name)).map(([, name]) => `${place}: ${name}`));
    expect(unknown).toEqual([]);
  });

  it('there are such messages, and commands to name', () => {
    expect(literals.filter(({ text }) => directionsIn(text).length > 0).length).toBeGreaterThan(2);
    expect([...there.commands]).toEqual(expect.arrayContaining(['run', 'steps', 'rule', 'new-arch']));
  });
});

describe('what a program says', () => {
  it('is found in strings and templates, at its line, and not in imports or comments', () => {
    expect(literalsOf('x.ts', "import a from 'see a';\n// 'see b'\nconst c = 'see c';\nconst d = `see ${c} d`;\nexport * from 'see e';\n")).toEqual([{ line: 3, text: 'see c' }, { line: 4, text: `see ${HOLE} d` }]);
  });

  it.each([
    ['see docs/switches.md', []], ['no such switch; see `faultline rule`', []], [`see docs/rules/${HOLE}.md`, []], [`see \`faultline steps ${HOLE}\``, []], ['see `npm run bench`', []], ['see examples/fork-cow.yaml, or `faultline steps`', []],
    ['see the format for the keys it has', ["'see the format for the keys it has' names neither a file nor a command"]], ['wrong; see docs/format.md', ['there is no docs/format.md']], ['add it (see `faultline keys`)', ['there is no command faultline keys']],
    [`See docs/${HOLE}/nothing.md`, [`there is no docs/${HOLE}/nothing.md`]], ['see `npm run nothing`', ['there is no command npm run nothing']], ['a. See README.md.', []],
    ['People must see that nothing is there.', []], ['a store that tracking does not see', []], ['what others see, they keep', []],
  ])('%s', (text, wrong) => expect(wrongIn(text, there)).toEqual(wrong));
});
