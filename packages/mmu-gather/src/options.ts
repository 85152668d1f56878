import type { GatherHost, GatherPolicy, Kernel, Recorder, RulesOff } from '@faultline/contracts';
import type { GatherState } from './state';

/** Forms of the delayed rmap removal (mmu-gather.md §6): none, as first committed, as in v6.2-rc3. */
export type DelayedRmapForm = 'off' | '5df397dec7c4' | 'v6.2-rc3';

export interface GatherOptions {
  readonly recorder: Recorder;
  readonly state: GatherState;
  readonly host: GatherHost;
  readonly policy: GatherPolicy;
  readonly kernel: Kernel;
  /** More than one CPU: rmap removal may be delayed. */
  readonly smp: boolean;
  readonly pageShift: number;
  /** 8, or 4 on a 32-bit kernel. */
  readonly pointerBytes?: number;
  readonly rulesOff: RulesOff;
  /** Default: by kernel. */
  readonly delayedRmap?: DelayedRmapForm;
}
