import type { Encodings, Note, Since, SwapLayout } from '@faultline/codec-kit';

/** Which modelled encoding stands for a release. */
export const ENCODINGS: Encodings = [[[6, 6], '6.12'], [[6, 2], '6.2'], [[0, 0], '6.1']];

/** What a reader of one release by the encoding of another must know. */
export const NOTES: readonly Note[] = [
  { until: [4, 12], text: 'there is no P4D level yet, and none is printed' },
  { until: [4, 14], text: 'soft-dirty of a swap entry is bit 7, not bit 1 (moved for migration of huge pages)' },
  { until: [4, 19], text: 'a swap offset is stored as it is, not complemented (changed for L1TF; long-term kernels of 2018 have it too)' },
  { until: [5, 7], text: 'bit 10 is not userfaultfd-wp' },
  { until: [5, 19], text: 'swap entries have no exclusive mark (bit 3), and there are no markers' },
  { since: [6, 2], text: 'a page that could not be read back from swap is a marker, and the type it had is free' },
  { since: [6, 6], text: 'devmap is bit 57 and a saved dirty mark bit 58 (user shadow stacks)' },
  { since: [6, 13], text: 'a marker may be a guard (offset bit 2)' },
  { since: [6, 15], text: 'device-exclusive is one swap type, so that device types moved up' },
  { since: [6, 17], text: 'no bit marks memory of a device' },
];

/** Frames of entries without P are complemented (L1TF). */
export const COMPLEMENTED: Since = [4, 19];

const MARKS = { 1: 'soft-dirty', 2: 'uffd-wp', 3: 'exclusive' } as const;

/** @kernel v6.2-rc3 arch/x86/include/asm/pgtable_64.h:__swp_entry; of 4.1, of 4.9 */
export const LAYOUTS: readonly SwapLayout[] = [
  { since: COMPLEMENTED, type: [59, 5], offset: [9, 50], inverted: true, marks: MARKS, text: 'layout since 4.19 (type 63:59, offset 58:9 complemented)' },
  { since: [4, 8], until: COMPLEMENTED, type: [9, 5], offset: [14, 50], marks: { 1: 'soft-dirty', 7: 'soft-dirty (bit 7)' }, text: 'layout of 4.8 to 4.18 (type 13:9, offset 63:14)' },
  { until: [4, 8], type: [1, 5], offset: [9, 55], marks: { 7: 'soft-dirty (bit 7)' }, text: 'layout before 4.8 (type 5:1, offset 63:9)' },
  { until: COMPLEMENTED, type: [59, 5], offset: [9, 50], inverted: true, marks: { 1: 'soft-dirty', 7: 'soft-dirty (bit 7)' }, text: 'layout since L1TF, as long-term kernels of 2018 have it (type 63:59, offset 58:9 complemented)' },
];

/** Stable releases into which the complemented offset was taken: third number from which on, by the first two. */
export const BACKPORTED: Readonly<Record<string, number>> = { '4.18': 1, '4.17': 15, '4.14': 63, '4.9': 120, '4.4': 148, '3.16': 58 };
