import type { Level } from '@faultline/contracts';
import { Pages } from '@faultline/state-kit';
import type { Shape } from './shape';

/** Page tables by their place (`TableRef`): interleaved halves of entries (lo, hi). */
export const tablePages = (): Pages => new Pages('tables');

/** The words of a table of this level, every slot empty. */
export function emptyTable(shape: Shape, level: Level): Int32Array {
  const words = new Int32Array(shape.entries[level]! * 2);
  const lo = shape.emptyLo[level]!;
  const hi = shape.emptyHi[level]!;
  if (lo === 0 && hi === 0) return words;
  for (let at = 0; at < words.length; at += 2) {
    words[at] = lo;
    words[at + 1] = hi;
  }
  return words;
}
