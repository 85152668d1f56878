import type { DecodedEntry } from '@faultline/contracts';

/** An entry being read. */
export type DecodedDraft = { -readonly [K in keyof DecodedEntry]: DecodedEntry[K] };
/** Flags being read. */
export type FlagsDraft = Record<string, boolean | number | string>;
