import { BULK_FLAGS, BULK_KIND_SHIFT, BULK_YOUNG, bulkOf, bulkTable, bulkWord, byPage, type BulkDecode, type BulkLoop } from '@faultline/codec-kit';
import type { Architecture } from '@faultline/contracts';
import { AF, BIT_58, NG, RDONLY, USER, VALID } from './bits';
import { parseConfig, type Arm64Config } from './config';

/** Where a descriptor has the parts of its frame: the high half's share, and bits that lie apart in the low half. */
interface FrameFields {
  readonly maskHi: number;
  readonly apartAt: number;
  readonly apartMask: number;
  readonly apartTo: number;
}
const fieldsOf = ({ address, pageShift }: Arm64Config): FrameFields => {
  if (address === 'lpa2') return { maskHi: 0x3ffff, apartAt: 8, apartMask: 3, apartTo: 18 - pageShift };
  return { maskHi: 0xffff, apartAt: 12, apartMask: address === '52-64k' ? 15 : 0, apartTo: 0 };
};

/** Place of an entry's meaningful leaf bits in a table: VALID, USER, RDONLY, and bits 59:51. */
const LEAF_WORDS = 4096;
const leafLo = (at: number): number => (at & 1 ? VALID : 0) | (at & 2 ? USER : 0) | (at & 4 ? RDONLY : 0) | NG;
const leafHi = (at: number): number => (at >>> 3) << 19;

/** Bulk decode of page tables; what bits mean is asked of the codec, once. Tables of upper levels ask it for each entry. */
export const arm64Bulk = (architecture: Architecture): BulkDecode => bulkOf(architecture, [pteLoop(architecture)]);

function pteLoop(architecture: Architecture): BulkLoop {
  const config = parseConfig(architecture.config, architecture.kernel);
  const newer = config.kernel === '6.12';
  const leafIfLo = newer ? VALID | NG : VALID;
  const leafIfHi = newer ? 0 : BIT_58;
  const { pageShift } = config;
  const { maskHi, apartAt, apartMask, apartTo } = fieldsOf(config);
  const offsetShift = newer ? 12 : 8;
  const offsetHi = newer ? 0x3fffffff : 0x03ffffff;
  const leaves = bulkTable(LEAF_WORDS, (at) => bulkWord(architecture, 0, leafLo(at), leafHi(at)));
  const swaps = bulkTable(4096, (low) => bulkWord(architecture, 0, low & ~leafIfLo, 1));
  return byPage((view, little, from, to, { kinds, pfnLo, pfnHi, flags }) => {
    const loAt = little ? 0 : 4;
    for (let at = from, byte = 8 * from; at < to; at++, byte += 8) {
      const lo = view.getInt32(byte + loAt, little);
      const hi = view.getInt32(byte + 4 - loAt, little);
      if ((lo | hi) === 0) {
        kinds[at] = pfnLo[at] = pfnHi[at] = flags[at] = 0;
      } else if ((lo & leafIfLo) | (hi & leafIfHi)) {
        const high = hi & maskHi;
        const word = leaves[(lo & 1) | ((lo >>> 5) & 6) | ((hi >>> 16) & 0xff8)]!;
        kinds[at] = word >>> BULK_KIND_SHIFT;
        pfnLo[at] = (lo >>> pageShift) | (high << (32 - pageShift));
        pfnHi[at] = (high >>> pageShift) | (((lo >>> apartAt) & apartMask) << apartTo);
        flags[at] = (word & BULK_FLAGS) | (lo & AF ? BULK_YOUNG : 0);
      } else {
        const high = hi & offsetHi;
        const word = swaps[lo & 0xfff]!;
        kinds[at] = word >>> BULK_KIND_SHIFT;
        pfnLo[at] = (lo >>> offsetShift) | (high << (32 - offsetShift));
        pfnHi[at] = high >>> offsetShift;
        flags[at] = word & BULK_FLAGS;
      }
    }
  });
}
