import type { ReportKind } from '../document';
import type { Draft } from './draft';

/** What the reader does with a line that a rule matches. */
export interface Rule {
  readonly re: RegExp;
  /** Begins a report of this kind; absent: it tells more of one that is open. */
  readonly starts?: ReportKind;
  /** Begins one only where none is open that lacks it. */
  readonly may?: ReportKind;
  /** A report has it once: the next one of it is another's. */
  readonly slot?: keyof Draft;
  /** The address that the line is about: it is told of the report that has the same. */
  readonly key?: (found: RegExpExecArray) => bigint | undefined;
  /** Nothing follows it. */
  readonly closes?: true;
  readonly take: (draft: Draft, found: RegExpExecArray) => void;
}

/** Notes a bound of the release: the tightest stays. */
export function since(draft: Draft, major: number, minor: number): void {
  const { since: before } = draft;
  if (before === undefined || before[0] < major || (before[0] === major && before[1] < minor)) draft.since = [major, minor];
}
/** The same: it is older than this. */
export function older(draft: Draft, major: number, minor: number): void {
  const { before } = draft;
  if (before === undefined || before[0] > major || (before[0] === major && before[1] > minor)) draft.before = [major, minor];
}

/** A number in hexadecimal as it may be printed; for use in patterns. */
export const HEX = '(?:0x)?[0-9a-f]+';
