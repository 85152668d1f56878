import {
  ACCESS_EXEC, ACCESS_WRITE, TABLE_REF_SHIFT, TLB_DIRTY, TLB_EXEC, TLB_READ, TLB_USER, TLB_WRITE, VERDICT_LEAF, VERDICT_NOT_PRESENT,
  VERDICT_TABLE, vpnOf, WALK_ACCESS_FLAG, WALK_NOT_PRESENT, WALK_OK, WALK_PROTECTION, type EntrySlot, type Geometry, type Hardware,
  type WalkFault, type WalkMemory, type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';
import { addressOf } from './address';
import { AF, RDONLY, TABLE_BIT, USER, UXN, VALID, WRITE } from './bits';
import type { Arm64Config } from './config';
import { esr } from './faults';

/** Data accesses of the kernel to user memory use unprivileged instructions: the rights of EL0. */
function refusal(flags: number, access: number): WalkFault {
  if (access === ACCESS_EXEC) return flags & TLB_EXEC ? WALK_OK : WALK_PROTECTION;
  if (!(flags & TLB_USER)) return WALK_PROTECTION;
  return access === ACCESS_WRITE && !(flags & TLB_WRITE) ? WALK_PROTECTION : WALK_OK;
}

function fail(out: WalkOutcome, fault: WalkFault, level: number, access: number, user: boolean): void {
  out.fault = fault;
  out.level = level;
  out.syndromeLo = esr(fault, access, user, level);
  out.syndromeHi = 0;
}

/** The walk of arch-arm64 §7, through TTBR0. */
export function hardwareOf(config: Arm64Config, geometry: Geometry): Hardware {
  const entry: EntrySlot = { lo: 0, hi: 0 };
  const address = addressOf(config);
  const refsPerPage = 2 ** (config.pageShift - TABLE_REF_SHIFT);
  const highestLeaf = config.pageShift === 12 ? 2 : 1;

  /** A block is legal below the highest level; the last level needs both low bits. */
  const isLeafHere = (level: number, lo: number): boolean =>
    level === 0 ? (lo & TABLE_BIT) !== 0 : level <= highestLeaf && (lo & TABLE_BIT) === 0;

  const rightsOf = (lo: number, hi: number): number => {
    const managed = config.hwDirty && (hi & WRITE) !== 0;
    const writable = (lo & RDONLY) === 0 ? TLB_WRITE | TLB_DIRTY : managed ? TLB_WRITE : 0;
    return TLB_READ | writable | (lo & USER ? TLB_USER : 0) | (hi & UXN ? 0 : TLB_EXEC);
  };

  /** Access flag, rights, then the updates the CPU makes. False: walk again. */
  const finish = (request: WalkRequest, memory: WalkMemory, out: WalkOutcome, level: number, table: number, index: number): boolean => {
    const { access, user } = request;
    const { lo, hi } = entry;
    if (!(lo & AF) && !config.hwAf) {
      fail(out, WALK_ACCESS_FLAG, level, access, user);
      return true;
    }
    const refused = refusal(rightsOf(lo, hi), access);
    if (refused !== WALK_OK) {
      fail(out, refused, level, access, user);
      return true;
    }
    const after = (lo | AF) & (access === ACCESS_WRITE ? ~RDONLY : -1);
    if (after !== lo && !memory.update(level, table, index, lo, hi, after, hi)) return false;
    const pages = 2 ** (geometry.shift[level]! - config.pageShift);
    out.fault = WALK_OK;
    out.level = level;
    out.pfn = address.pfn(after, hi) + (level === 0 ? 0 : vpnOf(request.vpnLo, request.vpnHi) % pages);
    out.flags = rightsOf(after, hi);
    return true;
  };

  const once = (request: WalkRequest, memory: WalkMemory, out: WalkOutcome): boolean => {
    let table = request.root;
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
      if (leaf) return finish(request, memory, out, level, table, index);
      table = address.pfn(lo, hi) * refsPerPage;
    }
  };

  return Object.freeze<Hardware>({
    ad: { a: config.hwAf, d: config.hwDirty, nonLeafA: false },
    faultDropsEntry: false,
    walk(request, memory, out) {
      while (!once(request, memory, out));
    },
    allows: (flags, access) => refusal(flags, access) === WALK_OK,
    refuse: (flags, access, user, _pkru, level, out) => fail(out, refusal(flags, access), level, access, user),
  });
}
