import type { Context } from './context';
import type { Entry } from './entries';
import type { Fault } from './fault';

/** What is known of the width of physical addresses. */
export type Width = { readonly atMost: number; readonly level: number } | { readonly atLeast: number };

const FRAME = 0x000ffffffffff000n;
const highest = (raw: bigint): number => (raw & FRAME).toString(2).length - 1;

/**
 * A CPU that refused an entry for a reserved bit, where no other can be meant than one of the frame: it has no more bits than lie below the
 * highest of the entry whose frame is highest. One that walked through entries has at least their bits.
 */
export function widthOf(entries: readonly Entry[], { reading }: Fault, { maker }: Context): Width | undefined {
  if (maker.name !== 'x86-64' || reading === undefined || entries.length === 0) return undefined;
  const valid = entries.filter((entry) => entry.reading.valid);
  const tops = valid.map((entry) => ({ entry, top: highest(entry.reading.raw) }));
  const most = Math.max(0, ...tops.map(({ top }) => top));
  if (reading.reason !== 'reserved') return reading.present === true && valid.length === entries.length ? { atLeast: most + 1 } : undefined;
  if (reading.present !== true || valid.length < entries.length || entries.some((entry) => entry.reading.reserved.length > 0)) return undefined;
  const alone = tops.filter(({ top }) => top === most);
  return alone.length === 1 ? { atMost: most, level: alone[0]!.entry.level } : undefined;
}

/** Frame bits that lie beyond a width. */
export const beyond = (raw: bigint, width: number): number[] => Array.from({ length: 52 - width }, (_, at) => width + at).filter((bit) => (raw >> BigInt(bit)) & 1n);
