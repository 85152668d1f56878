import { PTE, type Architecture } from '@faultline/contracts';
import type { ModifierName } from '../cases/mapping';
import type { EntryState, Leeway } from '../state';

/** What a modifier makes of an entry, as far as the core can see. */
export interface ModifierRule extends Leeway {
  readonly op: ModifierName;
  readonly name: string;
  readonly about: string;
  readonly source: string;
  readonly after: (before: EntryState, arch: Architecture) => EntryState;
  /** Of page-table entries only. */
  readonly only?: typeof PTE;
}

const LAW5 = 'arch-interface §7 law 5; @kernel v6.2-rc3 mm/debug_vm_pgtable.c:pte_basic_tests';
const LAW7 = 'arch-interface §7 laws 5 and 7; @kernel v6.2-rc3 mm/debug_vm_pgtable.c:pte_basic_tests';
const MARKS = 'arch-interface §4 modifiers and capabilities';

/** Everything that a rule does not name stays as it was. */
export const MODIFIER_RULES: readonly ModifierRule[] = [
  {
    op: 'mkYoung',
    name: 'mkYoung makes young, and changes nothing else',
    about: 'The fault handler marks a page as used.',
    source: LAW5,
    after: (s) => ({ ...s, young: true }),
  },
  {
    op: 'mkOld',
    name: 'mkOld makes old, and changes nothing else',
    about: 'Reclaim asks whether a page is used again; its data stay dirty.',
    source: LAW5,
    after: (s) => ({ ...s, young: false }),
  },
  {
    op: 'mkDirty',
    name: 'mkDirty makes dirty and soft-dirty, and changes nothing else',
    about: 'A store through the kernel counts for write-back and for soft-dirty tracking.',
    source: LAW5,
    after: (s, { caps }) => ({ ...s, dirty: true, softDirty: s.softDirty || caps.softDirty }),
  },
  {
    op: 'mkClean',
    name: 'mkClean makes clean, and changes nothing else',
    about: 'Write-back has saved the page; the mapping keeps its rights.',
    source: LAW5,
    after: (s) => ({ ...s, dirty: false }),
  },
  {
    op: 'mkWrite',
    name: 'mkWrite gives write, and loses nothing',
    about: 'arm64 as of v6.2-rc3 makes a clean entry dirty with it (arch-arm64, first table); none may lose the mark.',
    source: LAW5,
    after: (s) => ({ ...s, write: true }),
    mayRise: ['dirty'],
  },
  {
    op: 'wrProtect',
    name: 'wrProtect takes write away, and nothing else',
    about: 'fork and copy-on-write protect dirty pages: a mark lost here is a page never written back.',
    source: LAW7,
    after: (s) => ({ ...s, write: false }),
  },
  {
    op: 'mkSpecial',
    name: 'mkSpecial marks special, and changes nothing else',
    about: 'The zero page and raw frames have no page to account for.',
    source: MARKS,
    only: PTE,
    after: (s) => ({ ...s, special: true }),
  },
  {
    op: 'mkDevmap',
    name: 'mkDevmap marks a device page where there are any',
    about: 'x86 and arm64 mark it special as well, RISC-V does not.',
    source: MARKS,
    only: PTE,
    after: (s, { caps }) => ({ ...s, devmap: caps.devmap }),
    mayRise: ['special'],
  },
  {
    op: 'mkSoftDirty',
    name: 'mkSoftDirty marks soft-dirty where there is such a mark',
    about: 'Checkpointing finds changed pages by it.',
    source: MARKS,
    after: (s, { caps }) => ({ ...s, softDirty: caps.softDirty }),
  },
  {
    op: 'clearSoftDirty',
    name: 'clearSoftDirty clears soft-dirty alone',
    about: 'Dirty for write-back and dirty for tracking are two marks.',
    source: MARKS,
    after: (s) => ({ ...s, softDirty: false }),
  },
  {
    op: 'mkUffdWp',
    name: 'mkUffdWp marks userfaultfd write-protection where there is such a mark',
    about: 'Later kernels take write away with it; none may give it.',
    source: MARKS,
    after: (s, { caps }) => ({ ...s, uffdWp: caps.uffdWp }),
    mayFall: ['write'],
  },
  {
    op: 'clearUffdWp',
    name: 'clearUffdWp clears that mark alone',
    about: 'Write comes back by mkWrite, if at all.',
    source: MARKS,
    after: (s) => ({ ...s, uffdWp: false }),
  },
];

/** Modifiers of a mark that an architecture may lack, and the capability that says so. */
export const OPTIONAL_MODIFIERS = [
  ['softDirty', ['mkSoftDirty', 'clearSoftDirty']],
  ['uffdWp', ['mkUffdWp', 'clearUffdWp']],
  ['devmap', ['mkDevmap']],
] as const;
