import type { WordRow } from './words';

/** Advice of `madvise`. @source scenarios/FORMAT.md */
export const ADVICE = {
  dontneed: { says: 'The pages are given up; the next read finds zeros, or the file.' },
  free: { says: 'Anonymous pages may be given up when memory is short, unless they are written again.' },
  pageout: { says: 'The pages are reclaimed now, to swap or to their file.' },
  cold: { says: 'The pages are the first to be reclaimed.' },
  willneed: { says: 'The pages are read ahead.' },
  hugepage: { says: 'Huge pages are wanted here.', lacks: 'huge pages' },
  nohugepage: { says: 'Huge pages are not wanted here.', lacks: 'huge pages' },
  collapse: { says: 'The pages are joined to a huge one now.', lacks: 'huge pages' },
  mergeable: { says: 'KSM may merge the pages with equal ones.', lacks: 'KSM' },
  unmergeable: { says: 'KSM may not, and merged pages are parted.', lacks: 'KSM' },
  populate_read: { says: 'Each page is faulted in as by a read.' },
  populate_write: { says: 'Each page is faulted in as by a write.' },
  dontfork: { says: 'A child does not get the range.' },
  dofork: { says: 'A child gets it again.' },
  wipeonfork: { says: 'A child finds zeros in the range.' },
  keeponfork: { says: "A child finds its parent's bytes again." },
  remove: { says: 'The backing loses the range: a hole is punched.' },
  random: { says: 'Reads come in no order: no read-ahead.' },
  sequential: { says: 'Reads come in order.' },
  normal: { says: 'Neither random nor sequential.' },
  dontneed_locked: { says: 'As dontneed, on locked pages too.' },
} as const satisfies Readonly<Record<string, WordRow>>;

/** Facilities that a recorder can lack. @source scenarios/FORMAT.md */
export const NEEDS = {
  swap: { says: 'A swap device.' },
  swapBreak: { says: 'A swap device that can be made to fail.' },
  ksm: { says: 'The KSM scanner.', lacks: 'KSM' },
  thp: { says: 'Transparent huge pages.', lacks: 'huge pages' },
  hugetlb: { says: 'A pool of huge pages.', lacks: 'hugetlb' },
  pin: { says: 'Long-term pins for writing.' },
  pinRead: { says: 'Long-term pins for reading.' },
  uffd: { says: 'userfaultfd.' },
  uffdWp: { says: 'Its write-protection of anonymous memory.' },
  uffdWpShmem: { says: 'Its write-protection of shared memory.' },
  uffdPoison: { says: 'Its poisoned pages (from 6.6 on).' },
  softDirty: { says: 'Soft-dirty tracking.' },
  populate: { says: 'populate_read and populate_write of madvise.' },
  collapse: { says: 'collapse of madvise.', lacks: 'huge pages' },
} as const satisfies Readonly<Record<string, WordRow>>;

/** What `backing` can be; NAME is a name. @source scenarios/FORMAT.md */
export const BACKINGS = {
  anon: { says: 'Anonymous memory.' },
  zero: { says: '/dev/zero: anonymous memory if private, shared anonymous memory if shared.' },
  'file:NAME': { says: 'The page-cache file NAME. Its page i begins with the byte 100 + i (modulo 256), the rest is zero.' },
  'shmem:NAME': { says: 'The memfd NAME: a hole until it is written.' },
  hugetlb: { says: 'Huge pages from the pool of the machine.', lacks: 'hugetlb' },
} as const satisfies Readonly<Record<string, WordRow>>;
