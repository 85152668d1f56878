import { lockStep, unlockStep, vpnOf, type MmId, type Path, type Pfn, type Pgoff, type Vpn } from '@faultline/contracts';
import { iMmapLock, mappedRanges } from './backing/i-mmap';
import type { Core } from './core';
import { anonVmaChain, anonVmaRoot, isAnon } from './rmap';
import { F_INDEX, F_INDEX_HI, F_MAPPING } from './state/frames';
import type { MmState } from './state/mm';
import type { Vma } from './state/vma';

/** A place where a page may be mapped. By VMA, not by entry: it may hold another page, or none. */
export interface RmapPlace {
  readonly mm: MmState;
  readonly vma: Vma;
  readonly vpn: Vpn;
}

/** What a walk is for. */
export interface RmapVisitor {
  /** At one place; false: the walk ends. @kernel v6.2-rc3 include/linux/rmap.h:rmap_one */
  one(k: Core, pfn: Pfn, place: RmapPlace): Path<boolean>;
}

/** How the VMAs are found that may map a page of some kind, and the lock that keeps them. */
interface RmapSource {
  readonly lock: string;
  places(): readonly RmapPlace[];
}

/** VMAs that cover the index and are linked to the anon_vma. @kernel v6.2-rc3 mm/rmap.c:rmap_walk_anon */
function anonPlaces(k: Core, anonVma: number, index: Pgoff): RmapPlace[] {
  return k.state.mms().flatMap((mm) => mm.vmas.flatMap((vma) => {
    const vpn = index - vma.pgoff + vma.start;
    return vpn >= vma.start && vpn < vma.end && anonVmaChain(k, vma.anonVma).includes(anonVma) ? [{ mm, vma, vpn }] : [];
  }));
}

/** Each kind of page has its own way to those who map it: an anonymous one by its anon_vma, one of an object by who maps that. @kernel v6.2-rc3 mm/rmap.c:rmap_walk_anon,rmap_walk_file */
function sourceOf(k: Core, pfn: Pfn): RmapSource {
  const { frames } = k.state;
  const owner = frames.get(pfn, F_MAPPING);
  const index = vpnOf(frames.get(pfn, F_INDEX), frames.get(pfn, F_INDEX_HI));
  return isAnon(k, pfn)
    ? { lock: `anon_vma:${anonVmaRoot(k, owner)}`, places: () => anonPlaces(k, owner, index) }
    : { lock: iMmapLock(owner), places: () => mappedRanges(k, owner, index, index + 1).map(({ mm, vma, start }) => ({ mm, vma, vpn: start })) };
}

/** Visits every place where a VMA may map the page, under the lock that keeps those VMAs. The caller has locked the page. @kernel v6.2-rc3 mm/rmap.c:rmap_walk */
export function* rmapWalk(k: Core, pfn: Pfn, visitor: RmapVisitor): Path<void> {
  const source = sourceOf(k, pfn);
  yield lockStep(source.lock, 'read');
  const places: readonly RmapPlace[] = source.places();
  for (const place of places) if (k.state.hasMm(place.mm.id) && !(yield* visitor.one(k, pfn, place))) break;
  yield unlockStep(source.lock);
}

/** The places of an anonymous page, of index `index`. For looking at them. */
export const rmapWalkAnon = (k: Core, pfn: Pfn, index: Pgoff): { mm: MmId; vpn: Vpn }[] =>
  anonPlaces(k, k.state.frames.get(pfn, F_MAPPING), index).map(({ mm, vpn }) => ({ mm: mm.id, vpn }));
