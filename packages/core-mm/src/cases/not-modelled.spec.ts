import { FAULT_FLAG_UNSHARE, FAULT_FLAG_WRITE, LEVEL_NAMES, P4D, pagesOf, PMD, PTE, PUD, type Level } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { coreFault, mapped, prot, vmaAt } from '../../../../tools/arch-lab/cases/given-state';
import { type MachineName } from '../../../../tools/arch-lab/cases/machines';
import { CURSOR_KINDS, entryFor } from '../cursor';
import { NotModelled, type CursorKindName } from '../errors';
import { coreInvariants } from '../invariants';
import { type CaseLab, givenEntry, lab } from '../testing/lab';

/** First page of an entry of every level below the root, on every architecture; and of another such. */
const AT = 0x80000;
const TO = 2 * AT;
const LEVELS = [PTE, PMD, PUD, P4D];
const ARCHITECTURES: readonly MachineName[] = ['x86-64', 'arm64', 's390'];

const spanOf = ({ architecture: { geometry } }: CaseLab, level: Level): number => pagesOf(geometry.shift[level]! - geometry.pageShift);
const pte = (machine: CaseLab, mm: number) => machine.mremap(mm, AT, 1, 1, { vpn: TO, dontUnmap: false });
const whole = (level: Level) => (machine: CaseLab, mm: number) =>
  machine.mremap(mm, AT, spanOf(machine, level), spanOf(machine, level), { vpn: TO, dontUnmap: false });

/** Each system call, each kind of fault and access, and what looks into tables beside them: an entry for page `AT` is in the way. */
const PATHS: Readonly<Record<string, (machine: CaseLab, mm: number) => unknown>> = {
  'read fault': (machine, mm) => coreFault(machine, mm, 0, { vpn: AT }),
  'write fault': (machine, mm) => coreFault(machine, mm, FAULT_FLAG_WRITE, { vpn: AT }),
  'unshare fault': (machine, mm) => coreFault(machine, mm, FAULT_FLAG_UNSHARE, { vpn: AT }),
  'read access': (machine, mm) => machine.access(mm, AT, 'read'),
  'write access': (machine, mm) => machine.access(mm, AT, 'write', 1),
  'exec access': (machine, mm) => machine.access(mm, AT, 'exec'),
  'madvise populate_read': (machine, mm) => machine.madvise(mm, AT, 1, 'populate_read'),
  'madvise populate_write': (machine, mm) => machine.madvise(mm, AT, 1, 'populate_write'),
  'madvise dontneed': (machine, mm) => machine.madvise(mm, AT, 1, 'dontneed'),
  mlock: (machine, mm) => machine.mlock(mm, AT, 1),
  munlock: (machine, mm) => {
    machine.mlock(mm, AT, 1, true);
    return machine.munlock(mm, AT, 1);
  },
  'madvise free': (machine, mm) => machine.madvise(mm, AT, 1, 'free'),
  'madvise cold': (machine, mm) => machine.madvise(mm, AT, 1, 'cold'),
  'madvise pageout': (machine, mm) => machine.madvise(mm, AT, 1, 'pageout'),
  'madvise willneed': (machine, mm) => machine.madvise(mm, AT, 1, 'willneed'),
  swapoff: (machine) => [machine.swapon(8), machine.swapoff()],
  fork: (machine, mm) => machine.fork(mm),
  mprotect: (machine, mm) => machine.mprotect(mm, AT, 1, prot('r')),
  'mremap of a page': pte,
  'mremap of a PMD': whole(PMD),
  'mremap of a PUD': whole(PUD),
  munmap: (machine, mm) => machine.munmap(mm, AT, spanOf(machine, PUD)),
  exit: (machine, mm) => machine.exit(mm),
  'view.entry': ({ view }, mm) => view.entry(mm, AT),
  'view.nextCovered': ({ view }, mm) => view.nextCovered(mm, AT, AT + 1),
  coreInvariants: ({ architecture, core }) => coreInvariants(architecture, core.state),
};

/** Does the architecture have such an entry at this level? */
function exists({ architecture: { geometry, caps } }: CaseLab, kind: CursorKindName, level: Level): boolean {
  if (level > geometry.topLevel) return false;
  if (kind === 'leaf') return ((geometry.leafLevels >> level) & 1) === 1;
  if (kind === 'table') return level > PTE;
  return kind === 'hole' || level === PTE || (level === PMD && caps.pmdMigration);
}

/** A leaf at the start of memory, which is as aligned as can be. */
function plantedLeaf(machine: CaseLab, mm: number, level: Level): void {
  const { protLo, protHi } = vmaAt(machine, mm, AT);
  const pfn = level === PTE ? machine.view.entry(mm, AT)!.pfn : level === PMD ? spanOf(machine, PMD) : 0;
  givenEntry(machine, mm, (codec, entry) => {
    codec.makeLeaf(level, pfn, protLo, protHi, entry);
    if (level > PTE) codec.mkHuge(level, entry);
  }, AT, level);
}

function plant(machine: CaseLab, mm: number, kind: CursorKindName, level: Level): void {
  const { swap } = machine.architecture;
  if (kind === 'leaf') plantedLeaf(machine, mm, level);
  if (kind === 'hole') givenEntry(machine, mm, (codec, entry) => codec.none(level, entry), AT, level);
  if (kind === 'swapStyle') givenEntry(machine, mm, (_, entry) => swap.encode(level, level === PTE ? 1 : swap.types.migrationRead, 5, 0, entry), AT, level);
  const { kind: planted, level: found } = entryFor(machine.core, machine.core.state.mm(mm), AT, level);
  expect([CURSOR_KINDS[planted], found]).toEqual([kind, level]);
}

/** What a path makes of the entry: it goes through, or says that it does not know it. */
function outcome(path: string, name: MachineName, kind: CursorKindName, level: Level): string {
  const machine = lab(name);
  if (!exists(machine, kind, level)) return '';
  const mm = mapped(machine, 'rwx', { at: AT, pages: spanOf(machine, PUD) });
  coreFault(machine, mm, FAULT_FLAG_WRITE, { vpn: AT });
  plant(machine, mm, kind, level);
  try {
    PATHS[path]!(machine, mm);
    return 'handled';
  } catch (error) {
    if (!(error instanceof NotModelled)) throw error;
    expect([error.code, error.kind, error.level, error.vpn]).toEqual(['not-modelled', kind, LEVEL_NAMES[level], AT]);
    return `NotModelled: ${error.path}`;
  }
}

/** One answer for all that have such an entry; where they part, each with its architectures. */
function cell(path: string, kind: CursorKindName, level: Level): string {
  const answers = ARCHITECTURES.map((name) => [name, outcome(path, name, kind, level)] as const).filter(([, answer]) => answer !== '');
  const distinct = [...new Set(answers.map(([, answer]) => answer))];
  if (distinct.length <= 1) return distinct[0] ?? '-';
  return distinct.map((answer) => `${answer} (${answers.filter(([, one]) => one === answer).map(([name]) => name).join(', ')})`).join('; ');
}

const rows = (path: string): string[][] => CURSOR_KINDS.map((kind) => [path, kind, ...LEVELS.map((level) => cell(path, kind, level))]);

function table(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, at) => Math.max(...lines.map((line) => line[at]!.length)));
  return lines.map((line) => line.map((text, at) => text.padEnd(widths[at]!)).join('  ').trimEnd()).join('\n');
}

describe('each path × kind of entry × level ends in handling or in NotModelled', () => {
  it('on every architecture that has such an entry', () => {
    const head = ['path', 'kind', ...LEVELS.map((level) => LEVEL_NAMES[level]!)];
    expect(table([head, ...Object.keys(PATHS).flatMap(rows)])).toMatchInlineSnapshot(`
      "path                    kind       pte                                  pmd                                             pud                                             p4d
      read fault              hole       handled                              handled                                         handled                                         handled
      read fault              table      -                                    handled                                         handled                                         handled
      read fault              leaf       handled                              NotModelled: __handle_mm_fault                  NotModelled: __handle_mm_fault                  -
      read fault              swapStyle  NotModelled: do_swap_page            NotModelled: __handle_mm_fault                  -                                               -
      write fault             hole       handled                              handled                                         handled                                         handled
      write fault             table      -                                    handled                                         handled                                         handled
      write fault             leaf       handled                              NotModelled: __handle_mm_fault                  NotModelled: __handle_mm_fault                  -
      write fault             swapStyle  NotModelled: do_swap_page            NotModelled: __handle_mm_fault                  -                                               -
      unshare fault           hole       handled                              handled                                         handled                                         handled
      unshare fault           table      -                                    handled                                         handled                                         handled
      unshare fault           leaf       handled                              NotModelled: __handle_mm_fault                  NotModelled: __handle_mm_fault                  -
      unshare fault           swapStyle  NotModelled: do_swap_page            NotModelled: __handle_mm_fault                  -                                               -
      read access             hole       handled                              handled                                         handled                                         handled
      read access             table      -                                    handled                                         handled                                         handled
      read access             leaf       handled                              handled                                         handled                                         -
      read access             swapStyle  NotModelled: do_swap_page            NotModelled: __handle_mm_fault                  -                                               -
      write access            hole       handled                              handled                                         handled                                         handled
      write access            table      -                                    handled                                         handled                                         handled
      write access            leaf       handled                              NotModelled: __handle_mm_fault                  NotModelled: __handle_mm_fault                  -
      write access            swapStyle  NotModelled: do_swap_page            NotModelled: __handle_mm_fault                  -                                               -
      exec access             hole       handled                              handled                                         handled                                         handled
      exec access             table      -                                    handled                                         handled                                         handled
      exec access             leaf       handled                              handled                                         handled                                         -
      exec access             swapStyle  NotModelled: do_swap_page            NotModelled: __handle_mm_fault                  -                                               -
      madvise populate_read   hole       handled                              handled                                         handled                                         handled
      madvise populate_read   table      -                                    handled                                         handled                                         handled
      madvise populate_read   leaf       handled                              NotModelled: follow_page_mask                   NotModelled: follow_page_mask                   -
      madvise populate_read   swapStyle  NotModelled: do_swap_page            NotModelled: follow_page_mask                   -                                               -
      madvise populate_write  hole       handled                              handled                                         handled                                         handled
      madvise populate_write  table      -                                    handled                                         handled                                         handled
      madvise populate_write  leaf       handled                              NotModelled: follow_page_mask                   NotModelled: follow_page_mask                   -
      madvise populate_write  swapStyle  NotModelled: do_swap_page            NotModelled: follow_page_mask                   -                                               -
      madvise dontneed        hole       handled                              handled                                         handled                                         handled
      madvise dontneed        table      -                                    handled                                         handled                                         handled
      madvise dontneed        leaf       handled                              NotModelled: unmap_page_range                   NotModelled: unmap_page_range                   -
      madvise dontneed        swapStyle  NotModelled: zap_pte_range           NotModelled: unmap_page_range                   -                                               -
      mlock                   hole       handled                              handled                                         handled                                         handled
      mlock                   table      -                                    handled                                         handled                                         handled
      mlock                   leaf       handled                              NotModelled: mlock_pte_range                    NotModelled: mlock_pte_range                    -
      mlock                   swapStyle  NotModelled: do_swap_page            NotModelled: mlock_pte_range                    -                                               -
      munlock                 hole       handled                              handled                                         handled                                         handled
      munlock                 table      -                                    handled                                         handled                                         handled
      munlock                 leaf       handled                              NotModelled: mlock_pte_range                    NotModelled: mlock_pte_range                    -
      munlock                 swapStyle  handled                              NotModelled: mlock_pte_range                    -                                               -
      madvise free            hole       handled                              handled                                         handled                                         handled
      madvise free            table      -                                    handled                                         handled                                         handled
      madvise free            leaf       handled                              NotModelled: madvise_free_pte_range             NotModelled: madvise_free_pte_range             -
      madvise free            swapStyle  NotModelled: madvise_free_pte_range  NotModelled: madvise_free_pte_range             -                                               -
      madvise cold            hole       handled                              handled                                         handled                                         handled
      madvise cold            table      -                                    handled                                         handled                                         handled
      madvise cold            leaf       handled                              NotModelled: madvise_cold_or_pageout_pte_range  NotModelled: madvise_cold_or_pageout_pte_range  -
      madvise cold            swapStyle  handled                              NotModelled: madvise_cold_or_pageout_pte_range  -                                               -
      madvise pageout         hole       handled                              handled                                         handled                                         handled
      madvise pageout         table      -                                    handled                                         handled                                         handled
      madvise pageout         leaf       handled                              NotModelled: madvise_cold_or_pageout_pte_range  NotModelled: madvise_cold_or_pageout_pte_range  -
      madvise pageout         swapStyle  handled                              NotModelled: madvise_cold_or_pageout_pte_range  -                                               -
      madvise willneed        hole       handled                              handled                                         handled                                         handled
      madvise willneed        table      -                                    handled                                         handled                                         handled
      madvise willneed        leaf       handled                              NotModelled: swapin_walk_pmd_entry              NotModelled: swapin_walk_pmd_entry              -
      madvise willneed        swapStyle  handled                              NotModelled: swapin_walk_pmd_entry              -                                               -
      swapoff                 hole       handled                              handled                                         handled                                         handled
      swapoff                 table      -                                    handled                                         handled                                         handled
      swapoff                 leaf       handled                              handled                                         handled                                         -
      swapoff                 swapStyle  handled                              handled                                         -                                               -
      fork                    hole       handled                              handled                                         handled                                         handled
      fork                    table      -                                    handled                                         handled                                         handled
      fork                    leaf       handled                              NotModelled: copy_page_range                    NotModelled: copy_page_range                    -
      fork                    swapStyle  NotModelled: copy_pte_range          NotModelled: copy_page_range                    -                                               -
      mprotect                hole       handled                              handled                                         handled                                         handled
      mprotect                table      -                                    handled                                         handled                                         handled
      mprotect                leaf       handled                              NotModelled: change_pmd_range                   NotModelled: change_pmd_range                   -
      mprotect                swapStyle  NotModelled: change_pte_range        NotModelled: change_pmd_range                   -                                               -
      mremap of a page        hole       handled                              handled                                         handled                                         handled
      mremap of a page        table      -                                    handled                                         handled                                         handled
      mremap of a page        leaf       handled                              NotModelled: move_page_tables                   NotModelled: move_page_tables                   -
      mremap of a page        swapStyle  handled                              NotModelled: move_page_tables                   -                                               -
      mremap of a PMD         hole       handled                              handled                                         handled                                         handled
      mremap of a PMD         table      -                                    handled                                         handled                                         handled
      mremap of a PMD         leaf       handled                              NotModelled: move_page_tables                   NotModelled: move_page_tables                   -
      mremap of a PMD         swapStyle  handled                              NotModelled: move_page_tables                   -                                               -
      mremap of a PUD         hole       handled                              handled                                         handled                                         handled
      mremap of a PUD         table      -                                    handled                                         handled                                         handled
      mremap of a PUD         leaf       handled                              handled                                         NotModelled: move_page_tables                   -
      mremap of a PUD         swapStyle  handled                              handled                                         -                                               -
      munmap                  hole       handled                              handled                                         handled                                         handled
      munmap                  table      -                                    handled                                         handled                                         handled
      munmap                  leaf       handled                              NotModelled: unmap_page_range                   NotModelled: unmap_page_range                   -
      munmap                  swapStyle  NotModelled: zap_pte_range           NotModelled: unmap_page_range                   -                                               -
      exit                    hole       handled                              handled                                         handled                                         handled
      exit                    table      -                                    handled                                         handled                                         handled
      exit                    leaf       handled                              NotModelled: unmap_page_range                   NotModelled: unmap_page_range                   -
      exit                    swapStyle  NotModelled: zap_pte_range           NotModelled: unmap_page_range                   -                                               -
      view.entry              hole       handled                              handled                                         handled                                         handled
      view.entry              table      -                                    handled                                         handled                                         handled
      view.entry              leaf       handled                              handled                                         handled                                         -
      view.entry              swapStyle  handled                              handled                                         -                                               -
      view.nextCovered        hole       handled                              handled                                         handled                                         handled
      view.nextCovered        table      -                                    handled                                         handled                                         handled
      view.nextCovered        leaf       handled                              handled                                         handled                                         -
      view.nextCovered        swapStyle  handled                              handled                                         -                                               -
      coreInvariants          hole       handled                              handled                                         handled                                         handled
      coreInvariants          table      -                                    handled                                         handled                                         handled
      coreInvariants          leaf       handled                              NotModelled: coreInvariants                     NotModelled: coreInvariants                     -
      coreInvariants          swapStyle  handled                              NotModelled: coreInvariants                     -                                               -"
    `);
  });
});
