import { wordHex, type EntrySlot } from '@faultline/contracts';
import { entryOf, mappings } from '../cases/mapping';
import { changed, copyOf, equal } from '../cases/slot';
import { firstOf, signed, that } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { leafLevels } from '../levels-of';
import { sameState, stateOf } from '../state';
import { MODIFIER_RULES, OPTIONAL_MODIFIERS, type ModifierRule } from './modifier-rules';

const text = (name: string, about: string, source: string): LawText => ({ name, part: 'modifiers', about, source });
const hexed = ({ lo, hi }: EntrySlot): string => wordHex(lo, hi);
const sameEntry = (what: string, expected: EntrySlot, came: EntrySlot) =>
  that(`${what} ${hexed(expected)}`, equal(expected, came), hexed(came));

const effect = (rule: ModifierRule): Law =>
  defineLaw(text(rule.name, rule.about, rule.source), mappings(rule.only === undefined ? leafLevels : () => [rule.only!]), (arch, one) => {
    const before = entryOf(arch, one);
    const after = changed(before, (e) => arch.codec[rule.op](one.level, e));
    return signed(after) ?? sameState(rule.after(stateOf(arch, one.level, before), arch), stateOf(arch, one.level, after), rule);
  });

const TWICE = ['mkYoung', 'mkOld', 'mkDirty', 'mkClean', 'mkWrite', 'wrProtect'] as const;

export const modifierLaws: readonly Law[] = [
  ...MODIFIER_RULES.map(effect),
  defineLaw(
    text('a modifier done twice is done once', 'A fault that is raised twice is handled twice.', 'arch-interface §7 law 6'),
    mappings(),
    (arch, one) => {
      const entry = entryOf(arch, one);
      return firstOf(TWICE, (op) => {
        const first = changed(entry, (e) => arch.codec[op](one.level, e));
        return sameEntry(
          `${op} twice`,
          first,
          changed(first, (e) => arch.codec[op](one.level, e)),
        );
      });
    },
  ),
  defineLaw(
    text('mkYoung and mkOld undo each other', 'Ageing a page that is used again leaves no trace.', 'arch-interface §7 law 5'),
    mappings(),
    (arch, one) => {
      const { codec } = arch;
      const entry = entryOf(arch, one);
      const [there, back] = codec.young(one.level, entry.lo, entry.hi) ? (['mkOld', 'mkYoung'] as const) : (['mkYoung', 'mkOld'] as const);
      const after = copyOf(entry);
      codec[there](one.level, after);
      codec[back](one.level, after);
      return sameEntry(`after ${there} and ${back}`, entry, after);
    },
  ),
  defineLaw(
    text(
      'mkDirty and mkWrite give one entry in either order',
      'The core does both on a store, in the order that suits the path.',
      'arch-interface §7 law 10',
    ),
    mappings(),
    ({ codec, ...rest }, one) => {
      const entry = entryOf({ codec, ...rest }, one);
      const after = (ops: readonly ('mkDirty' | 'mkWrite')[]): EntrySlot =>
        changed(entry, (e) => ops.forEach((op) => codec[op](one.level, e)));
      return sameEntry('mkDirty after mkWrite gives', after(['mkDirty', 'mkWrite']), after(['mkWrite', 'mkDirty']));
    },
  ),
  defineLaw(
    text(
      'a modifier of a mark that is absent leaves the entry alone',
      'The core calls it all the same: it must be the identity.',
      'arch-interface §4 capabilities',
    ),
    mappings(),
    (arch, one) => {
      const entry = entryOf(arch, one);
      return firstOf(
        OPTIONAL_MODIFIERS.filter(([mark]) => !arch.caps[mark]).flatMap(([, ops]) => ops),
        (op) =>
          sameEntry(
            `${op} gives`,
            entry,
            changed(entry, (e) => arch.codec[op](one.level, e)),
          ),
      );
    },
  ),
];
