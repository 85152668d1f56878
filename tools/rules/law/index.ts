import { COW } from './cow';
import { ENTRANCE } from './entrance';
import { FORK } from './fork';
import { GATHER } from './gather';
import { GUP } from './gup';
import { HUGE } from './huge';
import { KSM } from './ksm';
import type { LawPage } from './law';
import { MADVISE } from './madvise';
import { MISSING } from './missing';
import { MPROTECT } from './mprotect';
import { MREMAP } from './mremap';
import { RACES } from './races';
import { RMAP } from './rmap';
import { SWAP } from './swap';
import { TLB } from './tlb';
import { ZAP } from './zap';

/** Every page of the law, in the order in which a reader meets it. */
export const LAW: readonly LawPage[] = [
  { name: 'fault', title: 'Faults', about: 'From the trap to the last store into the page table, for pages that are missing or only need their bits raised.', tables: [...ENTRANCE, ...MISSING] },
  { name: 'cow', title: 'Copy on write', about: 'Write-protect faults on base pages, and the mark that says whose a page is.', tables: COW },
  { name: 'swap', title: 'Entries that are not present', about: 'Swap, migration, devices, poison, markers.', tables: SWAP },
  { name: 'gup', title: 'The kernel looks at user pages', about: 'get_user_pages, forced writes, pins.', tables: GUP },
  { name: 'fork', title: 'Fork', about: 'What a child gets, and what that does to its parent.', tables: FORK },
  { name: 'mprotect', title: 'Changes of protection', about: 'mprotect, the write bit without a fault, default protections, NUMA hints.', tables: MPROTECT },
  { name: 'mremap', title: 'Moving', about: 'mremap.', tables: MREMAP },
  { name: 'madvise', title: 'Advice', about: 'madvise and mlock.', tables: MADVISE },
  { name: 'zap', title: 'Unmapping', about: 'Entries that go, and tables that go with them.', tables: ZAP },
  { name: 'rmap', title: 'The reverse map', about: 'From a page to its entries.', tables: RMAP },
  { name: 'gather', title: 'The gather', about: 'What unmapping queues, and when it flushes and frees.', tables: GATHER },
  { name: 'tlb', title: 'TLBs and what is stored', about: 'What hardware does by itself, what a flush does on each architecture, and what each stores.', tables: TLB },
  { name: 'huge', title: 'Huge pages', about: 'THP and hugetlb.', tables: HUGE },
  { name: 'ksm', title: 'KSM', about: 'Pages that were merged come apart.', tables: KSM },
  { name: 'races', title: 'Races', about: 'What must hold in every interleaving, and why it does.', tables: RACES },
];
