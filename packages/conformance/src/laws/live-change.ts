import type { EntrySlot, LiveSteps } from '@faultline/contracts';
import { entryOf } from '../cases/mapping';
import { changed, equal } from '../cases/slot';
import { firstOf, same, signed, that, type Mismatch } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { hexed, liveCases, performed, PLAIN_OPS, run } from '../live-kit';
import { sameState, stateOf } from '../state';
import { plainWay, walkTo } from '../walk-kit';

const text = (name: string, about: string, source = 'arch-interface §5'): LawText => ({ name, part: 'live', about, source });

/** The entry with accessed cleared, everything else as it was; "was young" told. */
const ages = (op: 'testAndClearYoung' | 'clearFlushYoung', about: string): Law =>
  defineLaw(text(`${op} makes old, tells whether it was young, and changes nothing else`, about), liveCases, (arch, [one, scene]) => {
    const old = entryOf(arch, one);
    const before = stateOf(arch, one.level, old);
    const { result, entry } = run(arch, op, one, old, scene);
    return (
      same('was young', before.young, result) ?? signed(entry) ?? sameState({ ...before, young: false }, stateOf(arch, one.level, entry))
    );
  });

export const changeLaws: readonly Law[] = [
  defineLaw(
    text(
      'setWrProtect leads to what wrProtect makes',
      'fork protects entries that other CPUs are using: write goes, dirty stays, and hardware refuses stores.',
    ),
    liveCases,
    (arch, [one, scene]) => {
      const old = entryOf(arch, one);
      const before = stateOf(arch, one.level, old);
      const { entry } = run(arch, 'setWrProtect', one, old, scene);
      return (
        signed(entry) ??
        sameState({ ...before, write: false }, stateOf(arch, one.level, entry)) ??
        that('stores refused', walkTo(arch, one.level, entry, plainWay(1)).out.fault !== 0, 'a store succeeds')
      );
    },
  ),
  ages('testAndClearYoung', 'Reclaim asks whether a page was used.'),
  ages('clearFlushYoung', 'Reclaim asks whether a page was used, and wants to see the next use.'),
  defineLaw(
    text(
      'after modifyProtStart hardware refuses the entry until the commit',
      'A dirty bit set between reading and storing would be lost.',
      'arch-interface §5 modifyProtStart; @kernel ptep_modify_prot_start',
    ),
    liveCases,
    (arch, [one, scene]) => {
      const { entry } = run(arch, 'modifyProtStart', one, entryOf(arch, one), scene);
      return firstOf([0, 1, 2] as const, (access) =>
        that('a fault', walkTo(arch, one.level, entry, plainWay(access)).out.fault !== 0, `an access succeeds through ${hexed(entry)}`),
      );
    },
  ),
  defineLaw(
    text('modifyProtCommit stores the entry it is given', 'What mprotect made of the entry is what the table holds.'),
    liveCases,
    (arch, [one, { mm, cpu }]) => {
      const old = entryOf(arch, one);
      const next = changed(old, (e) => arch.codec.wrProtect(one.level, e));
      const { entry } = performed(old, (slot, steps) => arch.live.modifyProtCommit(one.level, slot, next, mm, cpu, steps));
      return sameState(stateOf(arch, one.level, next), stateOf(arch, one.level, entry));
    },
  ),
  defineLaw(
    text('live operations leave the slots of their caller alone', 'They say what to store; the core stores it.', 'contracts LiveOps'),
    liveCases,
    (arch, [one, scene]) => {
      const entry = entryOf(arch, one);
      const untouched = (op: string, act: (old: EntrySlot, steps: LiveSteps) => void): Mismatch | undefined => {
        const old = { ...entry };
        performed(entry, (_copy, steps) => act(old, steps));
        return that(`${op} leaves ${hexed(entry)} as it is`, equal(old, entry), hexed(old));
      };
      return (
        firstOf(PLAIN_OPS, (op) => untouched(op, (old, steps) => void arch.live[op](one.level, old, scene.mm, scene.cpu, steps))) ??
        untouched(
          'setAccessFlags',
          (old, steps) =>
            void arch.live.setAccessFlags(
              one.level,
              old,
              changed(old, (e) => arch.codec.mkYoung(one.level, e)),
              true,
              scene.mm,
              scene.cpu,
              steps,
            ),
        )
      );
    },
  ),
];
