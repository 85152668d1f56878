import type { Scenario, Step, StepName } from './steps';

/** What a whole step needs that the model has no notion of yet. */
const BY_STEP: Readonly<Partial<Record<StepName, string>>> = {
  mlock: 'mlock', munlock: 'mlock', msync: 'file write-back', pin: 'long-term pins', unpin: 'long-term pins', get: 'page references that outlive a call',
  readGot: 'page references that outlive a call', dropGot: 'page references that outlive a call', poke: 'access to another process', peek: 'access to another process',
  vmRead: 'access to another process', vmWrite: 'access to another process', uffdRegister: 'userfaultfd', uffdUnregister: 'userfaultfd', uffdWp: 'userfaultfd',
  uffdCopy: 'userfaultfd', uffdZero: 'userfaultfd', uffdPoison: 'userfaultfd', softDirtyClear: 'soft-dirty clearing', refsClear: 'access-mark clearing',
  ksmRun: 'KSM', swapBreak: 'swap', swapoff: 'swap', fileWrite: 'file operations', fileRead: 'file operations', fileTruncate: 'file operations',
  filePunch: 'file operations', fileSync: 'file operations',
};

/** The same by advice. */
const BY_ADVICE: Readonly<Record<string, string>> = {
  free: 'lazy freeing (MADV_FREE)', pageout: 'reclaim', cold: 'reclaim', willneed: 'readahead', hugepage: 'huge pages', nohugepage: 'huge pages',
  collapse: 'huge pages', mergeable: 'KSM', unmergeable: 'KSM', remove: 'hole punching', dontneed_locked: 'mlock',
};

function missingOf(step: Step): string[] {
  const found: string[] = [];
  const whole = BY_STEP[step.name];
  if (whole !== undefined) found.push(whole);
  if (step.name === 'madvise' && BY_ADVICE[step.advice] !== undefined) found.push(BY_ADVICE[step.advice]!);
  if (step.name === 'mmap') {
    if (step.backing === 'hugetlb') found.push('hugetlb');
    if (step.backing.startsWith('file:')) found.push('file mappings');
    if (step.backing.startsWith('shmem:')) found.push('named shared memory');
    if (step.locked === true) found.push('mlock');
  }
  return found;
}

/** Facilities a scenario needs that the model lacks, by name, each once; empty: it can be run. */
export function missing(scenario: Scenario): string[] {
  const { thp, swap, ksm, hugetlb, cpus } = scenario.machine ?? {};
  const machine = [
    ...(thp !== undefined && thp !== 'never' ? ['huge pages'] : []), ...(swap ? ['swap'] : []), ...(ksm ? ['KSM'] : []), ...(hugetlb ? ['hugetlb'] : []),
    ...(cpus !== undefined && cpus > 1 ? ['several CPUs in a scenario'] : []),
  ];
  return [...new Set([...machine, ...scenario.steps.flatMap(missingOf)])];
}
