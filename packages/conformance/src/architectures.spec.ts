import { arm64 } from '@faultline/arch-arm64';
import { s390 } from '@faultline/arch-s390';
import { x86_64 } from '@faultline/arch-x86';
import { KERNELS, type Architecture } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { checkConformance, conformance, renderReport } from './index';

const RUNS = 25;
/** Configurations for every kernel, and those of one kernel only. */
const MAKERS = [
  [x86_64, ['l4', 'l5'], { '6.1': ['l4+devpriv'], '6.2': ['l4+nopku'], '6.12': ['l4+shstk', 'l5+shstk'] }],
  [
    arm64,
    ['4k-48', '4k-48+swaf', '16k-47', '64k-52'],
    { '6.1': ['4k-39', '64k-42'], '6.2': ['16k-36', '16k-48', '64k-48'], '6.12': ['4k-52-lpa2', '16k-52-lpa2+swaf'] },
  ],
  [s390, ['3level', '4level', '5level', '3level+edat'], { '6.1': [], '6.2': ['5level+edat'], '6.12': [] }],
] as const;

const subjects: readonly Architecture[] = MAKERS.flatMap(([make, configs, own]) =>
  KERNELS.flatMap((kernel) => [...configs, ...own[kernel]].map((config) => make({ kernel, config }))),
);
const named = subjects.map((arch) => [`${arch.name}:${arch.config} on ${arch.kernel}`, arch] as const);

describe('every architecture keeps the laws', () => {
  it.each(named)('%s', (_name, arch) => {
    const report = checkConformance(arch, { runs: RUNS });
    expect(report.ok, renderReport(report)).toBe(true);
    expect(report.holds + report.notApplicable).toBe(report.results.length);
  });
});

/** The suite as an author of an architecture uses it. */
conformance(x86_64({ kernel: '6.2' }), { describe, it }, { runs: RUNS });
