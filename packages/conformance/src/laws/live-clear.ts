import { EFFECT_DEFER_MM, isOnlyCpu, PMD, type Architecture, type EntrySlot } from '@faultline/contracts';
import { emptyOf } from '../cases/empties';
import { entryOf, type Mapping } from '../cases/mapping';
import { equal } from '../cases/slot';
import { firstOf, that, type Mismatch } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { flushed, flushes, hexed, liveCases, livePmdCases, performed, PLAIN_OPS, run, type Outcome, type Scene } from '../live-kit';
import { sameState, stateOf } from '../state';
import { plainWay, rightsThrough, walkTo } from '../walk-kit';

const text = (name: string, about: string, source = 'arch-interface §5'): LawText => ({ name, part: 'live', about, source });

const clearFull = (arch: Architecture, { level }: Mapping, old: EntrySlot, { mm, cpu }: Scene, full: boolean): Outcome<void> =>
  performed(old, (slot, steps) => arch.live.getAndClearFull(level, slot, mm, cpu, full, steps));
const endsAt = (expected: EntrySlot, { entry }: Outcome<unknown>): Mismatch | undefined =>
  that(`in the end ${hexed(expected)}`, equal(expected, entry), hexed(entry));
const isAccessible = ({ codec }: Architecture, { level }: Mapping, { lo, hi }: EntrySlot, { mm }: Scene): boolean =>
  codec.accessible(level, lo, hi, mm.flushPending > 0);

const clears = (op: 'getAndClear' | 'clearFlush'): Law =>
  defineLaw(text(`${op} leaves the empty entry`, 'Of its level: zero is not empty everywhere.'), liveCases, (arch, [one, scene]) =>
    endsAt(emptyOf(arch, one.level), run(arch, op, one, entryOf(arch, one), scene)),
  );

/** While a flush runs, no CPU may fill its TLB with more than the operation leaves. */
function flushesLate(arch: Architecture, { level }: Mapping, outcome: Outcome<unknown>): Mismatch | undefined {
  const left = rightsThrough(arch, level, outcome.entry).accesses;
  return firstOf(outcome.effects.filter(flushes), ({ entry }) => {
    const during = rightsThrough(arch, level, entry).accesses;
    return that(
      'a flush after the store that takes the rights away',
      during.every((allowed, access) => !allowed || left[access]),
      `a flush while the entry is ${hexed(entry)}`,
    );
  });
}

export const clearLaws: readonly Law[] = [
  clears('getAndClear'),
  clears('clearFlush'),
  defineLaw(
    text('getAndClearFull leaves the empty entry, full or not', 'Of its level: zero is not empty everywhere.'),
    liveCases,
    (arch, [one, scene]) =>
      firstOf([false, true], (full) => endsAt(emptyOf(arch, one.level), clearFull(arch, one, entryOf(arch, one), scene, full))),
  ),
  defineLaw(
    text(
      'clearFlush flushes whatever was accessible',
      'When it returns no CPU can use the old entry: the frame may go.',
      'arch-interface §5 clearFlush; @kernel ptep_clear_flush',
    ),
    liveCases,
    (arch, [one, scene]) => {
      const old = entryOf(arch, one);
      return isAccessible(arch, one, old, scene) ? flushed('a flush on every CPU', run(arch, 'clearFlush', one, old, scene)) : undefined;
    },
  ),
  defineLaw(
    {
      ...text(
        'where nothing is gathered, getAndClear flushes or leaves the mm owing a flush',
        'The page is freed at once; owing is enough only while no other CPU has the mm loaded.',
        'arch-interface §7 law 11; §6 gather.mode',
      ),
      applies: ({ gather }) => gather.mode === 'immediate',
    },
    liveCases,
    (arch, [one, scene]) => {
      const old = entryOf(arch, one);
      const outcome = run(arch, 'getAndClear', one, old, scene);
      const alone = isOnlyCpu(scene.mm.attachedCpus, scene.cpu);
      if (!isAccessible(arch, one, old, { ...scene, mm: { ...scene.mm, flushPending: 0 } })) return undefined;
      return alone && outcome.effects.some(({ kind }) => kind === EFFECT_DEFER_MM) ? undefined : flushed('a flush on every CPU', outcome);
    },
  ),
  defineLaw(
    text(
      'invalidateHuge hides the leaf from hardware, flushes it, and keeps frame and marks',
      'While a huge page is split nobody may use it, and nothing of it may be lost.',
      'arch-interface §5 invalidateHuge; @kernel pmdp_invalidate',
    ),
    livePmdCases,
    (arch, [one, scene]) => {
      const old = entryOf(arch, one);
      const before = stateOf(arch, one.level, old);
      const outcome = run(arch, 'invalidateHuge', one, old, scene);
      return (
        sameState({ ...before, protnone: false }, stateOf(arch, one.level, outcome.entry), { mayRise: ['protnone'] }) ??
        that('a fault', walkTo(arch, one.level, outcome.entry, plainWay(0)).out.fault !== 0, 'a read succeeds') ??
        (rightsThrough(arch, one.level, old).accesses.some(Boolean) ? flushed('a flush on every CPU', outcome) : undefined)
      );
    },
  ),
  defineLaw(
    text(
      'no live operation flushes before the store that takes the rights away',
      'A flush that runs first is followed by a new TLB fill.',
      'arch-interface §8.3 change 1',
    ),
    liveCases,
    (arch, [one, scene]) => {
      const old = entryOf(arch, one);
      const extra = one.level === PMD ? ['invalidateHuge' as const] : [];
      return firstOf([...PLAIN_OPS, ...extra], (op) => {
        const mismatch = flushesLate(arch, one, run(arch, op, one, old, scene));
        return mismatch && { ...mismatch, expected: `${op}: ${mismatch.expected}` };
      });
    },
  ),
];
