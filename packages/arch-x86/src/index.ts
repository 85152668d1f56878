import {
  checkArchitectureOptions, checkNumber, EFFECT_MM, EFFECT_RANGE, type Architecture, type Capabilities, type GatherPolicy, type Kernel,
} from '@faultline/contracts';
import { codecOf } from './codec';
import { parseConfig, type X86Config } from './config';
import { FAULTS } from './faults';
import { geometryOf } from './geometry';
import { liveOf } from './live';
import { protectionOf } from './prot';
import { MOST_PHYS_BITS } from './reserved';
import { swapCodecOf } from './swap';
import { hardwareOf } from './walk';

export { x86Bulk } from './bulk';
export { ConfigError } from './errors';
export { X86_CONFIGS } from './config';

export interface X86Options {
  /** Default 6.2. */
  readonly kernel?: Kernel;
  /** GEOMETRY[+OPTION…], or an id of the vectors; default `l4`. */
  readonly config?: string;
  /** Bits of a physical address that the CPU has, 32 … 52: frame bits above them are reserved. Default 52, as if there were none. */
  readonly physBits?: number;
}

/** Key 0 open, every other key without access. @kernel v6.2-rc3 arch/x86/mm/pkeys.c:init_pkru_value */
const INIT_PKRU = 0x55555554;
const RET = 0xc3;
const LEAST_PHYS_BITS = 32;

const GATHER: GatherPolicy = Object.freeze<GatherPolicy>({
  mode: 'batched', mergeVmas: true, tableFree: 'rcuBatch', tableFreeOwesFlush: false,
  flush: (state, _mm, steps) => steps.effect(state.fullmm || state.needFlushAll ? EFFECT_MM : EFFECT_RANGE),
});

const capabilities = ({ kernel, pkeys, memoryFailure }: X86Config): Capabilities => Object.freeze<Capabilities>({
  softDirty: true, uffdWp: true, swapExclusive: true, poisonSignal: memoryFailure, devmap: true, pmdMigration: true, protnone: true, pkeys, executeOnly: pkeys,
  softwareYoung: false, hwYoung: true, oldPrefault: false, installEffect: false, mkPteTakesDirty: false, retByte: RET,
  initialPkru: pkeys ? INIT_PKRU : 0, canMovePmd: true, canMovePud: true,
  modifyKeeps: { pteDirty: true, hugeDirty: kernel !== '6.12', old: true, young: true },
});

/** x86-64 in one configuration. @throws ConfigError for one that is not modelled */
export function x86_64(options: X86Options = {}): Architecture {
  checkArchitectureOptions(options, ['physBits']);
  if (options.physBits !== undefined) checkNumber('physBits', options.physBits, LEAST_PHYS_BITS, MOST_PHYS_BITS);
  const config = parseConfig(options.config ?? 'l4', options.kernel ?? '6.2');
  const swap = swapCodecOf(config);
  const codec = codecOf(config, swap);
  const geometry = geometryOf(config.levels);
  return Object.freeze<Architecture>({
    name: 'x86-64', config: config.text, kernel: config.kernel, machineName: 'x86_64', geometry, codec, prot: protectionOf(config.pkeys), swap,
    live: liveOf(codec), gather: GATHER, hw: hardwareOf(geometry, options.physBits ?? MOST_PHYS_BITS), faults: FAULTS, caps: capabilities(config),
  });
}
