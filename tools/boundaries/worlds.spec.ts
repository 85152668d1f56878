import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const packages = join(import.meta.dirname, '../../packages');
/** What a face shows runs in a terminal and in a page. */
const NEITHER = ['texts', 'workbench', 'reports'];

/** What is planted, and how the compiler begins its complaint. */
const OFFENCES = [
  ['what stands in the language', 'export const seen = new Map([[1n, Math.clz32(1)]]);', undefined],
  ['a module of Node', "import { readFileSync } from 'node:fs';\nexport const seen = readFileSync;", "Cannot find name 'node:fs'"],
  ['a global of Node', 'export const seen = process.argv;', "Cannot find name 'process'"],
  ['a buffer of Node', 'export const seen = Buffer.alloc(1);', "Cannot find name 'Buffer'"],
  ['a document', 'export const seen = document.title;', "Cannot find name 'document'"],
  ['a window', 'export const seen = window.innerWidth;', "Cannot find name 'window'"],
  ['an element', 'export const seen = (it: HTMLElement): string => it.id;', "Cannot find name 'HTMLElement'"],
] as const;

/** A program of the package, as it is type-checked, in which these texts stand as files too; its complaints about each. */
function complaints(name: string, texts: readonly string[]): string[][] {
  const folder = join(packages, name);
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const planted = new Map(texts.map((text, at) => [join(folder, 'src', `planted-${at}.ts`), text]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => planted.has(path) || fileExists(path);
  host.getSourceFile = (path, ...rest) => (planted.has(path) ? ts.createSourceFile(path, planted.get(path)!, ts.ScriptTarget.ES2022) : getSourceFile(path, ...rest));
  const program = ts.createProgram([...fileNames, ...planted.keys()], options, host);
  return [...planted.keys()].map((path) => program.getSemanticDiagnostics(program.getSourceFile(path)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')));
}

describe.each(NEITHER)('%s knows neither Node nor a page', (name) => {
  const found = complaints(name, OFFENCES.map(([, text]) => text));
  it.each(OFFENCES.map(([what, , complaint], at) => [what, complaint, at] as const))('%s: %s', (_what, complaint, at) => {
    expect(found[at]!.map((each) => each.slice(0, complaint?.length))).toEqual(complaint === undefined ? [] : [complaint]);
  });
});
