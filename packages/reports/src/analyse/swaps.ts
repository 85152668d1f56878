import { swapNames, swpFields } from '@faultline/codec-kit';
import { LEVEL_NAMES, type Release } from '@faultline/contracts';
import type { Context } from './context';
import type { Entry } from './entries';

/** A swap value of a line of its own. */
export interface SwapValue {
  readonly raw: bigint;
  readonly type: number;
  readonly offset: bigint;
  /** What the type means under the table that was assumed. */
  readonly name: string;
  /** Level of the entry that says the same. */
  readonly matches: string | null;
  /** No swap file is that large. */
  readonly beyond: boolean;
}

const MOST_OFFSET = 1n << 36n;
/** The numbering that is taken where no release is known. */
const DEFAULT: Release = { text: '', major: 6, minor: 2, patch: 0 };

/** The swap values of a report, held against its entries. */
export function swapValuesOf(entries: readonly Entry[], { draft, taken, maker, evidence }: Context): readonly SwapValue[] {
  const memoryFailure = maker.name === 'x86-64' || maker.name === 'arm64';
  const release = taken ?? DEFAULT;
  const names = swapNames(release, { memoryFailure, pteMarker: maker.name === 'x86-64', devicePrivate: evidence.architecture.config.includes('devpriv') });
  return draft.swaps.map(({ value: raw }) => {
    const { type, offset } = swpFields(raw, taken);
    const same = entries.find(({ reading: { swap } }) => swap !== undefined && swap.type === type && swap.offset === offset);
    const name = names[type & 31]!;
    return { raw, type, offset, name, matches: same === undefined ? null : LEVEL_NAMES[same.level]!, beyond: name === 'swap' && offset >= MOST_OFFSET };
  });
}
