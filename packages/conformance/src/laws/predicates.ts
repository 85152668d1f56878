import { swapKind } from '@faultline/codec-kit';
import { PTE, type Architecture, type EntryKind } from '@faultline/contracts';
import { neighbours, values, valuesAt, type Value } from '../cases/values';
import { firstOf, oneOf, same, that, whole, type Mismatch } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import { kindOf, LEAF_KINDS, SWAP_KINDS } from '../kinds';
import type { Law } from '../law';
import { leafLevels, swapLevels, tableLevels } from '../levels-of';
import { flagOf, FLAGS, type Flag } from '../state';

const text = (name: string, about: string, source = 'arch-interface §4'): LawText => ({ name, part: 'codec', about, source });
const atPte = valuesAt(() => [PTE]);
const ask = (arch: Architecture, flag: Flag, { level, lo, hi }: Value): boolean => flagOf(arch.codec, flag, level, lo, hi);
const kind = (arch: Architecture, { level, lo, hi }: Value): EntryKind => kindOf(arch, level, lo, hi);
const isLeaf = (arch: Architecture, at: Value): boolean => at.level === PTE || ask(arch, 'leaf', at);

/** Judges a value and all that differ from it in one bit: kinds part at single bits. */
const around =
  (judge: (arch: Architecture, at: Value) => Mismatch | undefined) =>
  (arch: Architecture, at: Value): Mismatch | undefined =>
    firstOf(neighbours(at), (one) => {
      const mismatch = judge(arch, one);
      return mismatch && { ...mismatch, entry: one };
    });

/** A frame or table at address 0 is never one of user space; s390's upper levels do not call it present. */
const isAtZero = ({ codec }: Architecture, { level, lo, hi }: Value): boolean => codec.pfn(level, lo, hi) === 0;

function accessibility({ codec }: Architecture, { level, lo, hi }: Value): Mismatch | undefined {
  const idle = codec.accessible(level, lo, hi, false);
  return (
    oneOf('accessible', [true, false], idle) ??
    that('accessible while a flush is pending', !idle || codec.accessible(level, lo, hi, true), 'not accessible')
  );
}

export const predicateLaws: readonly Law[] = [
  defineLaw(
    text('predicates answer any value', 'Tables hold what they hold: a predicate that throws ends a walk over a damaged table.'),
    values,
    (arch, at) => firstOf(FLAGS, (flag) => oneOf(flag, [true, false], ask(arch, flag, at))),
  ),
  defineLaw(
    text('pfn answers any value at the levels of leaves', 'It is asked of entries that another CPU has just changed.'),
    valuesAt(leafLevels),
    ({ codec }, { level, lo, hi }) => whole('pfn', codec.pfn(level, lo, hi), 0, Number.MAX_SAFE_INTEGER),
  ),
  defineLaw(
    text('tableRef answers any value above pte', 'It is asked of entries that another CPU has just changed.'),
    valuesAt(tableLevels),
    ({ codec }, { level, lo, hi }) => whole('tableRef', codec.tableRef(level, lo, hi), 0, Number.MAX_SAFE_INTEGER),
  ),
  defineLaw(
    text('an entry is none exactly if its kind is none', 'isNone and classify are two ways to ask the same.'),
    values,
    around((arch, at) => same('isNone', kind(arch, at) === 'none', ask(arch, 'none', at))),
  ),
  defineLaw(
    text(
      'a pte is present exactly if its kind maps a page',
      'Present, swap-style and empty entries are told apart at the lowest level by pte_present and pte_none alone.',
    ),
    atPte,
    around((arch, at) => same('present', LEAF_KINDS.includes(kind(arch, at)), ask(arch, 'present', at))),
  ),
  defineLaw(text('a pte is prot-none exactly if its kind is', 'NUMA hinting finds its entries by pte_protnone.'), atPte, (arch, at) =>
    same('protnone', kind(arch, at) === 'protnone', ask(arch, 'protnone', at)),
  ),
  defineLaw(
    text(
      'a kind that maps a page is a present leaf',
      'A huge entry stays present while it is invalid or prot-none: the core must not take it for empty.',
    ),
    values,
    (arch, at) =>
      LEAF_KINDS.includes(kind(arch, at)) && !isAtZero(arch, at)
        ? (same('leaf', true, isLeaf(arch, at)) ??
          same('table', false, ask(arch, 'table', at)) ??
          same('present', true, ask(arch, 'present', at)))
        : undefined,
  ),
  defineLaw(
    text('an entry that leads to a table is no leaf', 'A walk goes down or stops, never both.'),
    valuesAt(tableLevels),
    (arch, at) =>
      ask(arch, 'table', at)
        ? (same('leaf', false, ask(arch, 'leaf', at)) ??
          same('none', false, ask(arch, 'none', at)) ??
          oneOf('kind', ['table', 'bad', 'folded'], kind(arch, at)))
        : undefined,
  ),
  defineLaw(
    text('the kind table is what isTable says', 'classify and isTable are two ways to ask the same of an entry that is not bad.'),
    valuesAt(tableLevels),
    (arch, at) => (kind(arch, at) === 'table' ? same('table', true, ask(arch, 'table', at)) : undefined),
  ),
  defineLaw(
    text(
      'a kind of swap is neither none nor present, and is that of its type',
      'What a swap-style entry stands for is decided by its type, on every architecture alike.',
      'arch-interface §4 swap codec',
    ),
    valuesAt(swapLevels),
    (arch, at) => {
      if (!SWAP_KINDS.includes(kind(arch, at))) return undefined;
      return (
        same('none', false, ask(arch, 'none', at)) ??
        same('present', false, ask(arch, 'present', at)) ??
        same('table', false, ask(arch, 'table', at)) ??
        same('kind', swapKind(arch.swap.types, arch.swap.type(at.level, at.lo, at.hi)), kind(arch, at))
      );
    },
  ),
  defineLaw(
    text('a pending flush never makes an entry less accessible', 'A translation may still be cached: pte_accessible can only grow.'),
    valuesAt(leafLevels),
    accessibility,
  ),
  defineLaw(
    text(
      'a feature that is denied is never seen',
      'Where caps says that a mark is absent, its predicate is constant false.',
      'arch-interface §4 capabilities',
    ),
    values,
    ({ codec, caps }, { level, lo, hi }) =>
      firstOf(['softDirty', 'uffdWp', 'devmap'] as const, (mark) =>
        caps[mark] ? undefined : same(mark, false, flagOf(codec, mark, level, lo, hi)),
      ),
  ),
];
