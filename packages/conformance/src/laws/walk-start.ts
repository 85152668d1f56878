import {
  ACCESS_READ, vpnHi, vpnLo, WALK_ADDRESS_SIZE, WALK_NONCANONICAL, WALK_NOT_PRESENT, type Architecture, type EntrySlot, type Level,
} from '@faultline/contracts';
import fc from 'fast-check';
import { emptyOf } from '../cases/empties';
import { having, levelless } from '../cases/family';
import { mappings, readable } from '../cases/mapping';
import { written } from '../cases/slot';
import { userPages, waysOf, wayWords } from '../cases/ways';
import { hex } from '../cases/words';
import { firstOf, oneOf, same, that, type Mismatch } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { pagesOfLeaf, rootLevels, spanOf } from '../levels-of';
import { branchTo, faultName, plainWay, walkBranch, type Walked, type Way } from '../walk-kit';

const text = (name: string, about: string, source: string): LawText => ({ name, part: 'hardware', about, source });

/** Where a walk begins: the mm's root, and the level of the first table that is read. */
interface Start {
  readonly root: Level;
  readonly top: Level;
}
const startWords = ({ root, top }: Start): string => `a walk that begins at level ${top} under a root of level ${root}`;

/** Every level from that of the leaf up to each root the mm may have. */
const startsOf = (arch: Architecture, lowest: number): readonly Start[] =>
  rootLevels(arch).flatMap((root) =>
    ([0, 1, 2, 3, 4] as const).filter((top) => top >= lowest && top <= root).map((top) => ({ root, top })),
  );

const pagesFrom = having(
  mappings(),
  (arch, level) =>
    fc.constantFrom(...startsOf(arch, level)).chain((start) => userPages(arch, start.root).map((vpn) => ({ ...start, vpn }))),
  ({ vpn, ...start }) => `page ${hex(vpn)}, ${startWords(start)}`,
);

/** The entries of a page from the level of the start down, and no others. */
function readsDown({ geometry }: Architecture, { reads, branch }: Walked, level: number, vpn: number): Mismatch | undefined {
  return (
    firstOf(reads.entries(), ([nth, read]) => {
      const at = branch.top - nth;
      return (
        same('level read', at, read.level) ??
        same(`table of level ${at}`, branch.refs[at], read.table) ??
        same(`index at level ${at}`, geometry.index(at, vpnLo(vpn), vpnHi(vpn)), read.index)
      );
    }) ?? same('reads', branch.top - level + 1, reads.length)
  );
}

/** A page number of 64 bits that has no place in the tables of an mm, with a thread that tries it. */
interface Beyond extends Start {
  readonly way: Way;
}

/** Beyond what a growing root spans, or no address at all. Where one root serves both halves of memory, the kernel's half is neither. */
const isBeyond = (arch: Architecture, root: Level, vpn: number): boolean =>
  (arch.geometry.grow !== undefined && vpn >= spanOf(arch, root)) ||
  arch.geometry.isCanonical(BigInt(vpn) << BigInt(arch.geometry.pageShift)) !== 'ok';

/** Page numbers at and about each power of two, and any others. */
function anyPage({ geometry }: Architecture): fc.Arbitrary<number> {
  const bits = 64 - geometry.pageShift;
  const edges = fc.tuple(fc.integer({ min: 1, max: bits }), fc.integer({ min: -1, max: 1 })).map(([bit, by]) => 2 ** bit + by);
  return fc.oneof(edges, fc.integer({ min: 0, max: 2 ** bits - 1 })).map((vpn) => Math.min(vpn, 2 ** bits - 1));
}

/** The starts for which there is a page beyond. */
function startsWithBeyond(arch: Architecture): readonly Start[] {
  const bits = 64 - arch.geometry.pageShift;
  const powers = Array.from({ length: bits }, (_, bit) => 2 ** bit);
  return startsOf(arch, 0).filter(({ root }) => powers.some((vpn) => isBeyond(arch, root, vpn)));
}

const pagesBeyond = levelless<Beyond>(
  (arch) =>
    fc.constantFrom(...startsWithBeyond(arch)).chain((start) =>
      fc
        .tuple(waysOf(arch), anyPage(arch).filter((vpn) => isBeyond(arch, start.root, vpn)))
        .map(([way, vpn]) => ({ ...start, way: { ...way, vpn } })),
    ),
  ({ way, ...start }) => `${wayWords(way)}, ${startWords(start)}`,
);

const ANY_REFUSAL = [WALK_ADDRESS_SIZE, WALK_NONCANONICAL, WALK_NOT_PRESENT].map(faultName);
const EXCEPTION = [WALK_NONCANONICAL].map(faultName);

/** Such a page gives the fault of its architecture, in the words of its architecture. */
function refusedBeforeReading(arch: Architecture, { way }: Beyond, { out, reads }: Walked): Mismatch | undefined {
  const canonical = arch.geometry.isCanonical(BigInt(way.vpn) << BigInt(arch.geometry.pageShift));
  const syndrome = written((slot) => arch.faults.encode(out.fault, way.access, way.user, out.level, slot));
  return (
    same('reads', 0, reads.length) ??
    oneOf('fault', canonical === 'exception' ? EXCEPTION : ANY_REFUSAL, faultName(out.fault)) ??
    sameSyndrome({ lo: out.syndromeLo, hi: out.syndromeHi }, syndrome, 'as faults.encode has it')
  );
}

const sameSyndrome = (came: EntrySlot, expected: EntrySlot, why: string): Mismatch | undefined =>
  that(
    `syndrome ${hex(expected.hi >>> 0)}:${hex(expected.lo >>> 0)}, ${why}`,
    came.lo === expected.lo && came.hi === expected.hi,
    `syndrome ${hex(came.hi >>> 0)}:${hex(came.lo >>> 0)}`,
  );

export const walkStartLaws: readonly Law[] = [
  defineLaw(
    text(
      'a walk begins at the level it is told, reads only what lies below, and finds the same page',
      'An mm may have grown a root, and a CPU that has cached upper levels begins below it: request.topLevel says where.',
      'contracts arch/walk.ts WalkRequest; arch-interface §3 levels(mm), §6 hw.walk',
    ),
    pagesFrom,
    (arch, [{ level, pfn }, { root, top, vpn }]) => {
      const branch = branchTo(arch, level, readable(arch, level, pfn), { root, top });
      const walk = walkBranch(arch, branch, { ...plainWay(ACCESS_READ), vpn });
      return (
        readsDown(arch, walk, level, vpn) ??
        same('fault', 'ok', faultName(walk.out.fault)) ??
        same('level', level, walk.out.level) ??
        same('frame', pfn + (vpn % pagesOfLeaf(arch, level)), walk.out.pfn)
      );
    },
  ),
  defineLaw(
    {
      ...text(
        'a page that the root does not span is refused before anything is read, wherever the walk begins',
        'Cut to the width of the tables, its number would find the entries of another page.',
        'arch-interface §3 isCanonical and levels(mm); arch-s390 §7 ASCE type',
      ),
      applies: (arch) => startsWithBeyond(arch).length > 0,
    },
    pagesBeyond,
    (arch, one) => {
      const from = (top: Level): Walked => walkBranch(arch, branchTo(arch, 0, emptyOf(arch, 0), { ...one, top }), one.way);
      const walk = from(one.top);
      const whole = from(one.root).out;
      return (
        refusedBeforeReading(arch, one, walk) ??
        same('fault', faultName(whole.fault), faultName(walk.out.fault)) ??
        sameSyndrome({ lo: walk.out.syndromeLo, hi: walk.out.syndromeHi }, { lo: whole.syndromeLo, hi: whole.syndromeHi }, 'as from the root')
      );
    },
  ),
];
