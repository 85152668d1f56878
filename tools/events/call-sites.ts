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
  readonly start: number;
  readonly end: number;
  readonly operands: readonly Operand[];
}

/** A package as the compiler sees it, of which files may read otherwise than they stand. */
class Sources {
  readonly files: readonly string[];
  private readonly service: ts.LanguageService;
  private changed: ReadonlyMap<string, string> = new Map();
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
      getScriptVersion: (file) => (this.changed.has(file) ? String(this.version) : '0'),
      getScriptSnapshot: (file) => this.snapshot(file),
      getCurrentDirectory: () => ROOT,
      getCompilationSettings: () => ({ ...options, noEmit: true }),
      getDefaultLibFileName: ts.getDefaultLibFilePath,
    });
  }

  private snapshot(file: string): ts.IScriptSnapshot | undefined {
    const text = this.changed.get(file) ?? ts.sys.readFile(file);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  }

  /** The files read so from now on; the others as they stand. */
  change(texts: ReadonlyMap<string, string>): void {
    this.changed = texts;
    this.version++;
  }

  /** Where the file does not compile. */
  faults(file: string): number[] {
    return this.service.getSemanticDiagnostics(file).map(({ start = 0 }) => start);
  }

  /** Calls of writers in a file, as it stands. */
  sites(file: string): CallSite[] {
    const program = this.service.getProgram()!;
    const source = program.getSourceFile(file)!;
    const found: CallSite[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && WRITER.test(node.expression.text))
        found.push(siteOf(program.getTypeChecker(), node, node.expression.text));
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  }
}

function siteOf(checker: ts.TypeChecker, call: ts.CallExpression, writer: string): CallSite {
  // The first is the thread that acts.
  const [, ...taken] = checker.getResolvedSignature(call)!.parameters;
  const [, ...given] = call.arguments;
  return {
    writer, start: call.getStart(), end: call.getEnd(),
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

/** A call with two operands in each other's place. */
interface Swap {
  readonly site: CallSite;
  readonly one: Operand;
  readonly other: Operand;
  readonly text: string;
}

const swapsOf = (text: string, site: CallSite): Swap[] => pairs(site).map(([one, other]) =>
  ({ site, one, other, text: swapped(text, one, other).slice(site.start, site.end) }));

/** Calls of which none stands in another: those to try together; and the rest. */
function apart(sites: readonly CallSite[]): { now: CallSite[]; later: CallSite[] } {
  const now: CallSite[] = [];
  const later: CallSite[] = [];
  for (const site of sites) (now.some(({ start, end }) => site.start < end && start < site.end) ? later : now).push(site);
  return { now, later };
}

/** A file in which every swap of some calls stands before its call, by commas: the compiler is asked once for all. */
interface Trial {
  readonly text: string;
  readonly placed: readonly { readonly swap: Swap; readonly start: number; readonly end: number }[];
}

function trialOf(text: string, sites: readonly CallSite[]): Trial {
  const placed: { swap: Swap; start: number; end: number }[] = [];
  let made = '';
  let at = 0;
  for (const site of [...sites].sort((one, other) => one.start - other.start)) {
    made += `${text.slice(at, site.start)}(`;
    for (const swap of swapsOf(text, site)) {
      placed.push({ swap, start: made.length, end: made.length + swap.text.length });
      made += `${swap.text}, `;
    }
    made += `${text.slice(site.start, site.end)})`;
    at = site.end;
  }
  return { text: made + text.slice(at), placed };
}

/** Swaps in which the compiler finds no fault. */
const passed = (faults: readonly number[], { placed }: Trial): Swap[] =>
  placed.filter(({ start, end }) => !faults.some((fault) => fault >= start && fault < end)).map(({ swap }) => swap);

/** Swaps that were tried at the calls of writers in a package, and those that the compiler let pass. */
export interface Swaps {
  readonly tried: number;
  readonly compiled: readonly string[];
}

/** Swaps each two operands of different meaning, at each call of a writer in a package. */
export function swapsIn(name: string): Swaps {
  const sources = new Sources(name);
  const standing = sources.files.find((file) => sources.faults(file).length > 0);
  if (standing !== undefined) throw new Error(`${relative(ROOT, standing)} does not compile as it stands, so no swap in it can be judged`);
  const compiled: string[] = [];
  const texts = new Map(sources.files.map((file) => [file, ts.sys.readFile(file)!]));
  let left = new Map(sources.files.map((file) => [file, sources.sites(file)]));
  const tried = [...left.values()].flat().reduce((sum, site) => sum + pairs(site).length, 0);
  while (left.size > 0) {
    const rounds = new Map([...left].map(([file, sites]) => [file, apart(sites)]));
    const trials = new Map([...rounds].map(([file, { now }]) => [file, trialOf(texts.get(file)!, now)]));
    sources.change(new Map([...trials].map(([file, { text }]) => [file, text])));
    for (const [file, trial] of trials)
      for (const { site, one, other } of passed(sources.faults(file), trial)) compiled.push(`${relative(ROOT, file)} ${site.writer}: ${one.text} <-> ${other.text}`);
    left = new Map([...rounds].flatMap(([file, { later }]) => (later.length > 0 ? [[file, later] as const] : [])));
  }
  return { tried, compiled };
}
