import { PTE, type Pfn } from '@faultline/contracts';
import type { Core } from '../core';
import { entryFor, LEAF, type Cursor } from '../cursor';
import type { RmapPlace } from '../rmap-walk';

/** The entry that maps the page at a place; undefined: none there does. @kernel v6.2-rc3 mm/page_vma_mapped.c:page_vma_mapped_walk */
export function mappedAt(k: Core, pfn: Pfn, { mm, vpn }: RmapPlace): Cursor | undefined {
  if (mm.root === 0) return undefined;
  const at = entryFor(k, mm, vpn, PTE);
  const { kind, level, entry: { lo, hi } } = at;
  const { codec } = k.arch;
  return kind === LEAF && level === PTE && !codec.special(level, lo, hi) && codec.pfn(level, lo, hi) === pfn ? at : undefined;
}
