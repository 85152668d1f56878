/** Emphasis; nothing where there is none. */
export interface Style {
  head(text: string): string;
  dim(text: string): string;
  mark(text: string): string;
  bad(text: string): string;
  good(text: string): string;
}

/** One row: a label and a cell a column; one cell for all where they are equal. */
export type Row = readonly [label: string, cells: readonly string[]];

/** What a face writes text on. Views say what stands there; the face lays it out. */
export interface Sheet extends Style {
  /** Characters of a line. */
  readonly width: number;
  /** Text in lines that fit; those after the first are indented. */
  wrap(text: string, indent?: number): string;
  /** Rows as aligned text. Equal cells stand once, across all columns; differing ones are marked. */
  grid(columns: number, rows: readonly Row[], mark: (text: string) => string): string;
}
