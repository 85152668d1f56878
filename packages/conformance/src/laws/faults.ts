import {
  ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, FAULT_FLAG_INSTRUCTION, FAULT_FLAG_USER, FAULT_FLAG_WRITE, faultSlot, WALK_ACCESS_FLAG,
  WALK_NOT_PRESENT, WALK_PKEY, WALK_PROTECTION, type Architecture, type EntrySlot, type FaultSlot, type Level, type WalkOutcome,
} from '@faultline/contracts';
import fc from 'fast-check';
import { emptyOf } from '../cases/empties';
import { levelless } from '../cases/family';
import { entryOf, mappingAt, mappingWords, type Mapping } from '../cases/mapping';
import { written } from '../cases/slot';
import { word } from '../cases/values';
import { waysOf, wayWords } from '../cases/ways';
import { oneOf, same, signed, that, whole, type Mismatch } from '../claims';
import { defineLaw, type Family, type LawText } from '../define-law';
import type { Law } from '../law';
import { leafLevels, usedLevels } from '../levels-of';
import { walkTo, type Way } from '../walk-kit';

const text = (name: string, about: string, source = 'arch-interface §6 faults, §7 law 12'): LawText => ({
  name,
  part: 'faults',
  about,
  source,
});
const FLAGS = FAULT_FLAG_WRITE | FAULT_FLAG_INSTRUCTION | FAULT_FLAG_USER;

/** An access that may be refused: to a page, or to nothing. */
interface Refusal {
  readonly level: Level;
  readonly page: Mapping | undefined;
  readonly way: Way;
}
const entryTried = (arch: Architecture, { level, page }: Refusal): EntrySlot =>
  page === undefined ? emptyOf(arch, level) : entryOf(arch, page);

const refusals: Family<Refusal> = {
  levels: usedLevels,
  draw: (arch, level) =>
    fc.record({
      level: fc.constant(level!),
      way: waysOf(arch),
      page: leafLevels(arch).includes(level!) ? fc.option(mappingAt(arch, level!), { nil: undefined, freq: 8 }) : fc.constant(undefined),
    }),
  tell: ({ page, way }) => `${page === undefined ? 'the empty entry' : mappingWords(page)}; ${wayWords(way)}`,
  entry: entryTried,
};

/** The fault of an access, and what the handler reads from its syndrome; undefined: there was none. */
function faultOf(arch: Architecture, one: Refusal): { readonly out: WalkOutcome; readonly slot: FaultSlot } | undefined {
  const { out } = walkTo(arch, one.level, entryTried(arch, one), one.way);
  if (out.fault === 0) return undefined;
  const slot = faultSlot();
  arch.faults.decode(out.syndromeLo, out.syndromeHi, slot);
  return { out, slot };
}

const words = ({ lo, hi }: EntrySlot): string => `syndrome ${(hi >>> 0).toString(16)}:${(lo >>> 0).toString(16)}`;

function sameSyndrome(out: WalkOutcome, came: EntrySlot): Mismatch | undefined {
  const expected = { lo: out.syndromeLo, hi: out.syndromeHi };
  return signed(came) ?? that(words(expected), came.lo === expected.lo && came.hi === expected.hi, words(came));
}

/**
 * The access as the handler must see it: a fetch may look like a read, but a store that was refused with its entry present
 * must be known for one.
 */
function tellsAccess({ access, user }: Way, fault: number, { flags, access: told }: FaultSlot): Mismatch | undefined {
  const write = (flags & FAULT_FLAG_WRITE) !== 0;
  const mustTell = told !== -1 || fault !== WALK_NOT_PRESENT;
  return (
    oneOf('access', access === ACCESS_EXEC ? [-1, ACCESS_READ, ACCESS_EXEC] : [-1, access], told) ??
    same('FAULT_FLAG_USER', user, (flags & FAULT_FLAG_USER) !== 0) ??
    (mustTell || write ? same('FAULT_FLAG_WRITE', access === ACCESS_WRITE, write) : undefined) ??
    (flags & FAULT_FLAG_INSTRUCTION ? same('access with FAULT_FLAG_INSTRUCTION', ACCESS_EXEC, access) : undefined)
  );
}

const PRESENCE: Readonly<Record<number, number>> = { [WALK_NOT_PRESENT]: 0, [WALK_PROTECTION]: 1, [WALK_ACCESS_FLAG]: 1, [WALK_PKEY]: 1 };

/** Reason, presence, key and level: each right, or not told. */
function tellsReason({ fault, level }: WalkOutcome, slot: FaultSlot): Mismatch | undefined {
  const presence = PRESENCE[fault];
  return (
    (presence === undefined ? undefined : oneOf('present', [-1, presence], slot.present)) ??
    (slot.present === -1 ? undefined : oneOf('reason', [0, fault], slot.reason)) ??
    same('pkey', fault === WALK_PKEY, slot.pkey) ??
    oneOf('level', [-1, level], slot.level)
  );
}

export const faultLaws: readonly Law[] = [
  defineLaw(
    text('faults.encode gives the syndrome that the walk reports', 'Recordings and the model speak of faults in the same words.'),
    refusals,
    (arch, one) => {
      const fault = faultOf(arch, one);
      return (
        fault &&
        sameSyndrome(
          fault.out,
          written((out) => arch.faults.encode(fault.out.fault, one.way.access, one.way.user, fault.out.level, out)),
        )
      );
    },
  ),
  defineLaw(
    text(
      'a decoded syndrome tells the access',
      'A fetch may look like a read, and the access to a missing page may be unknown; a store that is refused must be known.',
    ),
    refusals,
    (arch, one) => {
      const fault = faultOf(arch, one);
      return fault && tellsAccess(one.way, fault.out.fault, fault.slot);
    },
  ),
  defineLaw(
    text(
      'a decoded syndrome tells the reason, or says that it does not know',
      'What an architecture cannot tell is -1 or 0, never a guess.',
    ),
    refusals,
    (arch, one) => {
      const fault = faultOf(arch, one);
      return fault && tellsReason(fault.out, fault.slot);
    },
  ),
  defineLaw(
    text('decode and encode of a syndrome round-trip', 'Nothing of a syndrome that a walk reports is lost.'),
    refusals,
    (arch, one) => {
      const fault = faultOf(arch, one);
      if (fault === undefined) return undefined;
      const { out, slot } = fault;
      const reason = slot.present === -1 || slot.reason === 0 ? out.fault : slot.reason;
      const access = slot.access === -1 ? one.way.access : slot.access;
      const level = slot.level === -1 ? out.level : slot.level;
      return sameSyndrome(
        out,
        written((to) => arch.faults.encode(reason, access, (slot.flags & FAULT_FLAG_USER) !== 0, level, to)),
      );
    },
  ),
  defineLaw(
    text('any syndrome can be decoded and described', 'Recordings hold syndromes that the model never raises.'),
    levelless(() => word, words),
    ({ faults }, { lo, hi }) => {
      const slot = faultSlot();
      faults.decode(lo, hi, slot);
      return (
        same('flags besides WRITE, INSTRUCTION and USER', 0, slot.flags & ~FLAGS) ??
        whole('access', slot.access, -1, ACCESS_EXEC) ??
        whole('present', slot.present, -1, 1) ??
        whole('level', slot.level, -1, 4) ??
        oneOf('pkey', [true, false], slot.pkey) ??
        that('words', typeof faults.describe(lo, hi) === 'string' && faults.describe(lo, hi) !== '', String(faults.describe(lo, hi)))
      );
    },
  ),
];
