import { isMap, isNode, isScalar, type Document, type LineCounter } from 'yaml';
import type { Place } from './errors';
import { Mistakes } from './mistakes';

/** A YAML document with what is needed to say where something in it stands, and what is wrong with it so far. */
export class Source {
  readonly mistakes = new Mistakes();

  constructor(
    private readonly file: string,
    readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {}

  /** The value of the document, as plain objects. */
  value(): unknown {
    return this.document.toJS({ maxAliasCount: 0 });
  }

  /** Where the value at a path begins; the nearest that exists. */
  offset(path: readonly PropertyKey[]): number {
    for (let length = path.length; length >= 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  }

  /** Where the value at a path ends. */
  end(path: readonly PropertyKey[]): number {
    const node = this.document.getIn(path, true);
    return (isNode(node) ? node.range?.[1] : undefined) ?? this.offset(path);
  }

  /** Where a key of the map at a path begins. */
  keyOffset(path: readonly PropertyKey[], key: string): number {
    const map = this.document.getIn(path, true);
    const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    return offsetOf(pair?.key) ?? this.offset(path);
  }

  /** @throws ScenarioError for all that is wrong, if anything is */
  refuse(): void {
    this.mistakes.refuse((offset) => placeAt(this.file, this.lines, offset));
  }
}

/** Where a node begins. */
export const offsetOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

/** Line and column of an offset. */
export function placeAt(file: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(1, line), column: Math.max(1, col) };
}
