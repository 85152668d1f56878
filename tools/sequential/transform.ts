import ts from 'typescript';

/**
 * Kernel paths are written once, as generators with step points. This makes their sequential twins: the same functions
 * without generators and step points, for runs in which no other thread can come between (DESIGN §5).
 *
 * What counts as a path: a function whose return type is `Path<T>`. In it `yield* f()` becomes `f()`, a branch on
 * `stepping.stepping` becomes its other side, and `Path<T>` becomes `T`. Paths of other packages (`gather`, `host`) are run to
 * their end by `runPath`.
 */
const FOREIGN = /\b(gather|host)\.\w+\(/;

const isSteppingTest = (node: ts.Node): boolean => !ts.isPrefixUnaryExpression(node) && /\bstepping\.stepping$/.test(node.getText());
const returnsPath = (node: ts.SignatureDeclarationBase): boolean => node.type?.getText().startsWith('Path<') ?? false;

/** Does the source define paths? Then it has a twin. */
export function definesPaths(source: string): boolean {
  return /\): Path</.test(source) && /function\*|^\s+\*|\*\w+\(/m.test(source);
}

function twinOfYield(node: ts.YieldExpression, visited: ts.Expression): ts.Expression {
  const { factory } = ts;
  if (!node.asteriskToken) throw new Error(`a bare yield outside a branch on stepping: ${node.getText()}`);
  return FOREIGN.test(node.expression!.getText())
    ? factory.createCallExpression(factory.createIdentifier('runPath'), undefined, [visited])
    : visited;
}

function transformer(hasTwin: (specifier: string) => string): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;
    const visit = (node: ts.Node): ts.VisitResult<ts.Node | undefined> => {
      if (ts.isIfStatement(node) && isSteppingTest(node.expression)) return node.elseStatement && ts.visitNode(node.elseStatement, visit);
      if (ts.isConditionalExpression(node) && isSteppingTest(node.condition)) return ts.visitNode(node.whenFalse, visit);
      if (ts.isIfStatement(node) && ts.isPrefixUnaryExpression(node.expression) && isSteppingTest(node.expression.operand))
        return ts.visitNode(node.thenStatement, visit);
      if (ts.isYieldExpression(node)) return twinOfYield(node, ts.visitNode(node.expression!, visit) as ts.Expression);
      if (ts.isTypeReferenceNode(node) && node.typeName.getText() === 'Path') return ts.visitNode(node.typeArguments![0]!, visit);
      if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier) && node.moduleSpecifier.text.startsWith('.'))
        return factory.updateImportDeclaration(node, node.modifiers, node.importClause, factory.createStringLiteral(hasTwin(node.moduleSpecifier.text), true), undefined);
      if (ts.isFunctionDeclaration(node) && node.asteriskToken && returnsPath(node)) {
        const f = ts.visitEachChild(node, visit, context);
        return factory.updateFunctionDeclaration(f, f.modifiers, undefined, f.name, f.typeParameters, f.parameters, f.type, f.body);
      }
      if (ts.isFunctionExpression(node) && node.asteriskToken) {
        const f = ts.visitEachChild(node, visit, context);
        return factory.updateFunctionExpression(f, f.modifiers, undefined, f.name, f.typeParameters, f.parameters, f.type, f.body);
      }
      if (ts.isMethodDeclaration(node) && node.asteriskToken && returnsPath(node)) {
        const f = ts.visitEachChild(node, visit, context);
        return factory.updateMethodDeclaration(f, f.modifiers, undefined, f.name, f.questionToken, f.typeParameters, f.parameters, f.type, f.body);
      }
      return ts.visitEachChild(node, visit, context);
    };
    return (file) => ts.visitNode(file, visit) as ts.SourceFile;
  };
}

const UNUSED = ['Path', 'lockStep', 'unlockStep', 'stepPoint', 'awaitFlush'];

/** Removes imported names that the twin no longer uses; `runPath` joins where it does. */
function tidyImports(text: string): string {
  const needsRun = /\brunPath\(/.test(text);
  const tidy = text.replace(/import (type )?\{([^}]*)\} from ('[^']*');\n/g, (whole, type: string | undefined, names: string, from: string) => {
    const rest = text.replace(whole, '');
    const kept = names.split(',').map((name) => name.trim()).filter((name) => name !== '' && new RegExp(`\\b${name.replace(/^type /, '').replace(/.* as /, '')}\\b`).test(rest));
    if (needsRun && from === "'@faultline/contracts'" && !type && !kept.includes('runPath')) kept.push('runPath');
    return kept.length === 0 ? '' : `import ${type ?? ''}{ ${kept.join(', ')} } from ${from};\n`;
  });
  return tidy;
}

/** Paths of the core, used from another package, come from its `sequential` namespace. */
function takeForeign(text: string, foreign: ReadonlySet<string>): string {
  return text.replace(/import \{([^}]*)\} from '@faultline\/core-mm';\n/, (_, names: string) => {
    const all = names.split(',').map((name) => name.trim());
    const twins = all.filter((name) => foreign.has(name));
    if (twins.length === 0) return `import {${names}} from '@faultline/core-mm';\n`;
    const rest = [...all.filter((name) => !foreign.has(name)), 'sequential'];
    return `import { ${rest.join(', ')} } from '@faultline/core-mm';\n//@after-imports const { ${twins.join(', ')} } = sequential;\n`;
  }).replace(/\/\/@after-imports (.*)\n((?:import .*\n)*)/, '$2\n$1\n');
}

/**
 * The sequential twin of a source file.
 * @param hasTwin rewrites a relative import for the twin's place
 * @param foreign names of the core that have twins
 */
export function sequentialTwin(name: string, source: string, hasTwin: (specifier: string) => string, foreign: ReadonlySet<string>): string {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ES2022, true);
  const result = ts.transform(file, [transformer(hasTwin)]);
  const printed = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed }).printFile(result.transformed[0]!);
  const leftover = UNUSED.filter((word) => new RegExp(`\\b${word}\\(`).test(printed));
  if (leftover.length > 0) throw new Error(`${name}: ${leftover.join(', ')} left in the sequential twin`);
  return `// Generated from ${name} by \`npm run generate:sequential\`; do not edit.\n${takeForeign(tidyImports(printed), foreign)}`;
}
