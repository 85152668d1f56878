import type { Architecture } from '@faultline/contracts';
import fc from 'fast-check';
import type { Family } from '../define-law';

/** The one case of a law that has no arbitrary part. */
export const once: Family<null> = { levels: () => [undefined], draw: () => fc.constant(null), tell: () => 'the architecture as it stands' };

/** Cases of one family, each with something besides. */
export const having = <A, B>(
  family: Family<A>,
  draw: (arch: Architecture, level: number) => fc.Arbitrary<B>,
  words: (extra: B) => string,
): Family<readonly [A, B]> => ({
  levels: family.levels,
  draw: (arch, level) => fc.tuple(family.draw(arch, level), draw(arch, level ?? 0)),
  tell: ([one, extra]) => `${family.tell(one)}; ${words(extra)}`,
  ...(family.entry === undefined ? {} : { entry: (arch, [one]) => family.entry!(arch, one) }),
});

/** Cases without a level. */
export const levelless = <A>(draw: (arch: Architecture) => fc.Arbitrary<A>, words: (one: A) => string): Family<A> => ({
  levels: () => [undefined],
  draw,
  tell: words,
});
