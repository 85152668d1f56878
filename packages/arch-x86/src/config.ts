import { KERNELS, type Kernel } from '@faultline/contracts';
import { ConfigError } from './errors';

/** One x86-64 configuration: what a kernel was built with and what the CPU can do. */
export interface X86Config {
  /** The configuration in the grammar, also where an id of the vectors was given. */
  readonly text: string;
  readonly kernel: Kernel;
  readonly levels: 4 | 5;
  /** The CPU has user shadow stacks and the kernel uses them (6.12). */
  readonly shadowStack: boolean;
  /** CONFIG_DEVICE_PRIVATE. */
  readonly devicePrivate: boolean;
  /** CONFIG_MEMORY_FAILURE: without it a program is not told that memory is poisoned. */
  readonly memoryFailure: boolean;
  /** The CPU has protection keys. */
  readonly pkeys: boolean;
}

const GEOMETRIES: Readonly<Record<string, 4 | 5>> = { l4: 4, '4level': 4, l5: 5, '5level': 5 };
const OPTIONS = ['shstk', 'devpriv', 'nopku', 'nohwpoison'] as const;

/** Configurations in the grammar GEOMETRY[+OPTION…]. */
export const X86_CONFIGS = { geometries: Object.keys(GEOMETRIES), options: OPTIONS } as const;

/** `l4-6.2-devpriv` and the like: the ids of the vectors. */
function fromVectorId(text: string): { base: string; kernel?: string } {
  const match = /^(l[45])-(6\.\d+)(?:-(\w+))?$/.exec(text);
  if (match === null) return { base: text };
  return { base: match[3] === undefined ? match[1]! : `${match[1]}+${match[3]}`, kernel: match[2]! };
}

/** Reads a configuration. @throws ConfigError naming what is unknown or contradictory */
export function parseConfig(text: string, kernel: Kernel): X86Config {
  const id = fromVectorId(text);
  const [geometry = 'l4', ...options] = id.base.split('+');
  const levels = Object.hasOwn(GEOMETRIES, geometry) ? GEOMETRIES[geometry] : undefined;
  const unknown = options.find((option) => !OPTIONS.includes(option as (typeof OPTIONS)[number]));
  const wanted = (id.kernel ?? kernel) as Kernel;
  if (levels === undefined) throw new ConfigError(`x86-64 has no geometry '${geometry}'`, `use one of ${Object.keys(GEOMETRIES).join(', ')}`);
  if (unknown !== undefined) throw new ConfigError(`x86-64 has no option '${unknown}'`, `use one of ${OPTIONS.join(', ')}`);
  if (!KERNELS.includes(wanted)) throw new ConfigError(`kernel ${wanted} is not modelled`, `use one of ${KERNELS.join(', ')}`);
  if (options.includes('shstk') && wanted !== '6.12') throw new ConfigError(`shadow stacks came after ${wanted}`, 'use kernel 6.12 with shstk');
  return {
    text: id.base, kernel: wanted, levels, shadowStack: options.includes('shstk'), devicePrivate: options.includes('devpriv'), pkeys: !options.includes('nopku'),
    memoryFailure: !options.includes('nohwpoison'),
  };
}
