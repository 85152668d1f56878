import {
  ACCESS_NAMES, ACCESS_READ, ACCESS_WRITE, TLB_DIRTY, TLB_READ, TLB_WRITE, WALK_FAULT_NAMES, walkOutcome, type Access, type Architecture,
  type EntrySlot, type WalkOutcome,
} from '@faultline/contracts';
import fc from 'fast-check';
import { having } from '../cases/family';
import { entryOf, mappings, type Mapping } from '../cases/mapping';
import { accesses, walked, waysOf, wayWords } from '../cases/ways';
import { same, that, type Mismatch } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { stateOf } from '../state';
import { walkTo, type Walked, type Way } from '../walk-kit';

const text = (name: string, about: string, source = 'arch-interface §6 hw'): LawText => ({ name, part: 'hardware', about, source });
const leafAfter = ({ branch }: Walked, level: number): EntrySlot => branch.entries[level]!;

/** A first access fills the TLB, a second one uses what it left. */
interface TwoAccesses extends Way {
  readonly second: Access;
}
const twoAccesses = having(
  mappings(),
  (arch) => fc.tuple(waysOf(arch), accesses).map<TwoAccesses>(([way, second]) => ({ ...way, second })),
  (way) => `${wayWords(way)}, then ${ACCESS_NAMES[way.second]}`,
);

/** Both accesses, if the first succeeds. */
function bothAccesses(arch: Architecture, one: Mapping, way: TwoAccesses): readonly [Walked, Walked] | undefined {
  const first = walkTo(arch, one.level, entryOf(arch, one), way);
  if (first.out.fault !== 0) return undefined;
  return [first, walkTo(arch, one.level, leafAfter(first, one.level), { ...way, access: way.second })];
}

function refusesAlike(arch: Architecture, first: WalkOutcome, second: WalkOutcome, way: TwoAccesses): Mismatch | undefined {
  const out = walkOutcome();
  arch.hw.refuse(first.flags, way.second, way.user, way.pkru, first.level, out);
  return (
    same('fault', WALK_FAULT_NAMES[second.fault], WALK_FAULT_NAMES[out.fault]) ??
    same('level', second.level, out.level) ??
    that(
      `syndrome ${second.syndromeHi}:${second.syndromeLo}`,
      out.syndromeLo === second.syndromeLo && out.syndromeHi === second.syndromeHi,
      `${out.syndromeHi}:${out.syndromeLo}`,
    )
  );
}

export const translationLaws: readonly Law[] = [
  defineLaw(
    text(
      'the flags of a translation let reads through, and stores at once where the entry was dirty',
      'TLB_DIRTY spares a store the look at the entry; without it the next store walks.',
      'contracts arch/walk.ts TLB_DIRTY',
    ),
    walked,
    (arch, [one, way]) => {
      const walk = walkTo(arch, one.level, entryOf(arch, one), way);
      if (walk.out.fault !== 0) return undefined;
      const { flags } = walk.out;
      const { dirty } = stateOf(arch, one.level, leafAfter(walk, one.level));
      return (
        that(
          'TLB_DIRTY only of an entry that is dirty or not writable',
          (flags & TLB_DIRTY) === 0 || (flags & TLB_WRITE) === 0 || dirty,
          `flags ${flags} of a clean entry`,
        ) ??
        (way.access === ACCESS_READ ? that('TLB_READ', (flags & TLB_READ) !== 0, `flags ${flags}`) : undefined) ??
        (way.access === ACCESS_WRITE
          ? that('TLB_WRITE and TLB_DIRTY', (flags & (TLB_WRITE | TLB_DIRTY)) === (TLB_WRITE | TLB_DIRTY), `flags ${flags}`)
          : undefined)
      );
    },
  ),
  defineLaw(
    text('allows() agrees with walk()', 'A cached translation permits exactly what a walk of the same entry would.'),
    twoAccesses,
    (arch, [one, way]) => {
      const both = bothAccesses(arch, one, way);
      return both && same('allowed', both[1].out.fault === 0, arch.hw.allows(both[0].out.flags, way.second, way.user, way.pkru));
    },
  ),
  defineLaw(
    text('refuse() agrees with walk()', 'A fault on a cached translation looks like one found by walking: reason, level and syndrome.'),
    twoAccesses,
    (arch, [one, way]) => {
      const both = bothAccesses(arch, one, way);
      return both && both[1].out.fault !== 0 ? refusesAlike(arch, both[0].out, both[1].out, way) : undefined;
    },
  ),
];
