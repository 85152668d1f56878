import type { Kernel } from '@faultline/contracts';
import { parseScenario, type Scenario } from '@faultline/scenario';
import { describe, expect, it } from 'vitest';
import { chooseArchitecture, type Chosen } from './architectures';
import { factsOf } from './facts';
import { kernelPartingsOf, type KernelParting } from './kernel-parting';
import { equipped } from './switches';

const scenarioOf = (...steps: readonly string[]): Scenario =>
  parseScenario(`name: s\nabout: a scenario\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`, 's.yaml');
const mmap = (share: string, more = ''): string => `mmap: {proc: A, as: m, pages: 4, prot: rw, share: ${share}, backing: anon${more}}`;

const REUSED = scenarioOf(mmap('private'), 'write: {proc: A, at: m+0, value: 17}', 'fork: {proc: A, child: B}', 'write: {proc: B, at: m+0, value: 18}');
const DIRTY = scenarioOf(mmap('shared'), 'write: {proc: A, at: m+0, value: 17}', 'munmap: {proc: A, at: m+0, pages: 4}');
const PROTECTED = scenarioOf(mmap('private'), 'write: {proc: A, at: m+0, value: 17}', 'mprotect: {proc: A, at: m+0, pages: 4, prot: r}', 'mprotect: {proc: A, at: m+0, pages: 4, prot: rw}');
const READ = scenarioOf(mmap('private'), 'read: {proc: A, at: m+0}', 'mprotect: {proc: A, at: m+0, pages: 4, prot: r}', 'mprotect: {proc: A, at: m+0, pages: 4, prot: rw}');
const DROPPED = scenarioOf(mmap('private'), 'write: {proc: A, at: m+0, value: 17}', 'write: {proc: A, at: m+1, value: 17}', 'madvise: {proc: A, at: m+0, pages: 4, advice: dontneed}');

const on = (arch: string, ...kernels: readonly Kernel[]): Chosen[] => kernels.map((kernel) => chooseArchitecture(arch, kernel));
const pairsOf = (scenario: Scenario, chosen: readonly Chosen[]): KernelParting[] => kernelPartingsOf(scenario, chosen, chosen.map((each) => factsOf(scenario, each)));
const partingOf = (scenario: Scenario, arch: string, from: Kernel, to: Kernel): KernelParting['parting'] => pairsOf(scenario, on(arch, from, to))[0]!.parting;

describe.each(['x86-64', 'arm64', 's390'])('where kernels part on %s', (arch) => {
  it.each([
    ['no-write-result', REUSED, 3], ['delayed-rmap', DIRTY, 2], ['upgrade-clean-exclusive', READ, 3],
  ] as const)('by the switch %s, in either direction', (by, scenario, step) => {
    const there = partingOf(scenario, arch, '6.1', '6.2')!;
    expect(there).toMatchObject({ step, by });
    expect(partingOf(scenario, arch, '6.2', '6.1')).toEqual({ step, by, events: [...there.events].reverse(), seqs: [...there.seqs].reverse() });
  });

  it('nowhere, if a dirty exclusive page is made read-only and writable again', () => expect(partingOf(PROTECTED, arch, '6.1', '6.2')).toBeUndefined());
  it('nowhere, if both are the same', () => expect(partingOf(REUSED, arch, '6.2', '6.2')).toBeUndefined());

  it('not by a switch that is turned alike in both', () => {
    const both = on(arch, '6.1', '6.2').map((chosen) => equipped(chosen, { with: ['no-write-result'] }));
    expect(pairsOf(REUSED, both)[0]).not.toHaveProperty('parting');
  });
});

it('by no switch, where the architecture itself differs: riscv flushes ranges since 6.12', () => {
  const parting = partingOf(DROPPED, 'riscv', '6.2', '6.12');
  expect(parting).toMatchObject({ step: 3 });
  expect(parting).not.toHaveProperty('by');
});

it('an event that differs is told of each kernel', () => {
  expect(partingOf(REUSED, 'x86-64', '6.1', '6.2')?.events).toEqual([expect.stringMatching(/^FaultEnded .*result=8 /), expect.stringMatching(/^FaultEnded .*result=0 /)]);
});

describe('each architecture has its own kernels compared', () => {
  it('every pair of them', () => {
    const pairs = pairsOf(PROTECTED, [...on('x86-64', '6.1', '6.2', '6.12'), ...on('s390', '6.1', '6.12')]);
    expect(pairs.map(({ arch, kernels }) => [arch, ...kernels].join(' '))).toEqual(['x86-64 6.1 6.2', 'x86-64 6.1 6.12', 'x86-64 6.2 6.12', 's390 6.1 6.12']);
  });
  it('and none with another\'s', () => expect(pairsOf(PROTECTED, [...on('x86-64', '6.1'), ...on('arm64', '6.2')])).toEqual([]));
});
