import { draftOf, type Draft } from './draft';
import { goesOn, joined, normalise, type Line } from './normalise';
import { belongs, copied, defined, hasSubstance, isBare, isMemory, isMemoryKind, type Open } from './open';
import { BEGINS, RULES } from './rules';
import { BOOT_LINE } from './rules-generic';
import type { Rule } from './rule';

/** Lines after which a report that nothing was added to is over. */
const GAP = 200;
/** Lines between which lines about one address space belong together. */
const BESIDE = 40;
const MOST_JOINED = 6;
/** A line that does not end is no line of a log. */
const LONGEST = 65_536;

/** Finds reports in a text that comes in pieces. */
export class Reader {
  private readonly open: Open[] = [];
  private readonly done: Draft[] = [];
  private rest = '';
  private number = 0;
  private held: { line: Line; at: number; count: number; into: readonly Open[]; begins: boolean } | undefined;
  /** The release of the log, where it names one. */
  boot: string | undefined;
  /** Reports that were found and not kept. */
  omitted = 0;

  constructor(private readonly most: number) {}

  /** Takes the next piece of the text. */
  push(piece: string): void {
    const text = this.rest + piece;
    let at = 0;
    while (at < text.length) {
      if (this.open.length === 0 && this.held === undefined) {
        const next = this.skipTo(text, at);
        if (next < 0) break;
        at = next;
      }
      const end = text.indexOf('\n', at);
      if (end < 0) break;
      this.line(text.slice(at, end));
      at = end + 1;
    }
    this.keep(text, at);
  }

  /** What is left after the last end of a line that was read. */
  private keep(text: string, from: number): void {
    const last = text.lastIndexOf('\n');
    const start = Math.max(from, last + 1);
    if (start > from) this.number += count(text, from, start);
    this.rest = text.slice(start, start + LONGEST);
  }

  /** The beginning of the next line that is worth reading; -1: there is none in the text that is whole. */
  private skipTo(text: string, from: number): number {
    const last = text.lastIndexOf('\n');
    if (last < from) return -1;
    const found = (from === 0 ? text : text.slice(from)).search(BEGINS);
    if (found < 0 || from + found > last) return -1;
    const start = text.lastIndexOf('\n', from + found) + 1;
    if (start > from) this.number += count(text, from, start);
    return Math.max(start, from);
  }

  /** No more text comes: the drafts, in their order. */
  end(): readonly Draft[] {
    if (this.rest !== '') this.line(this.rest);
    this.rest = '';
    while (this.open.length > 0) this.close(this.open[0]!);
    return this.done.sort((a, b) => a.first - b.first);
  }

  private line(raw: string): void {
    const at = ++this.number;
    this.expire(at);
    const line = normalise(raw);
    const { held } = this;
    if (held !== undefined && held.count < MOST_JOINED && (goesOn(held.line, line) || (held.begins && held.into.length === 0 && held.count === 1 && line.text !== '' && !isKnown(line)))) {
      const whole = joined(held.line, line);
      const into = this.recognise(whole, at, held.into);
      this.held = { ...held, line: { ...whole, stamped: held.line.stamped }, at, count: held.count + 1, into };
      return;
    }
    const into = this.recognise(line, at);
    const begins = into.length === 0 && mayBegin(line);
    this.held = this.open.length > 0 || begins ? { line, at, count: 1, into, begins } : undefined;
  }

  private expire(at: number): void {
    for (const open of [...this.open]) if (at - open.draft.last > (open.closed ? MOST_JOINED : GAP)) this.close(open);
  }

  /** Applies each rule that matches; the drafts it went to. `into`: where the beginning of the line went. */
  private recognise(line: Line, at: number, into: readonly Open[] = []): readonly Open[] {
    const boot = BOOT_LINE.exec(line.text)?.[1];
    if (boot !== undefined) this.boot = boot;
    const went: Open[] = [];
    for (const rule of RULES) {
      const found = rule.re.exec(line.text);
      if (found === null) continue;
      const open = this.placeOf(rule, found, line, at, into.length > 0 ? into : went);
      if (open === undefined) continue;
      rule.take(open.draft, found);
      this.took(open, rule, line, at);
      if (!went.includes(open)) went.push(open);
    }
    return went.length > 0 ? went : into;
  }

  private took(open: Open, { closes }: Rule, { tag }: Line, at: number): void {
    const { draft } = open;
    if (draft.last !== at || draft.taken === 0) draft.taken++;
    draft.last = at;
    if (tag !== undefined) draft.tag ??= tag;
    if (closes === true) open.closed = true;
  }

  /** Which report a line tells of. */
  private placeOf(rule: Rule, found: RegExpExecArray, line: Line, at: number, into: readonly Open[]): Open | undefined {
    const same = into.find(({ draft }) => rule.starts === undefined || draft.kind === rule.starts);
    if (same !== undefined) return same;
    if (rule.starts !== undefined) return this.startOf(rule, line, at);
    const open = this.lacking(rule, found, line);
    return open ?? (rule.may === undefined ? undefined : this.begin(rule.may, at, line));
  }

  /** A report that begins: a new one, or one of which what comes before it was read. */
  private startOf({ starts: kind, slot }: Rule, line: Line, at: number): Open {
    const current = this.current(line);
    if (current !== undefined && at - current.draft.last <= BESIDE) {
      const { draft } = current;
      const before = draft.kind === 'page-fault' && draft.message === undefined && draft.walk === undefined && draft.code === undefined;
      if (kind === 'page-fault' && before) return current;
      if (isMemory(draft) && isMemoryKind(kind!) && belongs(draft, kind!, slot)) {
        if (kind === 'bad-page-map' || kind === 'bad-table-entry') draft.kind = kind;
        return current;
      }
    }
    return this.begin(kind!, at, line);
  }

  private begin(kind: Draft['kind'], at: number, { tag }: Line): Open {
    const older = this.open.at(-1);
    const mixed = older !== undefined && !older.closed && older.draft.taken === 1 && older.draft.last === at - 1 && older.draft.kind === kind && tag === undefined;
    if (mixed) Object.assign(older, { mixed: true, before: copied(older.draft) });
    const open: Open = { draft: { ...draftOf(kind, at), ...(tag !== undefined && { tag }) }, mixed, closed: false };
    this.open.push(open);
    return open;
  }

  /** Open reports that a line of this tag may tell of, newest first. */
  private candidates({ tag }: Line): Open[] {
    const open = this.open.filter(({ closed }) => !closed).reverse();
    if (tag === undefined) return open;
    const own = open.filter(({ draft }) => draft.tag === tag);
    return own.length > 0 ? own : open.filter(({ draft }) => draft.tag === undefined);
  }

  private current(line: Line): Open | undefined {
    return this.candidates(line)[0];
  }

  /** The report that lacks what the rule tells; the one of the same address, or of mixed ones the older first. */
  private lacking({ slot, key }: Rule, found: RegExpExecArray, line: Line): Open | undefined {
    const candidates = this.candidates(line);
    const lack = slot === undefined ? candidates : candidates.filter(({ draft }) => draft[slot] === undefined);
    const address = key?.(found);
    const named = address === undefined ? undefined : lack.find(({ draft }) => draft.address === address);
    const mixed = slot === undefined ? [] : lack.filter((each) => each.mixed);
    return named ?? (mixed.length > 1 ? mixed.at(-1) : lack[0]);
  }

  private close(open: Open): void {
    const at = this.open.indexOf(open);
    this.open.splice(at, 1);
    const next = this.open[at];
    // Nothing came for the newer of two: what came was its own, and the older one was cut.
    if (open.before !== undefined && next?.mixed === true && isBare(next.draft) && !isBare(open.draft)) {
      Object.assign(next.draft, { ...open.draft, ...defined(next.draft), last: open.draft.last, taken: open.draft.taken });
      this.finish(open.before);
    } else this.finish(open.draft);
  }

  private finish(draft: Draft): void {
    if (!hasSubstance(draft)) return;
    if (this.done.length < this.most) this.done.push(draft);
    else this.omitted++;
  }
}

/** Might the next line be the rest of this one? */
const mayBegin = ({ text }: Line): boolean => text !== '' && BEGINS.test(text);

/** Does any rule know the line by itself? */
const isKnown = ({ text }: Line): boolean => RULES.some(({ re }) => re.test(text));

/** Ends of lines from one place to another. */
function count(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
