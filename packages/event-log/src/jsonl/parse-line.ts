import { LogError, quoted, type LogPlace } from '../errors';

/** Characters that a line may have, without its end. */
export const MAX_LINE_LENGTH = 65536;

/** A JSON object as parsed: its keys may be anything, `__proto__` included, and are only ever read as own keys. */
export type Fields = Readonly<Record<string, unknown>>;

/** Column that the engine's message names, if it does. */
function columnOf(message: string, line: string): number | undefined {
  if (/end of (?:JSON|data|input)/i.test(message)) return line.length + 1;
  const position = / at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message)?.[1];
  return position === undefined ? undefined : Number(position) + 1;
}

const HEADER_START = '{"faultline":"log"';

/** Did this begin as a line of a log does? The first one is its header. */
const startsAsLog = (line: string, { line: at }: LogPlace): boolean => line.trimStart().startsWith('{') && (at !== 1 || line.startsWith(HEADER_START.slice(0, line.length)));

/** What is left of a log that was cut off in this line. */
const remedyOfCut = ({ line }: LogPlace): string => (line === 1 ? 'the file was cut off: record the log again' : 'the file was cut off: drop this line, the events before it are whole');

function notJson(error: unknown, line: string, place: LogPlace): LogError {
  const column = columnOf(error instanceof Error ? error.message : '', line);
  const endsEarly = !line.trimEnd().endsWith('}') || column === line.length + 1;
  if (startsAsLog(line, place) && endsEarly)
    return new LogError('cut-line', `line ${place.line} ends in its middle`, remedyOfCut(place), { ...place, column: line.length + 1 });
  return new LogError('not-json', `line ${place.line} is not JSON: ${quoted(line)}`, 'pass a log as faultline wrote it, one JSON object a line', column === undefined ? place : { ...place, column });
}

function parsed(line: string, place: LogPlace): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw notJson(error, line, place);
  }
}

/**
 * The flat JSON object of a line.
 * @throws LogError `line-too-long`, `cut-line`, `not-json`, `not-an-object`
 */
export function parseLine(line: string, place: LogPlace): Fields {
  if (line.length > MAX_LINE_LENGTH)
    throw new LogError('line-too-long', `line ${place.line} has ${line.length} characters, ${MAX_LINE_LENGTH} are allowed`, 'no line of a log is that long: pass a log', { ...place, column: MAX_LINE_LENGTH + 1 });
  const value = parsed(line, place);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new LogError('not-an-object', `line ${place.line} is no JSON object`, 'pass a log as faultline wrote it, one JSON object a line', { ...place, column: 1 });
}
