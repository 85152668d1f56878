import type { Screen } from './terminal';

type Environment = Readonly<Record<string, string | undefined>>;
interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Characters of a line where nothing says how many. */
export const WIDTH = 100;
/** Narrower, an entry under its label would not fit with a little beside it. */
export const LEAST_WIDTH = 40;
export const MOST_WIDTH = 1000;

/** A whole number, if the text is one. */
const numberOf = (text: string | undefined): number | undefined => (text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined);

const within = (width: number): number => Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width));

/** `COLUMNS` says how wide lines are, else the terminal; what goes into a pipe or a file has always the same width. */
const widthOf = (environment: Environment, { isTTY, columns }: Output): number =>
  within(numberOf(environment['COLUMNS']) ?? ((isTTY === true && columns) || WIDTH));

/** `NO_COLOR` goes before `FORCE_COLOR` (0 and false: none), and both before what the output is. */
function colorOf({ NO_COLOR = '', FORCE_COLOR = '', TERM }: Environment, { isTTY }: Output): boolean {
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== '') return !['0', 'false'].includes(FORCE_COLOR);
  return isTTY === true && TERM !== 'dumb';
}

/** What the environment and the output say of colour and width. */
export const screenOf = (environment: Environment, output: Output): Screen => ({ color: colorOf(environment, output), width: widthOf(environment, output) });
