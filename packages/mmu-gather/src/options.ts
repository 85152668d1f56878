import type { ActingThread, GatherHost, GatherPolicy, Profile } from '@faultline/contracts';
import type { GatherState } from './state';

export interface GatherOptions {
  readonly thread: ActingThread;
  readonly state: GatherState;
  readonly host: GatherHost;
  readonly policy: GatherPolicy;
  /** The switches in force. */
  readonly profile: Profile;
  /** More than one CPU: rmap removal may be delayed. */
  readonly smp: boolean;
  readonly pageShift: number;
  /** 8, or 4 on a 32-bit kernel. */
  readonly pointerBytes?: number;
}
