import { KERNELS, type Kernel } from '@faultline/contracts';
import { ConfigError } from './errors';

/** One s390 configuration. */
export interface S390Config {
  /** The configuration in the grammar, also where an id of the vectors was given. */
  readonly text: string;
  readonly kernel: Kernel;
  readonly levels: 3 | 4 | 5;
  /** Enhanced DAT: large leaves are legal. */
  readonly edat: boolean;
}

const GEOMETRIES: Readonly<Record<string, 3 | 4 | 5>> = { '3level': 3, '4level': 4, '5level': 5 };
const OPTIONS = ['edat'] as const;

/** Configurations in the grammar GEOMETRY[+OPTION…]. */
export const S390_CONFIGS = { geometries: Object.keys(GEOMETRIES), options: OPTIONS } as const;

/** Reads a configuration; the ids of the vectors are kernel versions. @throws ConfigError naming what is unknown */
export function parseConfig(text: string, kernel: Kernel): S390Config {
  if (KERNELS.includes(text as Kernel)) return { text: '3level', kernel: text as Kernel, levels: 3, edat: false };
  const [geometry = '3level', ...options] = text.split('+');
  const levels = Object.hasOwn(GEOMETRIES, geometry) ? GEOMETRIES[geometry] : undefined;
  const unknown = options.find((option) => !OPTIONS.includes(option as (typeof OPTIONS)[number]));
  if (levels === undefined) throw new ConfigError(`s390 has no geometry '${geometry}'`, `use one of ${Object.keys(GEOMETRIES).join(', ')}`);
  if (unknown !== undefined) throw new ConfigError(`s390 has no option '${unknown}'`, `use one of ${OPTIONS.join(', ')}`);
  if (!KERNELS.includes(kernel)) throw new ConfigError(`kernel ${kernel} is not modelled`, `use one of ${KERNELS.join(', ')}`);
  return { text, kernel, levels, edat: options.includes('edat') };
}
