import { FAULT_FLAG_WRITE, type RuleId } from '@faultline/contracts';
import { AT, coreFault, prot, recorded } from '../../../../tools/arch-lab/cases/given-state';
import { ofType, rules } from '../../../../tools/arch-lab/cases/words';
import type { CaseLab } from './lab';

/** Arguments of a rule each time it decided. */
export const args = (machine: CaseLab, rule: RuleId, operation: () => unknown): number[] => {
  const events = recorded(machine, operation);
  const named = rules(events);
  return ofType(events, 'BranchTaken').filter((_, at) => named[at] === rule).map(({ arg }) => arg);
};

/** Takes all memory but some pages. */
export function hog(machine: CaseLab, spare: number): number {
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: AT, pages: machine.memoryPages, prot: prot('rw'), shared: false, backing: 'anon' });
  let vpn = AT;
  while (coreFault(machine, mm, FAULT_FLAG_WRITE, { vpn }) === 0) vpn++;
  if (spare > 0) machine.madvise(mm, AT, spare, 'dontneed');
  return mm;
}
