import MagicString from 'magic-string';
import ts from 'typescript';
import { methodName, plainName, type PathFunction } from './find.ts';
import type { Needs } from './needs.ts';
import { named } from './scope.ts';

/** A path whose plain form is being written, into a copy of the file's text. */
export interface Rewriting {
  readonly path: PathFunction;
  readonly text: MagicString;
  readonly needs: Needs;
  readonly isPath: (node: ts.Node) => node is PathFunction;
}

/** `this`, a name, or properties of these: to read it twice is to read the same. */
const isChain = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.ThisKeyword || ts.isIdentifier(node)
  || (ts.isPropertyAccessExpression(node) && node.questionDotToken === undefined && isChain(node.expression));

const membersOf = (node: ts.Node): readonly ts.Node[] =>
  ts.isClassLike(node) ? node.members : ts.isObjectLiteralExpression(node) ? node.properties : [];

/** Is it a path, and a method of what the path at hand is a method of? */
const isSibling = ({ path, isPath }: Rewriting, name: string): boolean =>
  membersOf(path.parent).some((one) => isPath(one) && ts.isMethodDeclaration(one) && methodName(one) === name);

const replace = ({ text }: Rewriting, node: ts.Node, by: string): void => void text.overwrite(node.getStart(), node.end, by);

/** Whatever it is that gives a path, the path is run to its end. */
function runToEnd(r: Rewriting, node: ts.Expression): void {
  r.text.appendRight(node.getStart(), `${r.needs.helper('runPath')}(`).appendLeft(node.end, ')');
  rewrite(r, node);
}

function callByName(r: Rewriting, call: ts.CallExpression, callee: ts.Identifier): void {
  const what = named(r.path, callee.text, r.isPath);
  if (what === 'other') return runToEnd(r, call);
  replace(r, callee, what === 'path' ? plainName(callee.text) : r.needs.plainOf(callee.text));
  call.arguments.forEach((argument) => rewrite(r, argument));
}

/** The text of the arguments as the plain form has them. */
function argumentsOf(r: Rewriting, call: ts.CallExpression): string {
  const text = new MagicString(r.text.original);
  call.arguments.forEach((argument) => rewrite({ ...r, text }, argument));
  return text.slice(call.arguments.pos, call.arguments.end);
}

/** A method of the same class is known; any other is asked for its plain form, and run where it has none. */
function callMethod(r: Rewriting, call: ts.CallExpression, callee: ts.PropertyAccessExpression): void {
  const { text: name } = callee.name;
  const of = callee.expression;
  if (of.kind === ts.SyntaxKind.ThisKeyword && isSibling(r, name)) replace(r, callee.name, plainName(name));
  else if (!isChain(of) || ts.isPrivateIdentifier(callee.name)) return runToEnd(r, call);
  else {
    const otherwise = `${r.needs.helper('runPath')}(${callee.getText()}(${argumentsOf(r, call)}))`;
    r.text.appendRight(call.getStart(), `(${of.getText()}.${plainName(name)} ? `).appendLeft(call.end, ` : ${otherwise})`);
    replace(r, callee.name, plainName(name));
  }
  call.arguments.forEach((argument) => rewrite(r, argument));
}

/** What follows `yield*`: a call of a path becomes a call of its plain form, wherever a tool's additions have put it. */
function delegate(r: Rewriting, node: ts.Expression): void {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node)) delegate(r, node.expression);
  else if (ts.isConditionalExpression(node)) {
    rewrite(r, node.condition);
    delegate(r, node.whenTrue);
    delegate(r, node.whenFalse);
  } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken) {
    rewrite(r, node.left);
    delegate(r, node.right);
  } else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) callByName(r, node, node.expression);
  else if (ts.isCallExpression(node) && !ts.isOptionalChain(node) && ts.isPropertyAccessExpression(node.expression)) callMethod(r, node, node.expression);
  else runToEnd(r, node);
}

const isStepPoint = (node: ts.Node): node is ts.YieldExpression => ts.isYieldExpression(node) && node.asteriskToken === undefined;

/** Takes the step points out of a node, and puts plain forms in place of the paths that it runs. */
export function rewrite(r: Rewriting, node: ts.Node): void {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
  if (ts.isExpressionStatement(node) && isStepPoint(node.expression)) replace(r, node, ';');
  else if (isStepPoint(node)) replace(r, node, 'undefined');
  else if (ts.isYieldExpression(node)) {
    r.text.remove(node.getStart(), node.expression!.getStart());
    delegate(r, node.expression!);
  } else ts.forEachChild(node, (child) => rewrite(r, child));
}
