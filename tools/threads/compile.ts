import MagicString from 'magic-string';
import ts from 'typescript';
import { pathTest } from '../build/paths/find.ts';
import { HELPERS } from './frames.ts';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES5, module: ts.ModuleKind.ESNext, ignoreDeprecations: '6.0', noEmitHelpers: true, verbatimModuleSyntax: true,
};

type Compiled = ts.FunctionLikeDeclaration & { readonly body: ts.Block };

/** The call of `__generator` that TypeScript ends a compiled generator with. */
function machineOf(body: ts.Block): ts.CallExpression | undefined {
  const last = body.statements.at(-1);
  const call = last !== undefined && ts.isReturnStatement(last) ? last.expression : undefined;
  return call !== undefined && ts.isCallExpression(call) && call.expression.getText() === '__generator' ? call : undefined;
}

/** Parameters and variables of a compiled generator: TypeScript has hoisted all of them. */
function localsOf({ parameters, body }: Compiled): string[] {
  const variables = body.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => declarationList.declarations);
  return [...parameters, ...variables].map(({ name }) => name.getText());
}

/** Names of the functions around it that it reads: what a method of an object literal closes over. */
function closedOver(compiled: Compiled, locals: readonly string[]): string[] {
  const used = new Set<string>();
  const visit = (node: ts.Node): void => (ts.isIdentifier(node) ? void used.add(node.text) : ts.forEachChild(node, visit));
  visit(compiled.body);
  const around: string[] = [];
  for (let node: ts.Node = compiled.parent; node !== undefined; node = node.parent)
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined && ts.isBlock(node.body as ts.Node)) around.push(...localsOf(node as Compiled));
  return around.filter((name) => used.has(name) && !locals.includes(name));
}

/** How many paths a source declares. */
function pathsIn(file: string, source: string): number {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const isPath = pathTest(tree);
  const count = (node: ts.Node): number => {
    let paths = isPath?.(node) === true ? 1 : 0;
    ts.forEachChild(node, (child) => void (paths += count(child)));
    return paths;
  };
  return isPath === undefined ? 0 : count(tree);
}

/** Opens a generator's state: its locals can be read and set from outside. Returns the name of what it is. */
function open(text: MagicString, compiled: Compiled, call: ts.CallExpression): void {
  const locals = localsOf(compiled);
  const own = compiled.name?.getText();
  const self = own ?? `${(/(\w+)\s*[:=]\s*$/.exec(text.original.slice(0, compiled.getStart())) ?? ['', 'path'])[1]}$`;
  if (own === undefined) text.appendLeft(compiled.parameters.pos - 1, `${self} `);
  text.overwrite(call.expression.getStart(), call.arguments.pos, `frame$(${self}, arguments, [${closedOver(compiled, locals).join(', ')}], `);
  const loads = locals.map((local, at) => `${local} = s[${at}];`).join(' ');
  text.appendLeft(call.arguments.end, `, function () { return [${locals.join(', ')}]; }, function (s) { ${loads} }`);
}

/**
 * A source with its paths compiled to frames: {pc, locals}, by what TypeScript makes of a generator for ES5. Undefined: it has none.
 * @param runtime module that exports `HELPERS`
 */
export function asFrames(file: string, source: string, runtime: string): { code: string; paths: number } | undefined {
  const declared = pathsIn(file, source);
  if (declared === 0) return undefined;
  const { outputText } = ts.transpileModule(source, { compilerOptions: OPTIONS, fileName: file });
  const tree = ts.createSourceFile(file.replace(/ts$/, 'js'), outputText, ts.ScriptTarget.Latest, true);
  const text = new MagicString(outputText);
  let paths = 0;
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    const call = ts.isFunctionLike(node) && 'body' in node && node.body !== undefined && ts.isBlock(node.body as ts.Node) ? machineOf(node.body as ts.Block) : undefined;
    if (call === undefined) return;
    paths++;
    open(text, node as Compiled, call);
  };
  visit(tree);
  if (paths !== declared) throw new Error(`${file}: ${declared} paths are declared, ${paths} were compiled`);
  return { code: text.prepend(`import { HELPERS } from '${runtime}';\nconst { ${Object.keys(HELPERS).join(', ')} } = HELPERS;\n`).toString(), paths };
}
