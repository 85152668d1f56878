import type { Kernel } from '@faultline/contracts';

/** What the entries of every architecture have in common in a release. Encodings follow the architecture's kernel, whatever switches the core runs with. */
export interface EntryRelease {
  /** A page that could not be read back from swap has a swap type of its own; else it is a bit of the marker. @commit 15520a3f0469 */
  readonly swapinErrorType: boolean;
}

export const ENTRY_RELEASES: Readonly<Record<Kernel, EntryRelease>> = {
  '6.1':  { swapinErrorType: true },
  '6.2':  { swapinErrorType: false },
  '6.12': { swapinErrorType: false },
};
