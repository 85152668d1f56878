import { kernelNamed, type Kernel } from '@faultline/contracts';
import type { Dump, DumpConfig } from '@faultline/pagetables';
import { chooseArchitecture, kernelOf, type Chosen } from './architectures';
import { WorkbenchError } from './errors';

/** How the dumps of one machine are read. */
interface DumpRow {
  readonly arch: string;
  /** Configuration in the grammar of `--config`, from what the dump says of the machine. Its name is no evidence: machines are booted wrongly. */
  readonly configOf: (config: DumpConfig) => string;
}

/** The options whose condition holds, after a geometry. */
const withOptions = (geometry: string, options: Readonly<Record<string, boolean | undefined>>): string =>
  [geometry, ...Object.keys(options).filter((option) => options[option])].join('+');

const KIB = 1024;

/** Machine names of dumps, and what each is read with. */
const DUMPS: Readonly<Record<string, DumpRow>> = {
  x86_64: { arch: 'x86-64', configOf: ({ levels, pku }) => withOptions(`l${levels}`, { nopku: pku === false }) },
  arm64: {
    arch: 'arm64',
    configOf: ({ pageSize, vaBits, lpa2, hardwareAccessFlag: hwAf, hardwareDirty: hwDirty }) =>
      withOptions(`${pageSize / KIB}k-${vaBits}${lpa2 === true ? '-lpa2' : ''}`, { swaf: hwAf === false, swdirty: hwAf !== false && hwDirty === false }),
  },
  s390x: { arch: 's390', configOf: ({ levels, edat }) => withOptions(`${levels}level`, { edat }) },
  riscv64: { arch: 'riscv', configOf: ({ mode, vaBits, svnapot, svpbmt }) => withOptions(mode?.toLowerCase() ?? `sv${vaBits}`, { svnapot, svpbmt }) },
};

/** Releases that are profiles: `6.1.0-56-amd64` runs as 6.1. @throws WorkbenchError */
function kernelOfRelease(release: string): Kernel {
  const version = /^\d+\.\d+/.exec(release)?.[0] ?? release.slice(0, 40);
  const kernel = kernelNamed(version);
  if (kernel !== undefined) return kernel;
  throw new WorkbenchError('not-modelled', `kernel ${version} is not modelled`, 'choose the profile that it resembles with --kernel');
}

/** What a dump is read with; `kernel` stands in for a release that is no profile. @throws WorkbenchError for a machine that is not modelled */
export function chooseForDump({ machine, kernel: release, config }: Dump, kernel?: string, physBits?: number): Chosen {
  if (!Object.hasOwn(DUMPS, machine)) throw new WorkbenchError('not-modelled', `arch: machine '${machine}' is not modelled`, `dumps of ${Object.keys(DUMPS).join(', ')} can be read`);
  const { arch, configOf } = DUMPS[machine]!;
  return chooseArchitecture(`${arch}:${configOf(config)}`, kernel === undefined ? kernelOfRelease(release) : kernelOf(kernel), undefined, undefined, physBits);
}
