import type { SimulatedMachine } from '@faultline/machine';
import type { Staleness } from '../staleness';
import type { Words } from '../words';

const END = -1;
const AGE = { fresh: 0, freed: 1, 're-owned': 2 } as const;

function encodeTranslations({ state }: SimulatedMachine, cpu: number, staleness: Staleness, out: Words): void {
  const { mm } = state.tlbs[cpu]!;
  for (let slot = 0; slot < mm.length; slot++) {
    const age = mm[slot] === 0 ? AGE.fresh : AGE[staleness.ofTranslation(cpu, slot)];
    if (age !== AGE.fresh) out.putAll([slot, age]);
  }
  out.put(END);
}

function encodeTables({ state }: SimulatedMachine, cpu: number, staleness: Staleness, out: Words): void {
  const { mm } = state.tlbs[cpu]!.walkCache;
  for (let slot = 0; slot < mm.length; slot++) if (mm[slot] !== 0 && staleness.tableFreed(cpu, slot)) out.put(slot);
  out.put(END);
}

/** Which of the translations and tables that CPUs hold are stale, and how; their stores encode what they are. */
export function encodeStale(machine: SimulatedMachine, staleness: Staleness, out: Words): void {
  machine.state.tlbs.forEach((_, cpu) => {
    encodeTranslations(machine, cpu, staleness, out);
    encodeTables(machine, cpu, staleness, out);
  });
}
