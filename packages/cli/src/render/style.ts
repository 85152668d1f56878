import pc from 'picocolors';

/** Emphasis; nothing where colour is off. */
export interface Style {
  head(text: string): string;
  dim(text: string): string;
  mark(text: string): string;
  bad(text: string): string;
  good(text: string): string;
}

export function styleOf(color: boolean): Style {
  const c = pc.createColors(color);
  return { head: c.bold, dim: c.dim, mark: c.yellow, bad: c.red, good: c.green };
}
