import { KERNELS, type Kernel } from '@faultline/contracts';
import { ConfigError } from './errors';

/** How an output address is laid out in a descriptor: plain 48 bits, 52 bits with 64K pages, or 52 bits under LPA2. */
export type AddressForm = '48' | '52-64k' | 'lpa2';

/** One arm64 configuration. */
export interface Arm64Config {
  /** The configuration in the grammar, also where an id of the vectors was given. */
  readonly text: string;
  readonly kernel: Kernel;
  /** log2 of the granule. */
  readonly pageShift: 12 | 14 | 16;
  readonly vaBits: number;
  readonly address: AddressForm;
  /** The CPU sets the access flag; the CPU manages the dirty state. */
  readonly hwAf: boolean;
  readonly hwDirty: boolean;
  /** The CPU keeps the kernel away from execute-only pages too, so there can be such pages. */
  readonly epan: boolean;
}

type Shape = Pick<Arm64Config, 'pageShift' | 'vaBits' | 'address'>;

/** Legal geometries (arch-arm64 §1). */
const GEOMETRIES: Readonly<Record<string, Shape>> = {
  '4k-39': { pageShift: 12, vaBits: 39, address: '48' },
  '4k-48': { pageShift: 12, vaBits: 48, address: '48' },
  '4k-52-lpa2': { pageShift: 12, vaBits: 52, address: 'lpa2' },
  '16k-36': { pageShift: 14, vaBits: 36, address: '48' },
  '16k-47': { pageShift: 14, vaBits: 47, address: '48' },
  '16k-48': { pageShift: 14, vaBits: 48, address: '48' },
  '16k-52-lpa2': { pageShift: 14, vaBits: 52, address: 'lpa2' },
  '64k-42': { pageShift: 16, vaBits: 42, address: '48' },
  '64k-48': { pageShift: 16, vaBits: 48, address: '48' },
  '64k-52': { pageShift: 16, vaBits: 52, address: '52-64k' },
};
const OPTIONS = ['swaf', 'swdirty', 'epan'] as const;

/**
 * Configurations in the grammar GEOMETRY[+OPTION…]. `swaf`: the CPU manages neither access flag nor dirty state;
 * `swdirty`: the access flag only; `epan`: the CPU has enhanced PAN.
 */
export const ARM64_CONFIGS = { geometries: Object.keys(GEOMETRIES), options: OPTIONS } as const;

/** The ids of the vectors end in the kernel: `4k-48-6.2`. */
function fromVectorId(text: string): { base: string; kernel?: Kernel } {
  const match = /^(.*)-(6\.\d+)$/.exec(text);
  return match !== null && KERNELS.includes(match[2] as Kernel) ? { base: match[1]!, kernel: match[2] as Kernel } : { base: text };
}

/** Reads a configuration. @throws ConfigError naming what is unknown or contradictory */
export function parseConfig(text: string, kernel: Kernel): Arm64Config {
  const id = fromVectorId(text);
  const [geometry = '4k-48', ...options] = id.base.split('+');
  const shape = Object.hasOwn(GEOMETRIES, geometry) ? GEOMETRIES[geometry] : undefined;
  const unknown = options.find((option) => !OPTIONS.includes(option as (typeof OPTIONS)[number]));
  const wanted = id.kernel ?? kernel;
  if (shape === undefined) throw new ConfigError(`arm64 has no geometry '${geometry}'`, `use one of ${Object.keys(GEOMETRIES).join(', ')}`);
  if (unknown !== undefined) throw new ConfigError(`arm64 has no option '${unknown}'`, `use one of ${OPTIONS.join(', ')}`);
  if (!KERNELS.includes(wanted)) throw new ConfigError(`kernel ${wanted} is not modelled`, `use one of ${KERNELS.join(', ')}`);
  if (shape.address === 'lpa2' && wanted !== '6.12') throw new ConfigError(`LPA2 came after ${wanted}`, 'use kernel 6.12 with it');
  const hwAf = !options.includes('swaf');
  return { ...shape, text: id.base, kernel: wanted, hwAf, hwDirty: hwAf && !options.includes('swdirty'), epan: options.includes('epan') };
}
