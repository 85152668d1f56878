import type { Change, Encodings, Note, SwapLayout } from '@faultline/codec-kit';

/** Which modelled encoding stands for a release. */
export const ENCODINGS: Encodings = [[[6, 10], '6.12'], [[6, 2], '6.2'], [[0, 0], '6.1']];

/** What a reader of one release by the encoding of another must know. */
export const NOTES: readonly Note[] = [
  { until: [5, 10], text: 'memory types have other indices: NORMAL is 4, device types are 0 to 2' },
  { since: [5, 10], until: [5, 14], text: 'memory types 3 to 6 are NORMAL_WT, DEVICE_nGnRnE, DEVICE_nGnRE, DEVICE_GRE' },
  { until: [5, 13], text: 'tables of users and of the kernel carry no execute-never bits' },
  { until: [5, 19], text: 'a swap type has six bits (7:2), and swap entries have no exclusive mark' },
  { since: [6, 10], text: 'PROT_NONE is an entry that is not valid and has nG, bit 58 is userfaultfd-wp, and type and offset of a swap entry moved up' },
  { since: [6, 13], text: 'tables have the access flag set (bit 10), and a marker may be a guard (offset bit 2)' },
  { since: [6, 15], text: 'device-exclusive is one swap type, so that device types moved up' },
  { since: [6, 17], text: 'no bit marks memory of a device' },
];

/** @kernel v6.2-rc3 arch/arm64/include/asm/pgtable.h:__SWP_TYPE_SHIFT; of 6.12, of 5.18 */
export const LAYOUTS: readonly SwapLayout[] = [
  { since: [6, 10], type: [6, 5], offset: [12, 50], marks: { 2: 'exclusive', 3: 'uffd-wp' }, text: 'layout since 6.10 (type 10:6, offset 61:12)' },
  { since: [5, 19], until: [6, 10], type: [3, 5], offset: [8, 50], marks: { 2: 'exclusive' }, text: 'layout of 5.19 to 6.9 (type 7:3, offset 57:8)' },
  { until: [5, 19], type: [2, 6], offset: [8, 50], marks: {}, text: 'layout before 5.19 (type 7:2, offset 57:8)' },
];

/** @kernel arch/arm64/include/asm/memory.h:MT_NORMAL … of 4.14, of 5.10, of 5.14 */
export const MEM_TYPES: readonly (Change & { readonly names: readonly string[] })[] = [
  { since: [5, 14], names: ['NORMAL', 'NORMAL_TAGGED', 'NORMAL_NC', 'DEVICE_nGnRnE', 'DEVICE_nGnRE'] },
  { since: [5, 10], until: [5, 14], names: ['NORMAL', 'NORMAL_TAGGED', 'NORMAL_NC', 'NORMAL_WT', 'DEVICE_nGnRnE', 'DEVICE_nGnRE', 'DEVICE_GRE'] },
  { until: [5, 10], names: ['DEVICE_nGnRnE', 'DEVICE_nGnRE', 'DEVICE_GRE', 'NORMAL_NC', 'NORMAL', 'NORMAL_WT'] },
];
