import { join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');
/** What is not written by hand to run in a machine: tests, and what they stand on. */
const NOT_MEANT = /\.(?:spec|gen)\.ts$|\/(?:testing|cases)\//;
const WRITER = /^rec[A-Z]/;
const WRITES = /\brec[A-Z]\w+\(/;

interface Operand {
  /** What the writer takes it for. */
  readonly meaning: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A call of a writer. */
interface CallSite {
  readonly writer: string;
  readonly line: number;
  readonly operands: readonly Operand[];
}

/** A package as the compiler sees it, of which one file at a time may read otherwise than it stands. */
class Sources {
  readonly files: readonly string[];
  private readonly service: ts.LanguageService;
  private changed = { file: '', text: '' };
  private version = 0;

  constructor(name: string) {
    const home = join(ROOT, 'packages', name);
    const { config } = ts.readConfigFile(join(home, 'tsconfig.json'), ts.sys.readFile) as { config: unknown };
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, home);
    this.files = fileNames.filter((file) => file.startsWith(join(home, 'src')) && !NOT_MEANT.test(file) && WRITES.test(ts.sys.readFile(file)!));
    this.service = ts.createLanguageService({
      fileExists: ts.sys.fileExists, readFile: ts.sys.readFile, readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists, getDirectories: ts.sys.getDirectories,
      getScriptFileNames: () => fileNames,
      getScriptVersion: (file) => (file === this.changed.file ? String(this.version) : '0'),
      getScriptSnapshot: (file) => this.snapshot(file),
      getCurrentDirectory: () => ROOT,
      getCompilationSettings: () => ({ ...options, noEmit: true }),
      getDefaultLibFileName: ts.getDefaultLibFilePath,
    });
  }

  private snapshot(file: string): ts.IScriptSnapshot | undefined {
    const text = file === this.changed.file ? this.changed.text : ts.sys.readFile(file);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  }

  /** Does the file compile with this text? */
  compiles(file: string, text: string): boolean {
    this.changed = { file, text };
    this.version++;
    return this.service.getSemanticDiagnostics(file).length === 0;
  }

  /** Calls of writers in a file, as it stands. */
  sites(file: string): CallSite[] {
    const program = this.service.getProgram()!;
    const source = program.getSourceFile(file)!;
    const found: CallSite[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && WRITER.test(node.expression.text))
        found.push(siteOf(program.getTypeChecker(), source, node, node.expression.text));
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  }
}

function siteOf(checker: ts.TypeChecker, source: ts.SourceFile, call: ts.CallExpression, writer: string): CallSite {
  // The first is the thread that acts.
  const [, ...taken] = checker.getResolvedSignature(call)!.parameters;
  const [, ...given] = call.arguments;
  return {
    writer,
    line: source.getLineAndCharacterOfPosition(call.getStart()).line + 1,
    operands: given.map((operand, at) => ({
      meaning: checker.typeToString(checker.getTypeOfSymbolAtLocation(taken[at]!, call)),
      text: operand.getText(), start: operand.getStart(), end: operand.getEnd(),
    })),
  };
}

/** Pairs of operands that do not mean the same, and do not read the same. */
const pairs = ({ operands }: CallSite): (readonly [Operand, Operand])[] =>
  operands.flatMap((one, at) => operands.slice(at + 1).flatMap((other) =>
    one.meaning !== other.meaning && one.text !== other.text ? [[one, other] as const] : []));

const swapped = (text: string, one: Operand, other: Operand): string =>
  text.slice(0, one.start) + other.text + text.slice(one.end, other.start) + one.text + text.slice(other.end);

/** Swaps that were tried at the calls of writers in a package, and those that the compiler let pass. */
export interface Swaps {
  readonly tried: number;
  readonly compiled: readonly string[];
}

/** Swaps each two operands of different meaning, at each call of a writer in a package. */
export function swapsIn(name: string): Swaps {
  const sources = new Sources(name);
  const compiled: string[] = [];
  let tried = 0;
  for (const file of sources.files) {
    const text = ts.sys.readFile(file)!;
    if (!sources.compiles(file, text)) throw new Error(`${relative(ROOT, file)} does not compile as it stands, so no swap in it can be judged`);
    for (const site of sources.sites(file))
      for (const [one, other] of pairs(site)) {
        tried++;
        if (sources.compiles(file, swapped(text, one, other)))
          compiled.push(`${relative(ROOT, file)} ${site.writer}: ${one.text} <-> ${other.text}`);
      }
  }
  return { tried, compiled };
}
