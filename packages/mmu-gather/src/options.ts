import type { ActingThread, GatherHost, GatherPolicy, Profile } from '@faultline/contracts';
import type { GatherState } from './state';

export interface GatherOptions {
  /** Who acts. */
  readonly thread: ActingThread;
  /** Where gathers in progress stand. */
  readonly state: GatherState;
  /** Who frees pages and flushes. */
  readonly host: GatherHost;
  /** The architecture's way to gather. */
  readonly policy: GatherPolicy;
  /** The switches in force. */
  readonly profile: Profile;
  /** More than one CPU: rmap removal may be delayed. */
  readonly smp: boolean;
  /** log2 of the bytes of a base page. */
  readonly pageShift: number;
  /** 8, or 4 on a 32-bit kernel. */
  readonly pointerBytes?: number;
}
