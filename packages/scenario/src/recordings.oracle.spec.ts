import { describe, expect, it } from 'vitest';
import { compareDocuments } from './comparison';
import { formatDocument, runDocument, type RunDocument } from './document';
import { EXPLAINED } from './explained';
import { missing } from './missing';
import type { MappingState } from './observation';
import { expandPages } from './page-strings';
import { stepText } from './step-text';
import { recordedOn, recordedTargets, recordingOf, recordingText, scenarioNames, scenarioOf, there, unlessThere } from './testing/recorded';
import { lab, TARGET_NAMES } from './testing/lab';
import { verifyTarget } from './verification';

/** Scenarios that the walking skeleton runs; the others need what it has no notion of. */
const RUNS = `
  anon-dev-zero-private anon-execute-only anon-kernel-access anon-populate anon-read-then-write anon-readonly-segv anon-unmap-middle anon-write-only anon-write-then-read anon-wx-toggle
  anon-zero-page-across-fork fork-cow-child-dontneed fork-cow-child-exits-first fork-cow-child-unmaps fork-cow-child-writes-first fork-cow-child-writes-then-forks fork-cow-grandchild-left-alone
  fork-cow-middle-exits fork-cow-parent-exits-first fork-cow-parent-writes-first fork-cow-three-generations-oldest-first fork-cow-three-generations fork-cow-two-children fork-cow-unpopulated
  fork-dontfork-wipeonfork fork-readonly-then-writable fork-shared-anon madvise-dontneed madvise-holes madvise-populate-after-fork madvise-populate mprotect-down-up-exclusive mprotect-none-and-back
  mprotect-splits-and-merges mprotect-up-after-fork mprotect-zero-page mremap-dontunmap mremap-grow-shrink mremap-move-part mremap-move shared-dev-zero`.trim().split(/\s+/);

describe.skipIf(!there)(`what the model lacks${unlessThere}`, () => {
  it('the 41 scenarios lack nothing', () => {
    expect(RUNS).toHaveLength(41);
    expect(RUNS.filter((name) => missing(scenarioOf(name)).length > 0)).toEqual([]);
  });

  it.each(scenarioNames.filter((name) => !RUNS.includes(name)))('%s is refused by the name of what is missing, or runs as recorded', (name) => {
    const scenario = scenarioOf(name);
    const lacks = missing(scenario);
    for (const lack of lacks) expect(lack).toMatch(/^[A-Za-z-]+( [A-Za-z()_-]+)*$/);
    if (lacks.length > 0) return;
    for (const target of TARGET_NAMES.filter((each) => recordedOn(each).includes(name)))
      expect(compareDocuments(recordingOf(target, name), runDocument(scenario, lab(target))).differences).toEqual([]);
  });
});

/** Pages that stand in no VMA of their mapping. */
function strays({ vmas, pages }: MappingState): number[] {
  const ranges = vmas.map((vma) => String(vma['pages']).split('-').map(Number)).map(([first, last = first]) => [first!, last!] as const);
  return [...expandPages(pages).keys()].filter((page) => !ranges.some(([first, last]) => page >= first && page <= last));
}
const statesOf = ({ steps }: RunDocument): MappingState[] => steps.flatMap(({ after }) => Object.values(after)).flatMap((own) => Object.values(own ?? {})).filter((state) => state !== null);

describe.skipIf(!there)(`every recording${unlessThere}`, () => {
  it.each(recordedTargets)('%s: is read; repeats the steps of its scenario as they are printed; has pages within VMAs only', (target) => {
    for (const name of recordedOn(target)) {
      const recording = recordingOf(target, name);
      expect(recording.scenario).toBe(name);
      expect(recording.steps.map((step) => [step.i, step.do]), name).toEqual(scenarioOf(name).steps.map((step, at) => [at, stepText(step)]));
      expect(statesOf(recording).flatMap(strays), name).toEqual([]);
    }
  });

  it.each(there ? recordedOn('x86_64-6.2') : [])('%s: differs from itself in nothing', (name) => {
    const recording = recordingOf('x86_64-6.2', name);
    expect(compareDocuments(recording, recording)).toMatchObject({ differences: [], soft: [] });
  });
});

describe.skipIf(!there)(`the document of a run is the recording${unlessThere}`, () => {
  it.each(TARGET_NAMES)('%s: to the byte, but for the kernel\'s release', (target) => {
    for (const name of RUNS.filter((each) => recordedOn(target).includes(each))) {
      const { kernel } = recordingOf(target, name);
      expect(formatDocument({ ...runDocument(scenarioOf(name), lab(target)), kernel }), name).toBe(recordingText(target, name));
    }
  });
});

describe.skipIf(!there)(`verification${unlessThere}`, () => {
  it.each(TARGET_NAMES)('%s: every value of the 41 scenarios, every other refused by name, no row stale', (target) => {
    const report = verifyTarget({ target, scenarios: scenarioNames.map(scenarioOf), recording: (name) => (recordedOn(target).includes(name) ? recordingOf(target, name) : undefined), machine: () => lab(target) });
    expect(report).toMatchObject({ unexplained: [], stale: [] });
    expect(report.scenarios).toBeGreaterThanOrEqual(RUNS.length);
    expect(report.scenarios + [...report.refused.values()].flat().length).toBe(recordedOn(target).length);
  });

  it('each explained row names a target and a scenario that exist', () => {
    expect(EXPLAINED.filter(({ target, scenario }) => !recordedTargets.includes(target) || !scenarioNames.includes(scenario))).toEqual([]);
  });
});
