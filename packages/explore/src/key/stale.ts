import type { SimulatedMachine } from '@faultline/machine';
import type { Lives } from '../lives';
import type { Words } from '../words';

const END = -1;
const LIFE = { fresh: 0, freed: 1, 're-owned': 2 } as const;

function tellTranslations({ state }: SimulatedMachine, cpu: number, lives: Lives, out: Words): void {
  const { mm } = state.tlbs[cpu]!;
  for (let slot = 0; slot < mm.length; slot++) {
    const life = mm[slot] === 0 ? LIFE.fresh : LIFE[lives.entry(cpu, slot)];
    if (life !== LIFE.fresh) out.putAll([slot, life]);
  }
  out.put(END);
}

function tellTables({ state }: SimulatedMachine, cpu: number, lives: Lives, out: Words): void {
  const { mm } = state.tlbs[cpu]!.walkCache;
  for (let slot = 0; slot < mm.length; slot++) if (mm[slot] !== 0 && lives.tableFreed(cpu, slot)) out.put(slot);
  out.put(END);
}

/** Which of the translations and tables that CPUs hold are stale, and how; what they are is told by their stores. */
export function tellStale(machine: SimulatedMachine, lives: Lives, out: Words): void {
  machine.state.tlbs.forEach((_, cpu) => {
    tellTranslations(machine, cpu, lives, out);
    tellTables(machine, cpu, lives, out);
  });
}
