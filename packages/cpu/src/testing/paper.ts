import {
  ACCESS_WRITE, TLB_DIRTY, TLB_READ, TLB_USER, TLB_WRITE, VERDICT_LEAF, VERDICT_NOT_PRESENT, VERDICT_TABLE, WALK_NOT_PRESENT, WALK_OK,
  WALK_PROTECTION, type EntrySlot, type Hardware, type WalkFault, type WalkMemory, type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';
import type { WalkedArchitecture } from '../architecture';

/** An architecture on paper: two levels of 16 entries, and a CPU that sets accessed and dirty bits. */
export const INDEX_BITS = 4;
export const TOP = 1;

/** Bits of an entry's low half; the number of a frame or table stands from bit 8 on. */
export const V = 1;
export const W = 2;
export const A = 4;
export const D = 8;
export const T = 16;
/** A table that restricts what lies below it; the kernel makes none such. */
export const SHUT = 32;
export const leaf = (pfn: number, bits = V | W): number => (pfn << 8) | bits;
export const table = (ref: number, bits = V | T): number => (ref << 8) | bits;

const rightsOf = (lo: number): number => TLB_USER | TLB_READ | (lo & W ? TLB_WRITE : 0) | (lo & D ? TLB_DIRTY : 0);
const indexOf = (level: number, vpn: number): number => (vpn >>> (level * INDEX_BITS)) & ((1 << INDEX_BITS) - 1);

function fail(out: WalkOutcome, fault: WalkFault, level: number): void {
  Object.assign(out, { fault, level, syndromeLo: fault, syndromeHi: 0 });
}

/** The leaf entry of a page, in `entry`, and its place; undefined: the walk failed. */
function down({ root, topLevel, vpnLo }: WalkRequest, memory: WalkMemory, entry: EntrySlot, out: WalkOutcome): number | undefined {
  let at = root;
  for (let level = topLevel; ; level--) {
    memory.read(level, at, indexOf(level, vpnLo), entry);
    memory.verdict(!(entry.lo & V) ? VERDICT_NOT_PRESENT : level > 0 ? VERDICT_TABLE : VERDICT_LEAF);
    if (!(entry.lo & V)) return void fail(out, WALK_NOT_PRESENT, level);
    if (level === 0) return at;
    at = entry.lo >>> 8;
  }
}

function walk(request: WalkRequest, memory: WalkMemory, out: WalkOutcome): void {
  const entry = { lo: 0, hi: 0 };
  const at = down(request, memory, entry, out);
  if (at === undefined) return;
  const writes = request.access === ACCESS_WRITE;
  if (writes && !(entry.lo & W)) return fail(out, WALK_PROTECTION, 0);
  const marked = entry.lo | A | (writes ? D : 0);
  if (marked !== entry.lo) memory.update(0, at, indexOf(0, request.vpnLo), entry.lo, 0, marked, 0);
  Object.assign(out, { fault: WALK_OK, level: 0, pfn: marked >>> 8, flags: rightsOf(marked) });
}

const hardware = (faultDropsEntry: boolean): Hardware => ({
  ad: { a: true, d: true, nonLeafA: false }, faultDropsEntry, walk,
  allows: (flags, access) => access !== ACCESS_WRITE || (flags & TLB_WRITE) !== 0,
  refuse: (_flags, _access, _user, _pkru, level, out) => fail(out, WALK_PROTECTION, level),
});

/** @param faultDropsEntry a fault drops the translation it came from */
export const paper = (faultDropsEntry = true): WalkedArchitecture => ({
  codec: {
    none: (_level, out) => void (out.lo = out.hi = 0),
    isTable: (_level, lo) => (lo & (V | T)) === (V | T),
    tableRef: (_level, lo) => lo >>> 8,
    makeTable: (_level, ref, out) => void Object.assign(out, { lo: table(ref), hi: 0 }),
  },
  hw: hardware(faultDropsEntry), faults: { decode: (syndrome, _hi, out) => void (out.reason = syndrome) }, caps: { initialPkru: 0 },
});
