import {
  checkArchitectureOptions, EFFECT_MM, EFFECT_RANGE, type Architecture, type Capabilities, type GatherPolicy, type Kernel,
} from '@faultline/contracts';
import { codecOf } from './codec';
import { parseConfig, type RiscvConfig } from './config';
import { FAULTS } from './faults';
import { geometryOf } from './geometry';
import { liveOf } from './live';
import { PROTECTION } from './prot';
import { swapCodecOf } from './swap';
import { hardwareOf } from './walk';

export { riscvBulk } from './bulk';
export { ConfigError } from './errors';
export { RISCV_CONFIGS } from './config';

export interface RiscvOptions {
  /** Default 6.2. */
  readonly kernel?: Kernel;
  /** GEOMETRY[+OPTION…], or an id of the vectors; default `sv48`. */
  readonly config?: string;
}

/** First byte of the compressed `ret`. */
const C_RET = 0x82;

/**
 * Ranges, and tables freed after RCU, came after 6.2. Where the kernel interrupts the harts itself, that alone holds table walkers back.
 * @kernel v6.2-rc3 arch/riscv/include/asm/tlb.h:tlb_flush
 */
const gatherOf = ({ kernel, rfence }: RiscvConfig): GatherPolicy => Object.freeze<GatherPolicy>({
  mode: 'batched', mergeVmas: false, tableFreeOwesFlush: false,
  tableFree: kernel === '6.12' && rfence === 'sbi' ? 'rcuBatch' : 'pageBatch',
  flush(state, _mm, steps) {
    const whole = kernel !== '6.12' || state.fullmm || state.needFlushAll || state.freedTables;
    steps.effect(whole ? EFFECT_MM : EFFECT_RANGE);
  },
});

const capabilities = ({ kernel, svvptc }: RiscvConfig): Capabilities => Object.freeze<Capabilities>({
  softDirty: false, uffdWp: false, swapExclusive: kernel === '6.12', poisonSignal: false, devmap: kernel === '6.12', pmdMigration: true, protnone: true,
  pkeys: false, executeOnly: true, softwareYoung: false, hwYoung: false, oldPrefault: false, installEffect: !svvptc, mkPteTakesDirty: false,
  retByte: C_RET, initialPkru: 0, canMovePmd: true, canMovePud: true,
  modifyKeeps: { pteDirty: true, hugeDirty: true, old: false, young: true },
});

/** RISC-V (rv64) in one configuration. @throws ConfigError for one that is not modelled */
export function riscv(options: RiscvOptions = {}): Architecture {
  checkArchitectureOptions(options);
  const config = parseConfig(options.config ?? 'sv48', options.kernel ?? '6.2');
  const swap = swapCodecOf(config);
  const codec = codecOf(config, swap);
  const geometry = geometryOf(config);
  return Object.freeze<Architecture>({
    name: 'riscv', config: config.text, kernel: config.kernel, machineName: 'riscv64', geometry, codec, prot: PROTECTION, swap,
    live: liveOf(codec, config), gather: gatherOf(config), hw: hardwareOf(config, geometry), faults: FAULTS, caps: capabilities(config),
  });
}
