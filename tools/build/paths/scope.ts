import ts from 'typescript';
import type { PathFunction } from './find.ts';

/** What an identifier that is called names: a path of this file, something imported, or what cannot be told. */
export type Named = 'path' | 'import' | 'other';

const bound = (name: ts.BindingName, is: string): boolean =>
  ts.isIdentifier(name) ? name.text === is : name.elements.some((element) => !ts.isOmittedExpression(element) && bound(element.name, is));

/** Does the list of declarations, in a statement or in the head of a loop, bind the name? */
const declares = (list: ts.VariableDeclarationList, name: string): boolean => list.declarations.some((one) => bound(one.name, name));

/** Is the name bound by a variable anywhere below, as far as this function goes? */
function variableBelow(node: ts.Node, name: string): boolean {
  if (ts.isVariableDeclarationList(node) && declares(node, name)) return true;
  return ts.forEachChild(node, (child) => !ts.isFunctionLike(child) && variableBelow(child, name)) ?? false;
}

const statementsOf = (node: ts.Node): readonly ts.Statement[] => (ts.isBlock(node) || ts.isSourceFile(node) ? node.statements : []);

/** The function or class that the statements declare by this name. */
const declared = (node: ts.Node, name: string): ts.Statement | undefined =>
  statementsOf(node).find((one) => (ts.isFunctionDeclaration(one) || ts.isClassDeclaration(one)) && one.name?.text === name);

function imported(file: ts.SourceFile, name: string): boolean {
  return file.statements.some((statement) => {
    if (!ts.isImportDeclaration(statement) || statement.importClause === undefined || statement.importClause.isTypeOnly) return false;
    const { namedBindings } = statement.importClause;
    return namedBindings !== undefined && ts.isNamedImports(namedBindings) && namedBindings.elements.some((one) => one.name.text === name && !one.isTypeOnly);
  });
}

/** What `name` means inside of a path. */
export function named(path: PathFunction, name: string, isPath: (node: ts.Node) => boolean): Named {
  for (let node: ts.Node = path; node !== undefined; node = node.parent) {
    const found = declared(node, name);
    if (found !== undefined) return isPath(found) ? 'path' : 'other';
    const scoped = ts.isFunctionLike(node) ? node.parameters.some((one) => bound(one.name, name)) || variableBelow(node, name) : false;
    if (scoped) return 'other';
    if (ts.isSourceFile(node)) return imported(node, name) && !variableBelow(node, name) ? 'import' : 'other';
  }
  return 'other';
}
