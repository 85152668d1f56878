import { ACCESS_READ, walkOutcome, type WalkMemory, type WalkOutcome } from '@faultline/contracts';
import type { MmState } from '@faultline/core-mm';
import type { SimulatedMachine } from '@faultline/machine';

/** Memory that is only looked at: what hardware would set in an entry is not set. */
const readOnly = ({ state: { core }, architecture: { codec } }: SimulatedMachine): WalkMemory => ({
  read(level, table, index, out) {
    if (!core.tables.has(table)) return codec.none(level, out);
    const words = core.tables.read(table);
    out.lo = words[index << 1]!;
    out.hi = words[(index << 1) | 1]!;
  },
  verdict: () => undefined,
  update: () => true,
});

/** What a walk for a read would find, starting at a table of the mm; nothing is recorded. */
export function peek(machine: SimulatedMachine, mm: MmState, vpn: number, root: number, topLevel: number): WalkOutcome {
  const { hw, caps } = machine.architecture;
  const outcome = walkOutcome();
  const request = { root, topLevel, vpnLo: vpn | 0, vpnHi: (vpn / 4294967296) | 0, access: ACCESS_READ, user: true, pkru: caps.initialPkru, mm } as const;
  hw.walk(request, readOnly(machine), outcome);
  return outcome;
}
