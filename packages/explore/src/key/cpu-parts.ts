import { END, type Part } from './part';

const LIFE = { fresh: 0, freed: 1, 're-owned': 2 } as const;

/** TLBs: what each slot holds, whether that is stale, and which way the next victim lies. */
export const tlbs: Part = ({ machine: { state }, lives }, out) => {
  state.tlbs.forEach(({ mm, vpnLo, vpnHi, pfn, flags, victim }, cpu) => {
    for (let slot = 0; slot < mm.length; slot++)
      if (mm[slot] !== 0) out.putAll([slot, mm[slot]!, vpnLo[slot]!, vpnHi[slot]!, pfn[slot]!, flags[slot]!, LIFE[lives.entry(cpu, slot)]]);
    out.put(END);
    for (let set = 0; set < victim.length; set++) if (victim[set] !== 0) out.putAll([set, victim[set]!]);
    out.put(END);
  });
  return out.take();
};

/** Structure caches: the table of each slot, and whether it was freed since. */
export const walkCaches: Part = ({ machine: { state }, lives }, out) => {
  state.tlbs.forEach(({ walkCache }, cpu) => {
    const { mm, table } = walkCache;
    for (let slot = 0; slot < mm.length; slot++) {
      if (mm[slot] === 0) continue;
      out.putAll([slot, mm[slot]!, table[slot]!, lives.tableFreed(cpu, slot) ? 1 : 0]);
      out.putWide(walkCache.base(slot));
    }
    out.put(END);
  });
  return out.take();
};
