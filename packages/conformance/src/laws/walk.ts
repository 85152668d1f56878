import {
  ACCESS_READ, VERDICT_LEAF, VERDICT_TABLE, vpnHi, vpnLo, WALK_FAULT_NAMES, WALK_NOT_PRESENT, walkOutcome, type Architecture,
  type EntrySlot, type WalkOutcome,
} from '@faultline/contracts';
import fc from 'fast-check';
import { empties, emptyOf } from '../cases/empties';
import { having, levelless } from '../cases/family';
import { mappings, readable } from '../cases/mapping';
import { tables } from '../cases/tables';
import { word } from '../cases/values';
import { userPages, waysOf, wayWords } from '../cases/ways';
import { hex } from '../cases/words';
import { firstOf, same, signed, whole, type Mismatch } from '../claims';
import { defineLaw, type LawText } from '../define-law';
import type { Law } from '../law';
import { pagesOfLeaf } from '../levels-of';
import { branchTo, faultName, plainWay, quietMm, walkBranch, walkTo, type Walked, type Way } from '../walk-kit';

const text = (name: string, about: string, source = 'arch-interface §6 hw.walk, §7 law 12'): LawText => ({
  name,
  part: 'hardware',
  about,
  source,
});
/** A leaf, and the page that is read through it. */
const atPages = having(
  mappings(),
  (arch) => userPages(arch),
  (vpn) => `page ${hex(vpn)}`,
);
const refused = (fault: number, { out }: Walked): Mismatch | undefined => same('fault', faultName(fault), faultName(out.fault));

const emptyWays = having(empties, waysOf, wayWords);

const ANYWHERE = 0x1000;

/** Any values on the way, from the root to the last level. */
const anyTables = levelless(
  (arch) => fc.tuple(fc.array(word, { minLength: 5, maxLength: 5 }), waysOf(arch)),
  ([entries, way]) =>
    `tables that hold ${entries
      .map(({ hi, lo }) => `${(hi >>> 0).toString(16)}:${(lo >>> 0).toString(16)}`)
      .reverse()
      .join(', ')}; ${wayWords(way)}`,
);

/** Wherever a walk over damaged tables leads, it finds the next of the given values. */
function walkDamaged(arch: Architecture, entries: readonly EntrySlot[], way: Way): WalkOutcome {
  const out: WalkOutcome = { ...walkOutcome(), fault: -1 as WalkOutcome['fault'] };
  const held = entries.map((entry) => ({ ...entry }));
  let reads = 0;
  const topLevel = arch.geometry.topLevel;
  const request = {
    root: ANYWHERE,
    topLevel,
    vpnLo: vpnLo(way.vpn),
    vpnHi: vpnHi(way.vpn),
    access: way.access,
    user: way.user,
    pkru: way.pkru,
    mm: quietMm(topLevel),
  };
  arch.hw.walk(
    request,
    {
      read(level, _table, _index, slot) {
        if (++reads > 64) throw new Error('the walk does not end');
        Object.assign(slot, held[level]);
      },
      verdict() {},
      update(level, _table, _index, _oldLo, _oldHi, lo, hi) {
        held[level] = { lo, hi };
        return true;
      },
    },
    out,
  );
  return out;
}

export const walkLaws: readonly Law[] = [
  defineLaw(
    text('a walk that meets the empty entry says not present, at its level', 'Demand paging starts here.'),
    emptyWays,
    (arch, [level, way]) => {
      const walk = walkTo(arch, level, emptyOf(arch, level), way);
      return refused(WALK_NOT_PRESENT, walk) ?? same('level', level, walk.out.level);
    },
  ),
  defineLaw(
    text(
      'a walk reads one entry a level, from the root down, and tells what it made of each',
      'Each read is an event; the walk must look where the tables are.',
    ),
    atPages,
    (arch, [{ level, pfn }, vpn]) => {
      const { reads, branch } = walkTo(arch, level, readable(arch, level, pfn), { ...plainWay(ACCESS_READ), vpn });
      return (
        same('reads', branch.top - level + 1, reads.length) ??
        firstOf(reads.entries(), ([nth, read]) => {
          const at = branch.top - nth;
          return (
            same('level read', at, read.level) ??
            same(`table of level ${at}`, branch.refs[at], read.table) ??
            same(`index at level ${at}`, arch.geometry.index(at, vpnLo(vpn), vpnHi(vpn)), read.index) ??
            same(`verdict at level ${at}`, at === level ? VERDICT_LEAF : VERDICT_TABLE, read.verdict)
          );
        })
      );
    },
  ),
  defineLaw(
    text(
      'hardware takes a leaf wherever the geometry says that one is legal, and finds its frame',
      'geometry.leafLevels is what the kernel may write; a huge leaf gives the frame of the very page.',
    ),
    atPages,
    (arch, [{ level, pfn }, vpn]) => {
      const { out } = walkTo(arch, level, readable(arch, level, pfn), { ...plainWay(ACCESS_READ), vpn });
      return (
        same('fault', 'ok', faultName(out.fault)) ??
        same('level', level, out.level) ??
        same('frame', pfn + (vpn % pagesOfLeaf(arch, level)), out.pfn)
      );
    },
  ),
  defineLaw(
    text('a walk passes through a table wherever it lies', 'What makeTable writes, hardware must find.'),
    tables,
    (arch, { level, table }) => {
      const refs = [0x1000, 0x2000, 0x3000, 0x4000, 0x5000].map((ref, at) => (at === level - 1 ? table : ref));
      const { out, reads } = walkBranch(arch, branchTo(arch, level - 1, emptyOf(arch, level - 1), { refs }), plainWay(ACCESS_READ));
      return (
        same('fault', 'notPresent', faultName(out.fault)) ??
        same('level', level - 1, out.level) ??
        same('table read', table, reads.at(-1)!.table)
      );
    },
  ),
  defineLaw(
    text('a walk ends, with an answer, whatever the tables hold', 'Hardware does not throw.'),
    anyTables,
    (arch, [entries, way]) => {
      const out = walkDamaged(arch, entries, way);
      return (
        whole('fault', out.fault, 0, WALK_FAULT_NAMES.length - 1) ??
        whole('level', out.level, 0, arch.geometry.topLevel) ??
        (out.fault === 0 ? whole('frame', out.pfn, 0, Number.MAX_SAFE_INTEGER) : signed({ lo: out.syndromeLo, hi: out.syndromeHi }))
      );
    },
  ),
];
