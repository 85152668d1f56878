import {
  ACCESS_WRITE, TLB_DIRTY, TLB_EXEC, TLB_READ, TLB_USER, TLB_WRITE, VERDICT_LEAF, VERDICT_NOT_PRESENT, VERDICT_RESERVED, VERDICT_TABLE,
  vpnOf, WALK_ACCESS_FLAG, WALK_NONCANONICAL, WALK_NOT_PRESENT, WALK_OK, WALK_PROTECTION, WALK_RESERVED, type EntrySlot, type Hardware,
  type WalkFault, type WalkMemory, type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';
import { A, D, R, T, V, W, X } from './bits';
import { FAULTS } from './faults';
import { GEOMETRY } from './geometry';

/** By kind of access. */
const NEEDED = [TLB_READ, TLB_WRITE, TLB_EXEC] as const;
const LAST_PAGE = 2 ** 24 - 1;

/** What a page entry permits. */
const rightsOf = (lo: number): number =>
  TLB_USER | (lo & R ? TLB_READ : 0) | (lo & W ? TLB_WRITE : 0) | (lo & X ? TLB_EXEC : 0) | (lo & D ? TLB_DIRTY : 0);

/** A store to a clean page faults, so that the kernel marks it. */
function refusal(flags: number, access: number): WalkFault {
  if (!(flags & NEEDED[access]!)) return WALK_PROTECTION;
  return access === ACCESS_WRITE && !(flags & TLB_DIRTY) ? WALK_ACCESS_FLAG : WALK_OK;
}

const syndrome: EntrySlot = { lo: 0, hi: 0 };
function fail(out: WalkOutcome, fault: WalkFault, level: number, access: number, user: boolean): void {
  FAULTS.encode(fault, access, user, level, syndrome);
  out.fault = fault;
  out.level = level;
  out.syndromeLo = syndrome.lo;
  out.syndromeHi = syndrome.hi;
}

const entry: EntrySlot = { lo: 0, hi: 0 };
/** Reads an entry and tells what it is; the verdict. */
function look(memory: WalkMemory, level: number, table: number, index: number): number {
  memory.read(level, table, index, entry);
  const right = level === 0 || (entry.lo & T) !== 0;
  const verdict = !(entry.lo & V) ? VERDICT_NOT_PRESENT : !right ? VERDICT_RESERVED : level === 0 ? VERDICT_LEAF : VERDICT_TABLE;
  memory.verdict(verdict);
  return verdict;
}

function walk({ root, topLevel, vpnLo, vpnHi, access, user }: WalkRequest, memory: WalkMemory, out: WalkOutcome): void {
  if (vpnOf(vpnLo, vpnHi) > LAST_PAGE) return fail(out, WALK_NONCANONICAL, GEOMETRY.topLevel, access, user);
  let table = root;
  for (let level = topLevel; level >= 0; level--) {
    const verdict = look(memory, level, table, GEOMETRY.index(level, vpnLo, vpnHi));
    if (verdict === VERDICT_NOT_PRESENT) return fail(out, WALK_NOT_PRESENT, level, access, user);
    if (verdict === VERDICT_RESERVED) return fail(out, WALK_RESERVED, level, access, user);
    table = entry.hi >>> 0;
  }
  const flags = rightsOf(entry.lo);
  const refused = refusal(flags, access) || (entry.lo & A ? WALK_OK : WALK_ACCESS_FLAG);
  if (refused !== WALK_OK) return fail(out, refused, 0, access, user);
  Object.assign(out, { fault: WALK_OK, level: 0, pfn: entry.hi >>> 0, flags });
}

/** Two reads; no marks are set, and whoever faults has its translation dropped. */
export const HARDWARE: Hardware = Object.freeze<Hardware>({
  ad: { a: false, d: false, nonLeafA: false },
  faultDropsEntry: true,
  walk,
  allows: (flags, access) => refusal(flags, access) === WALK_OK,
  refuse: (flags, access, user, _pkru, level, out) => fail(out, refusal(flags, access), level, access, user),
});
