import MagicString from 'magic-string';
import ts from 'typescript';
import { HOME, methodName, pathTest, plainName, type PathFunction } from './find.ts';
import { Needs } from './needs.ts';
import { joined, type Insertion } from './pieces.ts';
import { rewrite } from './rewrite.ts';

interface Work {
  readonly source: string;
  readonly needs: Needs;
  readonly isPath: (node: ts.Node) => node is PathFunction;
  readonly insertions: Insertion[];
}

/** The plain form of a path: a copy of its text from the parameters on, without step points. `head` names it. */
function plainForm({ source, needs, isPath }: Work, path: PathFunction, head: string): MagicString {
  const text = new MagicString(source);
  text.overwrite(path.type.getStart(), path.type.end, path.type.typeArguments?.[0]?.getText() ?? 'unknown');
  path.body.statements.forEach((statement) => rewrite({ path, text, needs, isPath }, statement));
  const from = path.parameters.pos - 1;
  return text.snip(path.typeParameters === undefined ? from : path.typeParameters.pos - 1, path.end).prepend(head);
}

/** Beside a function, which is told of it. */
function besideFunction(work: Work, path: ts.FunctionDeclaration & PathFunction, name: string): void {
  const form = plainName(name);
  work.insertions.push({ at: path.end, text: plainForm(work, path, ` function ${form}`) });
  work.insertions.push({ at: path.end, text: ` ${work.needs.helper('withPlain')}(${name}, ${form});` });
}

/** Around a function expression, where it stands. */
function aroundExpression(work: Work, path: ts.FunctionExpression & PathFunction): void {
  work.insertions.push({ at: path.getStart(), text: `${work.needs.helper('withPlain')}(` });
  work.insertions.push({ at: path.end, text: plainForm(work, path, ', function ') }, { at: path.end, text: ')' });
}

/** Beside a method of a class. */
function besideMethod(work: Work, path: ts.MethodDeclaration & PathFunction, name: string): void {
  const isStatic = path.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
  work.insertions.push({ at: path.end, text: plainForm(work, path, ` ${isStatic ? 'static ' : ''}${plainName(name)}`) });
}

/** Around an object literal, for its methods. */
function aroundLiteral(work: Work, literal: ts.ObjectLiteralExpression, paths: readonly (ts.MethodDeclaration & PathFunction)[]): void {
  work.insertions.push({ at: literal.getStart(), text: `${work.needs.helper('withPlainMethods')}(` }, { at: literal.end, text: ', {' });
  for (const path of paths) work.insertions.push({ at: literal.end, text: plainForm(work, path, ` ${plainName(methodName(path)!)}`) }, { at: literal.end, text: ',' });
  work.insertions.push({ at: literal.end, text: ' })' });
}

/** Finds the paths below a node, inner ones first. A path within a path has no plain form: nothing runs it but `runPath`. */
function visit(work: Work, node: ts.Node): void {
  if (!work.isPath(node)) ts.forEachChild(node, (child) => visit(work, child));
  if (ts.isObjectLiteralExpression(node)) {
    const paths = node.properties.filter((one): one is ts.MethodDeclaration & PathFunction => work.isPath(one) && methodName(one as ts.MethodDeclaration) !== undefined);
    if (paths.length > 0) aroundLiteral(work, node, paths);
  } else if (!work.isPath(node)) return;
  else if (ts.isFunctionDeclaration(node)) {
    if (node.name !== undefined) besideFunction(work, node, node.name.text);
  } else if (ts.isFunctionExpression(node)) aroundExpression(work, node);
  else if (ts.isClassLike(node.parent) && methodName(node) !== undefined) besideMethod(work, node, methodName(node)!);
}

/** A file with the plain forms of its paths, and the map back to it; undefined: it has none. */
export function withPlainForms(file: string, source: string): { code: string; map: string } | undefined {
  if (!source.includes(HOME) || !/\bPath\b/.test(source)) return undefined;
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const isPath = pathTest(tree);
  if (isPath === undefined) return undefined;
  const work: Work = { source, needs: new Needs(), isPath, insertions: [] };
  visit(work, tree);
  if (work.insertions.length === 0) return undefined;
  return joined(file, source, [{ at: 0, text: work.needs.header() }, ...work.insertions]);
}
