import { KERNELS, type Kernel } from '@faultline/contracts';
import { ConfigError } from './errors';

/** One configuration: what differs between machines and kernels. */
export interface Config {
  /** The configuration in the grammar. */
  readonly text: string;
  readonly kernel: Kernel;
}

/** Configurations in the grammar GEOMETRY[+OPTION…]; the first geometry is the default. */
export const CONFIGS = { geometries: ['36bit'], options: [] } as const;

/** Reads a configuration. @throws ConfigError naming what is unknown */
export function parseConfig(text: string = CONFIGS.geometries[0], kernel: Kernel): Config {
  if (!(CONFIGS.geometries as readonly string[]).includes(text))
    throw new ConfigError("there is no configuration '" + text + "'", 'use one of ' + CONFIGS.geometries.join(', '));
  if (!KERNELS.includes(kernel)) throw new ConfigError('kernel ' + kernel + ' is not modelled', 'use one of ' + KERNELS.join(', '));
  return { text, kernel };
}
