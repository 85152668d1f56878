import { LEVEL_NAMES, wordHex, type Architecture, type EntrySlot, type Level } from '@faultline/contracts';
import fc from 'fast-check';
import { thrown, type Mismatch } from './claims';
import { checkPageShift } from './levels-of';
import type { CheckOptions, Counterexample, Law } from './law';

/** The date of v6.2-rc3. */
export const DEFAULT_SEED = 20230108;
export const DEFAULT_RUNS = 200;

/** Where the cases of a law come from. */
export interface Family<C> {
  /** Levels to draw cases for; `undefined` stands for cases without a level. */
  levels(arch: Architecture): readonly (Level | undefined)[];
  draw(arch: Architecture, level: Level | undefined): fc.Arbitrary<C>;
  /** The case in words. */
  tell(one: C): string;
  /** The entry it is about. */
  entry?(arch: Architecture, one: C): EntrySlot;
}

/** The parts of a law that are data. */
export type LawText = Pick<Law, 'name' | 'part' | 'about' | 'source'> & { readonly applies?: (arch: Architecture) => boolean };

type Judge<C> = (arch: Architecture, one: C) => Mismatch | undefined;

/** What an author has not written yet counts as a mismatch, not as an end. */
function judged<C>(judge: Judge<C>, arch: Architecture, one: C): Mismatch | undefined {
  try {
    return judge(arch, one);
  } catch (error) {
    return thrown(error);
  }
}

const named = (level: Level | undefined): Pick<Counterexample, 'level'> => (level === undefined ? {} : { level: LEVEL_NAMES[level]! });

/** What a mismatch says, without the entry that it says it of. */
const saidOf = ({ expected, came, waitsFor }: Mismatch): Pick<Counterexample, 'expected' | 'came' | 'waitsFor'> => ({
  expected,
  came,
  ...(waitsFor === undefined ? {} : { waitsFor }),
});

/** The entry may be one that the architecture cannot make. */
function shown<C>(family: Family<C>, arch: Architecture, one: C, found: EntrySlot | undefined): Pick<Counterexample, 'entry'> {
  try {
    const entry = found ?? family.entry?.(arch, one);
    return entry === undefined ? {} : { entry: wordHex(entry.lo, entry.hi) };
  } catch {
    return {};
  }
}

function checkLevel<C>(
  family: Family<C>,
  judge: Judge<C>,
  arch: Architecture,
  level: Level | undefined,
  options: CheckOptions,
): Counterexample[] {
  if (level !== undefined) checkPageShift(arch.geometry.pageShift);
  const property = fc.property(family.draw(arch, level), (one) => judged(judge, arch, one) === undefined);
  const outcome = fc.check(property, { seed: options.seed ?? DEFAULT_SEED, numRuns: options.runs ?? DEFAULT_RUNS });
  if (outcome.counterexample === null) return [];
  const [one] = outcome.counterexample;
  const mismatch = judged(judge, arch, one) ?? { expected: 'the same answer to the same question', came: 'two answers' };
  return [
    {
      ...named(level),
      ...shown(family, arch, one, mismatch.entry),
      given: family.tell(one),
      ...saidOf(mismatch),
    },
  ];
}

/** Drawing asks the architecture too. */
function guarded(level: Level | undefined, check: () => Counterexample[]): Counterexample[] {
  try {
    return check();
  } catch (error) {
    return [{ ...named(level), given: 'the cases of this law', ...saidOf(thrown(error)) }];
  }
}

/** A law of a text, a family of cases and a judgement on one case. */
export function defineLaw<C>({ applies = () => true, ...text }: LawText, family: Family<C>, judge: Judge<C>): Law {
  return Object.freeze<Law>({
    ...text,
    applies(arch) {
      try {
        return applies(arch);
      } catch {
        return true;
      }
    },
    check: (arch, options = {}) =>
      guarded(undefined, () =>
        family.levels(arch).flatMap((level) => guarded(level, () => checkLevel(family, judge, arch, level, options))),
      ),
  });
}
