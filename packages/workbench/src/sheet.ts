/** Emphasis; nothing where there is none. */
export interface Style {
  /** Of a headline. */
  head(text: string): string;
  /** Of what matters less. */
  dim(text: string): string;
  /** Of what shall catch the eye. */
  mark(text: string): string;
  /** Of what is wrong. */
  bad(text: string): string;
  /** Of what is well. */
  good(text: string): string;
}

/** One row: a label and a cell a column; one cell for all where they are equal. A row without a label belongs to the one above. */
export type Row = readonly [label: string, cells: readonly string[]];

/** What a face writes text on. Views say what stands there; the face lays it out. */
export interface Sheet extends Style {
  /** Characters of a line. */
  readonly width: number;
  /** Text in lines that fit; those after the first are indented. */
  wrap(text: string, indent?: number): string;
  /**
   * Rows as aligned text. Equal cells stand once, across all columns; differing ones are marked. Columns that do not fit beside each other
   * stand below each other, under their heads, after what is equal in all.
   */
  grid(heads: readonly string[], rows: readonly Row[], mark: (text: string) => string): string;
  /** The heads over columns that stand beside each other; a list where they do not fit. */
  columnHeads(heads: readonly string[]): string;
}
