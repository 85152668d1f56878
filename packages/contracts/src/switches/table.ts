import type { Kernel } from '../kernel';

/** One switch: a thing that kernels do or do not, and that can be chosen for a run. */
export interface SwitchRow {
  /** What the kernel does where the switch is on. */
  readonly name: string;
  /** What the switch does when it is on. */
  readonly about: string;
  /** `commit`: one of the ten; `difference`: another one between kernels; `protection`: every kernel keeps it, an exploration may take it away. */
  readonly kind: 'commit' | 'difference' | 'protection';
  /** The commit that made it so, where one is known. */
  readonly commit?: string;
  /** Its place in the specification: `file:ROW`, or `file §SECTION`. */
  readonly spec: string;
  /** The first kernel profile in which it is on. */
  readonly since: Kernel;
  /** The first kernel profile in which it is off again; absent: it stays on. */
  readonly until?: Kernel;
  /** False: the model has neither side yet, and refuses the switch. */
  readonly modelled: boolean;
  /** A switch without which this one means nothing. */
  readonly needs?: string;
}

/** Every switch. What tells kernels apart in the core stands here and nowhere else; entries are encoded as the architecture's kernel does. */
export const SWITCHES = [
  {
    name: 'early-unshare-checks', kind: 'commit', commit: 'cdc5021cda19', spec: 'fault-path:F1', since: '6.2', modelled: true,
    about: 'The entrance of the fault core refuses UNSHARE together with WRITE, and drops UNSHARE where the mapping is not copy-on-write.',
  },
  {
    name: 'early-write-checks', kind: 'commit', commit: '79881fed6052', spec: 'fault-path:F4', since: '6.2', modelled: true,
    about: 'The entrance of the fault core refuses WRITE that the VMA can never allow, and WRITE on a shared mapping that is not writable.',
  },
  {
    name: 'shared-first', kind: 'commit', commit: 'b9086fde6d44', spec: 'cow-and-gup:WP4', since: '6.2', modelled: true,
    about: 'A write-protect fault looks first whether the mapping is shared, before it looks at the page.',
  },
  {
    name: 'unshare-any-page', kind: 'commit', commit: '8d6a0ac09a16', spec: 'cow-and-gup:WP7', since: '6.2', modelled: true,
    about: 'UNSHARE copies whatever a copy-on-write mapping shows: also the zero page and pages of files.',
  },
  {
    name: 'no-write-result', kind: 'commit', commit: 'cb8d86331343', spec: 'fault-path §2.2', since: '6.2', modelled: true,
    about: 'A fault that broke copy-on-write, or took a page over for writing, does not say so by VM_FAULT_WRITE.',
  },
  {
    name: 'private-skips-huge-fault', kind: 'commit', commit: 'aea06577a900', spec: 'cow-and-gup:HP3', since: '6.2', modelled: false,
    about: 'A write to a read-only huge entry of a private mapping does not ask the file for a huge page.',
  },
  {
    name: 'swapin-error-marker', kind: 'commit', commit: '15520a3f0469', spec: 'fault-path:M2', since: '6.2', modelled: true,
    about: 'A page that could not be read back from swap is recorded by a marker, not by a swap type of its own.',
  },
  {
    name: 'no-saved-write', kind: 'commit', commit: '6a56ccbcf6c6', spec: 'fault-path:NU3', since: '6.2', modelled: true,
    about: 'A NUMA hint keeps no write permission; the fault that ends it decides anew whether the entry may be writable.',
  },
  {
    name: 'delayed-rmap', kind: 'commit', commit: '5df397dec7c4', spec: 'zap-and-rmap §4', since: '6.2', modelled: true,
    about: 'Unmapping a dirty page of a file removes its reverse mapping only after the TLB flush.',
  },
  {
    name: 'rmap-flag-in-gather', kind: 'commit', commit: 'f036c8184f8b', spec: 'mmu-gather §6', since: '6.2', modelled: true, needs: 'delayed-rmap',
    about: 'The gather itself knows whether delayed reverse mappings are due; the zap does not ask first. Nothing that can be seen follows.',
  },
  {
    name: 'delayed-rmap-two-batches', kind: 'difference', commit: 'c47454823bd4', spec: 'mmu-gather §6', since: '6.2', modelled: true, needs: 'delayed-rmap',
    about: 'A gather with delayed reverse mappings may go on into one batch after the first; without it, the first batch is all it has.',
  },
  {
    name: 'upgrade-clean-exclusive', kind: 'difference', spec: 'fork-mprotect-numa:WR2', since: '6.2', modelled: true,
    about: 'An entry of an exclusive anonymous page of a private mapping may become writable without a fault although it is clean.',
  },
  {
    name: 'longterm-pin-unshares', kind: 'difference', commit: '84209e87c696', spec: 'cow-and-gup:GU4', since: '6.2', modelled: true, needs: 'unshare-any-page',
    about: 'A read pin for long unshares whatever a copy-on-write mapping shows: also the zero page and pages of files.',
  },
  {
    name: 'smaps-names-lock-on-fault', kind: 'difference', spec: 'fork-mprotect-numa §8.2', since: '6.2', modelled: true,
    about: 'VmFlags of smaps has a code, lf, for memory whose pages are locked as they come; without it, ?? stands there.',
  },
  {
    name: 'gather-spare-slot', kind: 'difference', spec: 'mmu-gather §4', since: '6.12', modelled: true,
    about: 'The last slot of a batch stays free, so that a page and its count always find room together.',
  },
  {
    name: 'remove-needs-write', kind: 'difference', spec: 'zap-and-rmap §1', since: '6.2', until: '6.12', modelled: true,
    about: 'MADV_REMOVE asks that the mapping is writable now; otherwise, as in late 6.1 too, that it may become so.',
  },
  {
    name: 'swapped-in-unlocked', kind: 'difference', spec: 'fault-path:SW31', since: '6.12', modelled: true,
    about: 'A page that was just read from swap is not mlocked by the locked VMA that maps it.',
  },
  {
    name: 'random-reads-unmarked', kind: 'difference', spec: 'zap-and-rmap §4', since: '6.12', modelled: true,
    about: 'Unmapping takes the accessed mark of an entry to the page neither where reads come in order nor where they come in none (vma_has_recency).',
  },
  {
    name: 'unaccount-untouched', kind: 'difference', spec: 'fork-mprotect-numa:MP3', since: '6.12', modelled: true,
    about: 'Anonymous memory that was never written is accounted no more once mprotect takes away its write permission.',
  },
  {
    name: 'mmap-merges-as-others', kind: 'difference', spec: 'fork-mprotect-numa:MP4', since: '6.12', modelled: true,
    about: 'A new mapping is held against each neighbour by itself, as mprotect does; before, the one below had to agree with the anon_vma of the one above.',
  },
  {
    name: 'ring-pins-fast', kind: 'difference', spec: 'cow-and-gup §10.7', since: '6.12', modelled: true,
    about: 'A pin for writing takes pages without a lock where they are mapped for writing, which marks them referenced, and asks no VMA what it maps.',
  },
  {
    name: 'poison-marker', kind: 'difference', spec: 'fault-path:M2', since: '6.12', modelled: true,
    about: 'The marker of a page that could not be read back is that of poisoned memory, which userfaultfd can place too (UFFDIO_POISON): a touch ends as one of poison does.',
  },
  {
    name: 'uffd-lifts-by-mprotect', kind: 'difference', spec: 'fork-mprotect-numa:CP4', since: '6.12', modelled: true,
    about: 'Lifting a userfaultfd write protection goes by the protection of the VMA, and makes entries writable where mprotect would; before, by the protection that its flags would have without any watcher.',
  },
  {
    name: 'uffd-protects-many-vmas', kind: 'difference', spec: 'fork-mprotect-numa:CP4', since: '6.12', modelled: true,
    about: 'One call of userfaultfd protects a range of several VMAs, and says so when memory for tables runs out.',
  },
  {
    name: 'swap-in-writable', kind: 'difference', spec: 'fault-path:SW28', since: '6.12', modelled: true,
    about: 'A page that comes back from swap for one process alone is mapped writable, where it may be written, though it was only read.',
  },
  {
    name: 'pageout-ignores-marks', kind: 'difference', spec: 'fork-mprotect-numa:MA6', since: '6.12', modelled: true,
    about: 'MADV_PAGEOUT takes pages whether they were accessed or not, and leaves the marks of entries alone; before, it cleared them first, and reclaim looked again.',
  },
  {
    name: 'flush-before-free', kind: 'protection', spec: 'mmu-gather:G1', since: '6.1', modelled: true,
    about: 'A gather frees its pages after the TLB flush that is due, never before.',
  },
] as const satisfies readonly SwitchRow[];

/** Name of a switch. */
export type SwitchName = (typeof SWITCHES)[number]['name'];
