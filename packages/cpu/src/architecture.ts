import type { Architecture, Capabilities, Codec, FaultCodec } from '@faultline/contracts';

/** What a CPU needs of an architecture. */
export interface WalkedArchitecture extends Pick<Architecture, 'hw'> {
  /** Makes, reads and changes entries. */
  readonly codec: Pick<Codec, 'none' | 'isTable' | 'makeTable' | 'tableRef'>;
  /** Fault codes. */
  readonly faults: Pick<FaultCodec, 'decode'>;
  /** What the architecture has and has not. */
  readonly caps: Pick<Capabilities, 'initialPkru'>;
}
