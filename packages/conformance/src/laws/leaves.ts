import { PMD, PTE } from '@faultline/contracts';
import { entryOf, freshLeaf, freshLeaves, isNoneRow, isWritableRow, mappings, protectionNow, rowOf } from '../cases/mapping';
import { changed, equal } from '../cases/slot';
import { pointerOf, tables } from '../cases/tables';
import { firstOf, same, signed, that } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import { kindOf } from '../kinds';
import type { Law } from '../law';
import { hugeLevels } from '../levels-of';
import { flagOf, stateOf, type Flag } from '../state';

const text = (name: string, about: string, source: string): LawText => ({ name, part: 'codec', about, source });
const CLEAR: readonly Flag[] = ['none', 'table', 'dirty', 'special', 'softDirty', 'uffdWp', 'devmap'];

export const leafLaws: readonly Law[] = [
  defineLaw(
    text(
      'makeLeaf keeps the frame, whatever the protection',
      'PROT_NONE too: the page is found again when the protection comes back.',
      'arch-interface §7 law 2',
    ),
    freshLeaves(),
    (arch, one) => {
      const { lo, hi } = entryOf(arch, one);
      return signed({ lo, hi }) ?? same('frame', one.pfn, arch.codec.pfn(one.level, lo, hi));
    },
  ),
  defineLaw(
    text(
      'a fresh leaf is present, clean and unmarked',
      'mk_pte gives frame and protection and nothing else; every mark is set by a modifier of its own.',
      'arch-interface §4 makeLeaf',
    ),
    freshLeaves(),
    (arch, one) => {
      const state = stateOf(arch, one.level, entryOf(arch, one));
      return (
        same('present', true, state.present) ?? same('leaf', true, state.leaf) ?? firstOf(CLEAR, (flag) => same(flag, false, state[flag]))
      );
    },
  ),
  defineLaw(
    text(
      'a leaf is writable from the start only if its mapping is shared and writable',
      'A private page must fault on its first store, or copy-on-write never happens.',
      'arch-interface §7 law 9',
    ),
    freshLeaves(),
    (arch, one) => same('write', isWritableRow(rowOf(one.prot)), stateOf(arch, one.level, entryOf(arch, one)).write),
  ),
  defineLaw(
    text('a leaf is executable exactly if its mapping is', 'Reading implies nothing about executing.', 'arch-interface §4 protection map'),
    freshLeaves(),
    (arch, one) =>
      isNoneRow(rowOf(one.prot)) ? undefined : same('exec', (rowOf(one.prot) & 4) !== 0, stateOf(arch, one.level, entryOf(arch, one)).exec),
  ),
  defineLaw(
    text(
      'every entry that the kernel makes of a page is present and of the right kind',
      'No modifier may turn a page into something else.',
      'arch-interface §4 classify',
    ),
    mappings(),
    (arch, one) => {
      const { lo, hi } = entryOf(arch, one);
      const kind = isNoneRow(rowOf(protectionNow(one))) ? 'protnone' : one.level === PTE ? 'page' : 'huge';
      return (
        signed({ lo, hi }) ??
        same('kind', kind, kindOf(arch, one.level, lo, hi)) ??
        same('present', true, arch.codec.present(one.level, lo, hi)) ??
        same('protnone', kind === 'protnone', arch.codec.protnone(one.level, lo, hi))
      );
    },
  ),
  defineLaw(
    text(
      'the same steps give the same entry',
      'Every member is a function of its arguments: nothing is kept between calls.',
      'arch-interface §2',
    ),
    mappings(),
    (arch, one) => {
      const first = entryOf(arch, one);
      freshLeaf(arch, one.level, one.pfn, 1);
      return that('the same entry twice', equal(first, entryOf(arch, one)), 'two entries');
    },
  ),
  defineLaw(
    text(
      'mkHuge marks a leaf and keeps its frame',
      'pmd_mkhuge is how the kernel says that an entry above pte maps a page.',
      'arch-interface §4 mkHuge',
    ),
    freshLeaves(hugeLevels),
    (arch, one) => {
      const { lo, hi } = entryOf(arch, one);
      return (
        same('leaf', true, arch.codec.isLeaf(one.level, lo, hi)) ??
        same('table', false, arch.codec.isTable(one.level, lo, hi)) ??
        same('frame', one.pfn, arch.codec.pfn(one.level, lo, hi))
      );
    },
  ),
  defineLaw(
    text(
      'mkInvalid hides a huge leaf from hardware and keeps everything else',
      'While a huge page is split its entry is invalid, and the core must still find a page there.',
      'arch-interface §4 mkInvalid',
    ),
    mappings((arch) => hugeLevels(arch).filter((level) => level === PMD)),
    (arch, one) => {
      const { codec } = arch;
      const before = entryOf(arch, one);
      const after = changed(before, (e) => codec.mkInvalid(one.level, e));
      const was = stateOf(arch, one.level, before);
      const is = stateOf(arch, one.level, after);
      const kept: readonly Flag[] = ['young', 'dirty', 'write', 'softDirty', 'uffdWp', 'devmap', 'special'];
      return (
        signed(after) ??
        same('present', true, is.present) ??
        same('leaf', true, is.leaf) ??
        same('frame', was.pfn, is.pfn) ??
        firstOf(kept, (flag) => same(flag, was[flag], is[flag]))
      );
    },
  ),
  defineLaw(
    text(
      'makeTable and tableRef are inverse',
      'A table is found where it was put, anywhere in physical memory.',
      'arch-interface §4 makeTable',
    ),
    tables,
    (arch, one) => {
      const { lo, hi } = pointerOf(arch, one);
      return signed({ lo, hi }) ?? same('tableRef', one.table, arch.codec.tableRef(one.level, lo, hi));
    },
  ),
  defineLaw(
    text('an entry made for a table leads to a table', 'It is neither empty, nor a leaf, nor bad.', 'arch-interface §4 makeTable'),
    tables,
    (arch, one) => {
      const { lo, hi } = pointerOf(arch, one);
      const flag = (name: Flag): boolean => flagOf(arch.codec, name, one.level, lo, hi);
      return (
        same('kind', 'table', kindOf(arch, one.level, lo, hi)) ??
        same('table', true, flag('table')) ??
        same('present', true, flag('present')) ??
        same('none', false, flag('none')) ??
        same('leaf', false, flag('leaf'))
      );
    },
  ),
];
