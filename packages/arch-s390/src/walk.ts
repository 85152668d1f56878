import {
  ACCESS_EXEC, ACCESS_WRITE, TLB_DIRTY, TLB_EXEC, TLB_READ, TLB_USER, TLB_WRITE, VERDICT_LEAF, VERDICT_NOT_PRESENT, VERDICT_RESERVED,
  VERDICT_TABLE, vpnOf, WALK_ADDRESS_SIZE, WALK_NOT_PRESENT, WALK_OK, WALK_PROTECTION, WALK_RESERVED, type EntrySlot, type Geometry,
  type Hardware, type WalkFault, type WalkMemory, type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';
import { PTE, SEGMENT, TYPE_MASK, TYPE_OF_LEVEL } from './bits';
import { interruptionCode, teid } from './faults';
import { rangeOf } from './geometry';

const LEAF_ORIGIN = [~0xfff, ~0xfffff, ~0x7fffffff] as const;
const PAGES_INSIDE = [0, 0xff, 0x7ffff] as const;
/** Offset (bits 7:6) and length (1:0) of a table count quarters of it; a region entry holds those of the table below it. */
const PART = 0xc3;
const WHOLE = 0x3;
const isOutside = (index: number, part: number): boolean => index >>> 9 < part >>> 6 || index >>> 9 > (part & 3);

function refusal(flags: number, access: number): WalkFault {
  if (access === ACCESS_WRITE) return flags & TLB_WRITE ? WALK_OK : WALK_PROTECTION;
  return access === ACCESS_EXEC && !(flags & TLB_EXEC) ? WALK_PROTECTION : WALK_OK;
}

function fail(out: WalkOutcome, fault: WalkFault, level: number, access: number, user: boolean): void {
  out.fault = fault;
  out.level = level;
  out.syndromeLo = teid(fault, access, user);
  out.syndromeHi = interruptionCode(fault, level);
}

/** The walk of arch-s390 §7: types, invalid bits, protection collected from every level. No accessed or dirty bits. */
export function hardwareOf(geometry: Geometry, edat: boolean): Hardware {
  const entry: EntrySlot = { lo: 0, hi: 0 };
  const isLeafHere = (level: number, lo: number): boolean => level === 0 || (edat && level <= 2 && (lo & SEGMENT.large) !== 0);

  /** Protection adds up over the levels; a translation that allows stores counts as dirty, for a clean entry is protected. */
  const finish = (request: WalkRequest, out: WalkOutcome, level: number, restrictions: number): void => {
    const writable = restrictions & PTE.protect ? 0 : TLB_WRITE | TLB_DIRTY;
    const flags = TLB_READ | TLB_USER | writable | (restrictions & PTE.noexec ? 0 : TLB_EXEC);
    const refused = refusal(flags, request.access);
    if (refused !== WALK_OK) return fail(out, refused, level, request.access, request.user);
    out.fault = WALK_OK;
    out.level = level;
    out.pfn = ((entry.lo & LEAF_ORIGIN[level]!) >>> 12) + (entry.hi >>> 0) * 1048576 + (request.vpnLo & PAGES_INSIDE[level]!);
    out.flags = flags;
  };

  const walk = (request: WalkRequest, memory: WalkMemory, out: WalkOutcome): void => {
    let table = request.root;
    let restrictions = 0;
    let part = WHOLE;
    const { topLevel } = request.mm;
    if (vpnOf(request.vpnLo, request.vpnHi) >= rangeOf(topLevel)) return fail(out, WALK_ADDRESS_SIZE, topLevel, request.access, request.user);
    for (let level = request.topLevel; ; level--) {
      const index = geometry.index(level, request.vpnLo, request.vpnHi);
      if (part !== WHOLE && isOutside(index, part)) return fail(out, WALK_NOT_PRESENT, level, request.access, request.user);
      memory.read(level, table, index, entry);
      const { lo, hi } = entry;
      const invalid = level === 0 ? PTE.invalid : SEGMENT.invalid;
      // Old, PROT_NONE and missing look alike to hardware; the kernel tells them apart by the entry.
      if (lo & invalid) {
        memory.verdict(VERDICT_NOT_PRESENT);
        return fail(out, WALK_NOT_PRESENT, level, request.access, request.user);
      }
      if (level > 0 && (lo & TYPE_MASK) !== TYPE_OF_LEVEL[level]!) {
        memory.verdict(VERDICT_RESERVED);
        return fail(out, WALK_RESERVED, level, request.access, request.user);
      }
      // A segment entry that leads to a page table has no such bit: it must be 0 there.
      restrictions |= lo & (PTE.protect | (level === 1 && !isLeafHere(1, lo) ? 0 : PTE.noexec));
      if (isLeafHere(level, lo)) {
        memory.verdict(VERDICT_LEAF);
        return finish(request, out, level, restrictions);
      }
      memory.verdict(VERDICT_TABLE);
      part = level === 1 ? WHOLE : lo & PART;
      table = ((level === 1 ? lo & ~0x7ff : lo & ~0xfff) >>> 11) + (hi >>> 0) * 2097152;
    }
  };

  return Object.freeze<Hardware>({
    ad: { a: false, d: false, nonLeafA: false },
    faultDropsEntry: false,
    walk,
    allows: (flags, access) => refusal(flags, access) === WALK_OK,
    refuse: (flags, access, user, _pkru, level, out) => fail(out, refusal(flags, access), level, access, user),
  });
}
