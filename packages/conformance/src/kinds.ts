import { ENTRY_KINDS, type Architecture, type EntryKind } from '@faultline/contracts';

/** Kinds of entries that map a page. */
export const LEAF_KINDS: readonly EntryKind[] = ['page', 'huge', 'protnone', 'present-invalid', 'invalid-huge'];
/** Kinds of entries that the swap layout holds. */
export const SWAP_KINDS: readonly EntryKind[] = ['swap', 'migration', 'device', 'hwpoison', 'marker', 'swapin-error'];

export function kindOf({ codec }: Architecture, level: number, lo: number, hi: number): EntryKind {
  const at = codec.classify(level, lo, hi);
  const kind = ENTRY_KINDS[at];
  if (kind === undefined) throw new Error(`classify gives ${String(at)}, no index into ENTRY_KINDS`);
  return kind;
}
