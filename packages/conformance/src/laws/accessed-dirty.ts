import {
  ACCESS_READ, ACCESS_WRITE, WALK_FAULT_NAMES, WALK_NOT_PRESENT, type Architecture, type EntrySlot, type Level,
} from '@faultline/contracts';
import { emptyOf } from '../cases/empties';
import { entryOf, mappings } from '../cases/mapping';
import { equal } from '../cases/slot';
import { walked } from '../cases/ways';
import { firstOf, same, that } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { sameState, stateOf, type Leeway } from '../state';
import { branchTo, plainWay, walkBranch, walkTo, type Branch, type Walked, type Way } from '../walk-kit';

const text = (name: string, about: string, source = 'arch-interface §6 hw.ad'): LawText => ({ name, part: 'hardware', about, source });
const leafAfter = ({ branch }: Walked, level: number): EntrySlot => branch.entries[level]!;

/** What hardware may do to the leaf by its own declaration. */
const leewayOf = ({ hw }: Architecture, { out }: Walked, { access }: Way): Leeway => ({
  mayRise: [
    ...(hw.ad.a ? (['young'] as const) : []),
    ...(hw.ad.d && access === ACCESS_WRITE && out.fault === 0 ? (['dirty'] as const) : []),
  ],
});

/** Old before, read by user mode. */
const oldLeaf = (arch: Architecture, level: Level, pfn: number): EntrySlot =>
  entryOf(arch, { level, pfn, prot: 1, changes: [{ op: 'mkOld', prot: 0 }] });

/** Another CPU clears the leaf just before the update. */
const clearedMeanwhile = (arch: Architecture, level: Level) => {
  let done = false;
  return (branch: Branch, at: number): boolean => {
    if (done || at !== level) return false;
    done = true;
    branch.entries[level] = emptyOf(arch, level);
    return true;
  };
};

export const accessedDirtyLaws: readonly Law[] = [
  defineLaw(
    text(
      'hardware changes nothing of a leaf but accessed and dirty, and these only as hw.ad says',
      'A mark that hardware sets behind its declaration is lost by a model that trusts it.',
    ),
    walked,
    (arch, [one, way]) => {
      const before = entryOf(arch, one);
      const walk = walkTo(arch, one.level, before, way);
      const after = leafAfter(walk, one.level);
      const still =
        arch.hw.ad.a || arch.hw.ad.d
          ? undefined
          : that('no update', walk.updates.length === 0 && equal(before, after), 'the walker stored');
      return still ?? sameState(stateOf(arch, one.level, before), stateOf(arch, one.level, after), leewayOf(arch, walk, way));
    },
  ),
  defineLaw(
    text(
      'an access that succeeds leaves the entry young, and a store leaves it dirty',
      'By hardware, or because anything else faults: reclaim and write-back trust the marks.',
    ),
    walked,
    (arch, [one, way]) => {
      const walk = walkTo(arch, one.level, entryOf(arch, one), way);
      if (walk.out.fault !== 0) return undefined;
      const { young, dirty } = stateOf(arch, one.level, leafAfter(walk, one.level));
      return same('young', true, young) ?? (way.access === ACCESS_WRITE ? same('dirty', true, dirty) : undefined);
    },
  ),
  defineLaw(
    text('tables are updated only where hardware sets their accessed bit', 'hw.ad.nonLeafA says whether a walk stores into upper levels.'),
    walked,
    (arch, [one, way]) => {
      const walk = walkTo(arch, one.level, entryOf(arch, one), way);
      return arch.hw.ad.nonLeafA
        ? undefined
        : that(
            'no update above the leaf',
            walk.updates.every((level) => level === one.level),
            `updates at levels ${walk.updates.join(', ')}`,
          );
    },
  ),
  defineLaw(
    {
      ...text('where hw.ad.nonLeafA says so, a walk makes the tables on its way young', 'Reclaim skips tables that were not used.'),
      applies: ({ hw }) => hw.ad.nonLeafA,
    },
    mappings(),
    (arch, { level, pfn }) => {
      const branch = branchTo(arch, level, entryOf(arch, { level, pfn, prot: 1, changes: [] }));
      const above = branch.entries.map((_, at) => at).filter((at) => at > level && at <= branch.top);
      for (const at of above) arch.codec.mkOld(at, branch.entries[at]!);
      walkBranch(arch, branch, plainWay(ACCESS_READ));
      return firstOf(above, (at) =>
        same(`young of the table entry at level ${at}`, true, arch.codec.young(at, branch.entries[at]!.lo, branch.entries[at]!.hi)),
      );
    },
  ),
  defineLaw(
    {
      ...text(
        'an update that another CPU overtakes is no update: the walk starts over',
        'Otherwise a translation of a page that was just unmapped is cached.',
        'contracts arch/walk.ts WalkMemory.update',
      ),
      applies: ({ hw }) => hw.ad.a,
    },
    mappings(),
    (arch, { level, pfn }) => {
      const branch = branchTo(arch, level, oldLeaf(arch, level, pfn));
      const { out } = walkBranch(arch, branch, plainWay(ACCESS_READ), clearedMeanwhile(arch, level));
      return same('fault', WALK_FAULT_NAMES[WALK_NOT_PRESENT], WALK_FAULT_NAMES[out.fault]);
    },
  ),
];
