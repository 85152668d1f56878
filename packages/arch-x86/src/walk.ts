import {
  ACCESS_EXEC, ACCESS_WRITE, TLB_DIRTY, TLB_EXEC, TLB_GLOBAL, TLB_PKEY_SHIFT, TLB_READ, TLB_USER, TLB_WRITE, VERDICT_LEAF,
  VERDICT_NOT_PRESENT, VERDICT_RESERVED, VERDICT_TABLE, WALK_NONCANONICAL, WALK_NOT_PRESENT, WALK_OK, WALK_PKEY, WALK_PROTECTION, WALK_RESERVED,
  type EntrySlot, type Geometry, type Hardware, type WalkFault, type WalkMemory, type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';
import { A, D, FRAME_HI, FRAME_LO, G, NX, P, PKEY_SHIFT, PS, RW, US } from './bits';
import { errorCode, generalProtection, keyForbids } from './faults';
import { frameMask, frameOf } from './predicates';
import { beyondHi, reservedLo } from './reserved';

/**
 * Hardware's refusal of an access to a translation with these rights; 0: allowed. SMAP is open in uaccess; SMEP is on.
 * A key that forbids is reported even if the entry forbids as well (recorded: a store to execute-only memory gives 0x27).
 */
function refusal(flags: number, access: number, user: boolean, pkru: number): WalkFault {
  if (user && !(flags & TLB_USER)) return WALK_PROTECTION;
  if (access === ACCESS_EXEC) return flags & TLB_EXEC && (user || !(flags & TLB_USER)) ? WALK_OK : WALK_PROTECTION;
  const write = access === ACCESS_WRITE;
  if (flags & TLB_USER && keyForbids(pkru, (flags >>> TLB_PKEY_SHIFT) & 15, write)) return WALK_PKEY;
  return write && !(flags & TLB_WRITE) ? WALK_PROTECTION : WALK_OK;
}

const isLeafHere = (level: number, lo: number): boolean => level === 0 || (level <= 2 && (lo & PS) !== 0);

function fail(out: WalkOutcome, fault: WalkFault, level: number, access: number, user: boolean): void {
  out.fault = fault;
  out.level = level;
  out.syndromeLo = errorCode(fault, access, user);
  out.syndromeHi = 0;
}

/** Step 1 fails: #GP, and no entry is read. */
function failNoncanonical(out: WalkOutcome, level: number, user: boolean): void {
  out.fault = WALK_NONCANONICAL;
  out.level = level;
  out.syndromeLo = 0;
  out.syndromeHi = generalProtection(user);
}

/** The page walk of arch-x86 §7. @param physBits of a physical address that the CPU has */
export function hardwareOf(geometry: Geometry, physBits: number): Hardware {
  const beyond = beyondHi(physBits);
  const entry: EntrySlot = { lo: 0, hi: 0 };
  /** The bits of a page number that must be equal, counted in its high half of 20 bits. */
  const signShift = geometry.topLevel === 3 ? 3 : 12;
  const signs = 0xfffff >>> signShift;

  /**
   * Sets A in an entry that was used; false: it changed meanwhile. The update compares and exchanges: what changed since it was read is
   * walked anew.
   */
  const markAccessed = (memory: WalkMemory, level: number, table: number, index: number, bits: number): boolean => {
    const { lo, hi } = entry;
    if ((lo & bits) === bits) return true;
    entry.lo |= bits;
    return memory.update(level, table, index, lo, hi, entry.lo, hi);
  };

  /** The leaf: rights, refusal, A and D, translation. False: walk again. An access that is refused sets no marks in the leaf. */
  const finish = (request: WalkRequest, memory: WalkMemory, out: WalkOutcome, level: number, table: number, index: number, rights: number): boolean => {
    const { access, user } = request;
    const flags = rights | (entry.lo & G ? TLB_GLOBAL : 0) | (((entry.hi >>> PKEY_SHIFT) & 15) << TLB_PKEY_SHIFT);
    const refused = refusal(flags, access, user, request.pkru);
    if (refused !== WALK_OK) {
      fail(out, refused, level, access, user);
      return true;
    }
    if (!markAccessed(memory, level, table, index, access === ACCESS_WRITE ? A | D : A)) return false;
    const inside = level === 0 ? 0 : level === 1 ? request.vpnLo & 511 : request.vpnLo & 0x3ffff;
    out.fault = WALK_OK;
    out.level = level;
    out.pfn = frameOf(entry.lo, entry.hi, frameMask(level)) + inside;
    out.flags = flags | (entry.lo & D ? TLB_DIRTY : 0);
    return true;
  };

  const once = (request: WalkRequest, memory: WalkMemory, out: WalkOutcome): boolean => {
    let table = request.root;
    let rights = TLB_READ | TLB_WRITE | TLB_EXEC | TLB_USER;
    for (let level = request.topLevel; ; level--) {
      const index = geometry.index(level, request.vpnLo, request.vpnHi);
      memory.read(level, table, index, entry);
      const { lo, hi } = entry;
      if (!(lo & P)) {
        memory.verdict(VERDICT_NOT_PRESENT);
        fail(out, WALK_NOT_PRESENT, level, request.access, request.user);
        return true;
      }
      if (reservedLo(level, lo) !== 0 || (hi & beyond) !== 0) {
        memory.verdict(VERDICT_RESERVED);
        fail(out, WALK_RESERVED, level, request.access, request.user);
        return true;
      }
      // A right needs every level; a ban on execution needs one.
      if (!(lo & RW)) rights &= ~TLB_WRITE;
      if (!(lo & US)) rights &= ~TLB_USER;
      if (hi & NX) rights &= ~TLB_EXEC;
      if (isLeafHere(level, lo)) {
        memory.verdict(VERDICT_LEAF);
        return finish(request, memory, out, level, table, index, rights);
      }
      memory.verdict(VERDICT_TABLE);
      if (!markAccessed(memory, level, table, index, A)) return false;
      table = ((lo & FRAME_LO) >>> 11) + (hi & FRAME_HI) * 2097152;
    }
  };

  return Object.freeze<Hardware>({
    ad: { a: true, d: true, nonLeafA: true },
    /** A page fault evicts the translation it was raised by: raised rights need no flush on this CPU. */
    faultDropsEntry: true,
    walk(request, memory, out) {
      const high = request.vpnHi >>> signShift;
      if (high !== 0 && high !== signs) return failNoncanonical(out, request.topLevel, request.user);
      while (!once(request, memory, out));
    },
    allows: (flags, access, user, pkru) => refusal(flags, access, user, pkru) === WALK_OK,
    refuse: (flags, access, user, pkru, level, out) => fail(out, refusal(flags, access, user, pkru), level, access, user),
  });
}
