import type { Difference } from './account';
import { flagsOf, type Probe, type Vma } from './truth';
import type { Mapping } from '../mapping';

/** Differences between pagemap and entries that are explained: the number is that of the README's "rules that surprise". */
export interface Explanation {
  readonly rule: number;
  readonly reason: string;
  readonly covers: (difference: Difference) => boolean;
}
const has = (vma: Vma, flag: string): boolean => flagsOf(vma).has(flag);

/** Address that a mapping of device memory has by its file's offset. */
const deviceFrame = (vma: Vma, va: bigint): number => Number((BigInt(vma.offset) + va - BigInt(vma.start)) >> 12n);

/** Kernel memory that is mapped by frame: no offset tells its address. (io_uring inserts its pages one by one in 6.1 and 6.12, and they show; 6.2 maps frames.) */
const KERNEL_MEMORY = ['[vvar]', 'anon_inode:[io_uring]'];

/** Frame maps are skipped, but the frames of those of a device are known. Private pages that were written are ordinary memory. */
function isFrameMap({ vma, va, row }: Difference): boolean {
  if (!has(vma, 'pf') || row?.pfn === undefined) return false;
  const copied = !has(vma, 'sh') && row.flags['special'] === false;
  return KERNEL_MEMORY.includes(vma.name) || copied || row.pfn === deviceFrame(vma, BigInt(va));
}

export const EXPLAINED: readonly Explanation[] = [
  {
    rule: 1, reason: 'pagemap says soft-dirty for every page of a mapping with the sd flag',
    covers: ({ what, kernel, vma }) => what === 'soft-dirty' && kernel === true && has(vma, 'sd'),
  },
  {
    rule: 1, reason: 'of hugetlb pages pagemap reports the sd flag alone, not the entry',
    covers: ({ what, kernel, vma, row }) => what === 'soft-dirty' && kernel === false && has(vma, 'ht') && !has(vma, 'sd') && row?.kind === 'huge',
  },
  {
    rule: 3, reason: 'pagemap skips mappings of bare frames; their addresses follow from the file offset',
    covers: (difference) => difference.what === 'present' && difference.kernel === false && isFrameMap(difference),
  },
  {
    rule: 4, reason: 'hugetlb entries that are swap entries or markers do not show in pagemap',
    covers: ({ what, kernel, vma, row }) => what === 'swap' && kernel === false && has(vma, 'ht') && row?.kind === 'marker',
  },
];

/** Smaps leaves huge entries out (rule 6): the huge zero page, and in 6.1 inaccessible ones where NUMA balancing is built in. */
export const leftOutOfSmaps = (row: Mapping, zero: boolean, kernel: string, machine: string): boolean =>
  zero || (row.kind === 'protnone' && kernel === '6.1' && machine !== 's390x');

export interface ProbeExplanation {
  readonly rule: number;
  readonly reason: string;
  readonly covers: (probe: Probe, refused: boolean, row: Mapping | undefined, dump: string) => boolean;
}
const SEGV_PKUERR = 4;

/** Accesses that did not what the entry says. */
export const EXPLAINED_PROBES: readonly ProbeExplanation[] = [
  {
    rule: 11, reason: 'the thread\'s protection-key rights refuse, not the entry',
    covers: ({ signal, code }, refused, row) => !refused && signal === 'SIGSEGV' && code === SEGV_PKUERR && Number(row?.flags['pkey']) > 0,
  },
  {
    rule: 13, reason: 'a fault on another page of the large folio restored the hinting entry before',
    covers: ({ access, signal }, refused, row, dump) => refused && access === 'read' && signal === undefined && row?.kind === 'protnone' && /^\w+-6\.12-.*numa$/.test(dump),
  },
];
