import { PMD, vpnHi, vpnLo } from '@faultline/contracts';
import { entryFor, HOLE } from '@faultline/core-mm';
import type { SimulatedMachine } from '@faultline/machine';
import { peek } from './peek';
import type { Race, Scene } from './race';

/** H1, and H2 for a translation and for a cached table (tlb-and-races §1). */
export interface HardwareStep {
  readonly kind: 'fill' | 'evict' | 'evictTable';
  readonly cpu: number;
  readonly vpn: number;
}

/** Would a walk cache anything? It reaches a valid entry, or a table that the structure cache does not hold. */
function fills(machine: SimulatedMachine, cpu: number, mm: number, vpn: number): boolean {
  const { architecture, state } = machine;
  const space = state.core.mm(mm);
  const cached = state.tlbs[cpu]!.walkCache.find(mm, vpnLo(vpn), vpnHi(vpn));
  if (cached === 0) return space.root !== 0 && entryFor({ arch: architecture, state: state.core }, space, vpn, PMD).kind !== HOLE;
  return peek(machine, space, vpn, cached, 0).fault === 0;
}

/** The first of the scene's pages under one PTE table speaks for that table. */
function speaksForTable({ pages }: Scene, vpn: number, indexBits: number): boolean {
  const range = (page: number): number => Math.floor(page / 2 ** indexBits);
  return pages.find((page) => range(page) === range(vpn)) === vpn;
}

function stepsOf(machine: SimulatedMachine, scene: Scene, cpu: number, vpn: number): HardwareStep[] {
  const { mm } = scene;
  const tlb = machine.state.tlbs[cpu]!;
  const { walkCache } = tlb;
  const steps: HardwareStep[] = [];
  if (tlb.find(mm, vpnLo(vpn), vpnHi(vpn)) >= 0) steps.push({ kind: 'evict', cpu, vpn });
  else if (machine.state.core.loaded[cpu] === mm && fills(machine, cpu, mm, vpn)) steps.push({ kind: 'fill', cpu, vpn });
  if (walkCache.find(mm, vpnLo(vpn), vpnHi(vpn)) !== 0 && speaksForTable(scene, vpn, walkCache.indexBits)) steps.push({ kind: 'evictTable', cpu, vpn });
  return steps;
}

/** What hardware may do now, in a fixed order. */
export function hardwareSteps(machine: SimulatedMachine, race: Race, scene: Scene): HardwareStep[] {
  return scene.pages
    .flatMap((vpn) => machine.state.tlbs.flatMap((_, cpu) => stepsOf(machine, scene, cpu, vpn)))
    .filter(({ kind }) => race.hardware.includes(kind === 'fill' ? 'fill' : 'evict'));
}

/** Does a hardware step. */
export function takeHardware(machine: SimulatedMachine, { mm }: Scene, { kind, cpu, vpn }: HardwareStep): void {
  const space = machine.state.core.mm(mm);
  const { unit } = machine.threadOn(cpu);
  if (kind === 'fill') unit.speculate(space, vpn);
  else if (kind === 'evict') unit.evict(space, vpn);
  else unit.evictTable(space, vpn);
}
