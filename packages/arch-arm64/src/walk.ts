import {
  ACCESS_EXEC, ACCESS_WRITE, TABLE_REF_SHIFT, TLB_DIRTY, TLB_EXEC, TLB_GLOBAL, TLB_READ, TLB_USER, TLB_WRITE, VERDICT_LEAF, VERDICT_NOT_PRESENT,
  VERDICT_TABLE, vpnOf, WALK_ACCESS_FLAG, WALK_NOT_PRESENT, WALK_OK, WALK_PROTECTION, type EntrySlot, type Geometry, type Hardware,
  type WalkFault, type WalkMemory, type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';
import { addressOf, leafFrame, pagesOf } from './address';
import {
  AF, AP_TABLE_NO_EL0, AP_TABLE_READ_ONLY, NG, PXN, PXN_TABLE, RDONLY, TABLE_BIT, USER, UXN, UXN_TABLE, VALID, WRITE,
} from './bits';
import type { Arm64Config } from './config';
import { esr } from './faults';

/** Rights that a table entry may take away from all below it. */
const TABLE_LIMITS = PXN_TABLE | UXN_TABLE | AP_TABLE_NO_EL0 | AP_TABLE_READ_ONLY;
/** A flag of translations that arm64 alone has: EL1 may fetch. */
const TLB_EXEC_EL1 = 1 << 6;
const USER_WRITE = TLB_USER | TLB_WRITE;

/** Flags that each combination of the limits takes; they are four bits in a row. */
const LIMITS_SHIFT = 27;
const LOST_BY = [[PXN_TABLE, TLB_EXEC_EL1], [UXN_TABLE, TLB_EXEC], [AP_TABLE_NO_EL0, TLB_USER], [AP_TABLE_READ_ONLY, TLB_WRITE | TLB_DIRTY]] as const;
const LOST = Array.from({ length: 16 }, (_, limits) =>
  LOST_BY.reduce((lost, [limit, flags]) => ((limits << LIMITS_SHIFT) & limit ? lost | flags : lost), 0));

/** Data accesses of the kernel to user memory use unprivileged instructions: the rights of EL0. */
function refusal(flags: number, access: number, user: boolean): WalkFault {
  if (access === ACCESS_EXEC) return flags & (user ? TLB_EXEC : TLB_EXEC_EL1) ? WALK_OK : WALK_PROTECTION;
  if (!(flags & TLB_USER)) return WALK_PROTECTION;
  return access === ACCESS_WRITE && !(flags & TLB_WRITE) ? WALK_PROTECTION : WALK_OK;
}

function fail(out: WalkOutcome, fault: WalkFault, level: number, access: number, user: boolean): void {
  out.fault = fault;
  out.level = level;
  out.syndromeLo = esr(fault, access, user, level);
  out.syndromeHi = 0;
}

/** Linux's number of the architecture's level 0, which faults before the walk name. */
const ARCH_LEVEL_0 = 3;

/** The walk of arch-arm64 §7, through TTBR0; addresses beyond it belong to no user table. */
export function hardwareOf(config: Arm64Config, geometry: Geometry): Hardware {
  const entry: EntrySlot = { lo: 0, hi: 0 };
  const address = addressOf(config);
  const refsPerPage = 2 ** (config.pageShift - TABLE_REF_SHIFT);
  const pages = [0, 1, 2, 3, 4].map((level) => pagesOf(config, level));
  const managed = config.hwDirty ? WRITE : 0;
  /** Bits of a page number that are set only beyond TTBR0. */
  const bits = config.vaBits - config.pageShift;
  const beyondHi = bits < 32 ? -1 : -(2 ** (bits - 32));
  const beyondLo = bits < 32 ? -(2 ** bits) : 0;
  const highestLeaf = config.pageShift === 12 ? 2 : 1;

  /**
   * A block is legal below the highest level; the last level needs both low bits. The same bit means a page at the last level and a table
   * above it.
   */
  const isLeafHere = (level: number, lo: number): boolean =>
    level === 0 ? (lo & TABLE_BIT) !== 0 : level <= highestLeaf && (lo & TABLE_BIT) === 0;

  /**
   * Rights of a leaf below tables with these limits. EL1 never fetches what EL0 may write. A leaf that may be written but is clean lets
   * the first store pass only where hardware manages the dirty state.
   */
  const rightsOf = (lo: number, hi: number, limits: number): number => {
    const lost = LOST[limits >>> LIMITS_SHIFT]!;
    const writable = (lo & RDONLY) === 0 ? TLB_WRITE | TLB_DIRTY : hi & managed ? TLB_WRITE : 0;
    const rights = (TLB_READ | writable | (lo & USER ? TLB_USER : 0) | (hi & UXN ? 0 : TLB_EXEC) | (lo & NG ? 0 : TLB_GLOBAL)) & ~lost;
    const closed = (hi & PXN) !== 0 || (lost & TLB_EXEC_EL1) !== 0 || (rights & USER_WRITE) === USER_WRITE;
    return closed ? rights : rights | TLB_EXEC_EL1;
  };

  /**
   * Access flag, rights, then the updates the CPU makes. False: walk again. The access flag comes first: without it the CPU does not look
   * at the rights. An access that is refused updates nothing here.
   */
  const finish = (request: WalkRequest, memory: WalkMemory, out: WalkOutcome, level: number, table: number, index: number, limits: number): boolean => {
    const { access, user } = request;
    const { lo, hi } = entry;
    if (!(lo & AF) && !config.hwAf) {
      fail(out, WALK_ACCESS_FLAG, level, access, user);
      return true;
    }
    const rights = rightsOf(lo, hi, limits);
    const refused = refusal(rights, access, user);
    if (refused !== WALK_OK) {
      fail(out, refused, level, access, user);
      return true;
    }
    const after = (lo | AF) & (access === ACCESS_WRITE ? ~RDONLY : -1);
    if (after !== lo && !memory.update(level, table, index, lo, hi, after, hi)) return false;
    out.fault = WALK_OK;
    out.level = level;
    out.pfn = level === 0 ? address.pfn(after, hi) : leafFrame(address, pages[level]!, after, hi) + (vpnOf(request.vpnLo, request.vpnHi) % pages[level]!);
    out.flags = access === ACCESS_WRITE ? rights | TLB_DIRTY : rights;
    return true;
  };

  const once = (request: WalkRequest, memory: WalkMemory, out: WalkOutcome): boolean => {
    let table = request.root;
    let limits = 0;
    for (let level = request.topLevel; ; level--) {
      const index = geometry.index(level, request.vpnLo, request.vpnHi);
      memory.read(level, table, index, entry);
      const { lo, hi } = entry;
      const leaf = isLeafHere(level, lo);
      if (!(lo & VALID) || (!leaf && (level === 0 || !(lo & TABLE_BIT)))) {
        memory.verdict(VERDICT_NOT_PRESENT);
        fail(out, WALK_NOT_PRESENT, level, request.access, request.user);
        return true;
      }
      memory.verdict(leaf ? VERDICT_LEAF : VERDICT_TABLE);
      if (leaf) return finish(request, memory, out, level, table, index, limits);
      limits |= hi & TABLE_LIMITS;
      table = address.pfn(lo, hi) * refsPerPage;
    }
  };

  return Object.freeze<Hardware>({
    ad: { a: config.hwAf, d: config.hwDirty, nonLeafA: false },
    faultDropsEntry: false,
    walk(request, memory, out) {
      if (request.vpnHi & beyondHi || request.vpnLo & beyondLo)
        return fail(out, WALK_NOT_PRESENT, ARCH_LEVEL_0, request.access, request.user);
      while (!once(request, memory, out));
    },
    allows: (flags, access, user) => refusal(flags, access, user) === WALK_OK,
    refuse: (flags, access, user, _pkru, level, out) => fail(out, refusal(flags, access, user), level, access, user),
  });
}
