import {
  PG_ANON, PG_EXCLUSIVE, recAnonVmaCreated, recRmapAdded, recRmapRemoved, recVmaAnonVmaSet, RMAP_FILE, VM_ACCESS_FLAGS, VM_SOFTDIRTY, type AnonVmaId,
  type Pfn, type VmFlags, type Vpn,
} from '@faultline/contracts';
import type { Core } from './core';
import { mlockVmaPage, munlockVmaPage } from './mlock/mlock-page';
import { F_FLAGS } from './state/frames';
import type { MmState } from './state/mm';
import { linearPageIndex, vmaLookup, type Vma } from './state/vma';

export const isAnon = (k: Core, pfn: Pfn): boolean => (k.state.frames.get(pfn, F_FLAGS) >>> PG_ANON & 1) === 1;
export const isExclusive = (k: Core, pfn: Pfn): boolean => (k.state.frames.get(pfn, F_FLAGS) >>> PG_EXCLUSIVE & 1) === 1;

/** Is the VMA linked to one anon_vma: to its own, and none inherited? One that has none is linked to none. @kernel v6.2-rc3 list_is_singular(anon_vma_chain) */
export const singularChain = (k: Core, { anonVma }: Pick<Vma, 'anonVma'>): boolean => anonVma !== 0 && k.state.anonVmaParent(anonVma) === 0;

/**
 * A neighbour whose anon_vma this VMA may share, so that both can merge later. Neighbours that differ only in what mprotect changes are
 * likely to be made equal again; two anon_vmas would keep them apart for ever.
 * @kernel v6.2-rc3 mm/mmap.c:find_mergeable_anon_vma
 */
function mergeableAnonVma(k: Core, mm: MmState, vma: Vma): AnonVmaId {
  const at = mm.vmas.indexOf(vma);
  for (const neighbour of [mm.vmas[at + 1], mm.vmas[at - 1]]) {
    if (neighbour === undefined || neighbour.anonVma === 0) continue;
    const touching = neighbour.start === vma.end || neighbour.end === vma.start;
    const sameFile = neighbour.pgoff - neighbour.start === vma.pgoff - vma.start && neighbour.backing === vma.backing && neighbour.object === vma.object;
    const sameFlags = ((neighbour.vmFlags ^ vma.vmFlags) & ~(VM_ACCESS_FLAGS | VM_SOFTDIRTY)) === 0;
    if (touching && sameFile && sameFlags && singularChain(k, neighbour)) return neighbour.anonVma;
  }
  return 0;
}

/**
 * Gives the VMA an anon_vma if it has none; returns it. It comes with the first anonymous page, not with the VMA: most VMAs never have
 * one, and fork skips those (FN4).
 * @kernel v6.2-rc3 mm/rmap.c:__anon_vma_prepare
 */
export function anonVmaPrepare(k: Core, mm: MmState, vpn: Vpn): AnonVmaId {
  const vma = vmaLookup(mm.vmas, vpn)!;
  if (vma.anonVma !== 0) return vma.anonVma;
  const found = mergeableAnonVma(k, mm, vma);
  const anonVma = found !== 0 ? found : k.state.nextAnonVma;
  const { cause } = k.rec;
  if (found === 0) k.rec.cause = recAnonVmaCreated(k.rec, anonVma, 0);
  recVmaAnonVmaSet(k.rec, mm.id, vma.start, anonVma);
  k.rec.cause = cause;
  return anonVma;
}

/** The VMA begins to map a page of its object, at `vpn`. @kernel v6.2-rc3 mm/rmap.c:page_add_file_rmap */
export function pageAddFileRmap(k: Core, vma: Vma, vpn: Vpn, pfn: Pfn): void {
  mlockVmaPage(k, vma.vmFlags, pfn, recRmapAdded(k.rec, RMAP_FILE, 0, pfn, vma.object, linearPageIndex(vma, vpn)));
}

/**
 * A VMA with these flags maps the page once less. @param delayed whether that waited for a flush
 * @kernel v6.2-rc3 mm/rmap.c:page_remove_rmap
 */
export function pageRemoveRmap(k: Core, vmFlags: VmFlags, pfn: Pfn, delayed = false): void {
  munlockVmaPage(k, vmFlags, pfn, recRmapRemoved(k.rec, delayed ? 1 : 0, pfn));
}

/** The anon_vma and all it descends from: the chain a VMA is linked into. */
export function anonVmaChain(k: Core, anonVma: AnonVmaId): AnonVmaId[] {
  const chain: AnonVmaId[] = [];
  for (let at = anonVma; at !== 0; at = k.state.anonVmaParent(at)) chain.push(at);
  return chain;
}

/** The oldest of the chain. @kernel v6.2-rc3 include/linux/rmap.h:struct anon_vma */
export const anonVmaRoot = (k: Core, anonVma: AnonVmaId): AnonVmaId => anonVmaChain(k, anonVma).at(-1) ?? 0;
