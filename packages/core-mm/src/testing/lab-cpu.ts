import {
  ACCESS_WRITE, codeOf, entrySlot, faultSlot, recAccessCompleted, recAccessFailed, recAccessStarted, recFaultDecoded, recFaultRaised, signalOf,
  TLB_DIRTY, TLB_LOOKUP_CLEAN, TLB_LOOKUP_HIT, TLB_LOOKUP_MISS, TLB_LOOKUP_REFUSED, vpnHi, walkOutcome, type Access, type Path, type Pfn,
  type Place, type Vpn, type WalkMemory, type WalkOutcome,
} from '@faultline/contracts';
import type { Core } from '../core';
import { CoreCpuHost } from '../cpu-host';
import type { MmState } from '../state/mm';
import { keyOf, type Caches, type Translation } from './caches';

const MAX_ATTEMPTS = 16;

/** What is accessed, and how. */
interface Wanted {
  readonly mm: MmState;
  readonly vpn: Vpn;
  readonly access: Access;
  readonly user: boolean;
}

/** A CPU to touch memory with: it caches translations, walks as the architecture's hardware does, and faults where it is refused. */
export class LabCpu {
  private readonly host: CoreCpuHost;

  constructor(
    private readonly k: Core,
    private readonly caches: Caches,
  ) {
    this.host = new CoreCpuHost(k);
  }

  private get pkru(): number {
    return this.k.arch.caps.initialPkru;
  }

  /** The byte found or stored, or -1 - outcome. */
  *access(mm: MmState, vpn: Vpn, access: Access, user: boolean, value: number): Path<number> {
    const { rec } = this.k;
    const wanted: Wanted = { mm, vpn, access, user };
    const cache = this.caches.of(rec.cpu);
    const started = recAccessStarted(rec, access, user ? 0 : 1, this.judge(cache.get(keyOf(mm.id, vpn)), wanted), mm.id, vpn);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      rec.cause = started;
      const refusal = this.attempt(wanted, cache);
      if (refusal === undefined) return this.complete(cache.get(keyOf(mm.id, vpn))!.pfn, access, value);
      const failure = yield* this.fault(wanted, refusal);
      rec.cause = started;
      if (failure === 0) continue;
      recAccessFailed(rec, signalOf(failure), codeOf(failure), mm.id, vpn);
      return -1 - failure;
    }
    throw new Error(`an access to page ${vpn} makes no progress`);
  }

  /** What a translation is worth; a write needs one that knows the entry to be dirty. */
  private judge(held: Translation | undefined, { access, user }: Wanted): Place<'tlbLookup'> {
    if (held === undefined) return TLB_LOOKUP_MISS;
    if (!this.k.arch.hw.allows(held.flags, access, user, this.pkru)) return TLB_LOOKUP_REFUSED;
    return access === ACCESS_WRITE && !(held.flags & TLB_DIRTY) ? TLB_LOOKUP_CLEAN : TLB_LOOKUP_HIT;
  }

  /** Undefined: the cache holds a translation that will do. Otherwise, why the hardware refuses. */
  private attempt(wanted: Wanted, cache: Map<string, Translation>): WalkOutcome | undefined {
    const { mm, vpn, access, user } = wanted;
    const key = keyOf(mm.id, vpn);
    const held = cache.get(key);
    const found = this.judge(held, wanted);
    if (found === TLB_LOOKUP_HIT) return undefined;
    const out = walkOutcome();
    if (found === TLB_LOOKUP_REFUSED) this.k.arch.hw.refuse(held!.flags, access, user, this.pkru, 0, out);
    else this.walk(wanted, out);
    if (out.fault === 0) cache.set(key, { mm: mm.id, vpn, pfn: out.pfn, flags: out.flags });
    else if (this.k.arch.hw.faultDropsEntry) cache.delete(key);
    return out.fault === 0 ? undefined : out;
  }

  private memory(mm: MmState, vpn: Vpn): WalkMemory {
    return {
      read: (level, table, index, out) => void (this.host.readEntry(table, index, out) || this.k.arch.codec.none(level, out)),
      verdict() {},
      update: (level, table, index, lo, hi, newLo, newHi) =>
        this.host.updateEntry({ mm: mm.id, vpn, level, table, index }, { lo, hi }, { lo: newLo, hi: newHi }),
    };
  }

  private walk({ mm, vpn, access, user }: Wanted, out: WalkOutcome): void {
    const { root, topLevel } = mm;
    this.k.arch.hw.walk({ root, topLevel, vpnLo: vpn | 0, vpnHi: vpnHi(vpn), access, user, pkru: this.pkru, mm }, this.memory(mm, vpn), out);
  }

  private *fault({ mm, vpn, access, user }: Wanted, { fault: reason, level, syndromeLo, syndromeHi }: WalkOutcome): Path<number> {
    const { rec, arch } = this.k;
    const syndrome = Object.assign(entrySlot(), { lo: syndromeLo, hi: syndromeHi });
    const fault = faultSlot();
    rec.cause = recFaultRaised(rec, access, user ? 0 : 1, reason, level, vpn, syndrome);
    arch.faults.decode(syndromeLo, syndromeHi, fault);
    recFaultDecoded(rec, fault.flags);
    return yield* this.host.pageFault(mm.id, vpn, fault, this.pkru);
  }

  private complete(pfn: Pfn, access: Access, value: number): number {
    const byte = access === ACCESS_WRITE ? value : this.host.load(pfn);
    recAccessCompleted(this.k.rec, access, byte, pfn);
    return byte;
  }
}
