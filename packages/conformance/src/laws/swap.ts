import { ACCESS_READ, PTE, WALK_NOT_PRESENT, wordOf, type Architecture, type EntrySlot } from '@faultline/contracts';
import { changed, equal, written } from '../cases/slot';
import { isNeverMade, offsetsAt, SWAP_TYPES, swapEntryOf, swaps, type Swapped } from '../cases/swaps';
import { firstOf, same, signed, that, type Mismatch } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { flagOf, type Flag } from '../state';
import { plainWay, walkTo } from '../walk-kit';

const text = (name: string, about: string, source: string): LawText => ({ name, part: 'swap', about, source });
const TYPES = Array.from({ length: SWAP_TYPES }, (_, type) => type);

function reads(arch: Architecture, entry: EntrySlot, { level, type, offset }: Swapped): Mismatch | undefined {
  const came = written((out) => arch.swap.offset(level, entry.lo, entry.hi, out));
  const mismatch =
    same('type', type, arch.swap.type(level, entry.lo, entry.hi)) ?? signed(came) ?? same('offset', offset, wordOf(came.lo, came.hi));
  return mismatch && { ...mismatch, entry };
}

function looksLikeNothingElse(arch: Architecture, entry: EntrySlot, level: number): Mismatch | undefined {
  const flags: readonly Flag[] = level === PTE ? ['none', 'present', 'protnone'] : ['none', 'present', 'table', 'leaf'];
  const mismatch = firstOf(flags, (flag) => same(flag, false, flagOf(arch.codec, flag, level, entry.lo, entry.hi)));
  return mismatch && { ...mismatch, entry };
}

/** The marks of a swap-style entry: predicate, set, clear, and the capability without which they do nothing. */
const MARKS = [
  ['exclusive', 'mkExclusive', 'clearExclusive', 'swapExclusive'],
  ['softDirty', 'mkSoftDirty', 'clearSoftDirty', 'softDirty'],
  ['uffdWp', 'mkUffdWp', 'clearUffdWp', 'uffdWp'],
] as const;
type Mark = (typeof MARKS)[number];

/** Sets and clears one mark: the others, type and offset stay. */
function marked(arch: Architecture, one: Swapped, [mark, set, clear, capability]: Mark): Mismatch | undefined {
  const { swap, caps } = arch;
  const entry = swapEntryOf(arch, one);
  const on = changed(entry, (e) => swap[set](e));
  const off = changed(on, (e) => swap[clear](e));
  const others = MARKS.filter(([name]) => name !== mark);
  return (
    signed(on) ??
    same(`${mark} of a fresh entry`, false, swap[mark](entry.lo, entry.hi)) ??
    same(`${mark} after ${set}`, caps[capability], swap[mark](on.lo, on.hi)) ??
    firstOf(others, ([name]) => same(`${name} after ${set}`, false, swap[name](on.lo, on.hi))) ??
    reads(arch, on, one) ??
    looksLikeNothingElse(arch, on, one.level) ??
    that(`${clear} undoes ${set}`, equal(off, entry), 'another entry')
  );
}

/** One mark cleared of an entry that has them all. */
function clearedAlone(arch: Architecture, one: Swapped, full: EntrySlot, [mark, , clear]: Mark): Mismatch | undefined {
  const { swap, caps } = arch;
  const left = changed(full, (e) => swap[clear](e));
  return (
    firstOf(MARKS, ([name, , , capability]) =>
      same(`${name} after ${clear}`, name !== mark && caps[capability], swap[name](left.lo, left.hi)),
    ) ?? reads(arch, left, one)
  );
}

/** All marks at once, cleared one by one. */
function markedAll(arch: Architecture, one: Swapped): Mismatch | undefined {
  const entry = swapEntryOf(arch, one);
  const full = changed(entry, (e) => MARKS.forEach(([, set]) => arch.swap[set](e)));
  const empty = changed(full, (e) => MARKS.forEach(([, , clear]) => arch.swap[clear](e)));
  return (
    reads(arch, full, one) ??
    looksLikeNothingElse(arch, full, one.level) ??
    firstOf(MARKS, (mark) => clearedAlone(arch, one, full, mark)) ??
    that('all marks cleared give the fresh entry', equal(empty, entry), 'another entry')
  );
}

export const swapLaws: readonly Law[] = [
  defineLaw(
    text(
      'type and offset of a swap-style entry are what was encoded',
      'A page is found on its swap device, a migrating one in its frame.',
      'arch-interface §7 law 3',
    ),
    offsetsAt,
    (arch, { level, offset }) =>
      firstOf(TYPES, (type) => {
        const entry = swapEntryOf(arch, { level, type, offset });
        return signed(entry) ?? reads(arch, entry, { level, type, offset });
      }),
  ),
  defineLaw(
    text(
      'a swap-style entry is neither none nor present, for any type and offset',
      'Exempt: the header of a swap file, and the last offset of the field, which no kernel encodes.',
      'arch-interface §7 law 3; arch-arm64 §6',
    ),
    offsetsAt,
    (arch, { level, offset }) =>
      firstOf(
        TYPES.filter((type) => !isNeverMade(arch, type, offset)),
        (type) => looksLikeNothingElse(arch, swapEntryOf(arch, { level, type, offset }), level),
      ),
  ),
  defineLaw(
    text(
      'hardware refuses a swap-style entry as not present',
      'No bit of type, offset or mark may make it valid.',
      'arch-interface §4 swap codec; §6 hw.walk',
    ),
    swaps,
    (arch, one) => {
      const entry = changed(swapEntryOf(arch, one), (e) => MARKS.forEach(([, set]) => arch.swap[set](e)));
      return same('fault', WALK_NOT_PRESENT, walkTo(arch, one.level, entry, plainWay(ACCESS_READ)).out.fault);
    },
  ),
  defineLaw(
    text(
      'a mark of a swap-style entry leaves type, offset and the other marks alone',
      'They travel with the entry from swap-out to swap-in. Where caps denies a mark its calls do nothing.',
      'arch-interface §7 law 4; §4 capabilities',
    ),
    swaps,
    (arch, one) =>
      isNeverMade(arch, one.type, one.offset) ? undefined : (firstOf(MARKS, (mark) => marked(arch, one, mark)) ?? markedAll(arch, one)),
  ),
];
