import { PTE, type Architecture, type Codec, type EntrySlot } from '@faultline/contracts';
import { firstOf, same, type Mismatch } from './claims';

/** All that the core can ask of a leaf. */
export interface EntryState {
  readonly none: boolean;
  readonly table: boolean;
  readonly leaf: boolean;
  readonly present: boolean;
  readonly protnone: boolean;
  readonly young: boolean;
  readonly dirty: boolean;
  readonly write: boolean;
  readonly exec: boolean;
  readonly special: boolean;
  readonly softDirty: boolean;
  readonly uffdWp: boolean;
  readonly devmap: boolean;
  readonly pfn: number;
}
export type Flag = Exclude<keyof EntryState, 'pfn'>;

/** The predicate behind each flag. */
const PREDICATES: Readonly<Record<Flag, keyof Codec>> = {
  none: 'isNone',
  table: 'isTable',
  leaf: 'isLeaf',
  present: 'present',
  protnone: 'protnone',
  young: 'young',
  dirty: 'dirty',
  write: 'write',
  exec: 'exec',
  special: 'special',
  softDirty: 'softDirty',
  uffdWp: 'uffdWp',
  devmap: 'devmap',
};
const FLAGS = Object.keys(PREDICATES) as readonly Flag[];

/** The flag predicates of a codec, by the names that `decode` gives them. */
export const flagOf = (codec: Codec, flag: Flag, level: number, lo: number, hi: number): boolean =>
  (codec[PREDICATES[flag]] as (level: number, lo: number, hi: number) => boolean)(level, lo, hi);
export { FLAGS };

export function stateOf({ codec }: Architecture, level: number, { lo, hi }: EntrySlot): EntryState {
  return {
    none: codec.isNone(level, lo, hi),
    table: codec.isTable(level, lo, hi),
    leaf: level === PTE || codec.isLeaf(level, lo, hi),
    present: codec.present(level, lo, hi),
    protnone: codec.protnone(level, lo, hi),
    young: codec.young(level, lo, hi),
    dirty: codec.dirty(level, lo, hi),
    write: codec.write(level, lo, hi),
    exec: codec.exec(level, lo, hi),
    special: codec.special(level, lo, hi),
    softDirty: codec.softDirty(level, lo, hi),
    uffdWp: codec.uffdWp(level, lo, hi),
    devmap: codec.devmap(level, lo, hi),
    pfn: codec.pfn(level, lo, hi),
  };
}

/** Which differences are forgiven: flags that may be set where clear was expected, and the reverse. */
export interface Leeway {
  readonly mayRise?: readonly Flag[];
  readonly mayFall?: readonly Flag[];
}

/** Wants a state, flag by flag. */
export function sameState(expected: EntryState, came: EntryState, { mayRise = [], mayFall = [] }: Leeway = {}): Mismatch | undefined {
  const forgiven = (flag: Flag): boolean => (expected[flag] ? mayFall : mayRise).includes(flag);
  return (
    same('frame', expected.pfn, came.pfn) ??
    firstOf(FLAGS, (flag) => (forgiven(flag) && typeof came[flag] === 'boolean' ? undefined : same(flag, expected[flag], came[flag])))
  );
}
