import { checkArchitectureOptions, type Architecture, type Kernel } from '@faultline/contracts';
import { CAPS } from './caps';
import { codecOf } from './codec';
import { parseConfig } from './config';
import { FAULTS } from './faults';
import { GATHER } from './gather';
import { GEOMETRY } from './geometry';
import { LIVE } from './live';
import { PROTECTION } from './prot';
import { swapCodecOf } from './swap';
import { HARDWARE } from './walk';

export { CONFIGS } from './config';
export { ConfigError } from './errors';

export interface Options {
  /** Default 6.2. */
  readonly kernel?: Kernel;
  /** GEOMETRY[+OPTION…]. */
  readonly config?: string;
}

/** The architecture in one configuration. @throws ConfigError for one that is not modelled */
export function architecture(options: Options = {}): Architecture {
  checkArchitectureOptions(options);
  const config = parseConfig(options.config, options.kernel ?? '6.2');
  const swap = swapCodecOf(config);
  return Object.freeze<Architecture>({
    name: 'toy', config: config.text, kernel: config.kernel, machineName: 'toy', geometry: GEOMETRY, codec: codecOf(swap), prot: PROTECTION, swap,
    live: LIVE, gather: GATHER, hw: HARDWARE, faults: FAULTS, caps: CAPS,
  });
}
