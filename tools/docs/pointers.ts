import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Stands in a text for a value that is put in when the program runs. */
export const HOLE = '…';

/** A text of a program, and its line from 1. */
export interface Literal {
  readonly line: number;
  readonly text: string;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map(({ literal }) => HOLE + literal.text).join('') : undefined;
}

/** Strings and templates of a program, but for names of modules. */
export function literalsOf(file: string, source: string): Literal[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, false);
  const found: Literal[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const text = textOf(node);
    if (text !== undefined) found.push({ line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1, text });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** "see …", said to the reader: at the beginning, or after a mark. ("wants to see the next use" is no such thing.) */
const SEE = /(?:^|[;:.,(–]\s*|\n\s*)see\b([^;\n]*)/gi;
const COMMAND = /`(faultline|npm run|npx nx|npx) +([\w:@/-]+)/g;
const PATH = /(?:^|[\s`'"(])((?:docs|examples|packages|tools)\/[\w./…-]+|README\.md)/g;

/** Where a reader is sent: the words after "see". */
export const directionsIn = (text: string): string[] => [...text.matchAll(SEE)].map(([, words]) => words!.trim());
export const pathsIn = (text: string): string[] => [...text.matchAll(PATH)].map(([, path]) => path!.replace(/[.,]+$/, ''));
export const commandsIn = (text: string): (readonly [program: string, name: string])[] => [...text.matchAll(COMMAND)].map(([, program, name]) => [program!, name!] as const);

/** What there is to be named. */
export interface There {
  readonly root: string;
  readonly commands: ReadonlySet<string>;
  readonly scripts: ReadonlySet<string>;
}

/** Is there such a file or folder? A part that is put in at run time stands for any name. */
function isFile(root: string, path: string): boolean {
  if (!path.includes(HOLE)) return existsSync(join(root, path));
  const folder = dirname(path.slice(0, path.indexOf(HOLE) + 1));
  const pattern = new RegExp(`^${path.slice(folder.length + 1).split(HOLE).map((part) => part.replace(/[.+]/g, '\\$&')).join('[^/]+')}`);
  return existsSync(join(root, folder)) && readdirSync(join(root, folder)).some((name) => pattern.test(name));
}

function isCommand({ commands, scripts }: There, [program, name]: readonly [string, string]): boolean {
  if (program === 'faultline') return commands.has(name);
  return program === 'npm run' ? scripts.has(name) : name === 'faultline';
}

/** What is wrong with the directions of a text: they name nothing, or what they name is not there. */
export function wrongIn(text: string, there: There): string[] {
  return directionsIn(text).flatMap((words) => {
    const paths = pathsIn(words);
    const commands = commandsIn(words);
    if (paths.length + commands.length === 0) return [`'see ${words}' names neither a file nor a command`];
    return [
      ...paths.filter((path) => !isFile(there.root, path)).map((path) => `there is no ${path}`),
      ...commands.filter((command) => !isCommand(there, command)).map((command) => `there is no command ${command.join(' ')}`),
    ];
  });
}
