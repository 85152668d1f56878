import {
  ACCESS_WRITE, codeOf, cpuSet, entrySlot, EVICTED_BY_FAULT, EVICTED_BY_HARDWARE, faultSlot, PTE, recAccessCompleted, recAccessFailed,
  recAccessStarted, recFaultDecoded, recFaultRaised, recTlbEvicted, recTlbFilled, recWalkCacheEvicted, recWalkCacheFilled, signalOf,
  TLB_DIRTY, TLB_LOOKUP_CLEAN, TLB_LOOKUP_HIT, TLB_LOOKUP_MISS, TLB_LOOKUP_REFUSED, vpnHi as highOf, walkOutcome, type Access,
  type CacheSlot, type CpuHost, type FaultSlot, type LoadedMm, type MmId, type Path, type Pfn, type Place, type Thread, type Vpn,
  type WalkOutcome, type WalkRequest,
} from '@faultline/contracts';
import type { WalkedArchitecture } from './architecture';
import { CpuError } from './errors';
import type { Tlb } from './tlb';
import { RecordingMemory } from './walk-memory';

const NO_CPUS = cpuSet();

/** An access that faults more often than this makes no progress. */
const MAX_ATTEMPTS = 16;

/** Who acts, and on which architecture. */
export interface CpuContext {
  /** Who acts, and where it is recorded. */
  readonly rec: Thread;
  /** How entries, walks and fault codes read. */
  readonly arch: WalkedArchitecture;
}

/** One CPU's way to memory: TLB, walker, fault (DESIGN §3). Slots are reused; nothing here is state. */
export class AccessUnit {
  private readonly request: WalkRequest;
  private readonly outcome: WalkOutcome = walkOutcome();
  private readonly syndrome = entrySlot();
  /** A fault under way holds its slot across steps; these are free. */
  private readonly freeFaults: FaultSlot[] = [];
  private readonly memory: RecordingMemory;

  constructor(
    private readonly k: CpuContext,
    private readonly tlbs: readonly Tlb[],
    private readonly host: CpuHost,
  ) {
    this.memory = new RecordingMemory(host, k.rec, k.arch.codec);
    this.request = {
      root: 0, topLevel: PTE, vpnLo: 0, vpnHi: 0, access: 0, user: true, pkru: k.arch.caps.initialPkru,
      mm: { id: 0, topLevel: PTE, attachedCpus: NO_CPUS, cpuMask: NO_CPUS, flushPending: 0, flushOwed: false },
    };
  }

  /**
   * One access to the first byte of a page. Walk and use are one step: a flush completes between instructions only.
   * Returns the byte found or stored, or -1 - outcome for a failure.
   */
  *access(mm: LoadedMm, vpn: Vpn, access: Access, user: boolean, value: number): Path<number> {
    const { rec } = this.k;
    const tlb = this.tlbs[rec.cpu]!;
    const vpnLo = vpn | 0;
    const vpnHi = highOf(vpn);
    let started = -1;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const slot = tlb.find(mm.id, vpnLo, vpnHi);
      const found = slot < 0 ? TLB_LOOKUP_MISS : this.judge(tlb.flags[slot]!, access, user);
      if (started < 0) started = recAccessStarted(rec, access, user ? 0 : 1, found, mm.id, vpn);
      rec.cause = started;
      if (found === TLB_LOOKUP_HIT) return this.complete(tlb.pfn[slot]!, access, value);
      if (found === TLB_LOOKUP_REFUSED) this.refuse(tlb, slot, access, user);
      else if (this.translate(mm, vpn, vpnLo, vpnHi, access, user)) {
        const filled = this.fill(tlb, slot, mm.id, vpn, vpnLo);
        rec.cause = started;
        return this.complete(tlb.pfn[filled]!, access, value);
      }
      const failure = yield* this.takeFault(mm, vpn, slot, tlb, access, user);
      if (failure !== 0) return this.fail(failure, mm, vpn);
    }
    throw new CpuError('no-progress', `an access to page 0x${vpn.toString(16)} faulted ${MAX_ATTEMPTS} times`, 'see with `faultline conformance` whether the architecture keeps its laws, else report this run as a defect');
  }

  /** A write needs a translation that knows the entry to be dirty; otherwise the entry is looked at again. */
  private judge(flags: number, access: Access, user: boolean): Place<'tlbLookup'> {
    if (!this.k.arch.hw.allows(flags, access, user, this.request.pkru)) return TLB_LOOKUP_REFUSED;
    return access === ACCESS_WRITE && !(flags & TLB_DIRTY) ? TLB_LOOKUP_CLEAN : TLB_LOOKUP_HIT;
  }

  /** Walks; true: `outcome` holds a translation. What the walk read last is the cause of what follows. */
  private translate(mm: LoadedMm, vpn: Vpn, vpnLo: number, vpnHi: number, access: Access, user: boolean): boolean {
    const { request, outcome, memory } = this;
    const cached = this.tlbs[this.k.rec.cpu]!.walkCache.find(mm.id, vpnLo, vpnHi);
    request.root = cached !== 0 ? cached : mm.root;
    request.topLevel = cached !== 0 ? PTE : mm.topLevel;
    request.vpnLo = vpnLo;
    request.vpnHi = vpnHi;
    request.access = access;
    request.user = user;
    request.mm = mm;
    memory.mm = mm.id;
    memory.vpn = vpn;
    memory.begin();
    this.k.arch.hw.walk(request, memory, outcome);
    this.k.rec.cause = memory.seen;
    if (cached === 0 && memory.open && memory.lastLevel === PTE) this.cacheTable(mm.id, vpn, vpnLo, vpnHi);
    return outcome.fault === 0;
  }

  /** The walk came to a PTE table through entries that restrict nothing: the next one can start there. */
  private cacheTable(mm: MmId, vpn: Vpn, vpnLo: number, vpnHi: number): void {
    const { walkCache } = this.tlbs[this.k.rec.cpu]!;
    const base: Vpn = vpn - (vpnLo & ((1 << walkCache.indexBits) - 1));
    recWalkCacheFilled(this.k.rec, walkCache.slot(vpnLo, vpnHi), mm, base, this.memory.lastTable);
  }

  private fill(tlb: Tlb, stale: CacheSlot, mm: MmId, vpn: Vpn, vpnLo: number): CacheSlot {
    const { rec } = this.k;
    const slot = stale >= 0 ? stale : tlb.place(vpnLo);
    const replaced = tlb.mm[slot] !== 0 ? 1 : 0;
    recTlbFilled(rec, this.outcome.flags, this.outcome.level, replaced, slot, mm, vpn, this.outcome.pfn);
    return slot;
  }

  /** A cached translation forbids the access: the fault comes from the TLB, stale or not. */
  private refuse(tlb: Tlb, slot: CacheSlot, access: Access, user: boolean): void {
    this.k.arch.hw.refuse(tlb.flags[slot]!, access, user, this.request.pkru, 0, this.outcome);
  }

  private *takeFault(mm: LoadedMm, vpn: Vpn, slot: CacheSlot, tlb: Tlb, access: Access, user: boolean): Path<number> {
    const { rec, arch } = this.k;
    const { outcome } = this;
    if (slot >= 0 && arch.hw.faultDropsEntry) recTlbEvicted(rec, EVICTED_BY_FAULT, slot, mm.id, tlb.vpn(slot));
    this.syndrome.lo = outcome.syndromeLo;
    this.syndrome.hi = outcome.syndromeHi;
    rec.cause = recFaultRaised(rec, access, user ? 0 : 1, outcome.fault, outcome.level, vpn, this.syndrome);
    const fault = this.freeFaults.pop() ?? faultSlot();
    arch.faults.decode(outcome.syndromeLo, outcome.syndromeHi, fault);
    rec.cause = recFaultDecoded(rec, fault.flags);
    const failure = yield* this.host.pageFault(mm.id, vpn, fault, this.request.pkru);
    this.freeFaults.push(fault);
    return failure;
  }

  private complete(pfn: Pfn, access: Access, value: number): number {
    const byte = access === ACCESS_WRITE ? value : this.host.load(pfn);
    recAccessCompleted(this.k.rec, access, byte, pfn);
    return byte;
  }

  private fail(failure: number, mm: LoadedMm, vpn: Vpn): number {
    recAccessFailed(this.k.rec, signalOf(failure), codeOf(failure), mm.id, vpn);
    return -1 - failure;
  }

  /** Hardware step H1: a walk by speculation; true: a translation was cached. Nothing leads to a step of hardware. */
  speculate(mm: LoadedMm, vpn: Vpn): boolean {
    this.k.rec.cause = -1;
    const tlb = this.tlbs[this.k.rec.cpu]!;
    const vpnLo = vpn | 0;
    const vpnHi = highOf(vpn);
    if (tlb.find(mm.id, vpnLo, vpnHi) >= 0 || !this.translate(mm, vpn, vpnLo, vpnHi, 0, true)) return false;
    this.fill(tlb, -1, mm.id, vpn, vpnLo);
    return true;
  }

  /** Hardware step H2: a translation is evicted; true: there was one. */
  evict(mm: LoadedMm, vpn: Vpn): boolean {
    this.k.rec.cause = -1;
    const tlb = this.tlbs[this.k.rec.cpu]!;
    const slot = tlb.find(mm.id, vpn | 0, highOf(vpn));
    if (slot >= 0) recTlbEvicted(this.k.rec, EVICTED_BY_HARDWARE, slot, mm.id, vpn);
    return slot >= 0;
  }

  /** Hardware step H2 for every translation of an address space, as when a CPU without tags comes to another one and back. */
  evictAll(mm: LoadedMm): void {
    this.k.rec.cause = -1;
    const tlb = this.tlbs[this.k.rec.cpu]!;
    tlb.mm.forEach((owner, slot) => {
      if (owner === mm.id) recTlbEvicted(this.k.rec, EVICTED_BY_HARDWARE, slot, mm.id, tlb.vpn(slot));
    });
  }

  /** Hardware step H2 for a cached table; true: there was one. */
  evictTable(mm: LoadedMm, vpn: Vpn): boolean {
    this.k.rec.cause = -1;
    const { walkCache } = this.tlbs[this.k.rec.cpu]!;
    const held = walkCache.find(mm.id, vpn | 0, highOf(vpn)) !== 0;
    const slot = walkCache.slot(vpn | 0, highOf(vpn));
    if (held) recWalkCacheEvicted(this.k.rec, EVICTED_BY_HARDWARE, slot, mm.id, walkCache.base(slot));
    return held;
  }
}
