/** The lines of a text, without their ends. A last line without an end counts. */
export function* linesOf(text: string): IterableIterator<string> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    yield text.slice(from, to);
    from = to + 1;
  }
}

/** A line without its end, if it has one. */
export const withoutEnd = (line: string): string => (line.endsWith('\n') ? line.slice(0, -1) : line);
