/** A line without what logs and mails put around it. */
export interface Line {
  readonly text: string;
  /** It had a stamp of the kernel, or of the system log. */
  readonly stamped: boolean;
  /** The thread or CPU that printed it: `T1234`, `C3`. */
  readonly tag?: string;
}

/** Longer lines are cut: no report has such a line. */
const LONGEST = 4096;

const QUOTES = /^(?:\s*[>|]\s?)+/;
const PRIORITY = /^\s*<\d{1,3}>/;
/** `Jan  7 10:11:12 HOST kernel: `, `2025-01-07T10:11:12.345678+01:00 HOST kernel: `, `HOST kernel: `, `kernel: `. */
const SYSLOG = /^(?:[A-Z][a-z]{2} +\d{1,2} [\d:]{8}(?:\.\d+)? |\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-][\d:]+)? )?(?:\S+ )?kernel(?:\[\d+\])?: ?/;
const UPTIME = /^\s*\[ *\d+\.\d+\] ?/;
const DATE = /^\s*\[[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} [\d:]{8} \d{4}\] ?/;
const CALLER = /^\s*\[ *([TC]\d+)\] ?/;

/** Drops what matches at the beginning; undefined: nothing does. */
const without = (text: string, what: RegExp): string | undefined => (what.test(text) ? text.replace(what, '') : undefined);

/** Quoted-printable has no bare `=`: a value that begins with 3D is none of it. */
const ONLY_QUOTED = /^(?:[^=]|=3D|=20|=$)*$/;
/** Quoted-printable: `=3D` stands for `=`. */
const unquoted = (text: string): string => (text.includes('=3D') && ONLY_QUOTED.test(text) ? text.replaceAll('=3D', '=').replaceAll('=20', ' ') : text);

/** Colours of a terminal. */
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[\d;]*m/g;
/** What would show text in another order than it has; it has no width, so that nothing is missing without it. */
const INVISIBLE = /\p{Cf}/gu;
/** What would steer a terminal. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
/** Text of others as it may be shown again. */
const plain = (text: string): string => text.replace(COLOURS, '').replaceAll('\t', ' ').replace(INVISIBLE, '').replace(UNPRINTABLE, '?');

/** Drops stamps, priorities, hosts and quotes, in whatever order they stand. */
export function normalise(raw: string): Line {
  let text = plain(unquoted((raw.length > LONGEST ? raw.slice(0, LONGEST) : raw).replace(/^\ufeff/, '').replace(/[\r\n]+$/, '')));
  let stamped = false;
  let tag: string | undefined;
  text = without(text, QUOTES) ?? text;
  for (let before = ''; before !== text;) {
    before = text;
    tag = CALLER.exec(text)?.[1] ?? tag;
    for (const what of [PRIORITY, SYSLOG, UPTIME, DATE, CALLER]) {
      const rest = without(text, what);
      if (rest === undefined) continue;
      text = rest;
      stamped = true;
      break;
    }
  }
  return { text: text.trim(), stamped, ...(tag !== undefined && { tag }) };
}

/** Does a mailer, or a kernel that prints a level a line, go on in the next line? */
const OPEN_END = /(?:=|\b(?:PGD|P4D|PUD|PMD|PTE)|\b(?:address|at|code|esr|ESR|pgd|p4d|pud|pmd|pte|R[123]|AS|badaddr|cause|vm_flags|entry)[:=]?|,)$/i;
const LEVEL_NEXT = /^,?\s*(?:P4D|PUD|PMD|PTE)\b|^,\s*\*?(?:p4d|pud|pmd|pte)=|^\*?(?:p4d|pud|pmd|pte)=/i;
const IN_WALK = /\bPGD [0-9a-fx]|\bpgd ?= ?[0-9a-fx]|\bAS:[0-9a-fx]/i;
const HEX_NEXT = /^(?:0x)?[0-9a-f]{1,16}\b/i;

/** A soft break of quoted-printable; a level that ends in `=` waits for its value. */
const SOFT_BREAK = /==$|(?<!\b(?:pgd|p4d|pud|pmd|pte|ESR|pgdp) ?)=$/i;

/** Is `next` the rest of `line`, broken by a mailer? */
export function goesOn(line: Line, next: Line): boolean {
  if (next.text === '') return false;
  if (SOFT_BREAK.test(line.text) || (line.stamped && !next.stamped)) return true;
  if (IN_WALK.test(line.text) && LEVEL_NEXT.test(next.text)) return true;
  return OPEN_END.test(line.text) && (HEX_NEXT.test(next.text) || LEVEL_NEXT.test(next.text));
}

/** Two lines as one; a soft break leaves no blank. */
export const joined = (line: Line, next: Line): Line => ({
  ...line, text: SOFT_BREAK.test(line.text) ? line.text.slice(0, -1) + next.text : `${line.text} ${next.text}`,
});
