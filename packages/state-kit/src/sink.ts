import type { ReadonlyWords } from './chunk';

/** Takes words in, one after the other. */
export interface WordSink {
  /** Takes one word. */
  put(word: number): void;
}

/** Is one of these words of a row not zero? */
export function anyOf(words: ReadonlyWords, row: number, columns: readonly number[]): boolean {
  for (let at = 0; at < columns.length; at++) if (words[row + columns[at]!] !== 0) return true;
  return false;
}

/** These words of a row. */
export function putColumns(words: ReadonlyWords, row: number, columns: readonly number[], out: WordSink): void {
  for (let at = 0; at < columns.length; at++) out.put(words[row + columns[at]!]!);
}

/** Words that are not zero, each with its place. */
export function putSparse(words: ReadonlyWords, from: number, to: number, out: WordSink): void {
  for (let at = from; at < to; at++) {
    if (words[at] === 0) continue;
    out.put(at);
    out.put(words[at]!);
  }
}

/** Words that differ from the one two before, each with its place: pages hold pairs, and most are empty or like their neighbour. */
export function putPairs(words: ReadonlyWords, out: WordSink): void {
  for (let at = 0; at < words.length; at++) {
    if (words[at] === (at < 2 ? 0 : words[at - 2])) continue;
    out.put(at);
    out.put(words[at]!);
  }
}
