import {
  checkArchitectureOptions, EFFECT_MM, EFFECT_RANGE, type Architecture, type Capabilities, type GatherPolicy, type Kernel,
} from '@faultline/contracts';
import { codecOf } from './codec';
import { parseConfig, type Arm64Config } from './config';
import { faultsOf } from './faults';
import { geometryOf } from './geometry';
import { liveOf } from './live';
import { protectionOf } from './prot';
import { swapCodecOf } from './swap';
import { hardwareOf } from './walk';

export { arm64Bulk } from './bulk';
export { ConfigError } from './errors';
export { ARM64_CONFIGS } from './config';

export interface Arm64Options {
  /** Default 6.2. */
  readonly kernel?: Kernel;
  /** GEOMETRY[+OPTION…], or an id of the vectors; default `4k-48`. */
  readonly config?: string;
}

const RET = 0xc0;

/** An address space that goes away flushes only if tables were freed: its ASID is not used again without a flush. @kernel v6.2-rc3 arch/arm64/include/asm/tlb.h:tlb_flush */
const GATHER: GatherPolicy = Object.freeze<GatherPolicy>({
  mode: 'batched', mergeVmas: false, tableFree: 'rcuBatch', tableFreeOwesFlush: false,
  flush(state, _mm, steps) {
    if (!state.fullmm) steps.effect(EFFECT_RANGE);
    else if (state.freedTables) steps.effect(EFFECT_MM);
  },
});

const capabilities = ({ kernel, hwAf, epan }: Arm64Config): Capabilities => Object.freeze<Capabilities>({
  softDirty: false, uffdWp: kernel === '6.12', swapExclusive: true, poisonSignal: true, devmap: true, pmdMigration: true, protnone: true, pkeys: false,
  executeOnly: epan, softwareYoung: false, hwYoung: hwAf, oldPrefault: hwAf, installEffect: false, mkPteTakesDirty: false, retByte: RET,
  initialPkru: 0, canMovePmd: true, canMovePud: true, modifyKeeps: { pteDirty: true, hugeDirty: true, old: true, young: true },
});

/** arm64 in one configuration. @throws ConfigError for one that is not modelled */
export function arm64(options: Arm64Options = {}): Architecture {
  checkArchitectureOptions(options);
  const config = parseConfig(options.config ?? '4k-48', options.kernel ?? '6.2');
  const swap = swapCodecOf(config);
  const geometry = geometryOf(config);
  const codec = codecOf(config, swap, geometry.topLevel);
  return Object.freeze<Architecture>({
    name: 'arm64', config: config.text, kernel: config.kernel, machineName: 'arm64', geometry, codec, prot: protectionOf(config), swap,
    live: liveOf(codec), gather: GATHER, hw: hardwareOf(config, geometry), faults: faultsOf(config), caps: capabilities(config),
  });
}
