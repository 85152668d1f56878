import MagicString, { Bundle } from 'magic-string';

/** Text put between two characters of a file: copies of parts of it, or what is new. */
export interface Insertion {
  readonly at: number;
  readonly text: MagicString | string;
}

/** A file with insertions; the map leads from copies to what they are copies of. */
export function joined(file: string, source: string, insertions: readonly Insertion[]): { code: string; map: string } {
  const bundle = new Bundle({ separator: '' });
  const whole = new MagicString(source);
  const add = (text: MagicString | string): void =>
    void bundle.addSource(typeof text === 'string' ? { content: new MagicString(text) } : { filename: file, content: text });
  let from = 0;
  for (const { at, text } of [...insertions].sort((a, b) => a.at - b.at)) {
    if (at > from) add(whole.snip(from, at));
    add(text);
    from = at;
  }
  add(whole.snip(from, source.length));
  return { code: bundle.toString(), map: bundle.generateMap({ hires: 'boundary', includeContent: true }).toString() };
}
