import { arm64, ARM64_CONFIGS } from '@faultline/arch-arm64';
import { arm64Evidence } from '@faultline/arch-arm64/evidence';
import { riscv, RISCV_CONFIGS } from '@faultline/arch-riscv';
import { riscvEvidence } from '@faultline/arch-riscv/evidence';
import { s390, S390_CONFIGS } from '@faultline/arch-s390';
import { s390Evidence } from '@faultline/arch-s390/evidence';
import { architecture as toy, CONFIGS as TOY_CONFIGS } from '@faultline/arch-toy';
import { x86_64, X86_CONFIGS } from '@faultline/arch-x86';
import { x86Evidence } from '@faultline/arch-x86/evidence';
import { checkText, KERNEL_NAMES, kernelNamed, KERNELS, type Architecture, type EvidenceMaker, type Kernel, type Profile } from '@faultline/contracts';
import type { CreateMmu } from '@faultline/machine';
import { architectureNamed, type ArchitectureName } from './architecture-names';
import { WorkbenchError } from './errors';

/** One known architecture: how to make it. */
export interface Known {
  /** Makes the architecture. */
  readonly make: (options: { kernel?: Kernel; config?: string; physBits?: number }) => Architecture;
  /** Do its entries reserve bits by the width of physical addresses? */
  readonly takesWidth?: true;
  /** What it knows of the words that kernels print; absent: nothing. */
  readonly evidence?: EvidenceMaker;
  /** Its configurations. */
  readonly configs: { readonly geometries: readonly string[]; readonly options: readonly string[] };
}

/** An architecture from outside: what `--arch NAME` calls it, and where it comes from. */
export interface Outside extends Known {
  /** Name of the architecture. */
  readonly name: string;
  /** The module that it came from. */
  readonly specifier: string;
  /** Makes the MMU half that comes with it. */
  readonly mmu: (architecture: Architecture) => CreateMmu;
  /** Is all there that a run needs? @throws what names the members that are missing */
  readonly check: (architecture: Architecture) => void;
}

/** The table of known architectures. Their MMU halves stand in `mmus.ts`: who reads entries needs none. */
const KNOWN: Readonly<Record<ArchitectureName, Known>> = {
  'x86-64': { make: x86_64, configs: X86_CONFIGS, takesWidth: true, evidence: x86Evidence },
  arm64: { make: arm64, configs: ARM64_CONFIGS, evidence: arm64Evidence },
  riscv: { make: riscv, configs: RISCV_CONFIGS, evidence: riscvEvidence },
  s390: { make: s390, configs: S390_CONFIGS, evidence: s390Evidence },
  toy: { make: toy, configs: TOY_CONFIGS },
};

/** The architectures of which kernels print reports that can be read. */
export const EVIDENCE: readonly EvidenceMaker[] = Object.values<Known>(KNOWN).flatMap(({ evidence }) => (evidence === undefined ? [] : [evidence]));

/** What an architecture knows of printed words; undefined: nothing, as that of one from outside. */
export const evidenceMakerOf = (name: string): EvidenceMaker | undefined => EVIDENCE.find((maker) => maker.name === name);

/** The same by any name that people have for it. @throws WorkbenchError if there is none, or it prints no reports */
export function evidenceNamed(name: string): EvidenceMaker {
  const maker = evidenceMakerOf(architectureNamed(name));
  if (maker !== undefined) return maker;
  const known = EVIDENCE.map((each) => each.name);
  throw new WorkbenchError('misuse', `there is no architecture '${name.slice(0, 40)}' of which reports are read`, `use one of ${known.join(', ')}`, { name, known });
}

/** A kernel profile by its name. @throws WorkbenchError */
export function kernelOf(name: string): Kernel {
  const kernel = kernelNamed(name);
  if (kernel !== undefined) return kernel;
  const release = /\d+\.\d+/.exec(name)?.[0];
  const names = Object.keys(KERNEL_NAMES);
  const known = names.filter((each) => each.split('-')[0] === release);
  throw new WorkbenchError('misuse', `there is no kernel profile '${name}'`, `use one of ${names.join(', ')}`, { name, known });
}

/** An architecture chosen on the command line. */
export interface Chosen {
  /** As it was written: `arm64:4k-48+swaf`. */
  readonly label: string;
  /** The architecture in that configuration. */
  readonly architecture: Architecture;
  /** Where it comes from, if it is from outside. */
  readonly outside?: Outside;
  /** Switches of the core; undefined: those of the architecture's kernel. */
  readonly profile?: Profile;
}

/** The table, and in it an architecture from outside. @throws WorkbenchError if its name is taken */
function tableWith(outside: Outside | undefined): Readonly<Record<string, Known>> {
  if (outside === undefined) return KNOWN;
  const { name, specifier } = outside;
  if (Object.hasOwn(KNOWN, name)) throw new WorkbenchError('misuse', `${specifier} names its architecture '${name}', which is taken`, 'give it a name of its own');
  return { ...KNOWN, [name]: outside };
}

/** Names of architectures of 32 bits, and the wider one that is modelled. */
const NARROWER: Readonly<Record<string, string | undefined>> = { i386: 'x86-64', i686: 'x86-64', arm: 'arm64', rv32: 'riscv', riscv32: 'riscv' };

function noArchitecture(name: string, known: readonly string[]): WorkbenchError {
  const here = NARROWER[name.toLowerCase()];
  const remedy = `use one of ${known.join(', ')}`;
  return new WorkbenchError('misuse', `there is no architecture '${name}'`, here === undefined ? remedy : `here it is '${here}': ${remedy}`, here === undefined ? { name, known } : undefined);
}

/** The row of `ARCH[:CONFIG]`, and the configuration that is wanted. @throws WorkbenchError */
function rowOf(text: string, config: string | undefined, outside: Outside | undefined): { known: Known; options: { config?: string } } {
  checkText('text', text);
  if (config !== undefined) checkText('config', config);
  const [written = '', own, ...rest] = text.split(':');
  const table = tableWith(outside);
  const name = Object.hasOwn(table, written) ? written : architectureNamed(written);
  if (rest.length > 0) throw new WorkbenchError('misuse', `'${text}' has more than one configuration`, 'write ARCH:CONFIG');
  if (!Object.hasOwn(table, name)) throw noArchitecture(name, Object.keys(table));
  if (own !== undefined && config !== undefined && own !== config)
    throw new WorkbenchError('misuse', `'${text}' and --config ${config} contradict each other`, 'give the configuration once');
  const wanted = own ?? config;
  return { known: table[name]!, options: wanted === undefined ? {} : { config: wanted } };
}

/** Ids of the vectors name a kernel, as configurations: it must be the one that is asked for. @throws WorkbenchError */
function checkKernel(text: string, config: string | undefined, { kernel }: Architecture, wanted: Kernel): void {
  if (kernel === wanted || !KERNELS.includes(kernel)) return;
  const own = config ?? text.split(':')[1];
  const what = own === undefined ? `'${text}'` : `configuration '${own}'`;
  throw new WorkbenchError('misuse', `${what} is of kernel ${kernel}, and kernel ${wanted} is asked for`, 'give the kernel once');
}

/** How to make `ARCH[:CONFIG]`, complete or not, for a kernel; one that the configuration names goes before. @throws WorkbenchError */
export function makerOf(text: string, config?: string, outside?: Outside): (kernel: Kernel) => Architecture {
  const { known, options } = rowOf(text, config, outside);
  return (kernel) => known.make({ kernel, ...options });
}

/** The same for a kernel that the user named: the configuration may not name another. @throws WorkbenchError */
export function strictMakerOf(text: string, config?: string, outside?: Outside): (kernel: Kernel) => Architecture {
  const make = makerOf(text, config, outside);
  return (kernel) => {
    const architecture = make(kernel);
    checkKernel(text, config, architecture, kernel);
    return architecture;
  };
}

/**
 * `ARCH[:CONFIG]` and a kernel; undefined: that of the configuration, or the default.
 * @throws WorkbenchError, or the architecture's own error for a configuration it does not know
 */
export function chooseArchitecture(text: string, kernel: Kernel | undefined, config?: string, outside?: Outside, physBits?: number): Chosen {
  const { known, options } = rowOf(text, config, outside);
  if (physBits !== undefined && known.takesWidth !== true) throw new WorkbenchError('misuse', `the entries of ${text.split(':')[0]!} do not depend on the width of physical addresses`, 'leave --maxphyaddr out');
  const architecture = known.make({ ...(kernel === undefined ? {} : { kernel }), ...options, ...(physBits === undefined ? {} : { physBits }) });
  if (known === outside) outside.check(architecture);
  if (kernel !== undefined) checkKernel(text, config, architecture, kernel);
  return { label: text, architecture, ...(known === outside && { outside }) };
}
