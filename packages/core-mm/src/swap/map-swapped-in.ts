import { recRmapAdded, RMAP_ANON, vpnOf, type Pfn, type Pgoff, type RmapOwner, type Vpn } from '@faultline/contracts';
import type { Core } from '../core';
import { mlockVmaPage } from '../mlock/mlock-page';
import { anonVmaRoot, isAnon } from '../rmap';
import { F_INDEX, F_INDEX_HI, F_MAPPING } from '../state/frames';
import { linearPageIndex, type Vma } from '../state/vma';

/**
 * The mapping takes the caller's reference to the page. A page that others may map too belongs to the oldest anon_vma, under which a walk
 * finds them all; one that was never unmapped for good keeps what it has.
 * @kernel v6.2-rc3 mm/rmap.c:page_add_anon_rmap
 */
export function mapSwappedIn(k: Core, vma: Vma, vpn: Vpn, pfn: Pfn, exclusive: boolean): void {
  const { frames } = k.state;
  const known = isAnon(k, pfn);
  const anonVma = exclusive ? vma.anonVma : anonVmaRoot(k, vma.anonVma);
  const owner: RmapOwner = known ? frames.get(pfn, F_MAPPING) : anonVma;
  const index: Pgoff = known ? vpnOf(frames.get(pfn, F_INDEX), frames.get(pfn, F_INDEX_HI)) : linearPageIndex(vma, vpn);
  const added = recRmapAdded(k.rec, RMAP_ANON, exclusive ? 1 : 0, pfn, owner, index);
  if (known || !k.profile['swapped-in-unlocked']) mlockVmaPage(k, vma.vmFlags, pfn, added);
}
