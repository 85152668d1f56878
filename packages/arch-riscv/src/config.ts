import { KERNELS, type Kernel } from '@faultline/contracts';
import { ConfigError } from './errors';

/** One RISC-V (rv64) configuration: the mode of `satp`, and what the harts can do. */
export interface RiscvConfig {
  /** The configuration in the grammar, also where an id of the vectors was given. */
  readonly text: string;
  readonly kernel: Kernel;
  readonly levels: 3 | 4 | 5;
  readonly vaBits: 39 | 48 | 57;
  /** The hart sets A and D (Svadu); else it faults (Svade). */
  readonly hwAd: boolean;
  /** Memory types in bits 62:61. */
  readonly svpbmt: boolean;
  /** 64 KiB leaves made of 16 entries (bit 63). The kernel makes them from 6.12 on. */
  readonly svnapot: boolean;
  /** Entries made valid are seen without a fence; used from 6.12 on. */
  readonly svvptc: boolean;
  /** How other harts are made to fence: by the firmware, or (6.12) by interrupts of the kernel's own. */
  readonly rfence: 'sbi' | 'ipi';
}

type Mode = Pick<RiscvConfig, 'levels' | 'vaBits'>;

/** Modes (arch-riscv §1). */
const GEOMETRIES: Readonly<Record<string, Mode>> = {
  sv39: { levels: 3, vaBits: 39 },
  sv48: { levels: 4, vaBits: 48 },
  sv57: { levels: 5, vaBits: 57 },
};
const OPTIONS = ['svpbmt', 'svnapot', 'svade', 'svadu', 'svvptc', 'ipi'] as const;
type Option = (typeof OPTIONS)[number];
/** Options that only the newer kernel makes use of. */
const NEWER: readonly Option[] = ['svvptc', 'ipi'];

/** Configurations in the grammar GEOMETRY[+OPTION…]. A and D are set by hardware unless `svade` is given. */
export const RISCV_CONFIGS = { geometries: Object.keys(GEOMETRIES), options: OPTIONS } as const;

/** The ids of the vectors, and what each stands for. */
const VECTOR_IDS: Readonly<Record<string, { readonly base: string; readonly kernel: Kernel }>> = {
  'sv39-6.2': { base: 'sv39+svpbmt', kernel: '6.2' },
  'sv48-6.2': { base: 'sv48', kernel: '6.2' },
  'sv57-6.2': { base: 'sv57', kernel: '6.2' },
  'sv48-6.12': { base: 'sv48+svnapot+svpbmt', kernel: '6.12' },
  'sv39-6.12': { base: 'sv39', kernel: '6.12' },
};

const isOption = (text: string): text is Option => OPTIONS.includes(text as Option);

function optionsOf(texts: readonly string[], kernel: Kernel): ReadonlySet<Option> {
  const unknown = texts.find((text) => !isOption(text));
  if (unknown !== undefined) throw new ConfigError(`riscv has no option '${unknown}'`, `use one of ${OPTIONS.join(', ')}`);
  const options = new Set(texts.filter(isOption));
  const tooNew = NEWER.find((option) => options.has(option));
  if (options.has('svade') && options.has('svadu')) throw new ConfigError('svade and svadu contradict each other', 'give one of them');
  if (tooNew !== undefined && kernel !== '6.12') throw new ConfigError(`${tooNew} came after ${kernel}`, `use kernel 6.12 with ${tooNew}`);
  return options;
}

/** Reads a configuration. @throws ConfigError naming what is unknown or contradictory */
export function parseConfig(text: string, wanted: Kernel): RiscvConfig {
  const { base, kernel } = Object.hasOwn(VECTOR_IDS, text) ? VECTOR_IDS[text]! : { base: text, kernel: wanted };
  const [geometry = 'sv48', ...rest] = base.split('+');
  const mode = Object.hasOwn(GEOMETRIES, geometry) ? GEOMETRIES[geometry] : undefined;
  if (mode === undefined) throw new ConfigError(`riscv has no geometry '${geometry}'`, `use one of ${Object.keys(GEOMETRIES).join(', ')}`);
  if (!KERNELS.includes(kernel)) throw new ConfigError(`kernel ${kernel} is not modelled`, `use one of ${KERNELS.join(', ')}`);
  const options = optionsOf(rest, kernel);
  return {
    ...mode, text: base, kernel, hwAd: !options.has('svade'), svpbmt: options.has('svpbmt'), svnapot: options.has('svnapot'),
    svvptc: options.has('svvptc'), rfence: options.has('ipi') ? 'ipi' : 'sbi',
  };
}
