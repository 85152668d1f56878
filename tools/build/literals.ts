import MagicString from 'magic-string';
import ts from 'typescript';

const parsed = (code: string): ts.SourceFile => ts.createSourceFile('bundle.js', code, ts.ScriptTarget.ES2022, true);

const OPERATIONS: Readonly<Partial<Record<ts.SyntaxKind, (one: number, other: number) => number>>> = {
  [ts.SyntaxKind.PlusToken]: (one, other) => one + other,
  [ts.SyntaxKind.MinusToken]: (one, other) => one - other,
  [ts.SyntaxKind.AsteriskToken]: (one, other) => one * other,
  [ts.SyntaxKind.SlashToken]: (one, other) => one / other,
  [ts.SyntaxKind.AsteriskAsteriskToken]: (one, other) => one ** other,
  [ts.SyntaxKind.LessThanLessThanToken]: (one, other) => one << other,
  [ts.SyntaxKind.GreaterThanGreaterThanToken]: (one, other) => one >> other,
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken]: (one, other) => one >>> other,
  [ts.SyntaxKind.BarToken]: (one, other) => one | other,
  [ts.SyntaxKind.AmpersandToken]: (one, other) => one & other,
};

/** The value of an expression of numbers; undefined: it is none. */
function valueOf(node: ts.Expression, numbers: ReadonlyMap<string, number>): number | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isIdentifier(node)) return numbers.get(node.text);
  if (ts.isParenthesizedExpression(node)) return valueOf(node.expression, numbers);
  if (ts.isPrefixUnaryExpression(node)) return signed(node, numbers);
  if (!ts.isBinaryExpression(node)) return undefined;
  const [one, other] = [valueOf(node.left, numbers), valueOf(node.right, numbers)];
  return one === undefined || other === undefined ? undefined : OPERATIONS[node.operatorToken.kind]?.(one, other);
}

function signed({ operator, operand }: ts.PrefixUnaryExpression, numbers: ReadonlyMap<string, number>): number | undefined {
  const value = valueOf(operand, numbers);
  if (value === undefined) return undefined;
  if (operator === ts.SyntaxKind.MinusToken) return -value;
  return operator === ts.SyntaxKind.TildeToken ? ~value : undefined;
}

const isAssigning = ({ kind }: ts.Node): boolean => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** The name that a node binds or writes, for which it might stand for something else than at the top; undefined: none. */
function boundBy(node: ts.Node): ts.Node | undefined {
  if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) return node.name;
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isClassLike(node)) return node.name;
  if (ts.isBinaryExpression(node) && isAssigning(node.operatorToken)) return node.left;
  if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && !isSign(node)) return node.operand;
  return undefined;
}

const isSign = ({ operator }: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): boolean =>
  operator !== ts.SyntaxKind.PlusPlusToken && operator !== ts.SyntaxKind.MinusMinusToken;

/** How often each name is bound or written in the whole file. */
function bindings(file: ts.SourceFile): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const visit = (node: ts.Node): void => {
    const name = boundBy(node);
    if (name !== undefined && ts.isIdentifier(name)) counts.set(name.text, (counts.get(name.text) ?? 0) + 1);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return counts;
}

/** What a package exports, by name. */
export type Exports = Readonly<Record<string, unknown>>;

/** Each name that the file imports: as it is called here, where it comes from, and as it is called there. */
function* importsOf(file: ts.SourceFile): Generator<readonly [local: string, from: string, name: string]> {
  for (const { importClause, moduleSpecifier } of file.statements.filter(ts.isImportDeclaration)) {
    const named = importClause?.namedBindings;
    if (named === undefined || !ts.isNamedImports(named)) continue;
    for (const { name, propertyName } of named.elements) yield [name.text, (moduleSpecifier as ts.StringLiteral).text, (propertyName ?? name).text];
  }
}

/** The packages that a bundle imports from by name. */
export const importedBy = (code: string): ReadonlySet<string> => new Set([...importsOf(parsed(code))].map(([, from]) => from));

/** Numbers that the file imports, or states at its top, and that nothing changes or hides. */
function numbersOf(file: ts.SourceFile, known: ReadonlyMap<string, Exports>): ReadonlyMap<string, number> {
  const counts = bindings(file);
  const numbers = new Map<string, number>();
  for (const [local, from, name] of importsOf(file)) {
    const value = known.get(from)?.[name];
    if (typeof value === 'number' && !counts.has(local)) numbers.set(local, value);
  }
  for (const statement of file.statements.filter(ts.isVariableStatement))
    for (const { name, initializer } of statement.declarationList.declarations) {
      const value = initializer === undefined ? undefined : valueOf(initializer, numbers);
      if (value !== undefined && ts.isIdentifier(name) && counts.get(name.text) === 1) numbers.set(name.text, value);
    }
  return numbers;
}

/** Does the identifier stand for its value, rather than name a property, a binding, a label or what is exported? */
function isValue(node: ts.Identifier): boolean {
  const parent = node.parent as ts.Node & { readonly name?: ts.Node; readonly propertyName?: ts.Node; readonly label?: ts.Node };
  return parent.name !== node && parent.propertyName !== node && parent.label !== node;
}

/** Numbers that a file exports in a list, as esbuild writes it, by the names that importers use. */
export function exportedNumbers(code: string, known: ReadonlyMap<string, Exports> = new Map()): Readonly<Record<string, number>> {
  const file = parsed(code);
  const numbers = numbersOf(file, known);
  const lists = file.statements.filter(ts.isExportDeclaration).map(({ exportClause }) => exportClause).filter((one) => one !== undefined && ts.isNamedExports(one));
  return Object.fromEntries(lists.flatMap(({ elements }) => elements).flatMap(({ name, propertyName }) => {
    const number = numbers.get((propertyName ?? name).text);
    return number === undefined ? [] : [[name.text, number]];
  }));
}

/**
 * Writes each use of a number that the top of a bundle states or imports as a literal; an engine does not know that nothing changes it
 * (measured: up to half of a fault's time). Lines stay where they are.
 * @param known what packages export, by their names; imports from others stay names
 */
export function withLiterals(code: string, known: ReadonlyMap<string, Exports> = new Map()): MagicString {
  const file = parsed(code);
  const numbers = numbersOf(file, known);
  const text = new MagicString(code);
  const visit = (node: ts.Node): void => {
    const value = ts.isIdentifier(node) && isValue(node) ? numbers.get(node.text) : undefined;
    if (value !== undefined) text.overwrite(node.getStart(), node.end, value < 0 ? `(${value})` : `${value}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return text;
}
