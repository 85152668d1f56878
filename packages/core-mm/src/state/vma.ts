/** One VMA. Frozen; a change is a removal and an insertion. Page numbers, half open. */
export interface Vma {
  readonly start: number;
  readonly end: number;
  readonly vmFlags: number;
  /** Protection key (x86); 0 elsewhere. */
  readonly pkey: number;
  /** Place in `ENUMS.backing`. */
  readonly backing: number;
  /** Page of the object at `start`; for anonymous memory the page number it was made at. */
  readonly pgoff: number;
  /** Shared-memory object; 0: none. */
  readonly object: number;
  /** 0: not prepared yet. */
  readonly anonVma: number;
  /** `vm_page_prot` in halves. */
  readonly protLo: number;
  readonly protHi: number;
}

export const BACKING_ANON = 0;
export const BACKING_SHMEM = 1;

/** Index of the first VMA that ends after the page. */
export function vmaIndex(vmas: readonly Vma[], vpn: number): number {
  let low = 0;
  let high = vmas.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (vmas[middle]!.end > vpn) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The VMA that covers the page. @kernel v6.2-rc3 mm/mmap.c:vma_lookup */
export function vmaLookup(vmas: readonly Vma[], vpn: number): Vma | undefined {
  const vma = vmas[vmaIndex(vmas, vpn)];
  return vma !== undefined && vma.start <= vpn ? vma : undefined;
}

/** Page of the VMA's object that is mapped at `vpn`. @kernel v6.2-rc3 include/linux/pagemap.h:linear_page_index */
export const linearPageIndex = (vma: Vma, vpn: number): number => vpn - vma.start + vma.pgoff;
