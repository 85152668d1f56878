import { bitsOf, type Encodings, type Note, type Since, type SwapLayout } from '@faultline/codec-kit';

/** Which modelled encoding stands for a release. */
export const ENCODINGS: Encodings = [[[6, 12], '6.12'], [[6, 2], '6.2'], [[0, 0], '6.1']];

/** Software bits of segment and region-third entries moved. @kernel arch/s390/include/asm/pgtable.h:_SEGMENT_ENTRY_PRESENT */
export const NEWER_SEGMENTS: Since = [6, 13];

/** What a reader of one release by the encoding of another must know. */
export const NOTES: readonly Note[] = [
  { until: [5, 19], text: 'swap entries have no exclusive mark, and there are no markers' },
  { since: [6, 12], text: 'read is bit 0 and write bit 1 of a large region-third entry too' },
  {
    since: NEWER_SEGMENTS,
    text: 'bit 0 of a segment or region-third entry is the software present bit; read is 0x4000, write 0x8000 and soft-dirty 0x2 in a large one: bits 0 and 1 are no rights',
  },
  { since: [6, 13], text: 'a marker may be a guard (offset bit 2)' },
];

/** @kernel v6.2-rc3 arch/s390/include/asm/pgtable.h:mk_swap_pte */
export const LAYOUTS: readonly SwapLayout[] = [
  { type: [2, 5], offset: [12, 52], marks: { 1: 'soft-dirty', 11: 'exclusive' }, ones: bitsOf(10, 9), text: 'layout of all releases (type 6:2, offset 63:12)' },
];
