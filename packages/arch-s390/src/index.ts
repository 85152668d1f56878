import {
  checkArchitectureOptions, EFFECT_MM, type Architecture, type Capabilities, type GatherPolicy, type Kernel,
} from '@faultline/contracts';
import { codecOf } from './codec';
import { parseConfig } from './config';
import { FAULTS } from './faults';
import { geometryOf } from './geometry';
import { liveOf } from './live';
import { PROTECTION } from './prot';
import { swapCodecOf } from './swap';
import { hardwareOf } from './walk';

export { s390Bulk } from './bulk';
export { ConfigError } from './errors';
export { S390_CONFIGS } from './config';

export interface S390Options {
  /** Default 6.2. */
  readonly kernel?: Kernel;
  /** GEOMETRY[+OPTION…], or a kernel version (the ids of the vectors); default `3level`. */
  readonly config?: string;
}

const BCR = 0x07;

/** Nothing is gathered; the flush that is owed is performed. @kernel v6.2-rc3 arch/s390/include/asm/tlb.h:tlb_flush */
const GATHER: GatherPolicy = Object.freeze<GatherPolicy>({
  mode: 'immediate', mergeVmas: true, tableFree: 'rcuBatch', tableFreeOwesFlush: true,
  flush(_state, mm, steps) {
    if (mm.flushOwed) steps.effect(EFFECT_MM);
  },
});

const CAPABILITIES: Capabilities = Object.freeze<Capabilities>({
  softDirty: true, uffdWp: false, swapExclusive: true, poisonSignal: false, devmap: false, pmdMigration: false, protnone: true, pkeys: false, executeOnly: false,
  softwareYoung: true, hwYoung: false, oldPrefault: false, installEffect: false, mkPteTakesDirty: true, retByte: BCR, initialPkru: 0,
  canMovePmd: false, canMovePud: false, modifyKeeps: { pteDirty: true, hugeDirty: true, old: true, young: true },
});

/** s390 in one configuration. @throws ConfigError for one that is not modelled */
export function s390(options: S390Options = {}): Architecture {
  checkArchitectureOptions(options);
  const config = parseConfig(options.config ?? '3level', options.kernel ?? '6.2');
  const swap = swapCodecOf(config.kernel);
  const codec = codecOf(config, swap);
  const geometry = geometryOf(config.levels, config.edat);
  return Object.freeze<Architecture>({
    name: 's390', config: config.text, kernel: config.kernel, machineName: 's390x', geometry, codec, prot: PROTECTION, swap, live: liveOf(codec),
    gather: GATHER, hw: hardwareOf(geometry, config.edat), faults: FAULTS, caps: CAPABILITIES,
  });
}
