import { Composer, CST, Lexer, LineCounter, Parser, type Document } from 'yaml';
import { ScenarioError } from './errors';
import { LIMITS } from './limits';
import { placeAt, Source } from './source';
import { checkTricks, TAG_REMEDY } from './tricks';

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
/** What to do about what YAML finds, by its codes. */
const REMEDIES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces', BAD_INDENT: 'close what is open, or indent it further', BLOCK_AS_IMPLICIT_KEY: 'keep keys that belong together in one column, and text with a colon in quotation marks',
  MULTILINE_IMPLICIT_KEY: 'write KEY: VALUE, with a colon and a space', BLOCK_IN_FLOW: 'put a comma between KEY: VALUE and the next', UNEXPECTED_TOKEN: 'take it out, or open what it closes',
  MISSING_CHAR: 'close what is open', BAD_SCALAR_START: 'put it in quotation marks', TAG_RESOLVE_FAILED: TAG_REMEDY,
};

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
  if (flaw !== undefined) throw refuse(flaw.pos[0], flaw.message, REMEDIES[flaw.code] ?? 'mend the YAML here');
  if (document === undefined || document.contents === null) throw refuse(0, 'the file is empty', 'write a scenario: name and steps; `faultline steps` tells which there are');
  if (second !== undefined) throw refuse(second.range[0], 'there is more than one document', 'keep one scenario a file');
  return new Source(file, document, lines);
}

const BYTE_ORDER_MARK = /^\ufeff/;

/** A file in UTF-16, read as UTF-8, is full of zeros from the first character on; a program has some further on. */
function checkEncoding(text: string, file: string): void {
  const zero = text.indexOf('\0');
  if (zero < 0) return;
  const [message, remedy] = zero < 4 ? ['the file is not UTF-8', 'save it as UTF-8'] : ['the file is no text', 'name a scenario, or save it as UTF-8'];
  throw new ScenarioError('syntax', { file, line: 1, column: 1 }, message, remedy);
}

/**
 * Reads YAML (or JSON) that holds plain values only. Lines may end as Windows ends them, and a byte-order mark may stand first.
 * @param file how messages call it
 * @throws ScenarioError `too-large`, `syntax`, `too-deep`, `alias`, `forbidden-key`, `wrong-type`; `duplicate-key` is left to `refuse`
 */
export function readYaml(text: string, file: string): Source {
  if (text.length > LIMITS.fileChars)
    throw new ScenarioError('too-large', { file, line: 1, column: 1 }, `the file has ${text.length} characters, more than ${LIMITS.fileChars}`, 'a scenario is a small file: split it');
  checkEncoding(text, file);
  const source = compose(text.replace(BYTE_ORDER_MARK, ''), file);
  checkTricks(source);
  return source;
}
