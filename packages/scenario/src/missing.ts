import type { NEEDS, Scenario, Step, StepName } from './steps';

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

/** The same by facility; `populate` the model has. */
const BY_NEED: Readonly<Record<Exclude<(typeof NEEDS)[number], 'populate'>, string>> = {
  swap: 'swap', swapBreak: 'swap', ksm: 'KSM', thp: 'huge pages', hugetlb: 'hugetlb', pin: 'long-term pins', pinRead: 'long-term pins', uffd: 'userfaultfd',
  uffdWp: 'userfaultfd', uffdWpShmem: 'userfaultfd', uffdPoison: 'userfaultfd', softDirty: 'soft-dirty clearing', collapse: 'huge pages',
};

/** What a mapping asks of its backing and its lock. */
function missingOfMmap({ backing, share, offset, readonlyFd, locked }: Extract<Step, { name: 'mmap' }>): string[] {
  const sharedZero = backing === 'zero' && share === 'shared';
  return [
    ...(backing === 'hugetlb' ? ['hugetlb'] : []), ...(backing.startsWith('file:') ? ['file mappings'] : []), ...(backing.startsWith('shmem:') ? ['named shared memory'] : []),
    ...(sharedZero && offset !== undefined && offset !== 0 ? ['offsets in shared memory'] : []), ...(sharedZero && readonlyFd === true ? ['read-only descriptors'] : []),
    ...(locked === true ? ['mlock'] : []),
  ];
}

function missingOf(step: Step): string[] {
  const found: string[] = [];
  const whole = BY_STEP[step.name];
  if (whole !== undefined) found.push(whole);
  if (step.name === 'madvise' && BY_ADVICE[step.advice] !== undefined) found.push(BY_ADVICE[step.advice]!);
  if (step.name === 'mmap') found.push(...missingOfMmap(step));
  return found;
}

/** Facilities a scenario needs that the model lacks, by name, each once; empty: it can be run. */
export function missing(scenario: Scenario): string[] {
  const { thp, swap, ksm, hugetlb, cpus } = scenario.machine ?? {};
  const machine = [
    ...(thp !== undefined && thp !== 'never' ? ['huge pages'] : []), ...(swap ? ['swap'] : []), ...(ksm ? ['KSM'] : []), ...(hugetlb ? ['hugetlb'] : []),
    ...(cpus !== undefined && cpus > 1 ? ['several CPUs in a scenario'] : []),
  ];
  const needs = (scenario.needs ?? []).flatMap((need) => (need === 'populate' ? [] : [BY_NEED[need]]));
  return [...new Set([...machine, ...needs, ...scenario.steps.flatMap(missingOf)])];
}
