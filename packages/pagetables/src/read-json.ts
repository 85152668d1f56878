import { DumpError, type DumpPlace } from './errors';
import { MAX_DEPTH, MAX_DUMP_BYTES } from './limits';

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = [91, 123];
const CLOSE = [93, 125];

function placeOf(text: string, offset: number): DumpPlace {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** End of the string that begins at `at`. */
function stringEnd(text: string, at: number): number {
  for (let next = at + 1; next < text.length; next++) {
    const char = text.charCodeAt(next);
    if (char === QUOTE) return next;
    if (char === BACKSLASH) next++;
  }
  return text.length;
}

/** Refuses nesting no dump has, before a parser descends into it. */
function checkDepth(text: string): void {
  for (let at = 0, depth = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) at = stringEnd(text, at);
    else if (CLOSE.includes(char)) depth--;
    else if (OPEN.includes(char) && ++depth > MAX_DEPTH)
      throw new DumpError('too-deep', `values nest deeper than ${MAX_DEPTH}`, 'this is no dump of page tables', placeOf(text, at));
  }
}

/** Where the engine says it stopped: at the end, if the text ran out; undefined, if it does not say. */
function offsetOf(message: string, text: string): number | undefined {
  const position = /position (\d+)/.exec(message);
  if (position !== null) return Number(position[1]);
  return /end of/i.test(message) ? text.length : undefined;
}

/** The value of a JSON text. @throws DumpError */
export function readJson(text: string): unknown {
  if (text.length > MAX_DUMP_BYTES) throw new DumpError('too-large', `the text has ${text.length} characters, more than ${MAX_DUMP_BYTES}`, 'this is no dump of page tables');
  checkDepth(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const offset = offsetOf((error as Error).message, text);
    if (offset === undefined) throw new DumpError('syntax', 'this is no JSON', 'name a dump of page tables');
    const what = offset >= text.trimEnd().length ? 'the text ends too early' : 'this is no JSON';
    throw new DumpError('syntax', what, 'was the file copied whole?', placeOf(text, offset));
  }
}
