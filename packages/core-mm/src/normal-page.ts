import { PTE, type Pfn } from '@faultline/contracts';
import type { Core } from './core';

/**
 * The page to account for; 0: none (zero page and other special entries). The zero page is nobody's: neither references nor mappings of
 * it are counted (fault-path §1.2).
 * @kernel v6.2-rc3 mm/memory.c:vm_normal_page
 */
export const vmNormalPage = (k: Core, lo: number, hi: number): Pfn =>
  k.arch.codec.special(PTE, lo, hi) ? 0 : k.arch.codec.pfn(PTE, lo, hi);
