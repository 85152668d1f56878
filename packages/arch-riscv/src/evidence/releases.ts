import type { Encodings, Note, SwapLayout } from '@faultline/codec-kit';

/** Which modelled encoding stands for a release. */
export const ENCODINGS: Encodings = [[[6, 3], '6.12'], [[6, 2], '6.2'], [[0, 0], '6.1']];

/** What a reader of one release by the encoding of another must know. */
export const NOTES: readonly Note[] = [
  { until: [5, 14], text: 'a swap type is bits 6:2, and PROT_NONE is bit 1' },
  { until: [6, 3], text: 'swap entries have no exclusive mark, and type and offset lie one bit lower' },
  { until: [6, 11], text: 'bit 9 is free (it marks memory of devices from 6.11 to 6.16)' },
  { since: [6, 13], text: 'a marker may be a guard (offset bit 2)' },
  { since: [6, 17], text: 'bit 9 is free again: no bit marks memory of a device' },
];

/** @kernel v6.2-rc3 arch/riscv/include/asm/pgtable.h:__SWP_TYPE_SHIFT; of 6.12, of 5.4 */
export const LAYOUTS: readonly SwapLayout[] = [
  { since: [6, 3], type: [7, 5], offset: [12, 52], marks: { 6: 'exclusive' }, text: 'layout since 6.3 (type 11:7, offset 63:12)' },
  { since: [5, 14], until: [6, 3], type: [6, 5], offset: [11, 53], marks: {}, text: 'layout of 5.14 to 6.2 (type 10:6, offset 63:11)' },
  { until: [5, 14], type: [2, 5], offset: [7, 57], marks: {}, text: 'layout before 5.14 (type 6:2, offset 63:7)' },
];
