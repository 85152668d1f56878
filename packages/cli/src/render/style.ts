import type { Style } from '@faultline/workbench';
import pc from 'picocolors';

/** Emphasis of a terminal; nothing where colour is off. */
export function styleOf(color: boolean): Style {
  const c = pc.createColors(color);
  return { head: c.bold, dim: c.dim, mark: c.yellow, bad: c.red, good: c.green };
}
