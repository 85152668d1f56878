import { describe, expect, it } from 'vitest';
import { withPlainForms } from './transform';

const IMPORTS = "import { lockStep, unlockStep, type Path } from '@faultline/contracts';";
/** What the transform adds to a source of these lines, line by line after the imports. */
const made = (...lines: string[]): string => withPlainForms('x.ts', [IMPORTS, ...lines].join('\n'))!.code;
/** The plain form alone, of a source whose last lines are one path. */
function plainOf(...lines: string[]): string {
  const code = made(...lines);
  return code.slice(code.indexOf('} function ') + 2, code.lastIndexOf(' withPlain$('));
}

describe('the plain form of a path', () => {
  it('is beside it, without step points; lines keep their numbers up to the first of them', () => {
    expect(made('export function* lock(id: number): Path<number> {', "  yield lockStep('a');", '  return id;', '}')).toMatchInlineSnapshot(`
      "import { withPlain as withPlain$ } from '@faultline/contracts';  import { lockStep, unlockStep, type Path } from '@faultline/contracts';
      export function* lock(id: number): Path<number> {
        yield lockStep('a');
        return id;
      } function lock$plain(id: number): number {
        ;
        return id;
      } withPlain$(lock, lock$plain);"
    `);
  });

  it('calls the plain forms of paths of the file, of imported ones, of methods', () => {
    expect(made(
      "import { far } from './far';", 'function* near(k: K): Path<void> {}',
      'function* all(k: K): Path<number> {', '  yield* near(k);', '  const a = (yield* far(k, yield* far(k, 1)));', '  return a + (yield* k.gather.finish(a)) + (yield* k.gather.end());', '}',
    ).split('\n').slice(-5)).toMatchInlineSnapshot(`
      [
        "} function all$plain(k: K): number {",
        "  near$plain(k);",
        "  const a = (far$plain(k, far$plain(k, 1)));",
        "  return a + ((k.gather.finish$plain ? k.gather.finish$plain(a) : runPath$(k.gather.finish(a)))) + ((k.gather.end$plain ? k.gather.end$plain() : runPath$(k.gather.end())));",
        "} withPlain$(all, all$plain);",
      ]
    `);
  });

  it('takes imported paths once, at the head', () => {
    expect(made("import { far } from './far';", 'function* all(k: K): Path<void> {', '  yield* far(k);', '  yield* far(1);', '}').split('\n')[0])
      .toMatch(/; const far\$plain = plain\$\(far\); import/);
  });

  it('of what is handed to a method, too', () => {
    expect(plainOf('function* p(k: K): Path<void> { yield* k.a(yield* k.b(1)); }')).toContain(
      '(k.a$plain ? k.a$plain((k.b$plain ? k.b$plain(1) : runPath$(k.b(1)))) : runPath$(k.a((k.b$plain ? k.b$plain(1) : runPath$(k.b(1))))))',
    );
  });

  it('of a method is a method, and knows its siblings', () => {
    expect(made(
      'class Unit {', '  private readonly at = 1;', '  private *step(): Path<void> {}', '  static *of(): Path<void> {}',
      '  async *other(): AsyncGenerator<number> {}', '  *run(): Path<void> { yield* this.step(); yield* this.other(); }', '}',
    ).split('\n').slice(3)).toMatchInlineSnapshot(`
      [
        "  private *step(): Path<void> {} step$plain(): void {}",
        "  static *of(): Path<void> {} static of$plain(): void {}",
        "  async *other(): AsyncGenerator<number> {}",
        "  *run(): Path<void> { yield* this.step(); yield* this.other(); } run$plain(): void { this.step$plain(); (this.other$plain ? this.other$plain() : runPath$(this.other())); }",
        "}",
      ]
    `);
  });

  it('of a method of an object literal stands where a copy by spread leaves it behind', () => {
    expect(made('const host = {', '  *flush(n: number): Path<void> {', '    yield lockStep(n);', '  },', '};').split('\n').slice(1)).toMatchInlineSnapshot(`
      [
        "const host = withPlainMethods$({",
        "  *flush(n: number): Path<void> {",
        "    yield lockStep(n);",
        "  },",
        "}, { flush$plain(n: number): void {",
        "    ;",
        "  }, });",
      ]
    `);
  });

  it('of a function expression is told to it where it stands', () => {
    expect(made('run(function* (n: number): Path<number> { return n; });').split('\n')[1])
      .toBe('run(withPlain$(function* (n: number): Path<number> { return n; }, function (n: number): number { return n; }));');
  });

  it('leaves nothing of a step point: not what it evaluates, not what follows a condition', () => {
    expect(plainOf('function* p(k: K): Path<void> {', '  if (k.at > 0) yield lockStep(k.lock());', '  else yield unlockStep(1);', '  const none = yield lockStep(2);', '}'))
      .toBe('function p$plain(k: K): void {\n  if (k.at > 0) ;\n  else ;\n  const none = undefined;\n}');
  });

  it.each([
    ['a parameter', 'function* p(body: () => Path<void>): Path<void> {', 'yield* body();', 'runPath$(body());'],
    ['a parameter with the name of an import', 'function* p(lockStep: () => Path<void>): Path<void> {', 'yield* lockStep();', 'runPath$(lockStep());'],
    ['a variable', 'function* p(k: K): Path<void> { const { go } = k;', 'yield* go();', 'runPath$(go());'],
    ['a value', 'function* p(path: Path<void>): Path<void> {', 'yield* path;', 'runPath$(path);'],
    ['a method of what a call gives', 'function* p(k: K): Path<void> {', 'yield* k.of(1).run(2);', 'runPath$(k.of(1).run(2));'],
    ['a method that may not be there', 'function* p(k: K): Path<void> {', 'yield* k.host?.run(2);', 'runPath$(k.host?.run(2));'],
  ])('runs %s to its end, for nobody knows its plain form', (_what, head, call, expected) => {
    expect(plainOf(`${head} ${call} }`)).toContain(` ${expected} }`);
  });

  it('leaves functions within a path alone', () => {
    expect(plainOf('function* p(xs: X[]): Path<void> { xs.map(function* () { yield 1; }); }')).toContain('xs.map(function* () { yield 1; })');
  });
});

describe('a path is known by its type', () => {
  it.each([
    ['a generator of something else', "import type { Path } from '@faultline/contracts'; function* f(): Generator<number> { yield 1; }"],
    ['a Path of somebody else', "import type { Path } from './svg'; function* f(): Path<number> { yield 1; } // @faultline/contracts"],
    ['a function that hands a path on', "import type { Path } from '@faultline/contracts'; const f = (g: () => Path<void>): Path<void> => g();"],
    ['a file without paths', 'export const one = 1;'],
  ])('%s is none', (_what, source) => expect(withPlainForms('x.ts', source)).toBeUndefined());

  it('under another name it is one', () => {
    const code = withPlainForms('x.ts', "import { type Path as P } from '@faultline/contracts'; function* f(): P<void> {}")!.code;
    expect(code).toContain('function f$plain(): void {}');
  });
});
