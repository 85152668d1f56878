import { awaitFlush, type CpuId, type FlushRequested, type MmId, type Path, type Pfn, type Vpn } from '@faultline/contracts';
import type { CoreHost } from '../core';

/** A translation that a CPU holds: `TLB_*` flags. */
export interface Translation {
  readonly mm: MmId;
  readonly vpn: Vpn;
  readonly pfn: Pfn;
  readonly flags: number;
}

const covers = ({ mm, scope, start, end }: FlushRequested, held: Translation): boolean =>
  held.mm === mm && (scope === 'mm' || (held.vpn >= start && held.vpn < end));

/** What CPUs cache of page tables, without bounds: a translation is evicted by a flush only, so that a missing flush leaves a stale one. */
export class Caches implements CoreHost {
  private readonly held: Map<string, Translation>[] = [];

  of(cpu: CpuId): Map<string, Translation> {
    return (this.held[cpu] ??= new Map());
  }

  /** Every CPU drops the page: for changes that no path makes. */
  evict(mm: MmId, vpn: Vpn): void {
    for (const cache of this.held) cache?.delete(keyOf(mm, vpn));
  }

  *flush(request: FlushRequested): Path<void> {
    this.held.forEach((cache, cpu) => {
      if (request.scope === 'pageLocal' && cpu !== request.cpu) return;
      for (const [key, held] of cache) if (covers(request, held)) cache.delete(key);
    });
    yield awaitFlush(request.seq);
  }
}

export const keyOf = (mm: MmId, vpn: Vpn): string => `${mm}:${vpn}`;
