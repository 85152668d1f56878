/** The assembly, and what needs no knowledge of the architecture. */

export const indexOf = (name: string): string => `import type { Architecture, Kernel } from '@faultline/contracts';
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
  const config = parseConfig(options.config, options.kernel ?? '6.2');
  const swap = swapCodecOf(config);
  return Object.freeze<Architecture>({
    name: '${name}', config: config.text, kernel: config.kernel, machineName: '${name}', geometry: GEOMETRY, codec: codecOf(swap), prot: PROTECTION, swap,
    live: LIVE, gather: GATHER, hw: HARDWARE, faults: FAULTS, caps: CAPS,
  });
}
`;

export const CONFIG = `import { KERNELS, type Kernel } from '@faultline/contracts';
import { ConfigError } from './errors';

/** One configuration: what differs between machines and kernels. */
export interface Config {
  /** The configuration in the grammar. */
  readonly text: string;
  readonly kernel: Kernel;
}

/** Configurations in the grammar GEOMETRY[+OPTION…]; the first geometry is the default. */
export const CONFIGS = { geometries: ['default'], options: [] } as const;

/** Reads a configuration. @throws ConfigError naming what is unknown */
export function parseConfig(text: string = CONFIGS.geometries[0], kernel: Kernel): Config {
  if (!(CONFIGS.geometries as readonly string[]).includes(text))
    throw new ConfigError("there is no configuration '" + text + "'", 'use one of ' + CONFIGS.geometries.join(', '));
  if (!KERNELS.includes(kernel)) throw new ConfigError('kernel ' + kernel + ' is not modelled', 'use one of ' + KERNELS.join(', '));
  return { text, kernel };
}
`;

export const ERRORS = `/** A configuration that is not modelled; \`code\` tells it. */
export class ConfigError extends Error {
  readonly code = 'unknown-config';
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'ConfigError';
  }
}
`;

export const NOT_FILLED = `/** Thrown by a member that is a stub. */
export class NotFilledError extends Error {
  readonly code = 'not-filled';
  readonly remedy = 'write it; faultline conformance lists what is left';
  constructor(readonly member: string) {
    super(member + ' is not filled yet');
    this.name = 'NotFilledError';
  }
}

/** A stub of a member. The mark \`notFilled\` is what the command lists it by. */
export const notFilled = (member: string): (() => never) =>
  Object.assign(
    (): never => {
      throw new NotFilledError(member);
    },
    { notFilled: true },
  );
`;

export const GATHER = `import type { GatherPolicy } from '@faultline/contracts';
import { notFilled } from './not-filled';

/** What the architecture chooses of the gather (arch-interface §6, mmu-gather §10). */
export const GATHER: GatherPolicy = Object.freeze<GatherPolicy>({
  mode: 'batched',
  mergeVmas: false,
  tableFree: 'pageBatch',
  tableFreeOwesFlush: false,
  /** What tlb_flush does: append EFFECT_RANGE or EFFECT_MM. */
  flush: notFilled('gather.flush'),
});
`;

export const CAPS = `import type { Capabilities } from '@faultline/contracts';

/** What generic code asks instead of a name (arch-interface §4). Say true only of what the other files do. */
export const CAPS: Capabilities = Object.freeze<Capabilities>({
  softDirty: false, uffdWp: false, swapExclusive: false, poisonSignal: false, devmap: false, pmdMigration: false, protnone: true, pkeys: false, executeOnly: false,
  softwareYoung: false, hwYoung: false, oldPrefault: false, installEffect: false, mkPteTakesDirty: false, retByte: 0, initialPkru: 0,
  canMovePmd: false, canMovePud: false, modifyKeeps: { pteDirty: true, hugeDirty: true, old: true, young: true },
});
`;

export const MODULE = `/** Both halves together, as \`--arch-module\` loads them. */
export { architecture, CONFIGS as configs } from './index';
export { createMmu } from './mmu/index';
`;
