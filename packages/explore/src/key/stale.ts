import type { SimulatedMachine } from '@faultline/machine';
import type { Lives } from '../lives';
import type { Words } from '../words';

const END = -1;
const LIFE = { fresh: 0, freed: 1, 're-owned': 2 } as const;

function encodeTranslations({ state }: SimulatedMachine, cpu: number, lives: Lives, out: Words): void {
  const { mm } = state.tlbs[cpu]!;
  for (let slot = 0; slot < mm.length; slot++) {
    const life = mm[slot] === 0 ? LIFE.fresh : LIFE[lives.entry(cpu, slot)];
    if (life !== LIFE.fresh) out.putAll([slot, life]);
  }
  out.put(END);
}

function encodeTables({ state }: SimulatedMachine, cpu: number, lives: Lives, out: Words): void {
  const { mm } = state.tlbs[cpu]!.walkCache;
  for (let slot = 0; slot < mm.length; slot++) if (mm[slot] !== 0 && lives.tableFreed(cpu, slot)) out.put(slot);
  out.put(END);
}

/** Which of the translations and tables that CPUs hold are stale, and how; their stores encode what they are. */
export function encodeStale(machine: SimulatedMachine, lives: Lives, out: Words): void {
  machine.state.tlbs.forEach((_, cpu) => {
    encodeTranslations(machine, cpu, lives, out);
    encodeTables(machine, cpu, lives, out);
  });
}
