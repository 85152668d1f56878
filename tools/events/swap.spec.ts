import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../packages/contracts/src/events/catalogue';
import type { EventSpec } from '../../packages/contracts/src/events/spec';

const ROOT = join(import.meta.dirname, '../..');
/** A module that is only compiled. */
const FILE = join(import.meta.dirname, 'swapped.ts');
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, customConditions: ['@faultline/source'],
  strict: true, noEmit: true, skipLibCheck: true, exactOptionalPropertyTypes: true, types: [],
};

/** What the compiler says of a text that stands in this folder. */
function complaints(text: string): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) => (name === FILE ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile.call(host, name, ...rest));
  host.fileExists = (name) => name === FILE || fileExists.call(host, name);
  host.readFile = (name) => (name === FILE ? text : readFile.call(host, name));
  const program = ts.createProgram([FILE], OPTIONS, host);
  return ts.getPreEmitDiagnostics(program, program.getSourceFile(FILE)!).map(({ messageText, start, file }) =>
    `${ts.flattenDiagnosticMessageText(messageText, ' ')}: ${file?.text.slice(start).split('\n', 2).join(' ') ?? ''}`);
}

/** Pairs of operands that do not mean the same. */
function pairs({ fields }: EventSpec): (readonly [number, number])[] {
  const types = Object.values(fields);
  return types.flatMap((one, at) => types.flatMap((other, to) => (to > at && one !== other ? [[at, to] as const] : [])));
}

/** A call of a writer with the operands of another call, in another order. */
const call = (name: string, order: readonly number[]): string => `rec${name}(log, ${order.map((at) => `of${name}[${at}]`).join(', ')});`;

function swapped(order: readonly number[], [one, other]: readonly [number, number]): number[] {
  const copy = [...order];
  [copy[one], copy[other]] = [copy[other]!, copy[one]!];
  return copy;
}

function moduleOf(specs: readonly EventSpec[], expected: '// @ts-expect-error' | ''): string {
  const lines = specs.flatMap((spec) => {
    const order = Object.keys(spec.fields).map((_, at) => at);
    return [
      `declare const of${spec.name}: Operands<typeof rec${spec.name}>;`, call(spec.name, order),
      ...pairs(spec).flatMap((pair) => [expected, call(spec.name, swapped(order, pair))]),
    ];
  });
  return `import { ${specs.map(({ name }) => `rec${name}`).join(', ')}, type Thread } from '${join(ROOT, 'packages/contracts/src/index')}';
type Operands<F> = F extends (log: Thread, ...operands: infer O) => unknown ? O : never;
declare const log: Thread;
${lines.join('\n')}
`;
}

describe('operands of different meaning', () => {
  it('do not compile in each other\'s place, in any writer', () => expect(complaints(moduleOf(CATALOGUE, '// @ts-expect-error'))).toEqual([]), 120_000);
  it('are told so by the compiler: without the mark there is an error for each pair', () => {
    const entrySet = CATALOGUE.filter(({ name }) => name === 'EntrySet');
    expect(complaints(moduleOf(entrySet, '')).length).toBe(pairs(entrySet[0]!).length);
  }, 120_000);
});
