import ts from 'typescript';

/** Where the type of a path, and what the plain form needs at run time, come from. */
export const HOME = '@faultline/contracts';

/** A function that is a path: a generator whose declared type is `Path<T>`. */
export type PathFunction = (ts.FunctionDeclaration | ts.FunctionExpression | ts.MethodDeclaration) & {
  readonly asteriskToken: ts.AsteriskToken;
  readonly type: ts.TypeReferenceNode;
  readonly body: ts.Block;
};

/** The local name of a named import; undefined: the file does not import it. */
function localName(file: ts.SourceFile, from: string, name: string): string | undefined {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || (statement.moduleSpecifier as ts.StringLiteral).text !== from) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    const found = bindings.elements.find((element) => (element.propertyName ?? element.name).text === name);
    if (found !== undefined) return found.name.text;
  }
  return undefined;
}

/** What tells a path from other functions in this file; undefined: the file has none. */
export function pathTest(file: ts.SourceFile): ((node: ts.Node) => node is PathFunction) | undefined {
  const type = localName(file, HOME, 'Path');
  if (type === undefined) return undefined;
  const isFunction = (node: ts.Node): node is ts.FunctionDeclaration | ts.FunctionExpression | ts.MethodDeclaration =>
    ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node);
  return (node): node is PathFunction =>
    isFunction(node) && node.asteriskToken !== undefined && node.body !== undefined && node.type !== undefined
    && ts.isTypeReferenceNode(node.type) && ts.isIdentifier(node.type.typeName) && node.type.typeName.text === type;
}

/** The plain name of a method, or of a function that has a name. */
export const plainName = (name: string): string => `${name}$plain`;

/** The name of a method that a call can be made by without looking it up; undefined: it is computed. */
export const methodName = (node: ts.MethodDeclaration): string | undefined =>
  ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name) ? node.name.text : undefined;
