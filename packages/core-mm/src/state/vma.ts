import { BACKING_ANON, BACKING_ZERO, type AnonVmaId, type ObjectId, type Pgoff, type Pkey, type Place, type VmFlags, type Vpn } from '@faultline/contracts';
import { Sequences } from '@faultline/state-kit';

/** One VMA. Frozen; a change is a removal and an insertion. Page numbers, half open. */
export interface Vma {
  /** First page. */
  readonly start: Vpn;
  /** Page after the last. */
  readonly end: Vpn;
  /** VM_* flags. */
  readonly vmFlags: VmFlags;
  /** Protection key (x86); 0 elsewhere. */
  readonly pkey: Pkey;
  /** Place in `ENUMS.backing`. */
  readonly backing: Place<'backing'>;
  /** Page of the object or file at `start`; for anonymous memory without a file the page number it was made at. */
  readonly pgoff: Pgoff;
  /** Shared-memory object; 0: none. */
  readonly object: ObjectId;
  /** 0: not prepared yet. */
  readonly anonVma: AnonVmaId;
  /** `vm_page_prot` in halves. */
  readonly protLo: number;
  /** High half of what its entries are made with. */
  readonly protHi: number;
}

/** The declaration of the VMAs of all address spaces. */
export const vmaSequences = (): Sequences<Vma> => new Sequences<Vma>(
  'vmas', ['start', 'end', 'vmFlags', 'pkey', 'backing', 'pgoff', 'object', 'anonVma', 'protLo', 'protHi'], 'start',
);

/** Anonymous memory, be it that of a private /dev/zero, which keeps its file. @kernel v6.2-rc3 include/linux/mm.h:vma_is_anonymous */
export const vmaIsAnonymous = ({ backing }: Pick<Vma, 'backing'>): boolean => backing === BACKING_ANON || backing === BACKING_ZERO;

/** Index of the first VMA that ends after the page. */
export function vmaIndex(vmas: readonly Vma[], vpn: Vpn): number {
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
export function vmaLookup(vmas: readonly Vma[], vpn: Vpn): Vma | undefined {
  const vma = vmas[vmaIndex(vmas, vpn)];
  return vma !== undefined && vma.start <= vpn ? vma : undefined;
}

/** Page of the VMA's object that is mapped at `vpn`. @kernel v6.2-rc3 include/linux/pagemap.h:linear_page_index */
export const linearPageIndex = (vma: Vma, vpn: Vpn): Pgoff => vpn - vma.start + vma.pgoff;
