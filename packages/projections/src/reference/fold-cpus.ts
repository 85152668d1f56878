import type { Handlers } from '../projection';
import { workOf, type PlainState } from './plain-state';

const WAYS = 4;
const overlaps = (start: number, end: number, vpn: number): boolean => vpn >= start && vpn < end;

/** What CPUs cache, and the shares of flushes that wait there. */
export const CPUS: Handlers<PlainState> = {
  TlbFilled(state, { cpu, slot, mm, vpn, pfn, flags, replaced }) {
    const way = ((slot % WAYS) + 1) % WAYS;
    const set = `${cpu}:${Math.floor(slot / WAYS)}`;
    if (replaced && way !== 0) state.victims[set] = way;
    else if (replaced) delete state.victims[set];
    state.tlb[`${cpu}:${slot}`] = `${mm}/${vpn.toString(16)}/${pfn}/${flags}`;
  },
  TlbEvicted(state, { cpu, slot }) {
    delete state.tlb[`${cpu}:${slot}`];
  },
  WalkCacheFilled(state, { cpu, slot, mm, vpn, table }) {
    state.walkCache[`${cpu}:${slot}`] = `${mm}/${vpn.toString(16)}/${table}`;
  },
  WalkCacheEvicted(state, { cpu, slot }) {
    delete state.walkCache[`${cpu}:${slot}`];
  },
  FlushSent(state, { seq, to, kind, by, leafOnly, request, mm, start, end }) {
    (state.pending[to] ??= []).push({ sent: seq, request, work: workOf(kind, by, leafOnly, mm, start, end) });
  },
  TlbInvalidated(state, { cpu, mm, kind, leafOnly, request, start, end }) {
    const left = state.pending[cpu]!.filter((share) => share.request !== request);
    if (left.length > 0) state.pending[cpu] = left;
    else delete state.pending[cpu];
    for (const [place, text] of Object.entries(state.walkCache))
      if (!leafOnly && place.startsWith(`${cpu}:`) && text.startsWith(`${mm}/`)) delete state.walkCache[place];
    for (const [place, text] of Object.entries(state.tlb)) {
      const [owner, vpn] = text.split('/') as [string, string];
      const hit = kind === 'mm' || overlaps(start, end, Number.parseInt(vpn, 16));
      if (place.startsWith(`${cpu}:`) && owner === String(mm) && hit) delete state.tlb[place];
    }
  },
};
