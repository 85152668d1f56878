import {
  ACCESS_EXEC, ACCESS_WRITE, TLB_DIRTY, TLB_EXEC, TLB_GLOBAL, TLB_READ, TLB_USER, TLB_WRITE, VERDICT_LEAF, VERDICT_NOT_PRESENT,
  VERDICT_RESERVED, VERDICT_TABLE, WALK_ACCESS_FLAG, WALK_NONCANONICAL, WALK_NOT_PRESENT, WALK_OK, WALK_PROTECTION, WALK_RESERVED,
  type EntrySlot, type Geometry, type Hardware, type WalkFault, type WalkMemory, type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';
import { A, D, G, LEAF, R, U, V, W, X } from './bits';
import type { RiscvConfig } from './config';
import { causeOf, statusOf } from './faults';
import { frameOf } from './predicates';
import { canonicalFor, insideOf, leafFrameOf, reservedFor } from './walk-rules';

/**
 * Access of the kernel to user memory is open (SUM); it never fetches from there. MXR is clear. A store to a clean leaf
 * faults where the hart sets no marks.
 */
function refusal(flags: number, access: number, user: boolean, hwAd: boolean): WalkFault {
  if (user && !(flags & TLB_USER)) return WALK_PROTECTION;
  if (access === ACCESS_EXEC) return flags & TLB_EXEC && (user || !(flags & TLB_USER)) ? WALK_OK : WALK_PROTECTION;
  if (!(flags & (access === ACCESS_WRITE ? TLB_WRITE : TLB_READ))) return WALK_PROTECTION;
  return access === ACCESS_WRITE && !hwAd && !(flags & TLB_DIRTY) ? WALK_ACCESS_FLAG : WALK_OK;
}

/** What a leaf permits, and whether it is dirty. */
const rightsOf = (lo: number): number =>
  (lo & R ? TLB_READ : 0) | (lo & W ? TLB_WRITE : 0) | (lo & X ? TLB_EXEC : 0) | (lo & U ? TLB_USER : 0) | (lo & G ? TLB_GLOBAL : 0)
  | (lo & D ? TLB_DIRTY : 0);

function fail(out: WalkOutcome, fault: WalkFault, level: number, access: number, user: boolean): true {
  out.fault = fault;
  out.level = level;
  out.syndromeLo = causeOf(access);
  out.syndromeHi = statusOf(user);
  return true;
}

/** The walk of arch-riscv §7. A pointer restricts nothing; a leaf is legal at every level. */
export function hardwareOf(config: RiscvConfig, geometry: Geometry): Hardware {
  const entry: EntrySlot = { lo: 0, hi: 0 };
  const isCanonical = canonicalFor(config);
  const isReserved = reservedFor(config);
  const { hwAd } = config;

  /** Rights, A and D, translation. False: walk again. */
  const finish = (request: WalkRequest, memory: WalkMemory, out: WalkOutcome, level: number, table: number, index: number): boolean => {
    const { access, user } = request;
    const { lo, hi } = entry;
    const refused = refusal(rightsOf(lo), access, user, hwAd);
    if (refused !== WALK_OK) return fail(out, refused, level, access, user);
    const after = lo | (access === ACCESS_WRITE ? A | D : A);
    if (after !== lo && !hwAd) return fail(out, WALK_ACCESS_FLAG, level, access, user);
    if (after !== lo && !memory.update(level, table, index, lo, hi, after, hi)) return false;
    out.fault = WALK_OK;
    out.level = level;
    out.pfn = leafFrameOf(level, after, hi) + insideOf(level, hi, request.vpnLo, request.vpnHi);
    out.flags = rightsOf(after);
    return true;
  };

  /** One entry that leads nowhere. */
  const refuseEntry = (request: WalkRequest, memory: WalkMemory, out: WalkOutcome, level: number, valid: boolean): boolean => {
    memory.verdict(valid ? VERDICT_RESERVED : VERDICT_NOT_PRESENT);
    return fail(out, valid ? WALK_RESERVED : WALK_NOT_PRESENT, level, request.access, request.user);
  };

  const once = (request: WalkRequest, memory: WalkMemory, out: WalkOutcome): boolean => {
    let table = request.root;
    for (let level = request.topLevel; ; level--) {
      const index = geometry.index(level, request.vpnLo, request.vpnHi);
      memory.read(level, table, index, entry);
      const { lo, hi } = entry;
      if (!(lo & V) || isReserved(level, lo, hi)) return refuseEntry(request, memory, out, level, (lo & V) !== 0);
      const leaf = (lo & LEAF) !== 0;
      memory.verdict(leaf ? VERDICT_LEAF : VERDICT_TABLE);
      if (leaf) return finish(request, memory, out, level, table, index);
      table = frameOf(0, lo, hi) * 2;
    }
  };

  return Object.freeze<Hardware>({
    ad: { a: hwAd, d: hwAd, nonLeafA: false },
    faultDropsEntry: false,
    walk(request, memory, out) {
      if (!isCanonical(request.vpnLo, request.vpnHi)) fail(out, WALK_NONCANONICAL, request.topLevel, request.access, request.user);
      else while (!once(request, memory, out));
    },
    allows: (flags, access, user) => refusal(flags, access, user, hwAd) === WALK_OK,
    refuse: (flags, access, user, _pkru, level, out) => void fail(out, refusal(flags, access, user, hwAd), level, access, user),
  });
}
