import { join } from 'node:path';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, strict: true, types: [], skipLibCheck: true,
};

/** What an editor shows over each `name` that stands before a mark `/*?*\/` in a file of this folder. */
export function hovers(folder: string, text: string): string[] {
  const file = join(folder, 'hover.mts');
  const read = (name: string): string | undefined => (name === file ? text : ts.sys.readFile(name));
  const service = ts.createLanguageService({
    fileExists: (name) => name === file || ts.sys.fileExists(name), readFile: read, readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists, getDirectories: ts.sys.getDirectories, realpath: ts.sys.realpath!,
    getScriptFileNames: () => [file], getScriptVersion: () => '0',
    getScriptSnapshot: (name) => {
      const found = read(name);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    getCurrentDirectory: () => folder, getCompilationSettings: () => OPTIONS, getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  return [...text.matchAll(/\/\*\?\*\//g)].map(({ index }) => ts.displayPartsToString(service.getQuickInfoAtPosition(file, index - 1)?.documentation));
}
