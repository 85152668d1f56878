import { Composer, CST, isMap, isNode, isScalar, Lexer, LineCounter, Parser, visit, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import { ScenarioError, type Place, type ScenarioErrorCode } from './errors';
import { LIMITS } from './limits';

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** A YAML document with what is needed to say where something in it stands. */
export class Source {
  constructor(
    readonly file: string,
    readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {}

  /** The value of the document, as plain objects. */
  value(): unknown {
    return this.document.toJS({ maxAliasCount: 0 });
  }

  /** Is there a value at a path? */
  has(path: readonly PropertyKey[]): boolean {
    return this.document.getIn(path) !== undefined;
  }

  at(offset: number | undefined): Place {
    return placeAt(this.file, this.lines, offset ?? 0);
  }

  /** Where the value at a path stands; the nearest that exists. */
  place(path: readonly PropertyKey[]): Place {
    for (let length = path.length; length >= 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.at(node.range[0]);
    }
    return this.at(0);
  }

  /** Where a key of the map at a path stands. */
  key(path: readonly PropertyKey[], key: string): Place {
    const map = this.document.getIn(path, true);
    const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    return isNode(pair?.key) ? this.at(pair.key.range?.[0]) : this.place(path);
  }

  error(code: ScenarioErrorCode, place: Place, message: string, remedy: string): ScenarioError {
    return new ScenarioError(code, place, message, remedy);
  }
}

function placeAt(file: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(1, line), column: Math.max(1, col) };
}

/**
 * Tokens of a text up to the first error, as long as nothing nests too deep: what composes them recurses, and would end the
 * process.
 */
function* tokensOf(text: string, file: string, lines: LineCounter): Generator<CST.Token, void, void> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let failed = false;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      yield token;
      failed ||= token.type === 'error';
    }
    if (failed) break;
    if (parser.stack.filter(CST.isCollection).length > LIMITS.depth)
      throw new ScenarioError('too-deep', placeAt(file, lines, parser.stack.at(-1)!.offset), `more than ${LIMITS.depth} levels of nesting`, 'a scenario is flat');
  }
  yield* parser.end();
}

/** Of what YAML only warns of, a bracket that closes at the left edge does no harm. */
const LENIENT = 'BAD_INDENT';

/** The one document of a text. Keys are held to be unique later: the composer's own check takes the square of their number. */
function compose(text: string, file: string): Source {
  const lines = new LineCounter();
  const composer = new Composer({ uniqueKeys: false });
  const documents = composer.compose(tokensOf(text, file, lines));
  const document = documents.next().value as Document.Parsed | undefined;
  const second = documents.next().value as Document.Parsed | undefined;
  const { errors, warnings } = document ?? composer.streamInfo();
  const [flaw] = [...errors, ...warnings.filter(({ code }) => code !== LENIENT)];
  const refuse = (offset: number, message: string, remedy: string): ScenarioError => new ScenarioError('syntax', placeAt(file, lines, offset), message, remedy);
  if (flaw !== undefined) throw refuse(flaw.pos[0], flaw.message, 'mend the YAML here');
  if (document === undefined || document.contents === null) throw refuse(0, 'the file is empty', 'write a scenario: name, about, steps');
  if (second !== undefined) throw refuse(second.range[0], 'there is more than one document', 'keep one scenario a file');
  return new Source(file, document, lines);
}

function refuseKey(source: Source, { key }: Pair): void {
  const place = source.at(isNode(key) ? key.range?.[0] : undefined);
  if (!isScalar(key) || typeof key.value !== 'string') throw source.error('wrong-type', place, 'a key is a word', 'write it as KEY: VALUE');
  if (FORBIDDEN_KEYS.has(key.value)) throw source.error('forbidden-key', place, `the key '${key.value}' is not allowed`, 'use another name');
}

function refuseTwice(source: Source, { items }: YAMLMap): void {
  const seen = new Set<unknown>();
  for (const { key } of items) {
    const { value, range } = key as { value: unknown; range?: Node['range'] };
    if (seen.has(value)) throw source.error('duplicate-key', source.at(range?.[0]), `the key '${String(value)}' stands here twice`, 'keep one of them');
    seen.add(value);
  }
}

/** No aliases, no anchors, no keys that reach a prototype, none twice. */
function refuseTricks(source: Source): void {
  const refuseAnchor = (node: Node & { anchor?: string }): void => {
    if (node.anchor) throw source.error('alias', source.at(node.range?.[0]), 'YAML anchors are not allowed', 'write the value out');
  };
  visit(source.document, {
    Alias: (_key, node) => {
      throw source.error('alias', source.at(node.range?.[0]), 'YAML aliases are not allowed', 'write the value out');
    },
    Value: (_key, node) => refuseAnchor(node as Node),
    Map: (_key, map) => {
      refuseAnchor(map as Node);
      for (const pair of map.items) refuseKey(source, pair);
      refuseTwice(source, map);
    },
  });
}

/**
 * Reads YAML (or JSON) that holds plain values only.
 * @param file how messages call it
 * @throws ScenarioError `too-large`, `syntax`, `too-deep`, `alias`, `forbidden-key`, `duplicate-key`, `wrong-type`
 */
export function readYaml(text: string, file: string): Source {
  if (text.length > LIMITS.fileChars)
    throw new ScenarioError('too-large', { file, line: 1, column: 1 }, `the file has ${text.length} characters, more than ${LIMITS.fileChars}`, 'a scenario is a small file: split it');
  const source = compose(text, file);
  refuseTricks(source);
  return source;
}
