import type { Architecture, LevelName } from '@faultline/contracts';

/** Part of the interface that a law speaks of. */
export type LawPart =
  | 'shape'
  | 'geometry'
  | 'codec'
  | 'decode'
  | 'modifiers'
  | 'protection'
  | 'swap'
  | 'hardware'
  | 'faults'
  | 'live'
  | 'gather'
  | 'capabilities';

/** One case in which a law does not hold. Strings only, so that it can be printed and stored as it is. */
export interface Counterexample {
  /** Level at which it was found; absent where the law has no level. */
  readonly level?: LevelName;
  /** The entry, as 16 hexadecimal digits with `0x`. */
  readonly entry?: string;
  /** How the case was made. */
  readonly given: string;
  /** What the law asks for. */
  readonly expected: string;
  /** What the architecture did. */
  readonly came: string;
  /** The member, as `codec.modify`, that is a stub still: nothing can be said of this case before it is filled. */
  readonly waitsFor?: string;
}

/** How hard to look. The same options give the same answer. */
export interface CheckOptions {
  /** Seed of the arbitrary cases; default 20230108. */
  readonly seed?: number;
  /** Cases of a law at a level; default 200. */
  readonly runs?: number;
}

/**
 * Something every architecture must keep, as data.
 * @example
 * const broken = conformanceLaws.filter((law) => law.applies(arch) && law.check(arch).length > 0);
 */
export interface Law {
  /** Unique; says what holds. */
  readonly name: string;
  /** Member of the architecture that the law is about. */
  readonly part: LawPart;
  /** One sentence for the author of an architecture: why it must hold. */
  readonly about: string;
  /** Where it is written. */
  readonly source: string;
  /** False where the architecture has declared that it lacks what the law speaks of. Never throws. */
  applies(arch: Architecture): boolean;
  /** The smallest case found against it, at most one a level; empty: it holds. Never throws: what the architecture throws is a case. */
  check(arch: Architecture, options?: CheckOptions): readonly Counterexample[];
}
