import { PMD, PTE, wordHex, type Architecture, type EntrySlot } from '@faultline/contracts';
import { having } from '../cases/family';
import { entryOf, freshLeaf, isNoneRow, mappings, modify, protections, rowOf, type Mapping, type Protection } from '../cases/mapping';
import { changed, equal } from '../cases/slot';
import { rowWords } from '../cases/words';
import { same, signed, that, type Mismatch } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { leafLevels } from '../levels-of';
import { sameState, stateOf, type EntryState, type Leeway } from '../state';
import { rightsThrough } from '../walk-kit';

const text = (name: string, about: string, source: string): LawText => ({ name, part: 'modifiers', about, source });
const words = (prot: Protection): string => `modify ${rowWords(rowOf(prot))}`;
const cases = having(mappings(), protections, words);
/** PROT_NONE is of pages and of pmd leaves. */
const noneAble = having(
  mappings((arch) => leafLevels(arch).filter((level) => level <= PMD)),
  protections,
  (prot) => `modify none, ${words(prot)}`,
);
const NONE_ROW = 0;

const keepsDirty = ({ caps }: Architecture, level: number): boolean =>
  level === PTE ? caps.modifyKeeps.pteDirty : caps.modifyKeeps.hugeDirty;
/** What may be lost: dirty where it is not kept, and young where `losesYoung` says so. */
const leewayOf = (arch: Architecture, level: number, losesYoung: boolean): Leeway => ({
  mayFall: [...(keepsDirty(arch, level) ? [] : (['dirty'] as const)), ...(losesYoung ? (['young'] as const) : [])],
});

const givesAccess = (prot: Protection): boolean => !isNoneRow(rowOf(prot));
/** An entry may come out old because access was taken away. */
const losesYoung = ({ caps }: Architecture, prot: Protection): boolean => !caps.modifyKeeps.young && !givesAccess(prot);
/** An entry comes out young because access was given. */
const makesYoung = ({ caps }: Architecture, prot: Protection): boolean => !caps.modifyKeeps.old && givesAccess(prot);

const modified = (arch: Architecture, { level }: Mapping, entry: EntrySlot, prot: Protection): EntrySlot =>
  changed(entry, (e) => modify(arch, level, e, prot));

/** Rights come from the protection as a fresh leaf has them, all marks from the entry. */
function expected(arch: Architecture, one: Mapping, before: EntryState, prot: Protection): EntryState {
  const fresh = stateOf(arch, one.level, freshLeaf(arch, one.level, one.pfn, prot));
  return { ...before, young: before.young || makesYoung(arch, prot), write: fresh.write, exec: fresh.exec, protnone: fresh.protnone };
}

function twice(arch: Architecture, one: Mapping, prot: Protection): Mismatch | undefined {
  if (!keepsDirty(arch, one.level)) return undefined;
  const first = modified(arch, one, entryOf(arch, one), prot);
  const second = modified(arch, one, first, prot);
  return that(`modify twice ${wordHex(first.lo, first.hi)}`, equal(first, second), wordHex(second.lo, second.hi));
}

export const modifyLaws: readonly Law[] = [
  defineLaw(
    text(
      'modify takes the new rights and keeps frame, accessed, dirty, soft-dirty, special and all other marks',
      'mprotect changes what may be done, not what was done.',
      'arch-interface §7 law 7; §4 caps.modifyKeeps',
    ),
    cases,
    (arch, [one, prot]) => {
      const before = entryOf(arch, one);
      const after = modified(arch, one, before, prot);
      return (
        signed(after) ??
        sameState(
          expected(arch, one, stateOf(arch, one.level, before), prot),
          stateOf(arch, one.level, after),
          leewayOf(arch, one.level, losesYoung(arch, prot)),
        )
      );
    },
  ),
  defineLaw(
    text(
      'modify done twice is done once',
      'mprotect to the protection that is there already changes nothing more.',
      'arch-interface §7 law 6',
    ),
    cases,
    (arch, [one, prot]) => twice(arch, one, prot),
  ),
  defineLaw(
    text(
      'modify to PROT_NONE and back restores the page',
      'NUMA hinting takes the rights of a page away for a while: frame and marks must survive.',
      'arch-interface §7 law 8',
    ),
    noneAble,
    (arch, [one, prot]) => {
      const entry = entryOf(arch, one);
      const hidden = modified(arch, one, entry, NONE_ROW);
      const state = stateOf(arch, one.level, hidden);
      const direct = stateOf(arch, one.level, modified(arch, one, entry, prot));
      const back = stateOf(arch, one.level, modified(arch, one, hidden, prot));
      const leeway = leewayOf(arch, one.level, losesYoung(arch, NONE_ROW) && !makesYoung(arch, prot));
      return same('protnone', true, state.protnone) ?? same('write', false, state.write) ?? sameState(direct, back, leeway);
    },
  ),
  defineLaw(
    text(
      'modify gives user mode the rights of a fresh leaf',
      'After mprotect hardware allows what it allows after mmap; stores are left to the dirty mark.',
      'arch-interface §4 modify; §6 hw.walk',
    ),
    cases,
    (arch, [one, prot]) => {
      const young = (e: EntrySlot): EntrySlot => changed(e, (slot) => arch.codec.mkYoung(one.level, slot));
      const fresh = rightsThrough(arch, one.level, young(freshLeaf(arch, one.level, one.pfn, prot)));
      const after = rightsThrough(arch, one.level, young(modified(arch, one, entryOf(arch, one), prot)));
      return same('reads allowed', fresh.accesses[0], after.accesses[0]) ?? same('fetches allowed', fresh.accesses[2], after.accesses[2]);
    },
  ),
];
