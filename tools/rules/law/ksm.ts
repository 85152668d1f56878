import type { LawTable } from './law';

export const KSM: readonly LawTable[] = [
  {
    of: 'mm/ksm.c:break_ksm', spec: 'cow-and-gup', about: 'For each address until no page of KSM is left. What comes of it in 6.2 is exclusive, read-only and clean; in 6.1 writable and dirty if the VMA is.',
    rows: [
      ['KS1', 'a present page of KSM, or its migration entry', 'goes on, else ends with success', 'later KSM'],
      ['KS2', 'it goes on', 'faults with UNSHARE and REMOTE; 6.1 with WRITE and REMOTE', 'later KSM', 'cb8d86331343'],
      ['KS3', 'SIGBUS, SIGSEGV or OOM', 'stops; 6.1 also at VM_FAULT_WRITE', 'later KSM', 'cb8d86331343'],
      ['KS4', 'it was OOM', 'ENOMEM, else success', 'later KSM'],
    ],
  },
];
