import {
  ACCESS_WRITE, TLB_DIRTY, TLB_READ, TLB_USER, TLB_WRITE, VERDICT_LEAF, VERDICT_NOT_PRESENT, VERDICT_TABLE, WALK_NOT_PRESENT, WALK_OK,
  WALK_PROTECTION, type EntrySlot, type Hardware, type WalkFault, type WalkMemory, type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';
import { A, D, indexOf, V, W } from './bits';
import { syndromeOf } from './faults';

const rightsOf = (lo: number): number => TLB_USER | TLB_READ | (lo & W ? TLB_WRITE : 0) | (lo & D ? TLB_DIRTY : 0);

function fail(out: WalkOutcome, fault: WalkFault, level: number, access: number, user: boolean): void {
  Object.assign(out, { fault, level, syndromeLo: syndromeOf(fault, access, user), syndromeHi: 0 });
}

/** The leaf entry of a page, in `entry`, and its place; undefined: the walk failed. */
function down({ root, topLevel, vpnLo, access, user }: WalkRequest, memory: WalkMemory, entry: EntrySlot, out: WalkOutcome): number | undefined {
  let at = root;
  for (let level = topLevel; ; level--) {
    memory.read(level, at, indexOf(level, vpnLo), entry);
    memory.verdict(!(entry.lo & V) ? VERDICT_NOT_PRESENT : level > 0 ? VERDICT_TABLE : VERDICT_LEAF);
    if (!(entry.lo & V)) return void fail(out, WALK_NOT_PRESENT, level, access, user);
    if (level === 0) return at;
    at = entry.lo >>> 8;
  }
}

function walk(request: WalkRequest, memory: WalkMemory, out: WalkOutcome): void {
  const entry = { lo: 0, hi: 0 };
  const at = down(request, memory, entry, out);
  if (at === undefined) return;
  const writes = request.access === ACCESS_WRITE;
  if (writes && !(entry.lo & W)) return fail(out, WALK_PROTECTION, 0, request.access, request.user);
  const marked = entry.lo | A | (writes ? D : 0);
  if (marked !== entry.lo) memory.update(0, at, indexOf(0, request.vpnLo), entry.lo, 0, marked, 0);
  Object.assign(out, { fault: WALK_OK, level: 0, pfn: marked >>> 8, flags: rightsOf(marked) });
}

/** @param faultDropsEntry a fault drops the translation it came from */
export const hardware = (faultDropsEntry: boolean): Hardware => ({
  ad: { a: true, d: true, nonLeafA: false }, faultDropsEntry, walk,
  allows: (flags, access) => access !== ACCESS_WRITE || (flags & TLB_WRITE) !== 0,
  refuse: (_flags, access, user, _pkru, level, out) => fail(out, WALK_PROTECTION, level, access, user),
});
