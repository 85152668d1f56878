import { describe, expect, it } from 'vitest';
import { ScenarioError } from './errors';
import { parseScenario } from './parser';
import { ScenarioRun, type StepOutcome } from './run';
import { FILE, fakeMachine, type Call, type FakeMachine } from './testing/fake-machine';
import { lab } from './testing/lab';
import { scenarioOf } from './testing/texts';

const A = 1;
const B = 2;

/** Plays steps after the mapping `m` of four pages; outcomes and calls are those of these steps. */
function play(steps: readonly string[], fake: FakeMachine = fakeMachine()): { outcomes: StepOutcome[]; calls: Call[]; run: ScenarioRun; m: number } {
  const run = new ScenarioRun(scenarioOf(...steps), fake.machine);
  const [, ...outcomes] = run.steps();
  return { outcomes, calls: fake.calls.slice(1), run, m: run.places.get('m').start };
}
const results = (outcomes: readonly StepOutcome[]): string[] => outcomes.map(({ result }) => result);

describe('each kind of step makes one call of the machine', () => {
  type Row = readonly [step: string, expected: (m: number, other: number) => Call];
  const prot = (text: string): object => ({ r: text.includes('r'), w: text.includes('w'), x: text.includes('x') });
  const ROWS: readonly Row[] = [
    ['read: {proc: A, at: m+3}', (m) => ['access', A, m + 3, 'read']],
    ['write: {proc: A, at: m+1, value: 34}', (m) => ['access', A, m + 1, 'write', 34]],
    ['write: {proc: A, at: m+1, value: ret}', (m) => ['access', A, m + 1, 'write', 195]],
    ['exec: {proc: A, at: m+0}', (m) => ['access', A, m, 'exec']],
    ['kernelRead: {proc: A, at: m+2}', (m) => ['kernelAccess', A, m + 2, 'read']],
    ['kernelWrite: {proc: A, at: m+2, value: 7}', (m) => ['kernelAccess', A, m + 2, 'write', 7]],
    ['pin: {proc: A, at: m+1, pages: 2, as: p, mode: read}', (m) => ['pin', A, m + 1, 2, 'read']],
    ['get: {proc: A, at: m+1, pages: 2, as: g}', (m) => ['get', A, m + 1, 2]],
    ['poke: {proc: A, target: A, at: m+1, value: 9}', (m) => ['poke', A, A, m + 1, 9]],
    ['peek: {proc: A, target: A, at: m+1}', (m) => ['peek', A, A, m + 1]],
    ['vmRead: {proc: A, target: A, at: m+1}', (m) => ['vmRead', A, A, m + 1]],
    ['vmWrite: {proc: A, target: A, at: m+1, value: 9}', (m) => ['vmWrite', A, A, m + 1, 9]],
    ['msync: {proc: A, at: m+1, pages: 2}', (m) => ['msync', A, m + 1, 2]],
    ['fork: {proc: A, child: B}', () => ['fork', A]],
    ['exit: {proc: A}', () => ['exit', A]],
    ['munmap: {proc: A, at: m+1, pages: 2}', (m) => ['munmap', A, m + 1, 2]],
    ['munmap: {proc: A, at: m+0, pages: 1H+5}', (m) => ['munmap', A, m, 517]],
    ['mprotect: {proc: A, at: m+1, pages: 2, prot: rx}', (m) => ['mprotect', A, m + 1, 2, prot('rx')]],
    ['mprotect: {proc: A, at: m+1, pages: 2, prot: none}', (m) => ['mprotect', A, m + 1, 2, prot('')]],
    ['mlock: {proc: A, at: m+1, pages: 2}', (m) => ['mlock', A, m + 1, 2, false]],
    ['mlock: {proc: A, at: m+1, pages: 2, onfault: true}', (m) => ['mlock', A, m + 1, 2, true]],
    ['munlock: {proc: A, at: m+1, pages: 2, onfault: true}', (m) => ['munlock', A, m + 1, 2]],
    ['uffdRegister: {proc: A, at: m+1, pages: 2, mode: both}', (m) => ['uffdRegister', A, m + 1, 2, 'both']],
    ['uffdUnregister: {proc: A, at: m+1, pages: 2}', (m) => ['uffdUnregister', A, m + 1, 2]],
    ['uffdWp: {proc: A, at: m+1, pages: 2, on: false}', (m) => ['uffdWp', A, m + 1, 2, false]],
    ['uffdCopy: {proc: A, at: m+1, value: 9}', (m) => ['uffdCopy', A, m + 1, 9, false]],
    ['uffdCopy: {proc: A, at: m+1, value: 9, wp: true}', (m) => ['uffdCopy', A, m + 1, 9, true]],
    ['uffdZero: {proc: A, at: m+1, pages: 2}', (m) => ['uffdZero', A, m + 1, 2]],
    ['uffdPoison: {proc: A, at: m+1, pages: 2}', (m) => ['uffdPoison', A, m + 1, 2]],
    ['madvise: {proc: A, at: m+0, pages: 4, advice: wipeonfork}', (m) => ['madvise', A, m, 4, 'wipeonfork']],
    ['mremap: {proc: A, at: m+1, pages: 2, newPages: 7, as: m}', (m) => ['mremap', A, m + 1, 2, 7]],
    ['mremap: {proc: A, at: m+1, pages: 2, newPages: 7, as: n, mayMove: true}', (m, n) => ['mremap', A, m + 1, 2, 7, { vpn: n, dontUnmap: false }]],
    ['mremap: {proc: A, at: m+1, pages: 2, newPages: 2, as: n, dontUnmap: true}', (m, n) => ['mremap', A, m + 1, 2, 2, { vpn: n, dontUnmap: true }]],
    ['mmap: {proc: A, as: n, pages: 2H, prot: wx, share: shared, backing: zero, populate: true, locked: true, noreserve: true}',
      (_m, n) => ['mmap', A, { vpn: n, pages: 1024, prot: prot('wx'), shared: true, backing: 'zero', offset: 0, readOnly: false, populate: true, locked: true, noreserve: true }]],
    ['mmap: {proc: A, as: n, pages: 2, prot: r, share: private, backing: zero, offset: 1H+3}',
      (_m, n) => ['mmap', A, { vpn: n, pages: 2, prot: prot('r'), shared: false, backing: 'zero', offset: 515, readOnly: false, populate: false, locked: false, noreserve: false }]],
    ['mmap: {proc: A, as: n, pages: 1, prot: none, share: private, backing: anon, skew: 3}',
      (_m, n) => ['mmap', A, { vpn: n, pages: 1, prot: prot(''), shared: false, backing: 'anon', populate: false, locked: false, noreserve: false }]],
    ['mmap: {proc: A, as: n, pages: 2, prot: r, share: private, backing: anon, fixed: m+1}',
      (m) => ['mmap', A, { vpn: m + 1, pages: 2, prot: prot('r'), shared: false, backing: 'anon', populate: false, locked: false, noreserve: false }]],
  ];
  it.each(ROWS)('%s', (step, expected) => {
    const { calls, run, m, outcomes } = play([step]);
    expect(calls.filter(([name]) => name !== 'evictAll')).toEqual([expected(m, run.places.get('n')?.start)]);
    expect(outcomes).toMatchObject([{ index: 1, result: 'ok', faults: [0, 0], first: 1, end: 2 }]);
  });

  const FILE_ROWS: readonly (readonly [step: string, call: Call])[] = [
    ['fileWrite: {file: f, offset: 2, value: 7}', ['fileWrite', FILE, 2, 7]], ['fileRead: {file: f, offset: 1}', ['fileRead', FILE, 1]], ['fileTruncate: {file: f, pages: 3}', ['fileTruncate', FILE, 3]],
    ['filePunch: {file: f, offset: 1, pages: 2}', ['filePunch', FILE, 1, 2]], ['fileSync: {file: f}', ['fileSync', FILE]],
  ];
  it.each(FILE_ROWS)('%s, by nobody', (step, call) => {
    const { calls, outcomes } = play([step]);
    expect(calls.slice(1)).toEqual([call]);
    expect(outcomes[0]).not.toHaveProperty('faults');
  });

  it('files are there before the first step: as long as the steps reach, with a byte in each page, cached; memfds are holes', () => {
    const fake = fakeMachine();
    const map = (name: string, backing: string): string => `mmap: {proc: A, as: ${name}, pages: 2, prot: r, share: shared, backing: "${backing}", offset: 1, readonlyFd: true}`;
    const steps = [map('f', 'file:f'), map('g', 'file:g'), map('s', 'shmem:s'), 'fileRead: {file: f, offset: 160}'];
    const text = ['name: test', 'machine: {files: {g: {pages: 2, cached: false}}}', 'steps:', ...steps.map((step) => `  - ${step}`)].join('\n');
    const run = new ScenarioRun(parseScenario(text, 'test.yaml'), fake.machine);
    expect(results([...run.steps()])).toEqual(['ok', 'ok', 'ok', 'ok']);
    const content = (pages: number): number[] => Array.from({ length: pages }, (_, page) => (100 + page) % 256);
    expect(fake.calls.slice(0, 3)).toEqual([
      ['createFile', { backing: 'file', pages: 161, content: content(161), cached: true }], ['createFile', { backing: 'file', pages: 2, content: content(2), cached: false }],
      ['createFile', { backing: 'shmem', pages: 3, content: content(3), cached: false }],
    ]);
    expect(fake.calls[3]).toMatchObject(['mmap', A, { backing: 'file', file: FILE, offset: 1, readOnly: true }]);
  });

  it('a file that memory has no room for is told before anything runs', () => {
    const fake = fakeMachine();
    fake.answers['createFile'] = { errno: 'ENOMEM', file: 0 };
    expect(() => new ScenarioRun(scenarioOf('fileSync: {file: f}'), fake.machine)).toThrow(expect.objectContaining({ code: 'too-little-memory', message: expect.stringContaining('the file f has 0 pages') as string }));
  });

  it('a call that changes entries without a flush leaves no translation of whose they are', () => {
    const steps = ['mlock: {proc: A, at: m+0, pages: 1}', 'madvise: {proc: A, at: m+0, pages: 1, advice: populate_write}', 'pin: {proc: A, at: m+0, pages: 1, as: p, mode: write}', 'fork: {proc: A, child: B}', 'poke: {proc: A, target: B, at: m+0, value: 1}', 'vmWrite: {proc: B, target: A, at: m+0, value: 1}'];
    expect(play(steps).calls.filter(([name]) => name === 'evictAll')).toEqual([A, A, A, B, A].map((mm) => ['evictAll', mm]));
  });

  it('what is done to a process is charged to nobody', () => {
    const { calls, outcomes } = play(['softDirtyClear: {proc: A}', 'refsClear: {proc: A}']);
    expect(calls).toEqual([['clearRefs', A, 'softDirty'], ['clearRefs', A, 'referenced'], ['evictAll', A]]);
    expect(outcomes.map(({ faults }) => faults)).toEqual([undefined, undefined]);
  });

  it('what is done to the machine is done by nobody, and charged to nobody', () => {
    const { calls, outcomes } = play(['swapBreak:', 'swapoff:']);
    expect(calls).toEqual([['swapBreak'], ['swapoff']]);
    expect(outcomes).toMatchObject([{ index: 1, result: 'ok', first: 1, end: 2 }, { index: 2, result: 'ok', first: 2, end: 3 }]);
    expect(outcomes.map(({ faults }) => faults)).toEqual([undefined, undefined]);
  });

  it.each([[12, 4095], [16, 255]])('a swap device is there before the first process; pages of 2^%i bytes: one is the header', (pageShift, slots) => {
    const fake = fakeMachine();
    Object.assign(fake.machine.architecture.geometry, { pageShift });
    new ScenarioRun(parseScenario('name: x\nabout: x\nmachine: {swap: 16}\nsteps: []\n', 'x.yaml'), fake.machine);
    expect(fake.calls).toEqual([['swapon', slots]]);
  });

  it('a name of a pin or a reference stands for what the machine gave', () => {
    const { calls, outcomes } = play([
      'pin: {proc: A, at: m+0, pages: 1, as: p, mode: write}', 'unpin: {proc: A, as: p}', 'get: {proc: A, at: m+0, pages: 2, as: g}', 'readGot: {proc: A, as: g}', 'dropGot: {proc: A, as: g}',
    ]);
    expect(calls.filter(([name]) => ['unpin', 'readGot', 'dropGot'].includes(name))).toEqual([['unpin', A, 5], ['readGot', A, 5], ['dropGot', A, 5]]);
    expect(outcomes[3]).toMatchObject({ result: 'ok', value: [1, 2] });
  });

  it('a name that got nothing stands for nothing, and the machine is not asked', () => {
    const fake = fakeMachine();
    fake.answers['pin'] = { errno: 'EFAULT', hold: 0 };
    const { calls, outcomes } = play(['pin: {proc: A, at: m+0, pages: 1, as: p, mode: write}', 'unpin: {proc: A, as: p}'], fake);
    expect([calls.map(([name]) => name), results(outcomes)]).toEqual([['pin', 'evictAll'], ['EFAULT', 'EINVAL']]);
  });

  it('the memory of a process that has ended cannot be reached', () => {
    const { outcomes, calls } = play(['fork: {proc: A, child: B}', 'exit: {proc: B}', 'peek: {proc: A, target: B, at: m+0}']);
    expect([results(outcomes), calls.length]).toEqual([['ok', 'ok', 'noProcess'], 2]);
  });

  it('H is what the machine has', () => {
    expect(play(['munmap: {proc: A, at: m+0, pages: 1H+5}'], fakeMachine(256)).calls[0]?.[3]).toBe(261);
  });

  it('a mapping starts on a PMD boundary, or as far above it as skew says', () => {
    const { run } = play(['mmap: {proc: A, as: n, pages: 1, prot: r, share: private, backing: anon, skew: 3}']);
    expect([run.places.get('m').start % 512, run.places.get('n').start % 512]).toEqual([0, 3]);
  });

  it('a name given by fixed stands for the place mapped over', () => {
    const { calls, m } = play(['mmap: {proc: A, as: n, pages: 2, prot: r, share: private, backing: anon, fixed: m+1}', 'read: {proc: A, at: n+1}']);
    expect(calls[1]).toEqual(['access', A, m + 2, 'read']);
  });

  it('a child acts in an address space of its own, at the places of its parent', () => {
    const { calls, m } = play(['fork: {proc: A, child: B}', 'read: {proc: B, at: m+1}', 'read: {proc: A, at: m+1}']);
    expect(calls.slice(1)).toEqual([['access', B, m + 1, 'read'], ['access', A, m + 1, 'read']]);
  });
});

describe('what the machine answers is the result', () => {
  it.each([
    ['munmap', 'munmap: {proc: A, at: m+0, pages: 1}', 'EINVAL', { result: 'EINVAL' }], ['mmap', 'mmap: {proc: A, as: n, pages: 1, prot: r, share: private, backing: anon}', 'ENOMEM', { result: 'ENOMEM' }],
    ['mprotect', 'mprotect: {proc: A, at: m+0, pages: 1, prot: r}', 'EACCES', { result: 'EACCES' }], ['mremap', 'mremap: {proc: A, at: m+0, pages: 1, newPages: 2, as: m}', 'ENOMEM', { result: 'ENOMEM' }],
    ['madvise', 'madvise: {proc: A, at: m+0, pages: 1, advice: dontneed}', 'ENOMEM', { result: 'ENOMEM' }], ['access', 'read: {proc: A, at: m+0}', { result: 'ok', value: 17 }, { result: 'ok', value: 17 }],
    ['access', 'write: {proc: A, at: m+0, value: 1}', { result: 'SIGSEGV/ACCERR' }, { result: 'SIGSEGV/ACCERR' }], ['kernelAccess', 'kernelRead: {proc: A, at: m+0}', { result: 'EFAULT' }, { result: 'EFAULT' }],
  ])('of %s, for %s', (operation, step, answer, expected) => {
    const fake = fakeMachine();
    const run = new ScenarioRun(scenarioOf(step), fake.machine);
    const steps = run.steps();
    steps.next();
    fake.answers[operation] = answer;
    const outcome = steps.next().value as StepOutcome;
    expect({ result: outcome.result, ...(outcome.value === undefined ? {} : { value: outcome.value }) }).toEqual(expected);
  });

  it('a fork that fails makes no process', () => {
    const fake = fakeMachine();
    fake.answers['fork'] = { errno: 'ENOMEM', mm: 0 };
    const { outcomes, run } = play(['fork: {proc: A, child: B}', 'read: {proc: B, at: m+0}'], fake);
    expect([results(outcomes), [...run.processes]]).toEqual([['ENOMEM', 'noProcess'], [['A', A]]]);
  });
});

describe('faults: how far the counts of the acting process rose in the step', () => {
  const counted = (steps: readonly string[], rise: Record<number, readonly [number, number]>): unknown[] => {
    const fake = fakeMachine();
    fake.during = () => {
      for (const [mm, [minor, major]] of Object.entries(rise)) {
        const before = fake.faults[Number(mm)] ?? { minor: 100, major: 10 };
        fake.faults[Number(mm)] = { minor: before.minor + minor, major: before.major + major };
      }
    };
    fake.faults[A] = { minor: 7, major: 3 };
    fake.faults[B] = { minor: 70, major: 30 };
    return play(steps, fake).outcomes.map(({ faults }) => faults);
  };

  it('minor and major, whatever they were before', () => expect(counted(['read: {proc: A, at: m+0}'], { [A]: [2, 1] })).toEqual([[2, 1]]));

  it('of the one that acts, not of another', () => {
    expect(counted(['fork: {proc: A, child: B}', 'read: {proc: B, at: m+0}', 'read: {proc: A, at: m+0}'], { [A]: [1, 0], [B]: [5, 4] })).toEqual([[1, 0], [5, 4], [1, 0]]);
  });

  it('none for a process that just ended: its counts went with it', () => expect(counted(['exit: {proc: A}'], { [A]: [3, 3] })).toEqual([[0, 0]]));
});

describe('a process that has ended', () => {
  const STEPS = [
    'read: {proc: A, at: m+0}', 'write: {proc: A, at: m+0, value: 1}', 'exec: {proc: A, at: m+0}', 'kernelRead: {proc: A, at: m+0}', 'kernelWrite: {proc: A, at: m+0, value: 1}', 'fork: {proc: A, child: B}', 'exit: {proc: A}',
    'munmap: {proc: A, at: m+0, pages: 1}', 'mprotect: {proc: A, at: m+0, pages: 1, prot: r}', 'madvise: {proc: A, at: m+0, pages: 1, advice: dontneed}', 'mremap: {proc: A, at: m+0, pages: 1, newPages: 2, as: m}',
    'mremap: {proc: A, at: m+0, pages: 1, newPages: 2, as: n, mayMove: true}', 'mmap: {proc: A, as: n, pages: 1, prot: r, share: private, backing: anon}', 'mmap: {proc: A, as: n, pages: 1, prot: r, share: private, backing: anon, fixed: m+1}',
  ];
  it.each(STEPS)('has the result noProcess, no faults, and changes nothing: %s', (step) => {
    const { outcomes, calls } = play(['exit: {proc: A}', step]);
    expect(outcomes[1]).toEqual({ index: 2, step: expect.anything(), result: 'noProcess', first: 2, end: 2 });
    expect(calls).toEqual([['exit', A]]);
  });

  it('leaves its child alone', () => {
    expect(results(play(['fork: {proc: A, child: B}', 'exit: {proc: A}', 'read: {proc: B, at: m+0}', 'read: {proc: A, at: m+0}']).outcomes)).toEqual(['ok', 'ok', 'ok', 'noProcess']);
  });

  it('would have made names that others may use: there is nothing', () => {
    const steps = [
      'fork: {proc: A, child: B}', 'exit: {proc: B}', 'mmap: {proc: B, as: n, pages: 2, prot: rw, share: private, backing: anon}', 'mremap: {proc: B, at: m+0, pages: 1, newPages: 1, as: o, mayMove: true}',
      'mmap: {proc: B, as: p, pages: 1, prot: rw, share: private, backing: anon, fixed: n+1}', 'fork: {proc: B, child: C}', 'mmap: {proc: C, as: q, pages: 1, prot: rw, share: private, backing: anon}',
      'read: {proc: A, at: n+1}', 'write: {proc: A, at: o+0, value: 1}', 'read: {proc: A, at: p+0}', 'read: {proc: A, at: q+0}', 'munmap: {proc: A, at: n+0, pages: 2}', 'mremap: {proc: A, at: n+0, pages: 2, newPages: 3, as: n}',
    ];
    const outcomes = [...new ScenarioRun(scenarioOf(...steps), lab()).steps()];
    expect(results(outcomes.slice(8))).toEqual(['SIGSEGV/MAPERR', 'SIGSEGV/MAPERR', 'SIGSEGV/MAPERR', 'SIGSEGV/MAPERR', 'ok', 'EFAULT']);
  });
});

describe('what the model lacks is never run', () => {
  it.each(['mmap: {proc: A, as: n, pages: 1, prot: r, share: private, backing: hugetlb}', 'ksmRun:'])('%s', (step) => {
    const fake = fakeMachine();
    expect(() => new ScenarioRun(scenarioOf(step), fake.machine)).toThrow(expect.objectContaining({ name: 'ScenarioError', code: 'not-modelled', file: 'test', message: expect.stringMatching(/^the scenario needs /), remedy: expect.stringMatching(/missing/) }));
    expect([fake.calls, fake.machine.view.mms()]).toEqual([[], []]);
  });

  it('its error is one of the scenario', () => expect(() => new ScenarioRun(scenarioOf('ksmRun:'), fakeMachine().machine)).toThrow(ScenarioError));
});
