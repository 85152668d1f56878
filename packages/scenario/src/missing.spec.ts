import { describe, expect, it } from 'vitest';
import { missing } from './missing';
import { parseScenario } from './parser';
import type { Scenario } from './format/frame';
import type { StepName } from './format/steps';
import type { ADVICE, NEEDS } from './format/tables';
import { HEAD, scenarioOf } from './testing/texts';

const mmap = (more: string): string => `mmap: {proc: A, as: n, pages: 1, prot: rw, ${more}}`;
const framed = (line: string): Scenario => parseScenario(`name: x\nabout: x\n${line}\nsteps: []\n`, 'x.yaml');
const RANGE = 'proc: A, at: m+0, pages: 1';

/** Steps of the format that the model has, or lacks by this name. */
const STEP_ROWS: Readonly<Record<StepName, readonly [step: string, ...lacks: string[]]>> = {
  mmap: [mmap('share: private, backing: anon')], write: ['write: {proc: A, at: m+0, value: 1}'], read: ['read: {proc: A, at: m+0}'], exec: ['exec: {proc: A, at: m+0}'],
  kernelRead: ['kernelRead: {proc: A, at: m+0}'], kernelWrite: ['kernelWrite: {proc: A, at: m+0, value: 1}'], fork: ['fork: {proc: A, child: B}'], exit: ['exit: {proc: A}'],
  munmap: [`munmap: {${RANGE}}`], mprotect: [`mprotect: {${RANGE}, prot: r}`], mremap: [`mremap: {${RANGE}, newPages: 1, as: m}`], madvise: [`madvise: {${RANGE}, advice: dontneed}`],
  mlock: [`mlock: {${RANGE}}`], munlock: [`munlock: {${RANGE}}`], msync: [`msync: {${RANGE}}`],
  pin: [`pin: {${RANGE}, as: h, mode: write}`], unpin: ['unpin: {proc: A, as: p}'], get: [`get: {${RANGE}, as: h}`],
  readGot: ['readGot: {proc: A, as: g}'], dropGot: ['dropGot: {proc: A, as: g}'],
  poke: ['poke: {proc: A, target: A, at: m+0, value: 1}'], peek: ['peek: {proc: A, target: A, at: m+0}'],
  vmRead: ['vmRead: {proc: A, target: A, at: m+0}'], vmWrite: ['vmWrite: {proc: A, target: A, at: m+0, value: 1}'],
  uffdRegister: [`uffdRegister: {${RANGE}, mode: wp}`], uffdUnregister: [`uffdUnregister: {${RANGE}}`], uffdWp: [`uffdWp: {${RANGE}, on: true}`],
  uffdCopy: ['uffdCopy: {proc: A, at: m+0, value: 1}'], uffdZero: [`uffdZero: {${RANGE}}`], uffdPoison: [`uffdPoison: {${RANGE}}`],
  softDirtyClear: ['softDirtyClear: {proc: A}'], refsClear: ['refsClear: {proc: A}'], ksmRun: ['ksmRun:', 'KSM'], swapBreak: ['swapBreak:'], swapoff: ['swapoff:'],
  fileWrite: ['fileWrite: {file: f, offset: 0, value: 1}'], fileRead: ['fileRead: {file: f, offset: 0}'], fileTruncate: ['fileTruncate: {file: f, pages: 0}'],
  filePunch: ['filePunch: {file: f, offset: 0, pages: 1}'], fileSync: ['fileSync: {file: f}'],
};
/** What makes the grips that some steps lean on. */
const GRIPS = ['pin: {proc: A, at: m+0, pages: 1, as: p, mode: read}', 'get: {proc: A, at: m+0, pages: 1, as: g}'];

describe('each step', () => {
  it.each(Object.entries(STEP_ROWS))('%s', (_name, [step, ...lacks]) => {
    const leaning = /as: [pg]}$/.test(step) ? GRIPS : [];
    expect(missing({ ...scenarioOf(...leaning, step), steps: scenarioOf(...leaning, step).steps.slice(-1) })).toEqual(lacks);
  });
});

const ADVICE_LACKS: Readonly<Record<keyof typeof ADVICE, readonly string[]>> = {
  dontneed: [], random: [], sequential: [], normal: [], populate_read: [], populate_write: [], dontfork: [], dofork: [], wipeonfork: [], keeponfork: [], remove: [],
  free: [], pageout: [], cold: [], willneed: [], hugepage: ['huge pages'], nohugepage: ['huge pages'], collapse: ['huge pages'],
  mergeable: ['KSM'], unmergeable: ['KSM'], dontneed_locked: [],
};
describe('each advice', () => {
  it.each(Object.entries(ADVICE_LACKS))('%s', (advice, lacks) => expect(missing(scenarioOf(`madvise: {${RANGE}, advice: ${advice}}`))).toEqual(lacks));
});

const NEED_LACKS: Readonly<Record<keyof typeof NEEDS, readonly string[]>> = {
  populate: [], swap: [], swapBreak: [], ksm: ['KSM'], thp: ['huge pages'], collapse: ['huge pages'], hugetlb: ['hugetlb'], pin: [], pinRead: [],
  uffd: [], uffdWp: [], uffdWpShmem: [], uffdPoison: [], softDirty: [],
};
describe('each facility that a scenario says it needs', () => {
  it.each(Object.entries(NEED_LACKS))('%s', (need, lacks) => expect(missing(framed(`needs: [${need}]`))).toEqual(lacks));
});

describe('the machine', () => {
  it.each([
    ['{}', []], ['{cpus: 1, thp: never, swap: 0, ksm: false, hugetlb: 0}', []], ['{files: {data: {pages: 4}}}', []],
    ['{cpus: 2}', ['several CPUs in a scenario']], ['{thp: always}', ['huge pages']], ['{thp: madvise}', ['huge pages']], ['{swap: 16}', []], ['{ksm: true}', ['KSM']], ['{hugetlb: 4}', ['hugetlb']],
  ])('%s', (machine, lacks) => expect(missing(framed(`machine: ${machine}`))).toEqual(lacks));
});

describe('a mapping', () => {
  it.each([
    ['share: private, backing: anon', []], ['share: shared, backing: anon', []], ['share: private, backing: zero', []], ['share: shared, backing: zero', []],
    ['share: private, backing: anon, offset: 3, align: huge, skew: 5, fixed: m+1, noreserve: true, populate: true, locked: false, readonlyFd: true', []],
    ['share: shared, backing: zero, offset: 0, readonlyFd: false', []], ['share: private, backing: zero, offset: 3, readonlyFd: true', []],
    ['share: shared, backing: zero, offset: 1', []], ['share: shared, backing: zero, offset: 1H', []], ['share: shared, backing: zero, readonlyFd: true', []],
    ['share: private, backing: hugetlb', ['hugetlb']], ['share: private, backing: file:data', []], ['share: shared, backing: shmem:data', []], ['share: private, backing: anon, locked: true', []],
  ])('%s', (more, lacks) => expect(missing(scenarioOf(mmap(more)))).toEqual(lacks));
});

describe('a scenario', () => {
  it('names each thing once, that of the machine first', () => {
    expect(missing(parseScenario(HEAD.replace('steps:', 'needs: [hugetlb]\nmachine: {ksm: true}\nsteps:').concat('  - madvise: {proc: A, at: m+0, pages: 1, advice: collapse}\n  - swapoff:\n  - ksmRun:\n  - madvise: {proc: A, at: m+0, pages: 1, advice: hugepage}\n'), 'x.yaml')))
      .toEqual(['KSM', 'hugetlb', 'huge pages']);
  });
});
