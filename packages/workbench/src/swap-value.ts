import { otherMeanings, releaseOf, swapNames, swpFields } from '@faultline/codec-kit';
import { hexText, wordText } from '@faultline/texts';
import type { ChosenEntries } from './chosen-entries';
import type { Sheet } from './sheet';

/** A `swp_entry_t`: no table entry, the same on every architecture. */
export interface SwapValueRead {
  /** The value. */
  readonly raw: bigint;
  /** Number of the type. */
  readonly type: number;
  /** The raw offset. */
  readonly offset: bigint;
  /** What the type means in that release. */
  readonly name: string;
  /** The release whose table was taken. */
  readonly release: string;
}

/** Reads a `swp_entry_t` by the table of types of the release that was chosen. */
export function readSwapValue(raw: bigint, { chosen: { architecture }, choice }: ChosenEntries): SwapValueRead {
  const release = releaseOf(choice.kernel ?? '') ?? releaseOf(architecture.kernel)!;
  const { type, offset } = swpFields(raw, release);
  const memoryFailure = architecture.swap.types.hwpoison >= 0;
  return { raw, type, offset, release: release.text, name: swapNames(release, { memoryFailure, devicePrivate: architecture.config.includes('devpriv'), pteMarker: architecture.swap.types.marker >= 0 })[type]! };
}

/** In words. */
export function renderSwapValue({ raw, type, offset, name, release }: SwapValueRead, sheet: Sheet): string {
  const others = name === 'swap' ? [] : [`  by build and release: ${otherMeanings(type).join('; ')}`];
  return [sheet.head(sheet.wrap(`${wordText(raw)}  swp_entry_t: type ${type} (${name} in ${release}), offset ${hexText(offset)}`, 2)), ...others.map((line) => sheet.wrap(line, 4)), ''].join('\n');
}

/** The same for JSON. */
export const swapValueJson = ({ raw, type, offset, name }: SwapValueRead): object => ({ raw: wordText(raw), type, name, offset: hexText(offset) });
